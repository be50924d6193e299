import { setImmediate } from 'node:timers/promises';
import { frameFailureSentence } from '../../core/dicom/codec/frameFailure.ts';
import { searchSpace } from '../../core/centreline/searchSpace.ts';
import { tracing, type Tracing } from '../../core/centreline/trace.ts';
import { traceSentence } from '../../core/centreline/words.ts';
import { measureSentence, type OcclusionMeasures, occlusionMeasures } from '../../core/lesion/occlusion.ts';
import type { Centreline } from '../../core/centreline/centreline.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { crossSections } from '../../core/section/section.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { volumeWarnings, withVolume, type Warning } from './namedVolume.ts';
import { CANCELLED, done, refused, usage, type Call, type Outcome, type Refused } from './outcome.ts';
import { type Seeds, seedsIn } from './seedsFile.ts';

/**
 * measure PATH --series UID[#n] --seeds FILE: centreline, contours and calcium of one occluded vessel.
 */
export async function measure(call: Call): Promise<Outcome> {
  const path = call.options['seeds'];
  if (typeof path !== 'string') return usage('measure takes one PATH, --series UID and --seeds FILE.');
  const seeds = seedsIn(path);
  if (!seeds.ok) return refused(seeds.failure);
  const begun = performance.now();
  return withVolume(call, 'measure', async ({ item, recipe, opened }) => {
    const read = await opened.done;
    if (call.signal.aborted) return refused(CANCELLED);
    if (!read.ok) return refused({ code: read.failure.code, message: frameFailureSentence(read.failure) });
    if (recipe.valuesAre !== 'HU') {
      return refused({ code: 'measure/not-hu', message: 'This series does not say how its values become HU: calcium cannot be measured in it.' });
    }
    const loaded = performance.now();
    const answer = await measured({ grid: opened.grid, voxels: opened.voxels }, seeds.value, call.signal);
    if (!answer.ok) return refused(answer.failure);
    const warnings = [...volumeWarnings(item, read.value.clampedVoxels), ...answer.value.warnings];
    for (const { message } of warnings) call.say(message);
    return done({
      ...answer.value.answer, warnings,
      timingsMs: { load: rounded(loaded - begun), ...answer.value.timingsMs },
    });
  });
}

interface Answer {
  readonly answer: ReturnType<typeof answerOf>;
  readonly warnings: readonly Warning[];
  readonly timingsMs: { readonly centreline: number; readonly sections: number; readonly calcium: number };
}

async function measured(volume: Volume, seeds: Seeds, signal: AbortSignal): Promise<Result<Answer, Refused>> {
  const begun = performance.now();
  const traced = await vesselThrough(volume, seeds, signal);
  if (!traced.ok) return traced;
  const { centreline } = traced.value;
  const centred = performance.now();
  const sections = crossSections(volume, centreline);
  const cut = performance.now();
  const measures = occlusionMeasures(volume.grid, centreline, sections,
    { proximal: seeds.proximalCap, distal: seeds.distalCap }, seeds.threshold);
  if (!measures.ok) return err({ code: measures.failure.code, message: measureSentence(measures.failure) });
  return ok({
    answer: answerOf(centreline, measures.value), warnings: measures.value.warnings,
    timingsMs: { centreline: rounded(centred - begun), sections: rounded(cut - centred), calcium: rounded(performance.now() - cut) },
  });
}

/** The tracing, step by step, so that it ends when the user has had enough. */
async function vesselThrough(volume: Volume, { points }: Seeds, signal: AbortSignal): Promise<Result<Tracing, Refused>> {
  const space = await finished(searchSpace(volume), signal);
  if (space === null) return err(CANCELLED);
  const traced = await finished(tracing(space, points), signal);
  if (traced === null) return err(CANCELLED);
  return traced.ok ? traced : err({ code: traced.failure.code, message: traceSentence(traced.failure) });
}

/** Lets others have their turn after so many milliseconds. */
const TURN_MS = 20;

async function finished<T>(steps: Generator<unknown, T>, signal: AbortSignal): Promise<T | null> {
  let turn = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    if (signal.aborted) return null;
    turn = performance.now();
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function answerOf(centreline: Centreline, { profile, start, end, bend, summary, ...measures }: OcclusionMeasures) {
  const { threshold } = profile;
  const round = (value: number | null): number | null => (value === null ? null : rounded(value));
  return {
    centreline: centreline.points.map(({ at }) => at.map(rounded)),
    stepMm: rounded(centreline.step), lengthMm: rounded(centreline.length),
    occlusion: { startMm: rounded(start), endMm: rounded(end), lengthMm: rounded(end - start), bendDeg: rounded(bend) },
    threshold: {
      openHu: rounded(threshold.openHu), occlusionHu: rounded(threshold.occlusionHu), method: threshold.method,
      lumenMeanHu: round(threshold.lumenMeanHu), lumenSdHu: round(threshold.lumenSdHu),
    },
    sections: profile.sections.map((section) => ({
      sMm: rounded(section.abscissa), arcDeg: section.arc, arcSpanDeg: section.arcSpan, csaPercent: rounded(section.csaPercent),
      vesselAreaMm2: rounded(section.vesselArea), lumenAreaMm2: round(section.lumenArea),
      thicknessMm: rounded(section.thickness), peakHu: Math.round(section.peak), pattern: section.pattern,
      arcRangeDeg: section.arcRange.map(rounded), csaRangePercent: section.csaRange.map(rounded),
      wallSeenPercent: rounded(100 * section.wallSeen),
    })),
    summary: {
      maxArcDeg: summary.maxArcDeg, maxCsaPercent: rounded(summary.maxCsaPercent),
      peripheralSevere: summary.peripheralSevere, fullMoon: summary.fullMoon,
      fullMoonLengthMm: rounded(summary.fullMoonLength), calcifiedLengthMm: rounded(summary.calcifiedLength),
      calcifiedLengthPercent: rounded(summary.calcifiedPercent),
      calciumFreeWindows: summary.freeWindows.map((window) => window.map(rounded)),
      proximalReferenceMm: round(measures.proximalReference), distalReferenceMm: round(measures.distalReference),
      maxArcAtMm: round(summary.maxArcAt), maxCsaAtMm: round(summary.maxCsaAt), severeLengthMm: rounded(summary.severeLength),
    },
    by: { centreline: centreline.by, calcium: measures.by },
  };
}
