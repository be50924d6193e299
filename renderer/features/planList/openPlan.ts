import type { PlanRow } from '../../../core/contract/plans.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import { openOwnPlan, openReceivedPlan } from '../plan/planDesk.ts';

/** Opens a plan at station 7 of its case: an own one at its vessel, a received one in its newest version, to be read. */
export function openPlan({
  caseId,
  plan,
  vessel,
  version,
  origin,
}: Pick<PlanRow, 'caseId' | 'plan' | 'vessel' | 'version' | 'origin'>): void {
  const view = useView.getState();
  if (view.caseId !== caseId) view.openCase(caseId);
  if (origin === null) {
    const desk = useVesselDesk.getState();
    desk.open(caseId);
    desk.choose(vessel);
    openOwnPlan(caseId, vessel);
  } else if (version !== null) openReceivedPlan(caseId, plan, version);
  view.go('plan');
}
