import { expect, it, vi } from 'vitest';
import { decimals, text } from '../../../electron/host/dicom/dataset.ts';
import { changed, each } from '../../phantoms/faults.ts';
import { cleanSeries } from '../../phantoms/series.ts';
import { said, volumeSaid } from './said.ts';

vi.mock('../../../electron/commandLine/library.ts', () => ({
  list: () => Promise.reject(new Error('a fault\nof two lines')),
}));

it('an unexpected fault is one JSON value, one sentence and exit status 1', async () => {
  const { status, answer, err } = await said(['list']);
  expect(status).toBe(1);
  expect(answer.error).toEqual({
    code: 'internal', message: expect.stringContaining('a fault of two lines') });
  expect(err).toEqual([answer.error.message]);
});

it('a volume tells how many of its voxels were clamped', async () => {
  const steep = each(cleanSeries({ slices: 8 }), (file) => changed(file, decimals(0x00281053, [100])));
  const { answer, err } = await volumeSaid(steep);
  expect(answer.clampedVoxels).toBeGreaterThan(0);
  expect(answer.warnings).toContainEqual({ code: 'clamped-voxels', message: expect.any(String) });
  expect(err).toEqual(answer.warnings.map(({ message }: { message: string }) => message));
});

it('a volume tells the notes of its series', async () => {
  const [first, ...rest] = cleanSeries({ slices: 8 });
  if (first === undefined) throw new Error('no slice');
  const { answer, err } = await volumeSaid([changed(first, text(0x00181210, 'SH', 'Bv99')), ...rest]);
  expect(answer.warnings).toEqual([{ code: 'mixed-kernel', message: expect.stringContaining('Bv99') }]);
  expect(err).toEqual([answer.warnings[0].message]);
});

it('a clean volume has no warning', async () => {
  const { answer, err } = await volumeSaid(cleanSeries({ slices: 8 }));
  expect({ answer, err }).toMatchObject({ err: [], answer: { warnings: [], clampedVoxels: 0 } });
});
