import { frameRate } from '../../../core/angiography/clock.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import type { PatientView, SeriesView } from '../../../core/contract/schemas.ts';
import type { PatientIdentity } from '../../../core/dicom/header.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import { angleWords, problemSentence } from '../../../core/dicom/words.ts';

/** The patient as the banner shows it. */
export const patientView = ({ name, id, birthDate, sex }: PatientIdentity): PatientView => ({
  name,
  id,
  birthDate,
  sex,
});

/** An item of the picker as the screen gets it. `proposed` says why the program preselected it. */
export function seriesView(item: SeriesItem, id: SeriesId, proposed: string | null): SeriesView {
  const { geometry, xa } = item;
  return {
    id,
    kind: item.kind,
    studyUid: item.studyUid,
    seriesUid: item.seriesUid,
    stack: item.stack,
    stacks: item.stacks,
    instanceUid: item.instanceUid,
    studyDate: item.studyDate,
    studyDescription: item.studyDescription,
    modality: item.modality,
    description: item.description,
    kernel: item.kernel?.replaceAll('\\', ' ') ?? null,
    number: item.seriesNumber,
    patientPosition: item.patientPosition,
    phasePercent: item.phasePercent,
    triggerTimeMs: item.triggerTimeMs,
    setAside: item.setAside,
    instances: item.instances.length,
    frames: item.frames,
    rows: item.rows,
    columns: item.columns,
    spacing: item.spacing === null ? null : [...item.spacing],
    transferSyntaxUid: item.transferSyntaxUid,
    lossy: geometry.problems.some(({ code }) => code === 'lossy'),
    angles: anglesOf(item),
    frameRate: xa === null ? null : frameRate(xa, item.frames),
    measurable: item.kind !== 'ct-volume' ? 'no'
      : geometry.usable ? 'yes'
      : geometry.correctedRecipe === null ? 'no' : 'after correction',
    problems: geometry.problems.map((problem) => ({
      code: problem.code,
      weight: problem.weight,
      message: problemSentence(problem),
      instances: [...problem.instances],
    })),
    proposed,
  };
}

function anglesOf({ xa }: SeriesItem): SeriesView['angles'] {
  if (xa === null || xa.primaryAngle === null || xa.secondaryAngle === null) return null;
  const { primaryAngle: primary, secondaryAngle: secondary } = xa;
  const words = angleWords(primary, secondary);
  return words === null ? null : { primary, secondary, words };
}
