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
  const ostium = findings?.surroundings?.ostium ?? null;
  const vessel = useMemo(() => (centreline === null || grid === null ? null : vesselNameProposal(centreline, ostium, grid)), [centreline, ostium, grid]);
  const named = target ?? vessel?.vessel ?? null;
  const branches = measures?.branches;
  const leftMain = useMemo(() => (ostium === null ? null : leftMainLength(ostium, (branches ?? []).flatMap(({ abscissa, diameter }) => (diameter === null ? [] : [{ abscissa, diameter }])))),
    [ostium, branches]);
  const fromAorta = findings === null || ostium?.state !== 'found' ? null : mm(findings.proximalCap.abscissa - ostium.abscissa);
  const isKnown = findings !== null && ostium !== null && vessel !== null;
  const segment = useMemo(() => (!isKnown || named === null || named === 'graft' ? null : segmentProposal({ vessel: named, fromAorta, leftMain })),
    [isKnown, named, fromAorta, leftMain]);
  return useMemo(() => ({ vessel, segment }), [vessel, segment]);
}
