import { COMPLICATIONS, OUTCOME_MOST, SUCCESS_WORDS, type Complication, type Outcome } from '../../../core/plan/outcome.ts';
import { MOST, stepsOf, type PlanContent } from '../../../core/plan/plan.ts';
import { Figure, Words } from '../plan/Fields.tsx';
import { OutcomeDevices } from './OutcomeDevices.tsx';
import { OutcomeChoice, OutcomeOrigin, OutcomeRow } from './OutcomeRow.tsx';
import { ALL_CROSSINGS, crossingLabel, CROSSING_WORDS, originOf, type OutcomeField } from './outcomeWords.ts';
import type { OutcomeAtHand } from './useOutcome.ts';

const YES_NO = [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }] as const;
const yesNo = (value: boolean | null): 'yes' | 'no' | null => (value === null ? null : value ? 'yes' : 'no');

/** The fields of an outcome: each says where its value comes from until it is changed. */
export function OutcomeForm({ at: { outcome, fromLog, state, set }, content, isReadOnly }: {
  readonly at: OutcomeAtHand; readonly content: PlanContent; readonly isReadOnly: boolean;
}) {
  const origin = (field: OutcomeField) => originOf(field, outcome, fromLog, content, state.isConfirmed);
  const take = (field: OutcomeField) => () => set({ [field]: fromLog[field] } as Partial<Outcome>, 'take from the log');
  const row = (field: OutcomeField, label: string) => ({ label, origin: origin(field), onTake: take(field), isReadOnly });
  const figure = (field: 'wireMinutes' | 'totalMinutes' | 'contrastMl' | 'airKermaGy', label: string, unit: string, most: number, digits = 0) => (
    <OutcomeRow {...row(field, label)}>
      <Figure
        label={label} unit={unit} field={field} value={outcome[field]} least={0} most={most} digits={digits} isUp={unit === 'min'} isReadOnly={isReadOnly} isStaying
        onWrite={(value) => set({ [field]: value }, label.toLowerCase())}
      />
    </OutcomeRow>
  );
  return (
    <div className="outcome-fields">
      <OutcomeRow {...row('crossing', 'How it crossed')}>
        <OutcomeChoice
          label="How it crossed" value={outcome.crossing} isReadOnly={isReadOnly}
          options={ALL_CROSSINGS.map((value) => ({ value, label: crossingLabel(value), title: CROSSING_WORDS[value] }))}
          onChoose={(crossing) => set({ crossing, ...(crossing === 'not crossed' ? { crossedWith: null } : {}) }, `crossing ${crossing}`)}
        />
        {outcome.crossing === null ? null : <small>{CROSSING_WORDS[outcome.crossing]}</small>}
      </OutcomeRow>
      <OutcomeRow {...row('crossedWith', 'Step that crossed')}>
        <select
          aria-label="Step that crossed" className="outcome-select" value={outcome.crossedWith ?? ''} disabled={isReadOnly || outcome.crossing === 'not crossed'}
          onChange={({ target }) => set({ crossedWith: target.value === '' ? null : target.value }, 'step that crossed')}
        >
          <option value="">none of the plan’s steps</option>
          {stepsOf(content).map(({ label, step }) => <option key={step.id} value={step.id}>{label} {step.technique}</option>)}
        </select>
      </OutcomeRow>
      <div className="outcome-pair">
        {figure('wireMinutes', 'First wire to crossing', 'min', OUTCOME_MOST.minutes)}
        {figure('totalMinutes', 'Access to end', 'min', OUTCOME_MOST.minutes)}
        {figure('contrastMl', 'Contrast', 'ml', 3000)}
        {figure('airKermaGy', 'Air kerma', 'Gy', 60, 2)}
      </div>
      <OutcomeRow {...row('technicalSuccess', 'Technical success')}>
        <OutcomeChoice
          label="Technical success" value={yesNo(outcome.technicalSuccess)} options={YES_NO} isReadOnly={isReadOnly}
          onChoose={(value) => set({ technicalSuccess: value === 'yes' }, 'technical success')}
        />
        <small>{SUCCESS_WORDS.technical}</small>
      </OutcomeRow>
      <Complications outcome={outcome} isReadOnly={isReadOnly} origin={origin('complications')} onSet={(complications) => set({ complications }, 'complications')} />
      <OutcomeRow {...row('proceduralSuccess', 'Procedural success')}>
        <OutcomeChoice
          label="Procedural success" value={yesNo(outcome.proceduralSuccess)} options={YES_NO} isReadOnly={isReadOnly}
          onChoose={(value) => set({ proceduralSuccess: value === 'yes' }, 'procedural success')}
        />
        <small title="As a society’s summary tells it. Limits of residual stenosis and flow: CTO-ARC 2021, whose definitions were not read">{SUCCESS_WORDS.procedural} Both by {SUCCESS_WORDS.source}.</small>
      </OutcomeRow>
      <OutcomeRow {...row('devices', 'Devices used')}>
        <OutcomeDevices content={content} used={outcome.devices} isReadOnly={isReadOnly} onSet={(devices, words) => set({ devices }, words)} />
      </OutcomeRow>
      <OutcomeRow {...row('ivus', 'IVUS result')}>
        <Words
          label="IVUS result" field="ivus" isStaying value={outcome.ivus} most={MOST.text} isReadOnly={isReadOnly} placeholder="track, expansion, stent area; not done"
          onWrite={(ivus, gesture) => set({ ivus }, 'IVUS result', gesture)}
        />
      </OutcomeRow>
      <OutcomeRow {...row('notes', 'Notes')}>
        <Words
          label="Notes on the procedure" field="notes" isStaying value={outcome.notes} most={OUTCOME_MOST.notes} isReadOnly={isReadOnly} placeholder="what the next operator should know"
          onWrite={(notes, gesture) => set({ notes }, 'notes', gesture)}
        />
      </OutcomeRow>
    </div>
  );
}

/** None must be said; unsaid is not none. */
function Complications({ outcome: { complications }, isReadOnly, origin, onSet }: {
  readonly outcome: Pick<Outcome, 'complications'>; readonly isReadOnly: boolean; readonly origin: ReturnType<typeof originOf>;
  readonly onSet: (complications: readonly Complication[] | null) => void;
}) {
  const box = (label: string, isOn: boolean, onToggle: () => void) => (
    <label key={label} className="outcome-box"><input type="checkbox" checked={isOn} disabled={isReadOnly} onChange={onToggle} /><span>{label}</span></label>
  );
  const toggled = (one: Complication): readonly Complication[] | null => {
    const next = COMPLICATIONS.filter((each) => (each === one) !== (complications?.includes(each) ?? false));
    return next.length === 0 ? null : next;
  };
  return (
    <div className="outcome-row" role="group" aria-label="Complications in hospital" data-home="outcome" data-state={origin.state} tabIndex={-1}>
      <span className="outcome-label" aria-hidden="true">Complications in hospital</span>
      <div className="outcome-boxes">
        {box('none', complications?.length === 0, () => onSet(complications?.length === 0 ? null : []))}
        {COMPLICATIONS.map((one) => box(one, complications?.includes(one) ?? false, () => onSet(toggled(one))))}
      </div>
      <OutcomeOrigin origin={origin} onTake={undefined} label="Complications in hospital" />
    </div>
  );
}
