import { Button } from '@mantine/core';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { PlanRow } from '../../../core/contract/plans.ts';
import { useCommands } from '../../state/commands.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { plural } from '../../ui/amountWords.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Notice } from '../../ui/Sign.tsx';
import { useSize } from '../../ui/useSize.ts';
import { JobsPanel } from '../import/JobsPanel.tsx';
import { ListTabs } from '../worklist/ListTabs.tsx';
import { SearchField } from '../worklist/SearchField.tsx';
import { PLAN_LIST_COMMANDS } from './commands.ts';
import { chosenRow } from './chosenRow.ts';
import { NoPlan, NoPlanFound } from './NoPlan.tsx';
import { openPlan } from './openPlan.ts';
import { PlanFilterBar } from './PlanFilterBar.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { PlanTable } from './PlanTable.tsx';
import { narrowingFilters, SHOWN_KINDS, usePlanList } from './planListStore.ts';
import { KIND_WORDS } from './planListWords.ts';
import { rowsShown } from './rowWindow.ts';
import { usePlanPages, type PlanQuestion } from './usePlanPages.ts';
import { writtenDay } from './writtenDay.ts';
import './planList.css';

const STATUS: StatusLine = {
  hints: [
    { keys: ['1'], does: 'cases' },
    { keys: ['/'], does: 'search' },
    { keys: ['F'], does: 'filter' },
    { keys: ['D'], does: 'day' },
    { keys: ['Shift J'], does: 'J-CTO' },
    { keys: ['N', 'P', 'V', 'J'], does: 'order' },
    { keys: ['↑', '↓'], does: 'choose' },
    { keys: ['Enter'], does: 'open' },
    { keys: ['Ctrl K'], does: 'commands' },
    { keys: ['?'], does: 'all keys' },
  ],
  state: [],
};

/** The plans of all patients: drafts, signed, withdrawn and received ones. */
export function PlanListStation() {
  useStationStatus(STATUS);
  const list = usePlanList();
  const { text, kind, from, to, jCto, sort, order, chosen, scrollTop } = list;
  const { filter, filterBy, nextJCto, sortBy, choose, scrolled } = list;
  const body = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const firstDay = useRef<HTMLInputElement>(null);
  const height = useSize(body)?.[1] ?? 0;
  // How many there are is known with the answer: until then, as many as are asked for.
  const [first, last] = rowsShown(scrollTop, height, Number.MAX_SAFE_INTEGER);
  const question: PlanQuestion = {
    text: text.trim(),
    from: writtenDay(from, 'first'),
    to: writtenDay(to, 'last'),
    jCto,
    kind,
    sort,
    order,
  };
  const pages = usePlanPages(question, first, last);
  const total = pages.total ?? 0;
  const at = chosenRow(chosen, pages);
  const row = pages.rowAt(at);
  // Before it is shown: from then on it is this plan, wherever it goes.
  useLayoutEffect(() => {
    if (chosen.plan === null && row !== undefined) choose({ plan: row.plan, index: at });
  }, [chosen, row, at, choose]);
  const today = localDate(new Date());
  const focusTable = useCallback((): void => grid.current?.focus({ preventScroll: true }), []);
  const hasRows = total > 0;
  // Not while a problem has a button to press, but once that has gone with the focus it had.
  const takesFocus = hasRows && pages.problem === null;
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) focusTable();
  }, [takesFocus, focusTable]);
  useCommands(PLAN_LIST_COMMANDS, {
    table: hasRows ? focusTable : undefined,
    filter: () => filterBy(1),
    filterBack: () => filterBy(-1),
    days: () => firstDay.current?.select(),
    nextJCto,
    newest: () => sortBy('newest'),
    name: () => sortBy('name'),
    lesion: () => sortBy('lesion'),
    jCto: () => sortBy('jCto'),
  });
  const narrowing = narrowingFilters(question);
  const open = (one: PlanRow | undefined): void => {
    if (one !== undefined) openPlan(one);
  };
  return (
    <div className="worklist">
      <section className="panel" aria-label="All plans">
        <header className="panel-head">
          <h2>Worklist</h2>
          <ListTabs shown="plans" />
          <small role="status">
            {pages.total === null ? '' : `${plural(total, 'plan')}${narrowing.length === 0 ? '' : ' found'}`}
          </small>
          <span className="gap" />
          <div className="list-tabs" role="group" aria-label="Which plans">
            {SHOWN_KINDS.map((one) => (
              <button key={one} type="button" aria-pressed={one === kind} onClick={() => filter({ kind: one })}>
                {KIND_WORDS[one]}
              </button>
            ))}
          </div>
          <SearchField
            looksAt="Name, ID, vessel, date, J-CTO 3"
            label="Search by name, ID, vessel, date or J-CTO"
            text={text}
            onText={(words) => filter({ text: words })}
            onDown={focusTable}
            onEnter={() => open(row)}
          />
        </header>
        <PlanFilterBar
          firstDay={firstDay}
          from={from}
          to={to}
          jCto={jCto}
          onFilter={filter}
          onDown={focusTable}
        />
        {pages.problem === null ? null : (
          <div className="panel-body">
            <Notice
              tone="refused"
              actions={
                <Button variant="default" onClick={pages.retry}>
                  Try again
                </Button>
              }
            >
              {pages.problem}
            </Notice>
          </div>
        )}
        <div className="plan-list-body" ref={body}>
          {hasRows ? (
            <PlanTable
              grid={grid}
              total={total}
              range={[Math.min(first, total - 1), Math.min(last, total - 1)]}
              rowAt={pages.rowAt}
              chosen={at}
              from={at < 0 ? Math.min(chosen.index, total - 1) : at}
              scrollTop={scrollTop}
              sort={sort}
              order={order}
              today={today}
              onSort={sortBy}
              onScroll={scrolled}
              onOpen={open}
              onChoose={(index) => choose({ plan: pages.rowAt(index)?.plan ?? null, index })}
            />
          ) : pages.total === null ? null : narrowing.length === 0 ? (
            <NoPlan />
          ) : (
            <NoPlanFound question={question} narrowing={narrowing} onLoosen={filter} />
          )}
        </div>
      </section>
      <aside className="side">
        <JobsPanel />
        {row === undefined ? null : <PlanPanel row={row} today={today} onOpen={() => open(row)} />}
      </aside>
    </div>
  );
}
