import { join } from 'node:path';
import { createHost } from '../../../../electron/host/createHost.ts';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';

/**
 * A process that imports one small case after the other until it is killed, or up to a last one.
 * Arguments: data folder, folder for sources, first number, last number. Says on a line each: what the library holds at
 * the start,
 * and every case whose import was reported as done.
 */
const [data = '', sources = '', first = '0', last = 'Infinity'] = process.argv.slice(2);
const say = (message: unknown): void => { process.stdout.write(`${JSON.stringify(message)}\n`); };

const started = await createHost({
  dataFolder: data,
  shell: 'loopback',
  demo: false,
  capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
});
if (!started.ok) throw new Error(started.failure.code);
const { host, sourceFor } = started.value;
const held = await host['cases.list']({ text: '', sort: 'imported', order: 'asc', limit: 500, offset: 0 });
say({ holds: held.ok ? held.value.rows.map(({ id }) => id) : [] });
for (let n = Number(first); n <= Number(last); n += 1) {
  const folder = join(sources, `${n}`);
  writeSeries(folder, cleanSeries({ key: `case ${n}`, columns: 16, rows: 16, slices: 8 }));
  const source = await sourceFor(folder);
  const job = source.ok ? await host['imports.start']({ ref: source.value.ref }) : source;
  if (!job.ok) throw new Error(job.failure.code);
  for (;;) {
    const jobs = await host['jobs.list']({});
    const view = jobs.ok ? jobs.value.jobs.find(({ id }) => id === job.value.job) : undefined;
    if (view?.state === 'done') {
      say({ stored: view.cases });
      break;
    }
    if (view?.state !== 'running') throw new Error(view?.message ?? 'the job is gone');
    await new Promise((resolve) => { setTimeout(resolve, 1); });
  }
}
await started.value.close();
