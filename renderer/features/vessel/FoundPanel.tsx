import { useId } from 'react';
import { mm } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { StateSign } from './StateSign.tsx';
import { useHandleMoves, branchNumber } from './useHandleMoves.ts';
import { useVessel } from './useVessel.ts';
import { openProposals, type VesselHandlesNow } from './useVesselHandles.ts';
import type { PlaceHandle, VesselHandle } from './vesselHandles.ts';
import { unsettledWords } from './vesselStates.ts';
import { mmWords } from './vesselWords.ts';

/** What was found along the vessel: what is proposed and why, confirmed one by one. */
export function FoundPanel({ handles, onConfirm }: { readonly handles: VesselHandlesNow; readonly onConfirm: () => void }) {
  const vessel = useVessel();
  const { findings, measures } = vessel;
  const isUnsettled = unsettledWords(vessel) !== null;
  const moves = useHandleMoves();
  const heading = useId();
  if (findings === null || moves === null) return null;
  const { zero } = handles;
  const all: readonly VesselHandle[] = [...handles.caps, ...handles.zones, ...handles.branches];
  const open = openProposals(handles);
  const places = [...handles.caps, ...handles.zones].filter((handle) => handle.kind !== 'zone' || handle.stretch !== null).length;
  const widthOf = (handle: PlaceHandle): number | null => measures?.branches?.[branchNumber(handle)]?.diameter ?? null;
  return (
    <section className="panel found-panel" aria-labelledby={heading}>
      <div className="panel-head">
        <h2 id={heading}>Found</h2><small className="hide-narrow">from the proximal cap</small><span className="gap" />
        <button type="button" className="take" disabled={open.length === 0 || isUnsettled} onClick={onConfirm} title="Confirm the next cap, reference or landing zone (Enter)">{open.length === 0 ? `${places} of ${places} places confirmed` : `Confirm ${open.length} of ${places}`} <kbd>Enter</kbd></button>
      </div>
      <ul className="found-items">
        {all.map((handle) => (
          <li key={handle.id} data-kind={handle.kind} data-state={handle.state}>
            <button type="button" className="found-go" title={handle.why} onClick={() => useVesselDesk.getState().moveTo(beginOf(handle) ?? zero)}>
              <StateSign state={handle.state} /><b>{handle.name}</b><span className="found-place">{placeOf(handle, zero)}</span>{handle.kind === 'branch' || handle.value === '' ? null : <span className="found-value of-figures">{handle.value}</span>}
            </button>
            <p className="found-why">{handle.why}</p>
            <div className="found-acts">
              {handle.kind === 'branch' ? (
                <NumberField
                  label={`Width of the side branch at ${placeOf(handle, zero)}`} value={widthOf(handle)} unit="mm" least={0.1} most={12} steps={[0.1, 0.5]} gesture={`width ${handle.id}`}
                  onKeep={(width, gesture) => moves.widen(handle, width === null ? null : mm(width), gesture)}
                />
              ) : null}
              {handle.state === 'proposed' && (handle.kind !== 'zone' || handle.stretch !== null)
                ? <button type="button" className="take" aria-label={`Confirm ${handle.name}`} disabled={isUnsettled} onClick={() => moves.confirm(handle)}>Confirm</button> : null}
              {handle.state === 'proposed' ? null : <button type="button" className="take" aria-label={`${handle.name}: back to what the program proposes`} onClick={() => moves.release(handle)}>Automatic</button>}
              {handle.kind === 'branch' ? <button type="button" className="take" aria-label="There is no such side branch" onClick={() => moves.strike(handle)}>Not there</button> : null}
            </div>
          </li>
        ))}
      </ul>
      {measures?.branches === null ? <p className="muted small-text found-note">Side branches: being looked for.</p> : null}
    </section>
  );
}

const beginOf = (handle: VesselHandle) => (handle.kind === 'zone' ? handle.stretch?.[0] ?? null : handle.at);
const placeOf = (handle: VesselHandle, zero: number): string => {
  if (handle.kind !== 'zone') return mmWords(handle.at - zero);
  return handle.stretch === null ? '' : `${mmWords(handle.stretch[0] - zero).replace(' mm', '')} to ${mmWords(handle.stretch[1] - zero)}`;
};
