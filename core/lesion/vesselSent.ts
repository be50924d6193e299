import type { VesselFindings } from './vesselFindings.ts';
import type { VesselAnswer } from './vesselSteps.ts';

/** What is told of a vessel as it is sent: the findings lie on the centreline beside them, which is sent once. */
export interface VesselSent extends Omit<VesselAnswer, 'findings'> { readonly findings: Omit<VesselFindings, 'centreline'> | null }

/** An answer as it is sent. */
export function sentOf({ findings, ...answer }: VesselAnswer): VesselSent {
  if (findings === null) return { ...answer, findings };
  const { centreline: _, ...own } = findings;
  return { ...answer, findings: own };
}

/** An answer from how it was sent. */
export const answerOf = (sent: VesselSent): VesselAnswer =>
  ({ ...sent, findings: sent.findings === null ? null : { ...sent.findings, centreline: sent.centreline } });
