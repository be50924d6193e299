import type { RunState } from '../../../core/contract/runs.ts';
import type { CaseView } from '../../../core/contract/schemas.ts';
import type { KnownFacts } from '../../../core/lesion/knownFacts.ts';
import type { LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { sectionsToReview } from '../../../core/lesion/sectionsToReview.ts';
import { targetName } from '../../../core/lesion/targetName.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import type { CardScore } from '../../../core/scores/scoreCard.ts';
import type { StationMark } from '../../state/caseStanding.ts';
import type { Station } from '../../state/viewStore.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';

/** What the marks of the stations are made from. */
export interface MarkSources {
  readonly caseView: Pick<CaseView, 'selected' | 'series'>;
  readonly vessel: Pick<VesselOnDesk, 'path' | 'entries' | 'measures' | 'failure' | 'refusal'>;
  readonly runs: readonly RunState[];
  readonly known: KnownFacts;
  /** The scores that are shown first. */
  readonly scores: readonly CardScore[];
}

/** How far each station of an open case is. One that has nothing to do has no mark. */
export function stationMarks({ caseView: { selected, series }, vessel, runs, known, scores }: MarkSources): Readonly<Partial<Record<Station, StationMark>>> {
  const hasRuns = series.some(({ kind, setAside }) => kind === 'xa-run' && setAside === null);
  return {
    worklist: 'confirmed',
    images: selected === null ? 'proposed' : 'confirmed',
    vessel: vesselMark(vessel),
    calcium: calciumMark(vessel.measures),
    ...(hasRuns ? { angiogram: runs.some(({ calibration }) => calibration !== null) ? 'confirmed' : 'unknown' } : {}),
    lesion: lesionMark(scores, known),
  };
}

/** Confirmed where both caps are where somebody put them, and the vessel can be measured so. */
function vesselMark({ path, entries, failure, refusal }: MarkSources['vessel']): StationMark {
  if (path === null || failure !== null || refusal !== null) return 'unknown';
  const caps = new Set(entries.filter(isOf('cap')).map(({ content }) => content.which));
  return caps.size === 2 ? 'confirmed' : 'proposed';
}

/** Confirmed where every section on which a figure hangs was read. */
const calciumMark = (measures: LesionMeasures | null): StationMark =>
  (measures === null ? 'unknown' : sectionsToReview(measures).every(({ isReviewed }) => isReviewed) ? 'confirmed' : 'proposed');

/** Unknown while a score waits for an answer; proposed while one rests on what nobody confirmed. */
function lesionMark(scores: readonly CardScore[], known: KnownFacts): StationMark {
  const counting = scores.filter(({ applicable }) => applicable);
  if (counting.some(({ points }) => points.min !== points.max)) return 'unknown';
  const states = counting.flatMap(({ id, items }) => items.flatMap((item) => itemOf(id, item.id)?.reads ?? [])).map((path) => known.get(path)?.state);
  return states.some((state) => state === 'proposed' || state === 'changed') ? 'proposed' : 'confirmed';
}

/** What is treated, as the banner has it: "Middle RCA, CTO 31.4 mm"; null while nothing is traced. */
export function targetWords({ path }: Pick<MarkSources['vessel'], 'path'>, known: KnownFacts): string | null {
  if (path === null) return null;
  const name = targetName(path.content) ?? 'Vessel not named';
  const length = known.get('occlusionLengthMm.ct')?.value;
  return typeof length === 'number' ? `${name}, CTO ${length.toFixed(1)} mm` : name;
}
