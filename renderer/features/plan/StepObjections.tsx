import { MOST, type PlannedStep } from '../../../core/plan/plan.ts';
import type { PlanObjection } from '../../../core/plan/planObjections.ts';
import { Sign } from '../../ui/Sign.tsx';
import { Words } from './Fields.tsx';
import { STANDING_WORDS } from './planWords.ts';
import type { PlanActions } from './usePlanActions.ts';

/** What the safety gates say of a step; one that asks for a reason takes it here. */
export function StepObjections({ step, label, objections, actions }: {
  readonly step: PlannedStep; readonly label: string; readonly objections: readonly PlanObjection[]; readonly actions: PlanActions | null;
}) {
  if (objections.length === 0) return null;
  const asking = objections.filter(({ standing }) => standing === 'asks' || standing === 'overridden').map(({ rule }) => rule);
  return (
    <ul className="plan-objections" aria-label={`Safety gates on ${label}`}>
      {objections.map(({ rule, reason, standing }) => (
        <li key={rule} data-standing={standing} title={reason}>
          <Sign tone={STANDING_WORDS[standing].tone} />
          <b>{STANDING_WORDS[standing].words}</b> <span className="rule-id">{rule}</span> <span>{reason}</span>
        </li>
      ))}
      {asking.length === 0 ? null : (
        <li className="plan-override">
          <b>Kept because</b>
          <Words
            label={`Reason to keep ${label}`} field="override" value={step.override?.reason ?? ''} most={MOST.text} isReadOnly={actions === null}
            placeholder="write the reason to keep this step; it is sealed with the plan"
            onWrite={(reason, gesture) => actions?.setStep(
              step.id, { override: reason === '' ? null : { rules: asking, reason } }, `reason to keep ${label}`, gesture,
            )}
          />
        </li>
      )}
    </ul>
  );
}
