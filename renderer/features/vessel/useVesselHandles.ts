import { useMemo } from 'react';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import { mm, type Mm } from '../../../core/units.ts';
import { useVessel } from './useVessel.ts';
import { branchHandles, capHandles, movedHandle, ontoPath, zoneHandles, type PlaceHandle, type VesselHandle, type ZoneHandle } from './vesselHandles.ts';

/** All that is proposed along the vessel and can be moved. */
export interface VesselHandlesNow {
  readonly caps: readonly PlaceHandle[];
  readonly zones: readonly ZoneHandle[];
  readonly branches: readonly PlaceHandle[];
  /** Where lengths along the vessel are counted from: the proximal cap, else the first point. */
  readonly zero: Mm;
  /** The occlusion; null while none is measured. */
  readonly lesion: Stretch | null;
}

const NONE: VesselHandlesNow = { caps: [], zones: [], branches: [], zero: mm(0), lesion: null };

/** The handles of the vessel as it is measured now; none while it is not. */
export function useVesselHandles(): VesselHandlesNow {
  const { centreline, findings, measures, entries, work } = useVessel();
  return useMemo(() => {
    if (findings === null) return NONE;
    const onto = ontoPath(findings, centreline);
    return {
      zero: onto(findings.proximalCap.abscissa), lesion: [onto(findings.proximalCap.abscissa), onto(findings.distalCap.abscissa)],
      caps: capHandles(findings, entries, work.caps).map((handle) => movedHandle(handle, onto)),
      zones: measures === null ? [] : zoneHandles(measures).map((handle) => movedHandle(handle, onto)),
      branches: branchHandles(measures?.branches ?? null, findings.surroundings?.branches.branches ?? []).map((handle) => movedHandle(handle, onto)),
    };
  }, [centreline, findings, measures, entries, work.caps]);
}

/** What is proposed and not confirmed, in the order in which it is confirmed: caps, references, landing zone. */
export const openProposals = ({ caps, zones }: VesselHandlesNow): readonly VesselHandle[] =>
  [...caps, ...zones.filter(({ stretch }) => stretch !== null)].filter(({ state }) => state === 'proposed');
