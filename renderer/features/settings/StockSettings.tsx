import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { StockList } from '../../../core/contract/stock.ts';
import { stockCsv, stockOf } from '../../../core/plan/stockCsv.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { useUndo } from '../../state/undoStore.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { SettingsGroup } from './SettingsGroup.tsx';

type Kept = Pick<StockList, 'name' | 'rows'>;

/** What the room has: a list that comes as a CSV file, replaces the one before, and goes out as one. */
export function StockSettings({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const host = useHost();
  const answer = useAnswer('stock.load', {});
  const [problems, setProblems] = useState<readonly string[]>([]);
  const file = useRef<HTMLInputElement>(null);
  const list = answer?.ok === true ? answer.value.list : null;

  async function save(next: Kept): Promise<boolean> {
    const reply = await host['stock.save'](next);
    setProblems(reply.ok ? [] : [failureWords(reply.failure)]);
    return reply.ok;
  }
  async function take(chosen: File): Promise<void> {
    const rows = stockOf(await chosen.text());
    if (!rows.ok) return setProblems(rows.failure.problems);
    const next: Kept = { name: chosen.name.replace(/\.csv$/i, '').trim().slice(0, 120) || 'Stock list', rows: [...rows.value] };
    const before: Kept = list === null ? { name: 'Stock list', rows: [] } : { name: list.name, rows: list.rows };
    if (await save(next)) useUndo.getState().did({ words: 'stock list', undo: () => void save(before), redo: () => void save(next) });
  }

  return (
    <SettingsGroup title="Stock list">
      <p className="second">
        What the room has: plans are held against it. A CSV file with the columns kind, name, size_mm, count, use_by; name and count must be there.
      </p>
      <p>{list === null ? 'No list yet.' : `${list.name}: ${list.rows.length} ${list.rows.length === 1 ? 'row' : 'rows'}, ${instantWords(list.savedAt, localDate(new Date()))}${list.savedBy === null ? '' : `, ${list.savedBy}`}`}</p>
      {problems.length === 0 ? null : (
        <Notice tone="refused">
          The list was not taken. {problems.map((words) => <span key={words} className="stock-problem">{words}</span>)} Correct the file and import it again.
        </Notice>
      )}
      <div className="row">
        <input
          ref={file} type="file" accept=".csv,text/csv" hidden aria-label="Stock list as CSV file"
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            // The same file, corrected, can be chosen again.
            if (chosen !== undefined) void take(chosen).then(() => { target.value = ''; });
          }}
        />
        <Button variant="default" disabled={isReadOnly} onClick={() => file.current?.click()}>Import CSV</Button>
        <Button variant="default" disabled={list === null} onClick={() => { if (list !== null) download(list); }}>Export CSV</Button>
      </div>
    </SettingsGroup>
  );
}

/** Gives the list to the browser as a file; spreadsheets tell UTF-8 by its mark. */
function download({ name, rows }: Kept): void {
  const address = URL.createObjectURL(new Blob([`\uFEFF${stockCsv(rows)}`], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: `${name.replaceAll(/[^\w. -]+/g, '-')}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
