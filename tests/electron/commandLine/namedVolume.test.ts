import { expect, it } from 'vitest';
import { cleanSeries } from '../../phantoms/series.ts';
import { folderOf, said, uidOf } from './said.ts';
import { text, withElements } from '../../../electron/host/dicom/dataset.ts';

it('a series in two studies is asked for by its folder, not by numbers that are the same', async () => {
  const series = cleanSeries({ slices: 4 });
  const again = series.map((file, n) => ({ ...file, dataset: withElements(file.dataset,
    text(0x00080018, 'UI', `1.2.3.${n + 1}`), text(0x0020000d, 'UI', '1.2.3')) }));
  const folder = folderOf(series, again);
  for (const name of [uidOf(series), `${uidOf(series)}#1`])
    expect((await said(['volume', folder, '--series', name])).answer.error).toEqual({
      code: 'series/in-two-studies', message: expect.stringContaining('Give the folder of one of them') });
});
