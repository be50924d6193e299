import { expect, it } from 'vitest';
import { isSharpKernel, proposedSeries } from '../../../core/dicom/proposal.ts';
import { seriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { type ctHeader, ctSeries, xaHeader, type Change } from './syntheticHeaders.ts';

let made = 0;
/** A series of 100 slices of its own UID, changed so. */
const series = (change: Change, n = 100, step = 1) => {
  made += 1;
  const uid = `1.2.8.${made}`;
  return ctSeries(n * step, () => ({ ...change, series: { uid, number: made, ...change.series } }))
    .filter((_, k) => k % step === 0).map((header, k) => ({ ...header, sopInstanceUid: `${uid}.${k}` }));
};
const proposed = (...all: readonly (readonly ReturnType<typeof ctHeader>[])[]) => {
  const { items } = seriesIndex(all.flat());
  const found = proposedSeries(items);
  return found === null ? null : { item: items[found.index], why: found.why };
};
const phase = (phasePercent: number, kernel = 'Bv40') =>
  series({ frame: { phasePercent }, series: { kernel } });

it('opens mid-diastole first, and says why', () => {
  const found = proposed(phase(40), phase(75), phase(0), phase(95));
  expect(found?.item?.phasePercent).toBe(75);
  expect(found?.why).toBe(
    'mid-diastole (75 %), smooth kernel Bv40, thin slices every 0.5 mm, contrast stated');
});
it.each([[70, 40], [80, 40], [45, 81], [35, 69], [40, 34], [40, 46]])('prefers %d %% to %d %%',
  (better, worse) => {
  expect(proposed(phase(worse), phase(better))?.item?.phasePercent).toBe(better);
});
it('prefers the smooth kernel for the first look', () => {
  expect(proposed(phase(75, 'Bv60'), phase(75, 'Bv36'))?.item?.kernel).toBe('Bv36');
});
it('puts what can be measured before all else', () => {
  const broken = phase(75).filter((_, k) => k !== 50);
  expect(proposed(broken, phase(10))?.item?.phasePercent).toBe(10);
});
it('prefers contrast, a heart-sized stack and thin slices', () => {
  const plain = series({ series: { contrastAgent: null } });
  expect(proposed(plain, series({}))?.item?.contrastAgent).toBe('iodine');
  expect(proposed(series({}, 20), series({}, 100))?.item?.frames).toBe(100);
  expect(proposed(series({}, 100, 6), series({}, 100))?.item?.spacing?.[2]).toBe(0.5);
});
it('opens a run where there is no CT, and nothing where there is neither', () => {
  expect(proposed([xaHeader(1)])?.item?.kind).toBe('xa-run');
  expect(proposed([])).toBeNull();
});
it.each([['Bv36', false], ['Bv44', false], ['Bv46', true], ['B26f', false], ['B46f', true], ['Qr59', true],
  ['STANDARD', false],
  ['HD STANDARD', true], ['BONE', true], ['FC43', false], ['FC30', true], ['FC52', true], ['XCB', false],
  ['XCD', true]])(
  'takes kernel %s for sharp: %s', (kernel, sharp) => { expect(isSharpKernel(kernel)).toBe(sharp); });
