import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';
import { ended, only, opened, runningHost, started, value } from '../running.ts';
import { tempFolder } from '../../../tempFolder.ts';

it('100,000 files that are no DICOM are counted, and the case among them is found', {
  timeout: 180_000,
}, async () => {
  const root = tempFolder();
  for (let folder = 0; folder < 100; folder += 1) {
    const path = join(root, `d${folder}`);
    mkdirSync(path);
    // Links are files to whoever meets them, and quick to make.
    writeFileSync(join(path, '0.txt'), folder % 10 === 0 ? '' : 'a line of text');
    for (let n = 1; n < 1_000; n += 1) linkSync(join(path, '0.txt'), join(path, `${n}.txt`));
  }
  writeSeries(join(root, 'd50', 'deep', 'er'), cleanSeries());
  const running = await runningHost();
  // The pool and its modules are loaded before the clock starts.
  const small = tempFolder();
  writeSeries(small, cleanSeries({ key: 'small' }));
  await ended(running, await started(running, small));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const id = await started(running, root);
  const job = await ended(running, id);
  const seconds = (performance.now() - begun) / 1_000;
  delay.disable();
  const report = value(await running.host['imports.report']({ job: id }));
  console.log(
    `100,000 unrelated files: ${seconds.toFixed(1)} s, longest task ${(delay.max / 1e6).toFixed(0)} ms`,
  );
  expect(job.state).toBe('done');
  expect(report).toMatchObject({
    filesSeen: 100_024,
    filesRead: 24,
    filesOther: 100_000,
    rejectedCount: 100_000,
  });
  expect(report.rejected).toHaveLength(500);
  expect((await opened(running, only(job.cases))).series).toMatchObject([{ frames: 24, measurable: 'yes' }]);
  expect(seconds).toBeLessThan(60);
});
