import { useMemo } from 'react';
import type { DeviceRow } from '../../../core/plan/planDevices.ts';
import { useView } from '../../state/viewStore.ts';
import { agoWords, localDate } from '../../ui/dateWords.ts';
import { Sign } from '../../ui/Sign.tsx';
import { deviceStateWords } from './planWords.ts';

/** The devices of the plan, the steps that need them, and how many are in the room. `list` is null where the room has none. */
export function DevicesPanel({ devices, list }: {
  readonly devices: readonly DeviceRow[]; readonly list: { readonly name: string; readonly savedAt: string } | null;
}) {
  const rows = useMemo(() => devices.map((row) => ({ row, ...deviceStateWords(row) })), [devices]);
  const missing = rows.filter(({ tone }) => tone === 'refused').length;
  return (
    <section className="panel plan-devices" aria-label="Devices">
      <div className="panel-head">
        <h2>Devices</h2><small>{list === null ? 'no stock list' : `${list.name}, ${agoWords(localDate(new Date(list.savedAt)), localDate(new Date()))}`}</small><span className="gap" />
        {list === null ? <button type="button" className="link" onClick={() => useView.getState().show('settings')}>Import one in Settings</button> : null}
        {missing === 0 || list === null ? null : <span className="plan-chip"><Sign tone="refused" /> {missing} missing</span>}
      </div>
      {rows.length === 0 ? <p className="plan-none">No step names a device yet.</p> : (
        <div className="plan-scroll" tabIndex={0} role="group" aria-label="Devices of the plan">
          <table>
            <thead><tr><th><span className="sr-only">State</span></th><th>Device</th><th>Step</th><th>{list === null ? 'Needed' : 'In room'}</th></tr></thead>
            <tbody>
              {rows.map(({ row, words, tone }) => (
                <tr key={`${row.name} ${row.sizeMm}`} data-tone={list === null ? undefined : tone ?? 'unlisted'}>
                  <td>{list === null ? null : tone === null ? <b className="muted">?</b> : <Sign tone={tone} />}</td>
                  <td>{row.name}</td>
                  <td className="second">{row.steps.join(', ')}</td>
                  <td>{list === null ? row.needed : words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
