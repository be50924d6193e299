import type { PlannedStep, Track } from '../../../core/plan/plan.ts';
import { mm } from '../../../core/units.ts';
import { Figure } from './Fields.tsx';
import type { PlanActions } from './usePlanActions.ts';

type Act = PlannedStep['act'];
type Balloon = Extract<NonNullable<Act>, { readonly do: 'dilate' }>['balloon'];
type Ablation = Extract<NonNullable<Act>, { readonly do: 'ablate' }>['atherectomy'];

const ACTS: readonly (readonly [act: NonNullable<Act>['do'] | '', words: string])[] = [
  ['', 'nothing of these'], ['dilate', 'balloon'], ['ablate', 'atherectomy'], ['stent', 'stent'], ['oct', 'OCT'],
];
const BALLOONS: readonly NonNullable<Balloon['kind']>[] = ['SC', 'NC', 'OPN', 'cutting', 'scoring', 'IVL', 'BAM'];
const ABLATIONS: readonly NonNullable<Ablation['kind']>[] = ['rotational', 'orbital', 'laser'];
const TRACKS: readonly (readonly [track: Track | '', words: string])[] = [
  ['', 'as before'], ['intraplaque', 'intraplaque'], ['extraplaque', 'extraplaque'],
];

/** A step of one kind that says no more than that. */
const actOf = (kind: string): Act => {
  switch (kind) {
    case 'dilate': return { do: 'dilate', balloon: { kind: 'NC' } };
    case 'ablate': return { do: 'ablate', atherectomy: { kind: 'rotational' } };
    case 'stent': return { do: 'stent' };
    case 'oct': return { do: 'oct' };
    default: return null;
  }
};

/** Where a step is, on which track it leaves the wire, and what the safety gates judge of it. */
export function StepDetails({ step, label, actions, write }: {
  readonly step: PlannedStep; readonly label: string; readonly actions: PlanActions | null;
  readonly write: (words: string, changed: Partial<PlannedStep>) => void;
}) {
  const { at, track, act } = step;
  const isReadOnly = actions === null;
  const ballooned = (balloon: Balloon): void => write('balloon', { act: { do: 'dilate', balloon } });
  return (
    <div className="plan-details" role="group" aria-label={`Details of ${label}`}>
      <span className="plan-label">at <Figure label={`Place of ${label} from the proximal cap`} unit="mm" field="at" value={at} least={-300} most={300} digits={1} isReadOnly={isReadOnly} onWrite={(value) => write('place', { at: value === null ? null : mm(value) })} /></span>
      <label>track
        <select aria-label={`Track from ${label} on`} value={track ?? ''} disabled={isReadOnly} onChange={({ target }) => write('track', { track: TRACKS.find(([one]) => one === target.value)?.[0] || null })}>
          {TRACKS.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
        </select>
      </label>
      <label>does
        <select aria-label={`What ${label} does`} value={act?.do ?? ''} disabled={isReadOnly} onChange={({ target }) => write('act', { act: actOf(target.value) })}>
          {ACTS.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
        </select>
      </label>
      {act?.do === 'dilate' ? (
        <>
          <select aria-label={`Balloon of ${label}`} value={act.balloon.kind ?? ''} disabled={isReadOnly} onChange={({ target }) => ballooned({ ...act.balloon, kind: BALLOONS.find((one) => one === target.value) ?? 'NC' })}>
            {BALLOONS.map((kind) => <option key={kind}>{kind}</option>)}
          </select>
          <Figure label={`Balloon diameter of ${label}`} unit="mm" value={act.balloon.diameterMm ?? null} least={0.5} most={12} digits={2} isReadOnly={isReadOnly} onWrite={(value) => ballooned(withSize(act.balloon, 'diameterMm', value))} />
          <Figure label={`Pressure of ${label}`} unit="atm" value={act.balloon.pressureAtm ?? null} least={1} most={60} isReadOnly={isReadOnly} onWrite={(value) => ballooned(withSize(act.balloon, 'pressureAtm', value))} />
        </>
      ) : null}
      {act?.do === 'ablate' ? (
        <>
          <select aria-label={`Atherectomy of ${label}`} value={act.atherectomy.kind ?? ''} disabled={isReadOnly} onChange={({ target }) => write('atherectomy', { act: { do: 'ablate', atherectomy: { ...act.atherectomy, kind: ABLATIONS.find((one) => one === target.value) ?? 'rotational' } } })}>
            {ABLATIONS.map((kind) => <option key={kind}>{kind}</option>)}
          </select>
          <Figure label={`Burr of ${label}`} unit="mm" value={act.atherectomy.burrMm ?? null} least={0.5} most={4} digits={2} isReadOnly={isReadOnly} onWrite={(value) => write('burr', { act: { do: 'ablate', atherectomy: withSize(act.atherectomy, 'burrMm', value) } })} />
        </>
      ) : null}
    </div>
  );
}

/** With a size, or without it: what is not said is not there. */
function withSize<T extends object, K extends keyof T & string>(of: T, name: K, value: number | null): T {
  const rest = Object.fromEntries(Object.entries(of).filter(([one]) => one !== name));
  return (value === null ? rest : { ...rest, [name]: value }) as T;
}
