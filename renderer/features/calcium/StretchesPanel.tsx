import { Button } from '@mantine/core';
import { useState } from 'react';
import { type FreeWindow, windowWords } from '../../../core/calcium/windows.ts';
import type { EntryId } from '../../../core/contract/ids.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import type { Astray } from '../../../core/lesion/laidOver.ts';
import type { Mm } from '../../../core/units.ts';
import { Said } from '../../ui/Sign.tsx';
import { placeWords } from '../../ui/ruler/rulerAxis.ts';
import { arcWords, shareWords } from '../../ui/ruler/rulerWords.ts';
import type { StretchFigures } from './rulerOf.ts';

/** A stretch with its figures; `id` null is the occlusion. */
export interface ListedStretch {
  readonly id: EntryId | null; readonly stretch: Stretch; readonly note: string | null; readonly isStent: boolean; readonly figures: StretchFigures;
}

/** Segments with their figures and notes, and the calcium-free windows, those surely free over the longest first. */
export function StretchesPanel({ stretches, windows, astray, zero, chosen, isReadOnly, onGo, onChoose, onNote, onStent, onRemove }: {
  readonly stretches: readonly ListedStretch[]; readonly windows: readonly FreeWindow[]; readonly astray: readonly Astray[]; readonly zero: Mm;
  readonly chosen: EntryId | null; readonly isReadOnly: boolean;
  readonly onGo: (at: number) => void; readonly onChoose: (id: EntryId | null) => void;
  readonly onNote: (id: EntryId, note: string | null) => void; readonly onStent: (id: EntryId) => void; readonly onRemove: (id: EntryId) => void;
}) {
  const place = ([from, to]: Stretch): string => `${placeWords(from - zero, 1)} to ${placeWords(to - zero, 1)}`;
  return (
    <div className="stretches">
      <table className="stretch-table" aria-label="Segments">
        <thead><tr><th scope="col">Segment</th><th scope="col" className="number">length</th><th scope="col" className="number">calcium</th><th scope="col" className="number">arc</th><th scope="col" className="number">area</th><th scope="col" className="number">moon</th></tr></thead>
        <tbody>
          {stretches.map(({ id, stretch, note, isStent, figures }) => (
            <tr key={id ?? 'occlusion'} data-chosen={id !== null && id === chosen}>
              <th scope="row">
                <button type="button" className="row-button" onClick={() => {
                  onChoose(id);
                  onGo(stretch[0]);
                }}>{id === null ? 'Occlusion' : isStent ? `Stent, ${place(stretch)}` : note ?? place(stretch)}</button>
              </th>
              <td className={id === null ? 'number of-figures' : 'number'}>{figures.length.toFixed(1)}</td>
              {isStent ? <td colSpan={4} className="muted">no calcium is told in it</td> : (
                <>
                  <td className="number breaks of-figures">{figures.calcified.toFixed(1)} <span>({shareWords(figures.percent)})</span></td>
                  <td className="number of-figures">{arcWords(figures.maxArc)}</td>
                  <td className="number of-figures">{shareWords(figures.maxShare)}</td>
                  <td className="number of-figures">{figures.moon.toFixed(1)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Chosen key={chosen} stretches={stretches} chosen={chosen} isReadOnly={isReadOnly} onNote={onNote} onStent={onStent} onRemove={onRemove} />
      <table className="stretch-table window-table" aria-label="Calcium-free windows">
        <thead><tr><th scope="col">Window</th><th scope="col" className="number">length</th><th scope="col" className="number">vessel</th><th scope="col" className="number">from prox.</th><th scope="col" className="number">to distal</th></tr></thead>
        <tbody>
          {windows.length === 0 ? <tr><td colSpan={5} className="muted">No window of at least 2 mm: calcium all along.</td></tr> : null}
          {windows.map(({ stretch, length, sureLength, diameter, fromProximalCap, toDistalCap }, n) => (
            <tr key={stretch[0]}>
              <th scope="row"><button type="button" className="row-button" onClick={() => onGo((stretch[0] + stretch[1]) / 2)}>{n + 1}. at {placeWords(stretch[0] - zero, 1)}</button></th>
              <td className="number of-figures">{windowWords({ length, sureLength })}</td><td className="number of-figures">⌀ {diameter.toFixed(1)}</td>
              <td className="number of-figures">{fromProximalCap.toFixed(1)}</td><td className="number of-figures">{toDistalCap.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {astray.map(({ id, message }) => (
        <div key={id} className="astray">
          <Said tone="warning">{message}</Said>
          <Button variant="default" size="compact-xs" disabled={isReadOnly} onClick={() => onRemove(id)}>Remove it</Button>
        </div>
      ))}
    </div>
  );
}

/** The chosen segment's note, and whether it is a stent; the hint how one is drawn where none is. */
function Chosen({ stretches, chosen, isReadOnly, onNote, onStent, onRemove }: {
  readonly stretches: readonly ListedStretch[]; readonly chosen: EntryId | null; readonly isReadOnly: boolean;
  readonly onNote: (id: EntryId, note: string | null) => void; readonly onStent: (id: EntryId) => void; readonly onRemove: (id: EntryId) => void;
}) {
  const segment = stretches.find(({ id }) => id !== null && id === chosen);
  const [note, setNote] = useState(segment?.note ?? '');
  if (segment === undefined || chosen === null) return <p className="stretch-hint">Shift and a drag on the ruler draw a segment; so do <kbd>S</kbd>, the arrow keys and <kbd>S</kbd>. A segment can be stated to be a stent (<kbd>M</kbd>).</p>;
  const keep = (): void => onNote(chosen, note.trim() === '' ? null : note.trim());
  return (
    <form className="stretch-note" onSubmit={(event) => {
      event.preventDefault();
      keep();
    }}>
      {segment.isStent ? <span className="stretch-stent">A stent: nothing of it counts as calcium.</span> : <input
        aria-label="Note on the segment" value={note} maxLength={500} placeholder="Note" readOnly={isReadOnly} onChange={(event) => setNote(event.target.value)} onBlur={keep}
        onKeyDown={(event) => { if (event.key === 'Escape') event.currentTarget.blur(); }}
      />}
      <Button
        variant="default" size="compact-sm" disabled={isReadOnly} onClick={() => onStent(chosen)}
        title={segment.isStent ? 'It is a segment, and no stent (M)' : 'A stent is known to lie here: nothing of it counts as calcium (M)'}
      >{segment.isStent ? 'No stent' : 'Stent'}</Button>
      <Button variant="default" size="compact-sm" disabled={isReadOnly} onClick={() => onRemove(chosen)} title="Remove the segment (Delete)">Remove</Button>
    </form>
  );
}
