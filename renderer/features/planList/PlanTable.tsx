import { useLayoutEffect, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import type { PlanRow, PlanSort } from '../../../core/contract/plans.ts';
import { PlanTableRow, rowId } from './PlanTableRow.tsx';
import { HEAD_PX, ROW_PX, rowAfter, scrolledTo } from './rowWindow.ts';

interface TableProps {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly total: number;
  /** The rows that are made, both included. */
  readonly range: readonly [first: number, last: number];
  readonly rowAt: (index: number) => PlanRow | undefined;
  /** -1 where the chosen plan is not at hand: then keys go from where it was. */
  readonly chosen: number;
  readonly from: number;
  readonly scrollTop: number;
  readonly sort: PlanSort;
  readonly order: 'asc' | 'desc';
  readonly today: string;
  readonly onSort: (sort: PlanSort) => void;
  readonly onChoose: (index: number) => void;
  readonly onScroll: (scrollTop: number) => void;
  readonly onOpen: (row: PlanRow) => void;
}

/**
 * All plans, one a row: only those near what is seen are made. The keyboard stays with the whole, which says which row is
 * chosen; a row that is scrolled away takes no focus along.
 */
export function PlanTable(props: TableProps) {
  const {
    grid,
    total,
    range: [first, last],
    rowAt,
    chosen,
    from,
    scrollTop,
    today,
    onChoose,
    onScroll,
    onOpen,
  } = props;
  // As it was left, before it is shown; afterwards the list itself knows.
  const [began] = useState(scrollTop);
  useLayoutEffect(() => {
    if (grid.current !== null) grid.current.scrollTop = began;
  }, [grid, began]);
  // Another question begins at its top.
  useLayoutEffect(() => {
    if (grid.current !== null && scrollTop === 0) grid.current.scrollTop = 0;
  }, [grid, scrollTop]);
  const step = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (
      event.target !== event.currentTarget ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.shiftKey
    )
      return;
    const { clientHeight } = event.currentTarget;
    const to = rowAfter(event.key, from, total, clientHeight);
    const row = rowAt(chosen);
    if (to !== null) {
      onChoose(to);
      event.currentTarget.scrollTop = scrolledTo(to, event.currentTarget.scrollTop, clientHeight);
    } else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else return;
    event.preventDefault();
  };
  const isMade = chosen >= first && chosen <= last && total > 0;
  return (
    <div
      ref={grid}
      className="plan-list"
      role="grid"
      aria-label="Plans"
      aria-rowcount={total + 1}
      tabIndex={0}
      {...(isMade ? { 'aria-activedescendant': rowId(chosen) } : {})}
      onKeyDown={step}
      onFocus={keepFocus}
      onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
    >
      <div className="plan-list-head" role="row" tabIndex={-1} aria-rowindex={1} style={{ height: HEAD_PX }}>
        <Head {...props} by="name">
          Patient
        </Head>
        <Head {...props} by="lesion">
          Vessel
        </Head>
        <Head {...props}>Version and state</Head>
        <Head {...props} by="jCto">
          J-CTO
        </Head>
        <Head {...props}>Signed</Head>
        <Head {...props}>Procedure</Head>
        <Head {...props} by="newest">
          Last change
        </Head>
      </div>
      <div className="plan-list-rows" role="rowgroup" style={{ height: total * ROW_PX }}>
        {Array.from({ length: total === 0 ? 0 : last - first + 1 }, (_, n) => first + n).map((index) => (
          <PlanTableRow
            key={rowAt(index)?.plan ?? index}
            index={index}
            row={rowAt(index)}
            isChosen={index === chosen}
            today={today}
            onChoose={() => onChoose(index)}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}

/** A click on a cell leaves the keyboard with the whole. */
function keepFocus({ target, currentTarget }: FocusEvent<HTMLDivElement>): void {
  if (target !== currentTarget && !(target instanceof HTMLButtonElement)) currentTarget.focus({ preventScroll: true });
}

function Head({
  by,
  sort,
  order,
  onSort,
  children,
}: Pick<TableProps, 'sort' | 'order' | 'onSort'> & { readonly by?: PlanSort; readonly children: string }) {
  if (by === undefined) return (
      <div role="columnheader" tabIndex={-1}>
        {children}
      </div>
    );
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-sort={sort !== by ? 'none' : order === 'asc' ? 'ascending' : 'descending'}
    >
      <button
        type="button"
        onClick={() => onSort(by)}
        title={`Order by ${by === 'jCto' ? children : children.toLowerCase()}`}
      >
        {children}
        {sort === by ? (
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path d={order === 'asc' ? 'M5 2l4 6H1z' : 'M5 8L1 2h8z'} fill="currentColor" />
          </svg>
        ) : null}
      </button>
    </div>
  );
}
