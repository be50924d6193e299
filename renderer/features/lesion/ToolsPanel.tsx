import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { EquipmentNeed, Size } from '../../../core/strategy/equipment.ts';
import { ladders, type LadderView, type RungState } from '../../../core/strategy/ladders.ts';
import { worldOf } from '../../../core/strategy/evaluation.ts';
import { withFact } from '../../../core/lesion/caseFacts.ts';
import type { Pattern } from '../../../core/strategy/preparation.ts';
import type { RuleId } from '../../../core/strategy/rule.ts';
import { ruleOf } from '../../../core/strategy/rules.ts';
import type { Verdict } from '../../../core/strategy/stepCheck.ts';
import { Sign } from '../../ui/Sign.tsx';
import { explainRule, light } from './lesionStore.ts';
import { factName } from './ruleWords.ts';
import type { Lesion } from './useLesion.ts';

/** The facts that lead onto each ladder. */
const ENTRIES = [['A', 'capImpenetrable'], ['B', 'deviceUncrossable'], ['C', 'undilatable']] as const;
const RUNGS: Readonly<Record<RungState, string>> = { tried: 'done', next: 'next', open: 'open', waits: 'waits', closed: 'closed' };

/** The ladders, the preparation of the plaque by IVUS, and the equipment that the plan asks for. */
export const ToolsPanel = ({ lesion, onFact }: { readonly lesion: Lesion; readonly onFact: (path: FactPath) => void }) => (
  <div className="advice">
    <section className="panel" aria-label="Ladders">
      <div className="panel-head"><h2>Ladders</h2><small>in the order of the review</small></div>
      <div className="rules" tabIndex={0} role="group" aria-label="Ladders">
        {ENTRIES.map(([ladder, fact]) => <Ladder key={ladder} ladder={ladder} fact={fact} lesion={lesion} onFact={onFact} />)}
      </div>
    </section>
    <PreparationPanel lesion={lesion} onFact={onFact} />
    <EquipmentPanel lesion={lesion} />
  </div>
);

/** A ladder as it is, or as it would be once the case has come to it. */
function Ladder({ ladder, fact, lesion, onFact }: {
  readonly ladder: LadderView['ladder']; readonly fact: (typeof ENTRIES)[number][1]; readonly lesion: Lesion; readonly onFact: (path: FactPath) => void;
}) {
  const entered = lesion.advice.ladders.find((one) => one.ladder === ladder);
  const view = entered ?? ladders(worldOf(withFact(lesion.facts, fact, true), { parameters: lesion.world.parameters }), NONE_TRIED).find((one) => one.ladder === ladder);
  if (view === undefined) return null;
  return (
    <section className="ladder" data-entered={entered !== undefined}>
      <h3>{ladder} {view.title}</h3>
      <p className="ladder-state">
        {entered !== undefined ? view.isSpent ? 'Spent: nothing is left to try.' : 'Entered.' : <>Not entered, as it would be. Asks: <button type="button" className="link quiet" onClick={() => onFact(fact)}>{factName(fact, lesion.rows)}</button></>}
      </p>
      <ol>{view.rungs.map(({ step, rule, text, state, facts }) => (
        <li key={rule} data-state={state} onPointerEnter={() => light(facts)} onPointerLeave={() => light([])}>
          <button type="button" className="rule-id" aria-label={`${rule}: why?`} onClick={() => explainRule(rule)}>{ladder}{step}</button>
          <span>{text}</span>
          <span className="rung-state">{RUNGS[state]}{facts.length === 0 ? '' : `: ${facts.map((path) => factName(path, lesion.rows)).join(', ')}`}</span>
        </li>
      ))}</ol>
    </section>
  );
}
const NONE_TRIED: ReadonlySet<never> = new Set();

const PATTERNS: Readonly<Record<Pattern, { readonly words: string; readonly rule: RuleId }>> = {
  'eccentric-or-nodule': { words: 'Eccentric, or a nodule', rule: 'S130' },
  'superficial-concentric': { words: 'Superficial and concentric', rule: 'S127' },
  'deep-concentric': { words: 'Deep and concentric, lumen compromised', rule: 'S131' },
  'deep-to-leave': { words: 'Deep and concentric, lumen not compromised', rule: 'S132' },
};
const VERDICTS: Readonly<Record<Verdict, string>> = { block: 'not allowed', override: 'only for a reason that is written down', caution: 'with caution', waits: 'waits' };

