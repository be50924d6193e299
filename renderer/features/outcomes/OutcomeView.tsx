import type { CaseId } from '../../../core/contract/ids.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { OutcomePanel } from './OutcomePanel.tsx';
import { RealityPanel } from './RealityPanel.tsx';
import { useOutcome } from './useOutcome.ts';

/** The outcome of a signed version, and beside it the plan against reality: two columns of the plan station. */
export function OutcomeView({ caseId, sealed, countsNot, isReadOnly, onClose }: {
  readonly caseId: CaseId; readonly sealed: SealedPlan; readonly isReadOnly: boolean; readonly onClose: () => void;
  /** Why it counts in no curve; null where it does once it is confirmed. */
  readonly countsNot: string | null;
}) {
  const at = useOutcome(caseId, sealed.plan, sealed.version, sealed.content, isReadOnly);
  return (
    <>
      <div className="plan-left is-whole"><OutcomePanel at={at} sealed={sealed} countsNot={countsNot} isReadOnly={isReadOnly} onClose={onClose} /></div>
      <div className="plan-middle is-whole"><RealityPanel content={sealed.content} events={at.events} outcome={at.outcome} /></div>
    </>
  );
}
