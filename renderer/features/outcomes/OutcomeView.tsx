import type { CaseId } from '../../../core/contract/ids.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { OutcomePanel } from './OutcomePanel.tsx';
import { RealityPanel } from './RealityPanel.tsx';
import { useOutcome } from './useOutcome.ts';

/** The outcome of a signed version, and beside it the plan against reality: two columns of the plan station. */
export function OutcomeView({ caseId, sealed, isReadOnly, onClose }: {
  readonly caseId: CaseId; readonly sealed: SealedPlan; readonly isReadOnly: boolean; readonly onClose: () => void;
}) {
  const at = useOutcome(caseId, sealed.plan, sealed.version, sealed.content);
  return (
    <>
      <div className="plan-left is-whole"><OutcomePanel at={at} sealed={sealed} isReadOnly={isReadOnly} onClose={onClose} /></div>
      <div className="plan-middle is-whole"><RealityPanel content={sealed.content} events={at.events} outcome={at.outcome} /></div>
    </>
  );
}
