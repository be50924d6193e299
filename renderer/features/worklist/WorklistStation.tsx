import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Output } from '../../../core/contract/contract.ts';
import type { CaseId } from '../../../core/contract/ids.ts';
import { useHost } from '../../api/useHost.ts';
import { useCommands } from '../../state/commands.ts';
import { useView } from '../../state/viewStore.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { byteWords, countWords, plural } from '../../ui/amountWords.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Notice } from '../../ui/Sign.tsx';
import { CaseReportSheet } from '../import/CaseReportSheet.tsx';
import { useImportStore } from '../import/importStore.ts';
import { ImportPanel } from '../import/ImportPanel.tsx';
import { JobsPanel } from '../import/JobsPanel.tsx';
import type { Imports } from '../import/useImports.ts';
import { exportCase } from './caseExport.ts';
import { CasePanel } from './CasePanel.tsx';
import { CaseTable } from './CaseTable.tsx';
import { WORKLIST_COMMANDS } from './commands.ts';
import { ListTabs } from './ListTabs.tsx';
import { EmptyWorklist } from './EmptyWorklist.tsx';
import { SearchField } from './SearchField.tsx';
import { useWorklist, type CaseList } from './useWorklist.ts';
import { useWorklistStore } from './worklistStore.ts';
import './worklist.css';

const STATUS: StatusLine = {
  hints: [
    { keys: ['1-7'], does: 'stations' },
    { keys: ['/'], does: 'search' },
    { keys: ['↑', '↓'], does: 'choose' },
    { keys: ['Enter'], does: 'open' },
    { keys: ['R'], does: 'report' },
    { keys: ['Delete'], does: 'remove' },
    { keys: ['O'], does: 'open folder' },
    { keys: ['Shift L'], does: 'plans' },
    { keys: ['Ctrl K'], does: 'commands' },
    { keys: ['?'], does: 'all keys' },
  ],
  state: [],
};

/** Station 1: the cases of this computer, and the way in for new ones. */
export function WorklistStation({
  about,
  imports,
}: {
  readonly about: Output<'shell.about'>;
  readonly imports: Imports;
}) {
  useStationStatus(STATUS);
  const host = useHost();
  const { list, chosen, problem, retry, remove } = useWorklist();
  const { text, sort, order, leaving, search, sortBy, showMore, choose, askToRemove } = useWorklistStore();
  const openCase = useView((view) => view.openCase);
  const [reported, setReported] = useState<CaseId | null>(null);
  const table = useRef<HTMLElement>(null);
  const focusTable = useCallback((): void => {
    table.current?.querySelector<HTMLElement>('[data-case][tabindex="0"]')?.focus();
  }, []);
  const hasRows = (list?.rows.length ?? 0) > 0;
  useEffect(() => {
    if (hasRows && document.activeElement === document.body) focusTable();
  }, [hasRows, focusTable]);
  useCommands(WORKLIST_COMMANDS, {
    folder: () => imports.choose('folder'),
    file: () => imports.choose('file'),
    archive: about.isReadOnly ? undefined : () => useImportStore.getState().lookInArchive(true),
    report: chosen === null ? undefined : () => setReported(chosen.id),
    export: chosen === null || about.isReadOnly ? undefined : () => void exportCase(host, chosen.id),
    table: focusTable,
  });
  if (list === null)
    return problem === null ? null : <Unread problem={problem} onRetry={retry} />;
  const isEmpty = list.total === 0 && text === '';
  return (
    <div className="worklist">
      <section className="panel" ref={table} aria-label="Worklist">
        <header className="panel-head">
          <h2>Worklist</h2>
          <ListTabs shown="cases" />
          <small>{text === '' ? plural(list.total, 'case') : `${plural(list.total, 'case')} found`}</small>
          <span className="gap" />
          <SearchField
            label="Search by name, ID or date"
            looksAt="Name, ID or date"
            text={text}
            onText={search}
            onDown={focusTable}
            onEnter={() => {
              if (chosen !== null) openCase(chosen.id);
            }}
          />
        </header>
        {problem === null ? null : (
          <div className="panel-body">
            <Notice tone="refused">{problem}</Notice>
          </div>
        )}
        {about.isReadOnly ? (
          <div className="panel-body">
            <Notice tone="warning">
              The library is open for reading only: cases can be looked at, nothing is kept. Close the other
              Fullmoon, or ask for write access to {about.dataFolder}.
            </Notice>
          </div>
        ) : null}
        {isEmpty ? <EmptyWorklist isReadOnly={about.isReadOnly} /> : null}
        {list.total === 0 && text !== '' ? (
          <div className="nothing">
            <h3>
              No case matches “<bdi>{text}</bdi>”
            </h3>
            <p>Search looks at names, IDs and dates.</p>
            <Button variant="default" onClick={() => search('')}>
              Show all cases
            </Button>
          </div>
        ) : null}
        {hasRows ? (
          <div className="table-scroll">
            <CaseTable
              rows={list.rows}
              chosen={chosen?.id ?? null}
              leaving={leaving}
              sort={sort}
              order={order}
              today={localDate(new Date())}
              onSort={sortBy}
              onChoose={choose}
              onOpen={(row) => openCase(row.id)}
              onReport={(row) => setReported(row.id)}
              onAskRemove={about.isReadOnly ? () => {} : askToRemove}
              onRemove={remove}
            />
          </div>
        ) : null}
        <Foot list={list} onMore={showMore} />
      </section>
      <aside className="side">
        <ImportPanel imports={imports} isFirst={isEmpty} isReadOnly={about.isReadOnly} />
        <JobsPanel />
        {chosen === null ? null : (
          <CasePanel
            row={chosen}
            isReadOnly={about.isReadOnly}
            onOpen={() => openCase(chosen.id)}
            onReport={() => setReported(chosen.id)}
            onExport={() => void exportCase(host, chosen.id)}
            onRemove={() => askToRemove(chosen.id)}
          />
        )}
      </aside>
      {reported === null ? null : <CaseReportSheet id={reported} onClose={() => setReported(null)} />}
    </div>
  );
}

/** In the place of a list that could not be read: why, and the way to ask again, which Enter takes at once. */
function Unread({ problem, onRetry }: { readonly problem: string; readonly onRetry: () => void }) {
  const again = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) again.current?.focus();
  }, []);
  return (
    <div>
      <Notice
        tone="refused"
        actions={
          <Button ref={again} variant="default" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {problem}
      </Notice>
    </div>
  );
}

function Foot({ list, onMore }: { readonly list: CaseList; readonly onMore: () => void }) {
  const hidden = list.total - list.rows.length;
  return (
    <footer className="panel-foot table-foot">
      {hidden > 0 ? (
        <>
          <span className="second">{countWords(hidden)} more not shown</span>
          {list.rows.length < 500 ? (
            <Button variant="default" size="compact-xs" onClick={onMore}>
              Show more
            </Button>
          ) : (
            <span className="second">search to narrow the list</span>
          )}
        </>
      ) : null}
      <span className="gap" />
      <span className="second">
        Library <b>{byteWords(list.storageBytes)}</b>
      </span>
      <span className="second">
        Free on this disk <b>{byteWords(list.freeBytes)}</b>
      </span>
    </footer>
  );
}
