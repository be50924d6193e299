import { MOST, type PlanContent } from '../../../core/plan/plan.ts';
import { mostContrast, proposedBudget, USUAL_LIMITS } from '../../../core/plan/planBudget.ts';
import { factsOf } from '../../../core/plan/planStanding.ts';
import type { PlanEvidence } from '../../../core/plan/sealedPlan.ts';
import { Figure, Words } from './Fields.tsx';
import type { PlanActions } from './usePlanActions.ts';

/** What the whole procedure may take, how it begins, and what the team must know. */
export function LimitsPanel({ content, evidence, actions }: {
  readonly content: PlanContent; readonly evidence: PlanEvidence; readonly actions: PlanActions | null;
}) {
  const { budget } = content;
  const isReadOnly = actions === null;
  const set = (name: keyof typeof budget, words: string) => (value: number | null): void =>
    actions?.setBudget({ [name]: value }, `limit of ${words}`);
  const facts = factsOf(evidence);
  const proposed = proposedBudget(facts, evidence.parameters).contrastMl;
  return (
    <section className="panel plan-limits" aria-label="Limits and access" data-home="limits" tabIndex={-1}>
      <h2>Limits</h2>
      <div className="plan-figures">
        <span className="plan-label">Contrast
          <Figure label="Contrast" unit="ml" field="contrast" value={budget.contrastMl} least={1} most={2000} isReadOnly={isReadOnly} onWrite={set('contrastMl', 'contrast')} />
          <small>{mostContrast(facts, evidence.parameters)?.words ?? 'eGFR not known'}</small>
          {proposed === null || proposed === budget.contrastMl || isReadOnly ? null : (
            <button type="button" className="link" onClick={() => set('contrastMl', 'contrast')(proposed)}>take {proposed}</button>
          )}
        </span>
        <span className="plan-label" title={USUAL_LIMITS.airKermaGy.origin}>Air kerma <Figure label="Air kerma" unit="Gy" value={budget.airKermaGy} least={0.1} most={50} digits={1} isReadOnly={isReadOnly} onWrite={set('airKermaGy', 'air kerma')} /></span>
        <span className="plan-label" title={USUAL_LIMITS.wireMinutes.origin}>First wire <Figure label="Wire time" unit="min" value={budget.wireMinutes} least={1} most={600} isReadOnly={isReadOnly} onWrite={set('wireMinutes', 'wire time')} /></span>
        <span className="plan-label" title={USUAL_LIMITS.totalMinutes.origin}>In all <Figure label="Time in all" unit="min" value={budget.totalMinutes} least={1} most={600} isReadOnly={isReadOnly} onWrite={set('totalMinutes', 'time in all')} /></span>
      </div>
      <div className="plan-team">
        {([['access', 'Access', 'radial 7F, femoral 8F'], ['guides', 'Guides', 'AL 1 7F, EBU 3.5 7F'], ['notes', 'Notes', 'for the team']] as const).map(([which, label, example]) => (
          <div key={which} className="plan-team-field"><span aria-hidden="true">{label}</span>
            <Words label={label} field={which} value={content[which]} most={MOST.text} isReadOnly={isReadOnly} placeholder={example} onWrite={(words, gesture) => actions?.setWords(which, words, gesture)} />
          </div>
        ))}
      </div>
    </section>
  );
}
