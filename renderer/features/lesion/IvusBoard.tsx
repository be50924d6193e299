import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { EntryId } from '../../../core/contract/ids.ts';
import type { FactPath, FactValue } from '../../../core/lesion/caseFacts.ts';
import { placeFrom } from '../../../core/lesion/measureDetails.ts';
import { deg, mm, type Mm } from '../../../core/units.ts';
import type { IvusFinding } from '../vessel/lesionActions.ts';
import { STEP } from '../vessel/useVesselCursor.ts';
import { BoardFact } from './BoardFact.tsx';
import { Feeds } from './BoardsPanel.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { FindingsRuler } from './FindingsRuler.tsx';
import { useLesionDesk } from './lesionStore.ts';
import type { Lesion, PlacedFinding } from './useLesion.ts';

/** What can be done to IVUS findings; places are abscissae. */
export interface FindingActions {
  readonly add: () => void;
  /** Steps of one gesture in a row are one step of undo. */
  readonly set: (at: Mm, finding: IvusFinding, id: EntryId, gesture?: string) => void;
  readonly remove: (id: EntryId) => void;
  readonly go: (at: Mm) => void;
}

/** Findings of IVUS along the vessel, on the axis of the calcium ruler: mm from the proximal cap. */
export function IvusBoard({ lesion, onAnswer, actions }: {
  readonly lesion: Lesion; readonly onAnswer: (path: FactPath, value: FactValue<FactPath> | null) => void; readonly actions: FindingActions;
}) {
  const { findings, vessel, vessel: { measures, centreline } } = lesion;
  const chosen = useLesionDesk((desk) => desk.finding);
  const sorted = findings.toSorted((a, b) => a.abscissa - b.abscissa);
  return (
    <section className="panel" aria-label="IVUS findings">
      <div className="panel-head">
        <h2>IVUS along the vessel</h2><small>{findings.length === 0 ? 'none yet' : findings.length}</small><span className="gap" />
        <Button size="compact-sm" variant="default" disabled={measures === null} onClick={actions.add} title="At the cursor of the ruler">Enter finding <kbd>I</kbd></Button>
      </div>
      <div className="board">
        {measures === null ? <p className="second">A finding lies at a place of the vessel: trace it first, in station 3.</p> : (
          <>
            <FindingsRuler vessel={vessel} />
            <ol className="findings">{sorted.map((one) => (
              <Finding key={one.id} finding={one} start={measures.start} length={centreline?.length ?? measures.end} isChosen={one.id === chosen} actions={actions} />
            ))}</ol>
          </>
        )}
        <BoardFact path="ivus.mlaReduced" lesion={lesion} onAnswer={onAnswer} />
        <BoardFact path="trackConfirmedByIvus" lesion={lesion} onAnswer={onAnswer} />
        <Feeds lesion={lesion} paths={['ivus.arcDeg', 'ivus.lengthMm', 'ivus.depth', 'ivus.pattern', 'ivus.nodule', 'ivus.ring']} />
      </div>
    </section>
  );
}

function Finding({ finding: { id, abscissa, content, by }, start, length: along, isChosen, actions }: {
  readonly finding: PlacedFinding; readonly start: Mm; readonly length: Mm; readonly isChosen: boolean; readonly actions: FindingActions;
}) {
  const place = placeFrom(start)(abscissa);
  const { arc, length, depth, pattern, isNodule, note } = content;
  const put = (change: Partial<IvusFinding>, gesture?: string): void => actions.set(abscissa, { arc, length, depth, pattern, isNodule, note, ...change }, id, gesture);
  const isNew = isChosen && [arc, length, depth, pattern, isNodule].every((part) => part === null);
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // What is entered is said at once: the arc first.
    if (isNew) line.current?.querySelector<HTMLInputElement>('input[data-first]')?.focus();
  }, [isNew]);
  return (
    <li ref={line} className="finding" aria-current={isChosen}>
      <button type="button" className="link" title="Cursor of all views to it" aria-label={`Cursor to the finding at ${place}`} onClick={() => { useLesionDesk.setState({ finding: id }); actions.go(abscissa); }}>at</button>
      <NumberField label={`Place of the finding at ${place}, mm from the proximal cap`} value={abscissa - start} unit="mm" least={0 - start} most={along - start} steps={ALONG} gesture={`place ${id}`} onKeep={(value, gesture) => { if (value !== null) actions.set(mm(start + value), { arc, length, depth, pattern, isNodule, note }, id, gesture); }} />
      <span className="second">arc</span>
      <NumberField label={`Arc at ${place}`} value={arc} unit="°" least={0} most={360} steps={ABOUT} gesture={`arc ${id}`} isFirst onKeep={(value, gesture) => put({ arc: value === null ? null : deg(value) }, gesture)} />
      <span className="second">length</span>
      <NumberField label={`Length at ${place}`} value={length} unit="mm" least={0} most={300} steps={ALONG} gesture={`length ${id}`} onKeep={(value, gesture) => put({ length: value === null ? null : mm(value) }, gesture)} />
      <Pick label={`Depth at ${place}`} of={['superficial', 'deep']} chosen={depth} onChoose={(value) => put({ depth: value })} />
      <Pick label={`Pattern at ${place}`} of={['concentric', 'eccentric']} chosen={pattern} onChoose={(value) => put({ pattern: value })} />
      <Pick label={`Nodule at ${place}`} of={['nodule', 'no nodule']} chosen={isNodule === null ? null : isNodule ? 'nodule' : 'no nodule'} onChoose={(value) => put({ isNodule: value === null ? null : value === 'nodule' })} />
      <span className="muted small-text finding-by"><bdi>{by}</bdi></span>
      <button type="button" className="link quiet" aria-label={`Remove the finding at ${place}`} onClick={() => actions.remove(id)}>remove</button>
    </li>
  );
}

/** One of two, or neither: pressed again it is open. */
function Pick<T extends string>({ label, of, chosen, onChoose }: {
  readonly label: string; readonly of: readonly T[]; readonly chosen: T | null; readonly onChoose: (value: T | null) => void;
}) {
  return (
    <span className="fact-choices" role="group" aria-label={label}>
      {of.map((word) => (
        <button key={word} type="button" className="fact-choice" aria-pressed={chosen === word} onClick={() => onChoose(chosen === word ? null : word)}>{word}</button>
      ))}
    </span>
  );
}

/** Steps of a number by key, and with Shift: those of the ruler, mm; of an arc, degrees. */
const ALONG = [STEP.along, STEP.far] as const;
const ABOUT = [10, 90] as const;
