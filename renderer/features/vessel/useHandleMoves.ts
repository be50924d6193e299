import { useMemo } from 'react';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import type { ZoneEntry } from '../../../core/lesion/entry.ts';
import { branchReach } from '../../../core/lesion/lesionBranches.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import { mm, type Mm } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { HandleMoves } from './StraightHandles.tsx';
import { useVessel, useVesselActions } from './useVessel.ts';
import { ontoPath, pointOf, type PlaceHandle, type ZoneHandle } from './vesselHandles.ts';
import { unsettledWords } from './vesselStates.ts';

/** Zones keep at least so much length, mm. */
const LEAST_ZONE_MM = 1;

/** What can be done to the handles on the straightened view. */
export interface VesselHandleMoves {
  readonly cap: (handle: PlaceHandle) => HandleMoves;
  readonly branch: (handle: PlaceHandle) => HandleMoves;
  /** Of the stretch's beginning, its end, or all of it. */
  readonly zone: (handle: ZoneHandle & { readonly stretch: Stretch }, part: 'from' | 'to' | 'all') => HandleMoves;
  /** How wide a side branch is; null leaves it to what was found. */
  readonly widen: (handle: PlaceHandle, diameter: Mm | null, gesture?: string) => void;
  /** Keeps what is proposed as the operator's; says why not while the present work is not measured. */
  readonly confirm: (handle: PlaceHandle | ZoneHandle) => void;
  /** There is no such side branch: what was found is struck, what was added goes. */
  readonly strike: (handle: PlaceHandle) => void;
  /** Leaves it to the program again. */
  readonly release: (handle: PlaceHandle | ZoneHandle) => void;
}

