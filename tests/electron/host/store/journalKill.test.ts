import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../../electron/host/store/open.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn, optionsOf } from './fixture.ts';
import { importedId, valueIn } from './imports.ts';

it('killed 12 times while it draws and enters: every step that was told is there, and no half one', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const caseId = await importedId(store);
  const series = valueIn(store.library.openCase(caseId)).series[0]?.id ?? '';
  store.close();
  const told = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'journalChild.ts'), folder, caseId, series, String(round)], {
      stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'fullmoon-test-compile-cache') },
    });
    let [text, errors] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
    // Once it has told some steps, so that there is something to lose on a busy machine too.
    const enough = 3 + Math.floor(Math.random() * 12);
    child.stdout.on('data', (chunk: Buffer) => {
      const before = text.split('\n').length;
      text += chunk.toString();
      if (before <= enough && text.split('\n').length > enough) setTimeout(() => { child.kill('SIGKILL'); }, Math.random() * 20);
    });
    await once(child, 'close');
    expect(errors).toBe('');
    // A line that was cut by the end was not acknowledged.
    for (const line of text.split('\n').slice(0, -1)) told.add(line);
    const reopened = valueIn(openStore(optionsOf(folder)));
    const drawn = valueIn(reopened.annotations.list(caseId)).kept.map(({ text: number }) => `drawn ${number}`);
    const entered = valueIn(reopened.entries.list(caseId)).kept;
    reopened.close();
    const found = new Set([...drawn, ...entered.map(({ id }) => `entered ${id.slice(5)}`)]);
    expect([...told].filter((line) => !found.has(line))).toEqual([]);
    // Two lines at a time, and a vessel with its review: both or none.
    expect(drawn.length).toBe(2 * new Set(drawn).size);
    expect(entered.filter(({ content }) => content.kind === 'path')).toHaveLength(entered.length / 2);
  }
  expect(told.size).toBeGreaterThan(24);
}, 120_000);
