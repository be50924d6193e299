import { deviceWords } from '../../../core/plan/deviceWords.ts';
import type { PlanTemplate } from '../../../core/plan/planTemplate.ts';
import { Sign } from '../../ui/Sign.tsx';
import { RUNG_WORDS, templateStopWords, trackBefore } from './planWords.ts';

/** Everything that a template brings into a plan. */
export function TemplateContents({ template: { rungs, budget, access, guides } }: { readonly template: PlanTemplate }) {
  const limits = [
    ...(budget.airKermaGy === null ? [] : [`air kerma ${budget.airKermaGy} Gy`]),
    ...(budget.wireMinutes === null ? [] : [`first wire ${budget.wireMinutes} min`]),
    ...(budget.totalMinutes === null ? [] : [`${budget.totalMinutes} min in all`]),
  ];
  const rest = [['Limits', limits.join(', ')], ['Access', access], ['Guides', guides]] as const;
  return (
    <div className="plan-scroll plan-template-contents" tabIndex={0} role="group" aria-label="What the template brings">
      {rungs.map(({ letter, title, steps, stop }) => (steps.length === 0 && stop === null && title === '' ? null : (
        <section key={letter} aria-label={`Rung ${letter} of the template`}>
          <h4><b>{letter}</b> {title === '' ? RUNG_WORDS[letter] : title}</h4>
          <ol>
            {steps.map(({ technique, aim, devices, minutes, track }, n) => (
              // Steps of a template have no names of their own; their order is what tells them apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing in this list is changed in place
              <li key={n}>
                <span><b>{technique}</b> {[aim, ...(track === null || track === trackBefore(steps.slice(0, n)) ? [] : [`${track} from here`]), ...(minutes === null ? [] : [`${minutes} min`])].filter((part) => part !== '').join(', ')}</span>
                <span>{deviceWords(devices)}</span>
              </li>
            ))}
          </ol>
          {stop === null ? null : <p className="plan-template-stop"><Sign tone="refused" /> <b>STOP</b> {templateStopWords(stop)}</p>}
        </section>
      )))}
      <dl>
        {rest.map(([what, words]) => (words === '' ? null : <div key={what}><dt>{what}</dt><dd>{words}</dd></div>))}
      </dl>
    </div>
  );
}
