import { type KeyboardEvent, useRef } from 'react';
import type { CaseId } from '../../../core/contract/ids.ts';
import type { CaseRow } from '../../../core/contract/schemas.ts';
import { CaseTableRow } from './CaseTableRow.tsx';
import type { SortKey } from './worklistStore.ts';

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
  const focusRow = (id: CaseId): void =>
    body.current?.querySelector<HTMLElement>(`[data-case="${id}"]`)?.focus();
  const step = (event: KeyboardEvent, row: CaseRow, at: number): void => {
    if (event.target !== event.currentTarget) return;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: Math.min(rows.length - 1, at + 10),
      PageUp: Math.max(0, at - 10),
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
          <Sortable {...props} by="name">
            Patient
          </Sortable>
          <th scope="col">Patient ID</th>
          <th scope="col">Born, sex</th>
          <Sortable {...props} by="studyDate">
            Study
          </Sortable>
          <th scope="col">Images</th>
          <th scope="col">Import report</th>
          <Sortable {...props} by="size" isNumber>
            Size
          </Sortable>
          <Sortable {...props} by="imported">
            Imported
          </Sortable>
          <Sortable {...props} by="opened">
            Last opened
          </Sortable>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, at) => (
          <CaseTableRow
            key={row.id}
            row={row}
            isChosen={row.id === chosen}
            isLeaving={row.id === leaving}
            today={today}
            onFocus={() => props.onChoose(row.id)}
            onKey={(event) => step(event, row, at)}
            onOpen={() => props.onOpen(row)}
            onReport={() => props.onReport(row)}
            onRemove={() => props.onRemove(row)}
            onKeep={() => {
              props.onAskRemove(null);
              focusRow(row.id);
            }}
          />
        ))}
      </tbody>
    </table>
  );
}

function Sortable({
  by,
  sort,
  order,
  onSort,
  isNumber = false,
  children,
}: Pick<CaseTableProps, 'sort' | 'order' | 'onSort'> & {
  readonly by: SortKey;
  readonly isNumber?: boolean;
  readonly children: string;
}) {
  const isSorted = sort === by;
  return (
    <th
      scope="col"
      className={isNumber ? 'number' : undefined}
      aria-sort={!isSorted ? 'none' : order === 'asc' ? 'ascending' : 'descending'}
    >
      <button type="button" onClick={() => onSort(by)} title={`Sort by ${children.toLowerCase()}`}>
        {children}
        {isSorted ? (
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path d={order === 'asc' ? 'M5 2l4 6H1z' : 'M5 8L1 2h8z'} fill="currentColor" />
          </svg>
        ) : null}
      </button>
    </th>
  );
}
