import { memo, useId, useRef, useEffect, type RefObject } from 'react';
import type { TargetVessel } from '../../../core/lesion/entry.ts';
import { TARGET_WORDS } from '../../../core/lesion/targetName.ts';
import { SCCT_SEGMENTS } from '../../../core/tree/segmentNames.ts';
import { Said } from '../../ui/Sign.tsx';
import { StateSign } from './StateSign.tsx';
import { useNames } from './useNames.ts';
import { useVessel, useVesselActions } from './useVessel.ts';
import type { VesselActions } from './vesselActions.ts';
import type { VesselOnDesk } from './vesselOnDesk.ts';
import { lookAt, useVesselView } from './vesselView.ts';

const TARGETS: readonly TargetVessel[] = ['RCA', 'LAD', 'LCx', 'LM', 'graft'];
/** Which segments belong to a vessel; a graft may be sewn to any. */
const SEGMENTS_OF: Readonly<Record<TargetVessel, readonly string[]>> = {
  RCA: ['1', '2', '3', '4', '16'], LAD: ['6', '7', '8', '9', '10'], LCx: ['11', '12', '13', '14', '15', '17', '18'], LM: ['5'],
  graft: SCCT_SEGMENTS.map(({ scct }) => scct),
};

interface Given { readonly nameField: RefObject<HTMLSelectElement | null>; readonly onPoint: (n: number) => void }

/** Name, segment and points of the vessel that is worked on. */
export function PathPanel(given: Given) {
  const { path, work: { points }, failure, id } = useVessel();
  const names = useNames();
  const actions = useVesselActions();
  return path === null ? null : <PathShown {...given} path={path} points={points} failure={failure} id={id} names={names} actions={actions} />;
}

/** Nothing of it follows a cap or the calcium. */
const PathShown = memo(function PathShown({ nameField, onPoint, path, points, failure, id, names, actions }: Given & Pick<VesselOnDesk, 'failure' | 'id'> & {
  readonly path: NonNullable<VesselOnDesk['path']>; readonly points: VesselOnDesk['work']['points']; readonly names: ReturnType<typeof useNames>; readonly actions: VesselActions;
}) {
  const chosen = useVesselView((view) => view.chosen);
  const heading = useId();
  const list = useRef<HTMLOListElement>(null);
  const at = chosen !== null && chosen.vessel === id ? chosen.n : null;
  useEffect(() => {
    if (at !== null) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const { target, segment } = path.content;
  const proposed = names.vessel?.vessel ?? null;
  const [likeliest, ...others] = names.segment?.segments ?? [];
  const offered = SCCT_SEGMENTS.filter(({ scct }) => target === null || SEGMENTS_OF[target].includes(scct) || scct === segment);
  const isGraft = target === 'graft';
  return (
    <section className="panel path-panel" aria-labelledby={heading}>
      <div className="panel-head"><h2 id={heading}>Path</h2><small>{points.length} {points.length === 1 ? 'point' : 'points'}</small></div>
      <div className="panel-body stack">
        <div className="name-row">
          <label>Vessel
            <select
              ref={nameField} value={target ?? ''} onChange={({ target: { value } }) => {
                const next = TARGETS.find((one) => one === value) ?? null;
                actions.name(next, next !== null && segment !== null && SEGMENTS_OF[next].includes(segment) ? segment : null);
              }}
            >
              <option value="">not named</option>
              {TARGETS.map((one) => <option key={one} value={one}>{TARGET_WORDS[one]}</option>)}
            </select>
          </label>
          <label>{isGraft ? 'Anastomosis on' : 'Segment'}
            <select value={segment ?? ''} onChange={({ target: { value } }) => actions.name(target, value === '' ? null : value)}>
              <option value="">not said</option>
              {offered.map(({ scct, short, name }) => <option key={scct} value={scct}>SCCT {scct}, {short}: {name}</option>)}
            </select>
          </label>
        </div>
        {target === null && proposed !== null ? (
          <Proposed words={`Probably ${TARGET_WORDS[proposed]}. ${names.vessel?.because ?? ''}`} onTake={() => actions.name(proposed, segment)} label={`Name it ${TARGET_WORDS[proposed]}`} />
        ) : target === null && names.vessel !== null ? <p className="muted small-text">No name is proposed: {names.vessel.because}</p> : null}
        {segment === null && likeliest !== undefined ? (
          <Proposed
            words={`The lesion begins in the ${likeliest.name}${others.length > 0 ? `, or the ${others.map(({ name }) => name).join(', ')}` : ''}. ${names.segment?.because ?? ''}`}
            label={`SCCT ${likeliest.scct}`} onTake={() => actions.name(target ?? proposed, likeliest.scct)}
          />
        ) : segment === null && target !== null && names.segment !== null ? <p className="muted small-text">No segment is proposed: {names.segment.because}</p> : null}
        {isGraft ? <p className="small-text second">A graft is traced from its origin to its anastomosis: point 1 lies at the origin, the last one where it joins the native vessel.</p> : null}
        <ol className="path-points" ref={list}>
          {points.map((point, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place in the path
            <li key={n} aria-current={at === n} data-failed={failure?.point === n}>
              <button type="button" className="path-go" aria-label={`Point ${n + 1}: go there`} onClick={() => onPoint(n)}>
                <b>{n + 1}</b><span>{isGraft && n === 0 ? 'origin, ' : isGraft && n === points.length - 1 && n > 0 ? 'anastomosis, ' : ''}{pointWords(point)}</span>
              </button>
              <button
                type="button" className="icon-button" title="Remove this point (Delete)" aria-label={`Remove point ${n + 1}`} onClick={() => {
                  lookAt({ chosen: null });
                  actions.removePoint(n);
                }}
              ><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" strokeWidth="1.4" /></svg></button>
            </li>
          ))}
        </ol>
        {failure === null ? null : <Said tone="refused">{failure.message}</Said>}
      </div>
    </section>
  );
});

/** "L 12.3, P 40.1, H 88.2": where a point lies. */
const pointWords = ([x, y, z]: readonly [number, number, number]): string =>
  ([[x, 'L', 'R'], [y, 'P', 'A'], [z, 'H', 'F']] as const).map(([value, plus, minus]) => `${value < 0 ? minus : plus} ${Math.abs(value).toFixed(1)}`).join('  ');

const Proposed = ({ words, label, onTake }: { readonly words: string; readonly label: string; readonly onTake: () => void }) => (
  <div className="proposal"><StateSign state="proposed" /><span className="wrap">{words}</span><button type="button" className="take" onClick={onTake}>{label}</button></div>
);
