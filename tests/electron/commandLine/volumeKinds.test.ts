import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { decimals } from '../../../electron/host/dicom/dataset.ts';
import { changed, missing, PADDING, rescaleFault, uneven } from '../../phantoms/faults.ts';
import { cleanSeries, type SliceFile } from '../../phantoms/series.ts';
import { folderOf, said, volumeSaid } from './said.ts';

const geometryOf = async (files: readonly SliceFile[]) =>
  (await said(['scan', folderOf(files)])).answer.studies[0].series[0].geometry;

describe('a series with a gap', () => {
  const whole = cleanSeries();
  const gapped = whole.filter((_, k) => k !== 5 && k !== 6);

  it('is offered by its intact part where it is scanned', async () => {
    expect(await geometryOf(gapped)).toMatchObject({ usable: false, correctable: false, intact: true });
    expect(await geometryOf(whole)).toMatchObject({ usable: true, correctable: false, intact: false });
    expect(await geometryOf(uneven('jump'))).toMatchObject({ correctable: true, intact: false });
  });

  it('gives its largest part without the gap, as if that were all there is', async () => {
    const { status, answer } = await volumeSaid(gapped, '--intact');
    const part = await volumeSaid(whole.slice(7));
    expect(status).toBe(0);
    expect(answer).toMatchObject({
      dims: [64, 48, 17], origin: part.answer.origin, sha256: part.answer.sha256, hu: part.answer.hu,
      correction: 'Largest stretch without a gap: 17 of 22 slices',
    });
  });

  it('is refused without a word, and told how it can be taken', async () => {
    const { status, answer, err } = await volumeSaid(gapped);
    expect({ status, code: answer.error.code }).toEqual({ status: 1, code: 'series/not-a-volume' });
    expect(answer.error.problems).toMatchObject([{ code: 'missing-slice' }]);
    expect(err).toEqual([
      expect.stringMatching(/missing.*Add --intact for the largest part without a gap\.$/)]);
  });

  it('has no intact part where none is long enough', async () => {
    const { status, answer } = await volumeSaid(whole.filter((_, k) => k % 3 !== 0), '--intact');
    expect({ status, code: answer.error.code }).toEqual({ status: 1, code: 'series/no-intact-part' });
    expect(answer.error.message).toMatch(/missing/);
  });
});

it.each([
  ['--intact', 'series/no-intact-part', /^This series is no volume with a gap.*can be taken as it is\.$/],
  ['--corrected', 'series/no-correction', /^Nothing of this series needs correcting\. .*as it is\.$/],
])('a clean series is refused with %s', async (option, code, message) => {
  const { status, answer } = await volumeSaid(cleanSeries({ slices: 8 }), option);
  expect({ status, error: answer.error }).toMatchObject({
    status: 1, error: { code, message: expect.stringMatching(message), problems: [] } });
});

it('an uneven series has no intact part, and says that it can be corrected', async () => {
  const { answer } = await volumeSaid(uneven('jump'), '--intact');
  expect(answer.error).toMatchObject({
    code: 'series/no-intact-part', message: expect.stringContaining('Add --corrected'),
    problems: [{ code: 'uneven-spacing' }] });
});

it('corrected and intact together are wrong usage', async () => {
  const { status, answer, err } = await volumeSaid(missing(cleanSeries(), 0.05), '--intact', '--corrected');
  expect({ status, answer }).toEqual({ status: 2, answer: null });
  expect(err.join('\n')).toMatch(/--corrected and --intact are two different volumes/);
});

describe('values that are not HU', () => {
  it.each(['missing', 'zero slope', 'not HU'] as const)('are not called so: rescale %s', async (kind) => {
    const { answer, err } = await volumeSaid(rescaleFault(cleanSeries({ slices: 8 }), kind));
    expect(answer).toMatchObject({
      hu: null, valuesAre: 'stored values',
      storedValues: { min: expect.any(Number), max: expect.any(Number) },
      warnings: [{ code: kind === 'not HU' ? 'not-hu' : 'no-rescale' }],
    });
    expect(err).toEqual([expect.stringMatching(/HU tools are off/)]);
  });

  it('stand apart from HU, which are no stored values', async () => {
    const { answer } = await volumeSaid(cleanSeries({ slices: 8 }));
    expect(answer).toMatchObject({ valuesAre: 'HU', storedValues: null, hu: { min: expect.any(Number) } });
  });
});

describe('padding', () => {
  const files = rescaleFault(cleanSeries({ slices: 8 }), 'padding');

  it('stays in the voxels and is told apart from what was measured', async () => {
    const { answer } = await volumeSaid(files);
    const hu = PADDING - 1024;
    expect(answer.hu.min).toBe(hu);
    expect(answer.padding).toMatchObject({ least: hu, most: hu, voxels: 4 * 8 });
    expect(answer.padding.others.min).toBeGreaterThan(-1024);
    expect(answer.padding.others.max).toBe(answer.hu.max);
    const total = 64 * 48 * 8;
    expect(answer.padding.others.mean * (total - 32) + 32 * hu).toBeCloseTo(answer.hu.mean * total, 3);
  });

  it('is none where the header states none', async () => {
    const { answer } = await volumeSaid(cleanSeries({ slices: 8 }));
    expect(answer.padding).toBeNull();
  });
});

it('slices left out regularly in one half are missing, and their spacing uneven', async () => {
  const thinned = cleanSeries({ slices: 32 }).filter((_, k) => k < 16 || k % 2 === 1);
  const { usable, correctable, intact, problems } = await geometryOf(thinned);
  expect({ usable, correctable, intact }).toEqual({ usable: false, correctable: false, intact: true });
  expect(problems).toMatchObject([{ code: 'missing-slice' }, { code: 'uneven-spacing' }]);
  expect(problems[1].message).toMatch(/2 times as far apart \(1\.5 mm instead of 0\.75 mm\)/);
  const thicker = thinned.map((file, k) => (k < 16 ? file : changed(file, decimals(0x00180050, [1.5]))));
  expect(await geometryOf(thicker)).toMatchObject({
    correctable: true, intact: false, problems: [{ code: 'uneven-spacing', weight: 'correctable' }] });
});

it('the checksum is of the voxels, little-endian', async () => {
  const { answer } = await volumeSaid(cleanSeries({ slices: 8, field: () => 258 }));
  const voxels = Buffer.alloc(2 * 64 * 48 * 8, Uint8Array.of(2, 1));
  expect(answer).toMatchObject({
    hu: { min: 258, max: 258, mean: 258 }, sha256: createHash('sha256').update(voxels).digest('hex') });
});

it('the threads that decode start while headers are read, and end with the command', async () => {
  const files = cleanSeries({ slices: 8 });
  const started: Worker[] = [];
  const listen = (worker: Worker): void => { started.push(worker); };
  process.on('worker', listen);
  // Before anything is known of the series.
  const { answer } = await said(['volume', folderOf(files), '--series', '1.2.3']);
  process.off('worker', listen);
  expect(answer.error.code).toBe('series/not-found');
  expect(started).toHaveLength(availableParallelism());
  expect(started.map(({ threadId }) => threadId)).toEqual(started.map(() => -1));
});
