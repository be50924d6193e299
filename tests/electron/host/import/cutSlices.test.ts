import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { uidOfSlice, withCutSlice } from '../../../phantoms/cutSlices.ts';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { imported, only, opened, runningHost } from '../running.ts';

const whole = cleanSeries({ slices: 24 });
const folderWith = (files: Parameters<typeof writeSeries>[1]): string => {
  const folder = tempFolder();
  writeSeries(join(folder, 'CT'), files);
  return folder;
};
const LOST = { code: 'unreadable-slice', weight: 'blocks', instances: [uidOfSlice(whole, 23)] };

describe('an import of a series whose last slice is cut in its header', () => {
  it('keeps the series from being measured, also when the library is opened again', async () => {
    const data = tempFolder();
    const first = await runningHost(data);
    const { job, report } = await imported(first, folderWith(withCutSlice(whole, 23, 0.9)));
    expect(report).toMatchObject({ usable: 0, rejected: [{ code: 'file/truncated' }] });
    expect(report.lines.map(({ text }) => text)).toContain('No CT here may be measured');
    await first.close();

    const again = await runningHost(data);
    const view = await opened(again, only(job.cases));
    expect(only(view.series)).toMatchObject({ frames: 23, measurable: 'no', problems: [LOST] });
    const { id } = only(view.series);
    expect(await again.host['series.open']({ series: id, as: 'acquired' })).toMatchObject({ ok: false });
    expect(await again.host['series.open']({ series: id, as: 'intact' })).toMatchObject({
      ok: true, value: { grid: { dims: [64, 48, 23] } } });
  });

  it('stays so when other images of the patient come, and ends when the slice itself comes', async () => {
    const running = await runningHost();
    const { job } = await imported(running, folderWith(withCutSlice(whole, 23, 0.9).slice(1)));
    await imported(running, folderWith(whole.slice(0, 1)));
    const between = await opened(running, only(job.cases));
    expect(only(between.series)).toMatchObject({ frames: 23, measurable: 'no', problems: [LOST] });
    await imported(running, folderWith(whole.slice(23)));
    const healed = await opened(running, only(job.cases));
    expect(only(healed.series)).toMatchObject({ frames: 24, measurable: 'yes', problems: [] });
  });

  it('says at the series beside it that a file told nobody whose it was, also later', async () => {
    const data = tempFolder();
    const first = await runningHost(data);
    const { job } = await imported(first, folderWith(withCutSlice(whole, 0, 0.5)));
    await first.close();
    const again = await runningHost(data);
    expect(only((await opened(again, only(job.cases))).series)).toMatchObject({
      measurable: 'yes', problems: [{ code: 'unreadable-slice', weight: 'note', instances: [] }] });
  });
});
