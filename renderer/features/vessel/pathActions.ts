import type { SeriesId, VesselId } from '../../../core/contract/ids.ts';
import type { PointLps } from '../../../core/geometry/frame.ts';
import type { Entry, PathEntry, TargetVessel } from '../../../core/lesion/entry.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import { newVesselId } from '../../state/newId.ts';
import type { useVesselDesk } from '../../state/vesselDesk.ts';
import type { AsksToRemove } from '../../state/entryBook.ts';
import type { Editing } from './editing.ts';
import { isUntraced } from './untraced.ts';
import type { Now } from './vesselActions.ts';

/** What can be done to the path of a vessel. Points are counted from 0, proximal to distal. */
export interface PathActions {
  /** Begins another vessel at a place, and chooses it. */
  readonly begin: (series: SeriesId, frameOfReferenceUid: string | null, point: PointLps) => VesselId;
  /** The same with all its points at once, as they are read from a file. */
  readonly beginWith: (series: SeriesId, frameOfReferenceUid: string | null, points: readonly PointLps[], words: string) => VesselId;
  /** At the distal end. */
  readonly addPoint: (at: PointLps) => void;
  /** Before the n-th point. */
  readonly insertPoint: (n: number, at: PointLps) => void;
  readonly movePoint: (n: number, at: PointLps, gesture?: string) => void;
  /** With its last point the vessel goes. */
  readonly removePoint: (n: number) => void;
  /** All points at once, as they are read from a file or turned round. */
  readonly setPoints: (points: readonly PointLps[], words: string) => void;
  /** Null leaves it to the program to propose one. */
  readonly setCap: (which: 'proximal' | 'distal', at: PointLps | null, gesture?: string) => void;
  readonly name: (target: TargetVessel | null, segment: string | null) => void;
  /** With everything entered of it; where a signed plan may rest on it, only after a question. */
  readonly removeVessel: (vessel?: VesselId) => void;
}

/** Actions on the path of the vessel that is there. */
export function pathActions(editing: Editing, desk: typeof useVesselDesk, now: Now, asksFirst: AsksToRemove): PathActions {
  const path = (): Entry<PathEntry> | undefined => {
    const { id } = now();
    return id === null ? undefined : editing.of(id).find(isOf('path'));
  };
  const change = (words: string, changed: (content: PathEntry) => PathEntry, gesture?: string): void => {
    desk.getState().setLive(null);
    const before = path();
    if (before !== undefined) editing.put(before.vessel, before, changed(before.content), words, gesture);
  };
  const points = (words: string, changed: (points: readonly PointLps[]) => readonly PointLps[], gesture?: string): void =>
    change(words, (content) => ({ ...content, points: changed(content.points) }), gesture);
  const removeVessel = (vessel = now().id): void => {
    if (vessel === null) return;
    const remove = (): boolean => {
      desk.getState().setLive(null);
      editing.remove(editing.of(vessel), 'remove vessel');
      return true;
    };
    if (!asksFirst(vessel, 'undo', remove)) remove();
  };
  const beginWith: PathActions['beginWith'] = (series, frameOfReferenceUid, all, words) => {
    const vessel = newVesselId();
    const begun = editing.put(vessel, undefined, { kind: 'path', series, frameOfReferenceUid, points: all, target: null, segment: null }, words);
    if (begun !== null) desk.getState().choose(vessel);
    return vessel;
  };
  return {
    beginWith,
    begin: (series, frameOfReferenceUid, point) => beginWith(series, frameOfReferenceUid, [point], 'begin vessel'),
    addPoint: (at) => points('add point', (all) => [...all, at]),
    insertPoint: (n, at) => points('insert point', (all) => all.toSpliced(n, 0, at)),
    movePoint: (n, at, gesture) => points('move point', (all) => all.map((one, m) => (m === n ? at : one)), gesture),
    removePoint(n) {
      if ((path()?.content.points.length ?? 0) <= 1) removeVessel();
      else points('remove point', (all) => all.toSpliced(n, 1));
    },
    setPoints: (all, words) => points(words, () => all),
    setCap(which, at, gesture) {
      if (at !== null && isUntraced(now)) return;
      desk.getState().setLive(null);
      const { id } = now();
      if (id === null) return;
      const caps = editing.of(id).filter(isOf('cap')).filter(({ content }) => content.which === which);
      if (at === null) editing.remove(caps, `leave ${which} cap to the program`);
      else editing.put(id, caps.at(-1), { kind: 'cap', which, at }, caps.length === 0 ? `set ${which} cap` : `move ${which} cap`, gesture);
    },
    name: (target, segment) => change('name vessel', (content) => ({ ...content, target, segment })),
    removeVessel,
  };
}
