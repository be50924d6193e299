import { create } from 'zustand';
import type { CaseId, SeriesId } from '../../../core/contract/ids.ts';
import { MOST, type KeyFrame } from '../../../core/plan/plan.ts';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { useView, type Station } from '../../state/viewStore.ts';
import { takenPicture, type TakenPicture } from '../../viewer/capture/takenPicture.ts';
import { frameShownIn } from '../../viewer/marks/keyFrame.ts';
import { shownPictures, type ShownPicture } from '../capture/shownPictures.ts';
import { stationOf } from '../frame/stations.ts';

/** A picture with its marks as it was on the screen, and what is written under it. */
export interface OfferedPicture {
  readonly taken: TakenPicture;
  readonly caption: string;
  readonly detail: string;
  readonly series: SeriesId | null;
  /** Null where it shows no single frame as it is. */
  readonly frame: KeyFrame | null;
}

/** The pictures of the station that was in front before: what the plan offers as key images. */
export const useOffered = create<{ readonly caseId: CaseId | null; readonly from: string; readonly pictures: readonly OfferedPicture[] }>()(() =>
  ({ caseId: null, from: '', pictures: [] }));

/** A picture that is on the screen; null while nothing is drawn in it. */
export function offeredOf({ tile, name }: ShownPicture): OfferedPicture | null {
  const taken = takenPicture(tile, true);
  if (taken === null) return null;
  const shown = frameShownIn(tile);
  const series = shown?.series ?? useDisplayedImage.getState().image?.series.id ?? null;
  return { taken, caption: name, detail: detailOf(tile), series, frame: shown?.frame ?? null };
}

/** Where the picture is, in the words that stand on it. */
function detailOf(tile: HTMLElement): string {
  const words = ['.overlay-place', '.overlay-title'].map((one) => tile.querySelector(one)?.textContent.trim() ?? '');
  return (words.find((one) => one !== '') ?? '').slice(0, MOST.name);
}

/** Stations on the way to the plan that have no picture of their own. */
const AHEAD: ReadonlySet<Station> = new Set(['lesion', 'plan']);

/** Takes what a station shows when it is left towards the plan. Returns the undoing. */
export const offerOnTheWay = (): (() => void) => useView.subscribe(({ station, caseId }, before) => {
  if (caseId === null || caseId !== before.caseId || station === before.station || !AHEAD.has(station)) return;
  const pictures = shownPictures().flatMap((shown) => offeredOf(shown) ?? []);
  if (pictures.length > 0) useOffered.setState({ caseId, from: stationOf(before.station, true).label, pictures });
});
