import { useMemo } from 'react';
import { leftMainLength } from '../../../core/tree/leftMain.ts';
import { segmentProposal, type SegmentProposal } from '../../../core/tree/segment.ts';
import { vesselNameProposal, type VesselNameProposal } from '../../../core/tree/vesselName.ts';
import { mm } from '../../../core/units.ts';
import { useVessel, useVesselVolume } from './useVessel.ts';

/** What the vessel and its segment are proposed to be called, and why; null while nothing is traced. */
export function useNames(): { readonly vessel: VesselNameProposal | null; readonly segment: SegmentProposal | null } {
  const { path, centreline, findings, measures } = useVessel();
  const grid = useVesselVolume()?.grid ?? null;
  const target = path?.content.target ?? null;
  return useMemo(() => {
    if (centreline === null || grid === null) return { vessel: null, segment: null };
    const ostium = findings?.surroundings?.ostium ?? null;
    const vessel = vesselNameProposal(centreline, ostium, grid);
    const named = target ?? vessel.vessel;
    if (findings === null || ostium === null || named === null || named === 'graft') return { vessel, segment: null };
    const found = (measures?.branches ?? []).flatMap(({ abscissa, diameter }) => (diameter === null ? [] : [{ abscissa, diameter }]));
    return { vessel, segment: segmentProposal({
      vessel: named, fromAorta: ostium.state === 'found' ? mm(findings.proximalCap.abscissa - ostium.abscissa) : null,
      leftMain: leftMainLength(ostium, found),
    }) };
  }, [centreline, grid, findings, measures, target]);
}

