import { footOnLine } from '../geometry/polyline.ts';
import type { CapFound } from '../section/caps.ts';
import type { VesselWork } from '../contract/entries.ts';
import type { VesselFindings } from './vesselFindings.ts';

/**
 * Findings with the caps where an operator has set them since, before anything is measured there: a draft.
 *
 * Lengths along the path are those that will be found. Sections are as they were found for the caps before, so that what is made of
 * them is about so much; what the picture shows of a cap at its new place is not said.
 *
 * @param findings - on the path that the caps lie on
 * @returns the very same findings where no cap lies elsewhere
 */
export function withCapsSet(findings: VesselFindings, { proximal, distal }: VesselWork['caps']): VesselFindings {
  const line = findings.centreline.points.map(({ at }) => at);
  const setAt = (found: CapFound, cap: typeof proximal): CapFound => {
    const abscissa = cap === null ? undefined : footOnLine(line, cap)?.abscissa;
    return abscissa === undefined || abscissa === found.abscissa ? found : { ...found, abscissa, shape: null, taper: null };
  };
  const [proximalCap, distalCap] = [setAt(findings.proximalCap, proximal), setAt(findings.distalCap, distal)];
  return proximalCap === findings.proximalCap && distalCap === findings.distalCap ? findings : { ...findings, proximalCap, distalCap };
}
