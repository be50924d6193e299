import { useId } from 'react';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { StateSign } from './StateSign.tsx';
import { useHandleMoves, branchNumber } from './useHandleMoves.ts';
import { useVessel, useVesselActions } from './useVessel.ts';
import { openProposals, type VesselHandlesNow } from './useVesselHandles.ts';
import type { VesselHandle } from './vesselHandles.ts';
import { mmWords } from './vesselWords.ts';

/** What was found along the vessel: what is proposed and why, confirmed one by one. */
export function FoundPanel({ handles, onConfirm }: { readonly handles: VesselHandlesNow; readonly onConfirm: () => void }) {
  const { findings, measures } = useVessel();
  const actions = useVesselActions();
  const moves = useHandleMoves();
  const heading = useId();
  if (findings === null || moves === null) return null;
  const { zero } = handles;
  const all: readonly VesselHandle[] = [...handles.caps, ...handles.zones, ...handles.branches];
  const open = openProposals(handles);
  const strike = (handle: VesselHandle): void => {
    const branch = handle.kind === 'branch' ? measures?.branches?.[branchNumber(handle)] : undefined;
    if (branch !== undefined) actions.setBranch({ at: branch.ostium, diameter: null, isThere: false });
  };
  return (
    <section className="panel found-panel" aria-labelledby={heading}>
      <div className="panel-head">
        <h2 id={heading}>Found</h2><small className="hide-narrow">from the proximal cap</small><span className="gap" />
        <button type="button" className="take" disabled={open.length === 0} onClick={onConfirm} title="Confirm the next proposal (Enter)">{open.length === 0 ? 'All confirmed' : `Confirm ${open.length}`} <kbd>Enter</kbd></button>
      </div>
      <ul className="found-items">
        {all.map((handle) => (
          <li key={handle.id} data-state={handle.state}>
            <button type="button" className="found-go" title={handle.why} onClick={() => useVesselDesk.getState().moveTo(beginOf(handle) ?? zero)}>
              <StateSign state={handle.state} /><b>{handle.name}</b><span className="found-place">{placeOf(handle, zero)}</span><span className="found-value">{handle.value}</span>
            </button>
            {handle.kind === 'branch' ? null : <p className="found-why">{handle.why}</p>}
            <div className="found-acts">
              {handle.state === 'proposed' && (handle.kind !== 'zone' || handle.stretch !== null)
                ? <button type="button" className="take" aria-label={`Confirm ${handle.name}`} onClick={() => moves.confirm(handle)}>Confirm</button> : null}
              {handle.state === 'proposed' ? null : <button type="button" className="take" aria-label={`${handle.name}: back to what the program proposes`} onClick={() => moves.release(handle)}>Automatic</button>}
              {handle.kind === 'branch' && handle.state === 'proposed' ? <button type="button" className="take" aria-label="There is no such side branch" onClick={() => strike(handle)}>Not there</button> : null}
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
