import type { SeriesItem } from '../../core/dicom/series.ts';
import { problemSentence } from '../../core/dicom/words.ts';
import { grouped } from '../../core/sequence.ts';
import { done, usage, type Call, type Outcome } from './outcome.ts';
import { withSource, type ReadSource } from './readSource.ts';

/** scan PATH: everything that lies there, study by study, and what was refused. */
export async function scan(call: Call): Promise<Outcome> {
  const [path, ...rest] = call.args;
  if (path === undefined || rest.length > 0)
    return usage('scan takes one PATH: a file, a folder, a DICOMDIR or a zip.');
  return withSource(call, path, async (source) => done(scanOf(source)));
}

const scanOf = ({ found, seen, placeOf }: ReadSource) => ({
  studies: [
    ...grouped(seen.items, ({ studyUid, patient }) => JSON.stringify([studyUid, patient])).values(),
  ].map(study),
  rejected: [...found.refused, ...seen.refused].map(({ name, code, message }) => ({
    path: placeOf(name),
    code,
    message,
  })),
});

function study(items: readonly SeriesItem[]) {
  const [first] = items;
  return {
    studyUid: first?.studyUid,
    date: first?.studyDate,
    description: first?.studyDescription,
    patient: first?.patient,
    series: items.map(series),
  };
}

/** One stack of a series, or one run. */
export const series = (item: SeriesItem) => ({
  seriesUid: item.seriesUid,
  modality: item.modality,
  description: item.description,
  kind: item.kind,
  stack: item.stack,
  stacks: item.stacks,
  instanceUid: item.instanceUid,
  instances: item.instances.length,
  frames: item.frames,
  rows: item.rows,
  columns: item.columns,
  spacing: item.spacing,
  phasePercent: item.phasePercent,
  triggerTimeMs: item.triggerTimeMs,
  kernel: item.kernel,
  setAside: item.setAside,
  transferSyntaxUid: item.transferSyntaxUid,
  geometry: {
    usable: item.geometry.usable, correctable: item.geometry.correctedRecipe !== null,
    intact: item.geometry.intactRecipe !== null,
    problems: item.geometry.problems.map((problem) => ({
      code: problem.code,
      message: problemSentence(problem),
      instances: problem.instances,
      weight: problem.weight,
    })),
  },
});
