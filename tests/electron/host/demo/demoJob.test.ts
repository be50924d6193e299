import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';
import {
  ended, filesBelow, imported, jobWhen, only, opened, runningHost, value, worklist,
} from '../running.ts';
import { tempFolder } from '../../../tempFolder.ts';

/** The real demo takes half a minute; what matters here is when it is made and what becomes of it. */
vi.mock('../../../../electron/host/demo/makeDemo.ts', () => ({
  makeDemo: async (folder: string, onProgress: (done: number, of: number) => void,
    signal: AbortSignal): Promise<void> => {
    onProgress(1, 2);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    signal.throwIfAborted();
    writeSeries(folder, [...cleanSeries({ key: 'demo' }), cleanRun({ key: 'demo' })]);
    onProgress(2, 2);
  },
}));

const jobsOf = async (running: Awaited<ReturnType<typeof runningHost>>) =>
  value(await running.host['jobs.list']({})).jobs;

it('the first start of a library makes the demo in the background; it can be opened, and is marked',
  async () => {
  const data = tempFolder();
  const running = await runningHost(data, { demo: true });
  const { id } = only(await jobsOf(running));
  expect(await jobWhen(running, id, () => true)).toMatchObject({ kind: 'demo', state: 'running',
    phase: 'making' });
  const job = await ended(running, id);
  expect(job).toMatchObject({ state: 'done' });
  const view = await opened(running, only(job.cases));
  expect(view.row).toMatchObject({ isDemo: true, ctSeries: 1, xaRuns: 1 });
  await running.close();
  expect(filesBelow(data).filter((name) => name.startsWith('staging'))).toEqual([]);
});

it('the demo is the program’s own, whoever is at work while it is made', async () => {
  const running = await runningHost(tempFolder(), { demo: true });
  const { id } = only(await jobsOf(running));
  const somebody = value(await running.host['operators.add']({ name: 'Dr Somebody' }));
  value(await running.host['operators.choose']({ id: somebody.id }));
  const { row, reports } = await opened(running, only((await ended(running, id)).cases));
  expect(row.importedBy).toBe('Fullmoon');
  expect(only(reports).by).toBe('Fullmoon');
});

it('a library that had the demo does not get it again, also when it was removed', async () => {
  const data = tempFolder();
  const first = await runningHost(data, { demo: true });
  const job = await ended(first, only(await jobsOf(first)).id);
  value(await first.host['cases.remove']({ id: only(job.cases) }));
  await first.close();
  const second = await runningHost(data, { demo: true });
  expect(await jobsOf(second)).toEqual([]);
  expect((await worklist(second)).total).toBe(0);
});

it('a demo that was broken off is made at the next start, and leaves nothing behind meanwhile', async () => {
  const data = tempFolder();
  const first = await runningHost(data, { demo: true });
  expect(value(await first.host['jobs.cancel']({ id: only(await jobsOf(first)).id }))).toMatchObject({
    state: 'cancelled',
  });
  await first.close();
  expect(filesBelow(data).filter((name) =>
    name.startsWith('staging') || name.startsWith('files'))).toEqual([]);
  const second = await runningHost(data, { demo: true });
  expect(await ended(second, only(await jobsOf(second)).id)).toMatchObject({ state: 'done' });
});

it('a library with cases of its own does not get the demo', async () => {
  const data = tempFolder();
  const first = await runningHost(data);
  const folder = tempFolder();
  writeSeries(folder, [cleanRun()]);
  writeFileSync(join(folder, 'note.txt'), '');
  await imported(first, folder);
  await first.close();
  expect(await jobsOf(await runningHost(data, { demo: true }))).toEqual([]);
});
