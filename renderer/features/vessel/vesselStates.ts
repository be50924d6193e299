import type { VolumeAtHand } from '../images/useOpenVolume.ts';
import { failureWords } from '../../words.ts';
import type { VesselOnDesk } from './vesselOnDesk.ts';

/** Why the pictures along and across the vessel are black, and what to do; null where they are not. */
export function emptyWords(state: VolumeAtHand['state'], { path, work, centreline, failure }: Pick<VesselOnDesk, 'path' | 'work' | 'centreline' | 'failure'>): string | null {
  if (state === 'none' || state === 'failed') return null;
  if (centreline !== null) return state === 'whole' ? null : 'Comes when all slices are in memory';
  if (path === null || work.points.length === 0) return 'Comes with the path: click along the artery';
  if (work.points.length === 1) return 'Comes with the second point: click on along the artery';
  return failure === null ? 'The path is being traced …' : 'No path: the octagon says why';
}

/** What must be known of pictures of a path, and of marks on them, that are no longer the newest. */
export function staleWords({ state, isPathDraft, isInHand }: Pick<VesselOnDesk, 'state' | 'isPathDraft' | 'isInHand'>): readonly string[] {
  if (state === 'stale' || isPathDraft) return [isInHand ? 'in the hand: not measured' : 'stale: being measured'];
  return state === 'failed' ? ['stale: old path'] : [];
}

/** How the figures of a vessel stand to what was entered of it; nothing where there is none but the path's length. */
export function figuresWords({ state, isPathDraft, areFiguresDraft, isInHand, measures }: Pick<VesselOnDesk, 'state' | 'isPathDraft' | 'areFiguresDraft' | 'isInHand' | 'measures'>): string {
  if (state === 'failed') return 'of the path before: the present one cannot be measured';
  if (isPathDraft && state === 'stale') return 'of the path before: the present one is not traced yet';
  if (areFiguresDraft && isInHand) return 'roughly, while the hand moves';
  if (state === 'stale') return 'stale: being measured';
  if (state === 'measuring') return 'being measured';
  return measures === null ? '' : 'proposed, not confirmed';
}

/** Why a vessel is not measured, and what to do first: only what was entered of it can be set right. */
export function failedWords(failure: VesselOnDesk['failure']): string {
  const reason = failure?.reason ?? '';
  if (reason === 'series/not-found') return 'Fullmoon’s service no longer holds the series of the vessel: open it again at station 3';
  // The meter asks again by itself.
  if (reason === 'carriage/unreachable') return 'Fullmoon’s own service does not answer: wait until it does and the vessel is measured';
  if (/^(series|carriage)\//.test(reason)) return 'The series of the vessel cannot be measured now: do first what station 3 says';
  return 'The vessel cannot be measured as it is: set right at station 3 what is said there';
}

/** Why nothing that is proposed is confirmed now, and what to do; null where it may be. */
export function unsettledWords({ state, failure, isDraft, isInHand }: Pick<VesselOnDesk, 'state' | 'failure' | 'isDraft' | 'isInHand'>): string | null {
  if (isInHand) return 'Measured roughly while the hand moves: let go, and confirm then';
  if (state === 'failed') return `${failedWords(failure)}, and confirm then`;
  return state === 'fresh' && !isDraft ? null : 'The vessel is being measured: wait a moment, and confirm then';
}

/** What of a station is found roughly, as a mark for its look: see `of-path` and `of-figures` in states.css. */
export const draftMark = ({ isPathDraft, areFiguresDraft }: Pick<VesselOnDesk, 'isPathDraft' | 'areFiguresDraft'>): string =>
  [...(isPathDraft ? ['path'] : []), ...(areFiguresDraft ? ['figures'] : [])].join(' ');

/** What stands in the way of all of the station; null where nothing does. */
export function vesselNotice(
  volume: VolumeAtHand | null, { failure }: Pick<VesselOnDesk, 'failure'>, isDamaged: boolean,
): { readonly words: string; readonly canReopen: boolean } | null {
  if (isDamaged) return { words: 'What was entered of this case is damaged in the library and is not shown. The images are not touched. Restore a backup of the library.', canReopen: false };
  if (volume === null) return null;
  if (volume.state === 'none')
    return { words: 'No series of this case can be measured, so that no vessel can be traced. The import report in station 2 says why for each; import a contrast CT of this patient.', canReopen: false };
  if (volume.refusal !== null) return { words: failureWords(volume.refusal), canReopen: true };
  if (volume.state === 'failed') return { words: 'Not all slices of this series arrived. What is there is shown; open the series again for the rest.', canReopen: true };
  if (volume.opened !== null && volume.opened.valuesAre !== 'HU') return { words: failureWords({ code: 'series/not-hu' }), canReopen: false };
  // Its service was started again, or holds too many: it knows nothing of the series any more.
  if (failure?.reason === 'series/not-found') return { words: 'Fullmoon’s service no longer holds this series. Open it again: nothing of the path is lost.', canReopen: true };
  return null;
}
