import { Button } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { CaseId } from '../../../core/contract/ids.ts';
import type { CaseRow } from '../../../core/contract/schemas.ts';
import { byteWords, plural } from '../../ui/amountWords.ts';
import { agoWords, instantWords } from '../../ui/dateWords.ts';
import { Sign, type Tone } from '../../ui/Sign.tsx';
import { bornWords, nameWords } from '../frame/patientWords.ts';
import type { SortKey } from './worklistStore.ts';

/** Icon and words of what an import had to say. */
export const REPORT_STATE: Readonly<Record<CaseRow['report'], { readonly tone: Tone; readonly words: string }>> = {
  clean: { tone: 'ok', words: 'clean' },
  notes: { tone: 'info', words: 'with notes' },
  problems: { tone: 'warning', words: 'with problems' },
};

interface CaseTableProps {
  readonly rows: readonly CaseRow[];
  readonly chosen: CaseId | null;
  readonly leaving: CaseId | null;
  readonly sort: SortKey;
  readonly order: 'asc' | 'desc';
  readonly today: string;
  readonly onSort: (sort: SortKey) => void;
  readonly onChoose: (id: CaseId) => void;
  readonly onOpen: (row: CaseRow) => void;
  readonly onReport: (row: CaseRow) => void;
  readonly onAskRemove: (id: CaseId | null) => void;
  readonly onRemove: (row: CaseRow) => void;
}

/** The cases, one a row; arrows choose, Enter opens, Delete asks to remove. */
export function CaseTable(props: CaseTableProps) {
  const { rows, chosen, leaving, today } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const focusRow = (id: CaseId): void => body.current?.querySelector<HTMLElement>(`[data-case="${id}"]`)?.focus();
  const step = (event: KeyboardEvent, row: CaseRow, at: number): void => {
    if (event.target !== event.currentTarget) return;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: Math.min(rows.length - 1, at + 10), PageUp: Math.max(0, at - 10),
    };
    const target = targets[event.key];
    if (target !== undefined) {
      const next = rows[target];
      if (next !== undefined) focusRow(next.id);
    } else if (event.key === 'Enter') props.onOpen(row);
    else if (event.key === 'Delete') props.onAskRemove(row.id);
    else return;
    event.preventDefault();
  };
  return (
    <table className="table cases" role="grid" aria-label="Cases">
      <thead>
        <tr>
          <Sortable {...props} by="name">Patient</Sortable>
          <th scope="col">Patient ID</th>
          <th scope="col">Born, sex</th>
          <Sortable {...props} by="studyDate">Study</Sortable>
          <th scope="col">Images</th>
          <th scope="col">Import report</th>
          <Sortable {...props} by="size" isNumber>Size</Sortable>
          <Sortable {...props} by="imported">Imported</Sortable>
          <Sortable {...props} by="opened">Last opened</Sortable>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, at) => (
          <Row
            key={row.id} row={row} isChosen={row.id === chosen} isLeaving={row.id === leaving} today={today}
            onFocus={() => props.onChoose(row.id)} onKey={(event) => step(event, row, at)} onOpen={() => props.onOpen(row)}
            onReport={() => props.onReport(row)} onRemove={() => props.onRemove(row)}
            onKeep={() => { props.onAskRemove(null); focusRow(row.id); }}
          />
        ))}
      </tbody>
    </table>
  );
}

function Sortable({ by, sort, order, onSort, isNumber = false, children }: Pick<CaseTableProps, 'sort' | 'order' | 'onSort'> & {
  readonly by: SortKey; readonly isNumber?: boolean; readonly children: string;
}) {
  const isSorted = sort === by;
  return (
    <th scope="col" className={isNumber ? 'number' : undefined} aria-sort={!isSorted ? 'none' : order === 'asc' ? 'ascending' : 'descending'}>
      <button type="button" onClick={() => onSort(by)} title={`Sort by ${children.toLowerCase()}`}>
        {children}
        {isSorted ? (
          <svg viewBox="0 0 10 10" aria-hidden="true"><path d={order === 'asc' ? 'M5 2l4 6H1z' : 'M5 8L1 2h8z'} fill="currentColor" /></svg>
        ) : null}
      </button>
    </th>
  );
}

interface RowProps {
  readonly row: CaseRow; readonly isChosen: boolean; readonly isLeaving: boolean; readonly today: string;
  readonly onFocus: () => void; readonly onKey: (event: KeyboardEvent) => void; readonly onOpen: () => void;
  readonly onReport: () => void; readonly onRemove: () => void; readonly onKeep: () => void;
}

function Row({ row, isChosen, isLeaving, today, onFocus, onKey, onOpen, onReport, onRemove, onKeep }: RowProps) {
  const ago = row.studyDate === null ? null : agoWords(row.studyDate, today);
  const report = REPORT_STATE[row.report];
  const classes = ['case', isChosen ? 'chosen' : '', isLeaving ? 'leaving' : ''].join(' ').trim();
  return (
    <>
      <tr
        className={classes} data-case={row.id} tabIndex={isChosen ? 0 : -1} aria-selected={isChosen}
        onFocus={onFocus} onKeyDown={onKey} onDoubleClick={onOpen}
      >
        <td className="patient">
          <b className="wrap"><bdi>{nameWords(row.patient)}</bdi></b>{row.isDemo ? <span className="demo">DEMO</span> : null}
        </td>
        <td className="wrap"><bdi>{row.patient.id ?? <span className="muted">not stated</span>}</bdi></td>
        <td className="second">{bornWords(row.patient, today)}</td>
        <td>{row.studyDate ?? <span className="muted">not stated</span>}{ago === null ? null : <small>{ago}</small>}</td>
        <td>{imagesWords(row)}</td>
        <td>
          <button type="button" className={`link-plain signed ${report.tone}`} tabIndex={-1} onClick={onReport} title="Show the import report (R)">
            <Sign tone={report.tone} />{report.words}
          </button>
        </td>
        <td className="number">{byteWords(row.bytes)}</td>
        <td>{instantWords(row.importedAt, today)}<small className="wrap"><bdi>{row.importedBy ?? 'nobody named'}</bdi></small></td>
        <td className="second">{row.openedAt === null ? 'not yet' : instantWords(row.openedAt, today)}</td>
      </tr>
      {isLeaving ? <Removal row={row} onRemove={onRemove} onKeep={onKeep} /> : null}
    </>
  );
}

/** "3 CT series, 2 runs" */
export const imagesWords = (row: CaseRow): string => [
  row.ctSeries > 0 ? `${row.ctSeries} CT` : null, row.xaRuns > 0 ? plural(row.xaRuns, 'run') : null,
].filter((part) => part !== null).join(', ') || 'none';

/** Asks in place, by name, and says what goes and what stays. */
function Removal({ row, onRemove, onKeep }: { readonly row: CaseRow; readonly onRemove: () => void; readonly onKeep: () => void }) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <tr className="removal" onKeyDown={(event) => { if (event.key === 'Escape') onKeep(); }}>
      <td colSpan={9}>
        <div className="row" role="alertdialog" aria-label="Remove this case?">
          <Sign tone="refused" />
          <span className="wrap">
            <b>Remove <bdi>{nameWords(row.patient)}</bdi>?</b> {imagesWords(row)}, {byteWords(row.bytes)} and the import report
            go from this computer for good. The files they were copied from stay where they are.
          </span>
          <span className="gap" />
          <Button ref={keep} variant="default" onClick={onKeep}>Keep</Button>
          <Button className="danger" variant="default" onClick={onRemove}>Remove the case</Button>
        </div>
      </td>
    </tr>
  );
}
