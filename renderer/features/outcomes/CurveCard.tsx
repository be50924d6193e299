import { NOT_DEFINED, TOO_FEW, type ObservedCurve } from '../../../core/plan/observedCurve.ts';
import { plural } from '../../ui/amountWords.ts';
import { Sign } from '../../ui/Sign.tsx';
import { CurveChart } from './CurveChart.tsx';
import { fewWords, observedWords, publishedWords, untimedWords, VERDICT_WORDS } from './outcomeWords.ts';

/** One score in this centre: its curve, the numbers behind it, and what they do not say. */
export function CurveCard({ curve }: { readonly curve: ObservedCurve }) {
  const { name, outcome, cohort, cases, leftOut, provisional, steps } = curve;
  const few = fewWords(curve, TOO_FEW);
  const untimed = untimedWords(curve);
  return (
    <section className="panel outcomes-card" aria-label={name}>
      <div className="panel-head"><h3>{name}</h3><small>{outcome}</small><span className="gap" /><small>{plural(cases, 'procedure')}</small></div>
      <CurveChart curve={curve} />
      <table>
        <thead><tr><th>Points</th><th>Here</th><th>Share (band)</th><th>Published</th><th>Reading</th></tr></thead>
        <tbody>{steps.map((step) => (
          <tr key={step.points} data-verdict={step.verdict}>
            <td>{step.points}</td><td>{step.events} of {step.cases}</td><td>{observedWords(step)}</td><td>{publishedWords(step.predicted)}</td>
            <td>{VERDICT_WORDS[step.verdict]}</td>
          </tr>
        ))}</tbody>
      </table>
      <div className="outcomes-said">
        {few === null ? null : <p className="warn"><Sign tone="warning" /> {few}</p>}
        {untimed === null ? null : <p className="warn"><Sign tone="warning" /> {untimed}</p>}
        {leftOut === 0 ? null : <p>{plural(leftOut, 'procedure')} left out: the score was no single number, or its outcome was not recorded.</p>}
        {provisional === 0 ? null : <p>{plural(provisional, 'procedure')} left out: the score rested on values that nobody had confirmed.</p>}
        {NOT_DEFINED.has(curve.id) ? <p>Which complications the paper counts was not read: its rates are not compared.</p> : null}
        <p>Published: {cohort}.</p>
      </div>
    </section>
  );
}
