import { Button } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { droppedSendingsWords } from '../../../core/plan/droppedSendings.ts';
import type { CaseRow } from '../../../core/contract/schemas.ts';
import { useAnswer } from '../../api/useHost.ts';
import { byteWords, plural } from '../../ui/amountWords.ts';
import { agoWords, instantWords } from '../../ui/dateWords.ts';
import { Sign, type Tone } from '../../ui/Sign.tsx';
import { bornWords, nameWords } from '../frame/patientWords.ts';

/** Icon and words of what an import had to say. */
const REPORT_STATE: Readonly<Record<CaseRow['report'], { readonly tone: Tone; readonly words: string }>> = {
  clean: { tone: 'ok', words: 'clean' },
  notes: { tone: 'info', words: 'with notes' },
  problems: { tone: 'warning', words: 'with problems' },
};

interface RowProps {
  readonly row: CaseRow;
  readonly isChosen: boolean;
  readonly isLeaving: boolean;
  readonly today: string;
  readonly onFocus: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onOpen: () => void;
  readonly onReport: () => void;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}

/** One case as a row, and the question below it while its removal waits for a yes. */
export function CaseTableRow({
  row,
  isChosen,
  isLeaving,
  today,
  onFocus,
  onKey,
  onOpen,
  onReport,
  onRemove,
  onKeep,
}: RowProps) {
  const ago = row.studyDate === null ? null : agoWords(row.studyDate, today);
  const report = REPORT_STATE[row.report];
  const classes = ['case', isChosen ? 'chosen' : '', isLeaving ? 'leaving' : ''].join(' ').trim();
  return (
    <>
      <tr
        className={classes}
        data-case={row.id}
        tabIndex={isChosen ? 0 : -1}
        aria-selected={isChosen}
        onFocus={onFocus}
        onKeyDown={onKey}
        onDoubleClick={onOpen}
      >
        <td className="patient">
          <b className="wrap">
            <bdi>{nameWords(row.patient)}</bdi>
          </b>
          {row.isDemo ? <span className="demo">DEMO</span> : null}
        </td>
        <td className="wrap">
          <bdi>{row.patient.id ?? <span className="muted">not stated</span>}</bdi>
        </td>
        <td className="second">{bornWords(row.patient, today)}</td>
        <td>
          {row.studyDate ?? <span className="muted">not stated</span>}
          {ago === null ? null : <small>{ago}</small>}
        </td>
        <td>{imagesWords(row)}</td>
        <td>
          <button
            type="button"
            className={`link-plain signed ${report.tone}`}
            tabIndex={-1}
            onClick={onReport}
            title="Show the import report (R)"
          >
            <Sign tone={report.tone} />
            {report.words}
          </button>
        </td>
        <td className="number">{byteWords(row.bytes)}</td>
        <td>
          {instantWords(row.importedAt, today)}
          <small className="wrap">
            <bdi>{row.importedBy ?? 'nobody named'}</bdi>
          </small>
        </td>
        <td className="second">{row.openedAt === null ? 'not yet' : instantWords(row.openedAt, today)}</td>
      </tr>
      {isLeaving ? <Removal row={row} onRemove={onRemove} onKeep={onKeep} /> : null}
    </>
  );
}

/** "3 CT series, 2 runs" */
export const imagesWords = (row: CaseRow): string =>
  [row.ctSeries > 0 ? `${row.ctSeries} CT` : null, row.xaRuns > 0 ? plural(row.xaRuns, 'run') : null]
    .filter((part) => part !== null)
    .join(', ') || 'none';

const UNKNOWN_SENDINGS = 'Whether something of it still waits to be sent to an archive cannot be told now.';

/** Asks in place, by name, and says what goes and what stays. */
function Removal({
  row,
  onRemove,
  onKeep,
}: {
  readonly row: CaseRow;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const sendings = useAnswer('sendings.list', { plan: null });
  const dropped = sendings?.ok === false ? UNKNOWN_SENDINGS : droppedSendingsWords(sendings?.value.sendings ?? [], row.id);
  return (
    <tr
      className="removal"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onKeep();
      }}
    >
      <td colSpan={9}>
        <div className="row" role="alertdialog" aria-label="Remove this case?">
          <Sign tone="refused" />
          <span className="wrap">
            <b>
              Remove <bdi>{nameWords(row.patient)}</bdi>?
            </b>{' '}
            {imagesWords(row)}, {byteWords(row.bytes)}, the import report and all that was entered and planned
            go from this library for good. The files they were copied from stay where they are; so do backups, what was
            exported or sent, and the copies of the library that updates keep.
            {dropped === null ? null : <strong className="dropped">{dropped}</strong>}
          </span>
          <span className="gap" />
          <Button ref={keep} variant="default" onClick={onKeep}>
            Keep
          </Button>
          <Button className="danger" variant="default" onClick={onRemove}>
            Remove the case
          </Button>
        </div>
      </td>
    </tr>
  );
}