/** The moves of the handles of the vessel; null while nothing is measured. */
export function useHandleMoves(): VesselHandleMoves | null {
  const vessel = useVessel();
  const { centreline, findings, work, measures, entries } = vessel;
  const unsettled = unsettledWords(vessel);
  const actions = useVesselActions();
  return useMemo(() => {
    if (findings === null) return null;
    const { setLive, moveTo } = useVesselDesk.getState();
    const newest = { centreline: centreline ?? findings.centreline };
    const { length } = newest.centreline;
    // Handles lie on the newest path: so do the bounds of what is found.
    const onto = ontoPath(findings, centreline);
    const [proximal, distal] = [onto(findings.proximalCap.abscissa), onto(findings.distalCap.abscissa)];
    const cancel = (): void => setLive(null);
    const zoneEntry = (which: ZoneEntry['which']) => entries.filter(isOf('zone')).findLast(({ content }) => content.which === which);
    const branchEntry = (handle: PlaceHandle) => {
      const branch = measures?.branches?.[branchNumber(handle)];
      return branch === undefined ? undefined : entries.filter(isOf('branch')).find(({ content }) => content.isThere && content.at.every((part, n) => part === branch.ostium[n]));
    };
    const confirm = (handle: PlaceHandle | ZoneHandle): void => {
      if (handle.state !== 'proposed') return;
      if (unsettled !== null) {
        useView.getState().say(unsettled);
        return;
      }
      if (handle.kind === 'zone') {
        if (handle.stretch !== null) actions.setZone(handle.id, handle.stretch);
        return;
      }
      if (handle.kind === 'cap') {
        const at = pointOf(newest, handle.at);
        if (at !== null) actions.setCap(handle.id === 'distal' ? 'distal' : 'proximal', at);
        return;
      }
      const branch = measures?.branches?.[branchNumber(handle)];
      if (branch !== undefined) actions.setBranch({ at: branch.ostium, diameter: branch.diameter, isThere: true });
    };
    return {
      confirm,
      widen(handle, diameter, gesture) {
        const branch = measures?.branches?.[branchNumber(handle)];
        if (branch !== undefined) actions.setBranch({ at: branch.ostium, diameter, isThere: true }, branchEntry(handle)?.id ?? null, gesture);
      },
      strike(handle) {
        const branch = measures?.branches?.[branchNumber(handle)];
        if (branch === undefined) return;
        const entry = branchEntry(handle);
        const isFound = branchReach(findings.surroundings?.branches.branches ?? null, branch.abscissa) !== null;
        if (entry !== undefined && !isFound) actions.removeEntry(entry.id);
        else actions.setBranch({ at: branch.ostium, diameter: null, isThere: false }, entry?.id ?? null);
      },
      release(handle) {
        if (handle.kind === 'zone') actions.setZone(handle.id, null);
        else if (handle.kind === 'cap') actions.setCap(handle.id === 'distal' ? 'distal' : 'proximal', null);
        else {
          const entry = branchEntry(handle);
          if (entry !== undefined) actions.removeEntry(entry.id);
        }
      },
      cap(handle) {
        const which = handle.id === 'distal' ? 'distal' : 'proximal';
        // A cap is never dragged over the other one.
        const held = (at: Mm): Mm => (which === 'proximal' ? mm(Math.min(at, distal - 1)) : mm(Math.max(at, proximal + 1)));
        const set = (at: Mm, gesture?: string): void => {
          const point = pointOf(newest, held(at));
          if (point !== null) actions.setCap(which, point, gesture);
        };
        return {
          confirm: () => confirm(handle), cancel, show: () => moveTo(handle.at), drop: (at) => set(at), nudge: (at) => {
            set(at, `cap ${which}`);
            moveTo(held(at));
          },
          move(at) {
            const point = pointOf(newest, held(at));
            if (point !== null) setLive({ caps: { ...work.caps, [which]: point } });
            moveTo(held(at));
          },
        };
      },
      branch(handle) {
        const branch = measures?.branches?.[branchNumber(handle)];
        const entry = branchEntry(handle);
        const reach = branch === undefined ? null : branchReach(findings.surroundings?.branches.branches ?? null, branch.abscissa);
        const bound = (at: Mm): Mm => onto(mm(Math.min(findings.centreline.length, Math.max(0, at))));
        const [first, last] = reach === null ? [mm(0), length] : [bound(reach[0]), bound(reach[1])];
        const held = (at: Mm): Mm => mm(Math.min(last, Math.max(first, at)));
        const set = (at: Mm, gesture?: string): void => {
          const point = pointOf(newest, held(at));
          if (point !== null) actions.setBranch({ at: point, diameter: branch?.diameter ?? null, isThere: true }, entry?.id ?? null, gesture);
        };
        return {
          confirm: () => confirm(handle), cancel, show: () => moveTo(handle.at), drop: (at) => set(at), move: (at) => moveTo(held(at)), nudge: (at) => {
            set(at, `branch ${handle.id}`);
            moveTo(held(at));
          },
        };
      },
      zone(handle, part) {
        const [from, to] = handle.stretch;
        const moved = (at: Mm): Stretch => {
          if (part === 'from') return [mm(Math.min(at, to - LEAST_ZONE_MM)), to];
          if (part === 'to') return [from, mm(Math.max(at, from + LEAST_ZONE_MM))];
          const begins = Math.min(length - (to - from), Math.max(0, at));
          return [mm(begins), mm(begins + to - from)];
        };
        return {
          confirm: () => confirm(handle), cancel, show: () => moveTo(part === 'to' ? to : from),
          drop: (at) => actions.setZone(handle.id, moved(at)), nudge: (at) => actions.setZone(handle.id, moved(at), `zone ${handle.id} ${part}`),
          move(at) {
            const [a, b] = moved(at);
            const [begins, ends] = [pointOf(newest, a), pointOf(newest, b)];
            if (begins === null || ends === null) return;
            setLive({ laid: [{ id: zoneEntry(handle.id)?.id ?? null, content: { kind: 'zone', which: handle.id, from: begins, to: ends } }] });
            moveTo(part === 'to' ? b : a);
          },
        };
      },
    };
  }, [centreline, findings, work, measures, entries, actions, unsettled]);
}

/** Which of the measures' branches a handle stands for. */
export const branchNumber = ({ id }: Pick<PlaceHandle, 'id'>): number => Number(id.slice('branch '.length));