function PreparationPanel({ lesion: { preparation, rows }, onFact }: { readonly lesion: Lesion; readonly onFact: (path: FactPath) => void }) {
  return (
    <section className="panel" aria-label="Preparation">
      <div className="panel-head"><h2>Preparation</h2><small>by the pattern on IVUS</small></div>
      <div className="panel-body stack" tabIndex={0} role="group" aria-label="Preparation">
        {preparation === null ? <p className="second">IVUS shows no pattern that the review speaks of.</p> : preparation.pattern === null ? (
          <p><span className="warn strong">needs</span> {preparation.needs.map((path, n) => (
            <span key={path}>{n === 0 ? '' : ', '}<button type="button" className="link quiet" onClick={() => onFact(path)}>{factName(path, rows)}</button></span>
          ))}. Enter what IVUS shows on its board, or here.</p>
        ) : (
          <>
            <p><b>{PATTERNS[preparation.pattern].words}</b> <button type="button" className="link quiet" onClick={() => explainRule(preparation.rule)}>{preparation.rule}</button></p>
            {preparation.tools.length === 0 ? <p className="second">The review names no tool for it.</p> : (
              <ul className="tools">{preparation.tools.map(({ name, objections }) => (
                <li key={name} data-ok={objections.length === 0}>
                  <p>{objections.length === 0 ? <Sign tone="ok" /> : <Sign tone={objections.some(({ verdict }) => verdict === 'block') ? 'refused' : 'warning'} />} <b>{capital(name)}</b>{objections.length === 0 ? <span className="second"> no gate objects</span> : null}</p>
                  {objections.map(({ rule, verdict, reason }) => (
                    <p key={rule} className="second"><button type="button" className="link quiet" onClick={() => explainRule(rule)}>{rule}</button> {VERDICTS[verdict]}: {reason}</p>
                  ))}
                </li>
              ))}</ul>
            )}
          </>
        )}
        <ul className="patterns" aria-label="Patterns that the review tells apart">
          {Object.entries(PATTERNS).map(([pattern, { words, rule }]) => (
            <li key={pattern} data-found={preparation?.pattern === pattern}>
              <button type="button" className="rule-id" aria-label={`${rule}: why?`} onClick={() => explainRule(rule)}>{rule}</button>
              <span><b>{words}</b><br /><span className="second">{ruleOf(rule)?.text}</span></span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

function EquipmentPanel({ lesion: { equipment, rows } }: { readonly lesion: Lesion }) {
  const groups = [...Map.groupBy(equipment, ({ group }) => group)];
  return (
    <section className="panel" aria-label="Equipment">
      <div className="panel-head"><h2>Equipment</h2><small>{equipment.length} kinds that the rules ask for</small></div>
      <div className="rules equipment" tabIndex={0} role="group" aria-label="Equipment">
        {equipment.length === 0 ? <p className="second why-none">No rule asks for anything yet.</p> : null}
        {groups.map(([group, needs]) => (
          <section key={group}>
            <h3>{capital(group)}</h3>
            <ul>{needs.map((need) => (
              <li key={need.item}>
                <p><b>{capital(need.name)}</b>{need.size === null ? null : <span className="equipment-size">{sizeWords(need.size, rows)}</span>}</p>
                <p className="second">{becauseWords(need, rows)}{need.examples.length === 0 ? '' : `. ${need.examples.join(', ')}`}</p>
                {need.cautions.length === 0 ? null : <p className="warn"><Sign tone="warning" /> {need.cautions.map((rule, n) => (
                  <span key={rule}>{n === 0 ? '' : ', '}<button type="button" className="link quiet" onClick={() => explainRule(rule)}>{rule}</button></span>
                ))} asks for care</p>}
              </li>
            ))}</ul>
          </section>
        ))}
      </div>
    </section>
  );
}

const becauseWords = ({ rules, facts }: EquipmentNeed, rows: Lesion['rows']): string =>
  `for ${[...rules, ...facts.map((path) => factName(path, rows).toLowerCase())].join(', ')}`;

function sizeWords(size: Size, rows: Lesion['rows']): string {
  if (size.is === 'below') return `< ${size.below} mm`;
  if (size.is === 'within') return `${size.least.toFixed(2)}–${size.most.toFixed(2)} mm`;
  return `size needs ${size.facts.map((path) => factName(path, rows)).join(', ')}`;
}
