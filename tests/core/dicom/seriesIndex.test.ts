import { describe, expect, it } from 'vitest';
import { apply, cross, indexIjk, pointLps, vectorLps, type VectorLps } from '../../../core/geometry/frame.ts';
import { seriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { problemSentence } from '../../../core/dicom/words.ts';
import type { VolumeRecipe } from '../../../core/dicom/series.ts';
import { changed, ctHeader, ctSeries, enhancedTwin, shuffled, stackAlong, type Change,
  xaHeader } from './syntheticHeaders.ts';

const recipeOf = (headers: Parameters<typeof seriesIndex>[0]): VolumeRecipe => {
  const recipe = seriesIndex(headers).items[0]?.geometry.recipe;
  if (recipe === null || recipe === undefined) throw new Error('no recipe');
  return recipe;
};
const v = (x: number, y: number, z: number): VectorLps => vectorLps(x, y, z);
const h = Math.SQRT1_2;

/** Row and column as a scanner writes them for the eight ways to lie, and for three oblique reformats. */
const DIRECTIONS: readonly (readonly [name: string, row: VectorLps, column: VectorLps])[] = [
  ['HFS', v(1, 0, 0), v(0, 1, 0)], ['HFP', v(-1, 0, 0), v(0, -1, 0)],
  ['HFDR', v(0, -1, 0), v(1, 0, 0)], ['HFDL', v(0, 1, 0), v(-1, 0, 0)],
  ['FFS', v(-1, 0, 0), v(0, 1, 0)], ['FFP', v(1, 0, 0), v(0, -1, 0)],
  ['FFDR', v(0, -1, 0), v(-1, 0, 0)], ['FFDL', v(0, 1, 0), v(1, 0, 0)],
  ['coronal', v(1, 0, 0), v(0, 0, -1)], ['sagittal', v(0, 1, 0), v(0, 0, -1)],
  ['oblique', v(h, h, 0), v(-0.5, 0.5, h)],
];

describe.each(DIRECTIONS)('a volume in direction %s', (_, row, column) => {
  const origin = pointLps(-40, 30, 210);
  const headers = stackAlong(60, row, column, origin);

  it('puts its voxels where the slices say, right-handed, along row x column', () => {
    const { grid, slices } = recipeOf(headers);
    const normal = cross(row, column);
    for (const [i, j, k] of [[0, 0, 0], [255, 0, 0], [0, 255, 0], [10, 20, 59]] as const) {
      const here = apply(grid.lpsFromIjk, indexIjk(i, j, k));
      for (const axis of [0, 1, 2] as const) {
        const expected = origin[axis] + 0.5 * (i * row[axis] + j * column[axis] + (k + 1) * normal[axis]);
        expect(here[axis]).toBeCloseTo(expected, 9);
      }
    }
    const [a, b, c, , d, e, f, , g, hh, i] = grid.lpsFromIjk as unknown as readonly [
      number, number, number, number, number, number, number, number, number, number, number];
    expect(a * (e * i - f * hh) - b * (d * i - f * g) + c * (d * hh - e * g)).toBeCloseTo(0.125, 9);
    expect(slices.map(({ alongNormal }) => alongNormal)).toEqual(slices.map(({ alongNormal }) =>
      alongNormal).toSorted((p, q) => p - q));
  });

  it('is the same in whatever order the files come', () => {
    expect(recipeOf(shuffled(headers))).toEqual(recipeOf(headers));
    expect(recipeOf(headers.toReversed())).toEqual(recipeOf(headers));
  });
});

it('gives an enhanced instance the grid of its single-frame twin', () => {
  const twins = ctSeries(60);
  expect(recipeOf([enhancedTwin(shuffled(twins))]).grid).toEqual(recipeOf(twins).grid);
  expect(recipeOf([enhancedTwin(twins)]).slices.map(({ frame }) => frame)).toEqual(Array.from({ length: 60 },
    (_, k) => k));
});

it('carries per slice what its samples mean', () => {
  const { slices, valuesAre } = recipeOf(ctSeries(5, (number) => ({
    frame: { rescale: { slope: number, intercept: -number, type: null } },
    format: number === 2 ? { isSigned: true, bitsStored: 13, highBit: 14 } : {} })));
  expect(valuesAre).toBe('HU');
  expect(slices.map(({ rescale }) => rescale?.slope)).toEqual([1, 2, 3, 4, 5]);
  expect(slices[1]?.format).toMatchObject({ isSigned: true, bitsStored: 13, highBit: 14 });
});

it('does not turn values into HU that are none', () => {
  const recipe = recipeOf(ctSeries(5, () =>
    ({ frame: { rescale: { slope: 1, intercept: 0, type: 'US' } } })));
  expect(recipe.valuesAre).toBe('stored values');
  expect(recipe.slices.map(({ rescale }) => rescale)).toEqual([null, null, null, null, null]);
});

it('takes values for stored ones where only some of the slices state HU', () => {
  const recipe = recipeOf(ctSeries(5, (number) =>
    ({ frame: { rescale: { slope: 1, intercept: 0, type: number === 3 ? 'US' : 'HU' } } })));
  expect(recipe.valuesAre).toBe('stored values');
  expect(recipe.slices.map(({ rescale }) => rescale)).toEqual([null, null, null, null, null]);
});

it('puts columns and rows as far apart as the header says of each', () => {
  const { grid } = recipeOf(ctSeries(5, () => ({ frame: { pixelSpacing: [0.4, 0.6] } })));
  expect(grid.spacing).toEqual([0.4, 0.6, 0.5]);
  expect(apply(grid.lpsFromIjk, indexIjk(10, 0, 0))).toEqual([-60, -64, 0.5]);
  expect(apply(grid.lpsFromIjk, indexIjk(0, 10, 0))).toEqual([-64, -58, 0.5]);
});

it('names a frame of reference only where all slices share it', () => {
  expect(recipeOf(ctSeries(5)).grid.frameOfReferenceUid).toBe('1.2.9');
  const apart = ctSeries(5, (number) => ({ top: { frameOfReferenceUid: `1.2.9.${number}` } }));
  expect(recipeOf(apart).grid.frameOfReferenceUid).toBeNull();
});

const turnedBy = (angle: number) =>
  [v(Math.cos(angle), Math.sin(angle), 0), v(-Math.sin(angle), Math.cos(angle), 0)] as const;

it.each([[0.9e-4, 1], [1.1e-4, 2]])('slices turned by %d radians lie in %d directions', (angle, n) => {
  const { items } = seriesIndex(ctSeries(40, (number) => (number > 20 ? {}
    : { frame: { orientation: turnedBy(angle) } })));
  expect(items).toHaveLength(n);
});

it('slices that share their rows and differ in their columns lie in two directions', () => {
  const tipped = [v(1, 0, 0), v(0, Math.cos(1.1e-4), Math.sin(1.1e-4))] as const;
  expect(seriesIndex(ctSeries(40, (number) => (number > 20 ? {} : { frame: { orientation: tipped } }))).items)
    .toHaveLength(2);
});

it.each([[2, 3], [1, 1]])('two strays beside %d slices of one direction: %d stacks', (n, stacks) => {
  const { items } = seriesIndex(ctSeries(n + 2, (number) =>
    (number > 2 ? {} : { frame: { orientation: turnedBy(0.01 * number) } })));
  expect(items).toHaveLength(stacks);
});

it.each([[0.9e-3, true], [1.1e-3, false]])('axes %d too long or askew are axes: %s', (off, areAxes) => {
  for (const orientation of [[v(1 + off, 0, 0), v(0, 1, 0)], [v(1, 0, 0), v(0, 1 - off, 0)],
    [v(1, 0, 0), v(off, 1, 0)]] as const) {
    const [item] = seriesIndex(ctSeries(5, () => ({ frame: { orientation } }))).items;
    expect(item?.geometry.usable).toBe(areAxes);
  }
});

it.each([[64, 64], [65, 1]])('%d directions are %d stacks', (count, stacks) => {
  const { items } = seriesIndex(Array.from({ length: count }, (_, turn) => ctSeries(3, (number) => ({
    top: { sopInstanceUid: `1.2.${turn}.${number}` },
    frame: { orientation: turnedBy(0.01 * turn) } }))).flat());
  expect(items).toHaveLength(stacks);
});

it('numbers the stacks of several kernels by their names', () => {
  const kernels = ['Hr60', 'Bv40'].flatMap((kernel) => ctSeries(10, (number) => ({
    top: { sopInstanceUid: `1.2.${kernel.length}${kernel.charCodeAt(0)}.${number}` }, series: { kernel } })));
  expect(seriesIndex(kernels).items.map(({ kernel, stack }) => [kernel, stack]))
    .toEqual([['Bv40', 1], ['Hr60', 2]]);
});

it('makes each XA instance a run of its own, without any millimetre', () => {
  const { items } = seriesIndex([xaHeader(2), xaHeader(1, { format: { frames: 1 } }), xaHeader(3)]);
  expect(items.map(({ kind, instanceUid, stack, stacks, frames, spacing }) =>
    [kind, instanceUid, stack, stacks, frames, spacing])).toEqual([
    ['xa-run', '1.2.3.1', 1, 3, 1, null], ['xa-run', '1.2.3.2', 2, 3, 60, null],
    ['xa-run', '1.2.3.3', 3, 3, 60, null]]);
  expect(items[0]?.xa).toMatchObject({ imagerPixelSpacing: [0.184, 0.184] });
});

it('sets aside what is neither a volume nor a run, with the reason', () => {
  const { items } = seriesIndex([
    ...ctSeries(10), ctHeader(20, { top: { imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] } }),
    ctHeader(21, { top: { imageType: ['DERIVED', 'SECONDARY', 'MPR'] },
      series: { uid: '1.2.5', number: 5 } }),
    ctHeader(22, { top: { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }, series: { uid: '1.2.6', number: 6 } }),
    ctHeader(23, { top: { sopClassUid: '1.2.840.10008.5.1.4.1.1.88.33' },
      series: { uid: '1.2.66', number: 7 } }),
    ctHeader(24, { top: { imageType: ['DERIVED', 'PRIMARY', 'AXIAL'] },
      series: { uid: '1.2.67', number: 8 } }),
  ]);
  expect(items.map(({ kind, setAside, stack, stacks }) => [kind, setAside, stack, stacks])).toEqual([
    ['ct-volume', null, 1, 1], ['other', 'localizer', 2, 1], ['other', 'derived picture', 1, 1],
    ['other', 'screen capture', 1, 1], ['other', 'report', 1, 1], ['ct-volume', null, 1, 1]]);
});

it('numbers the stacks of a split series by phase', () => {
  const two = [75, 40].flatMap((percent) => ctSeries(20, (number) => ({
    top: { sopInstanceUid: `1.2.${percent}.${number}` }, frame: { phasePercent: percent } })));
  expect(seriesIndex(two).items.map(({ stack, stacks, phasePercent }) => [stack, stacks, phasePercent]))
    .toEqual([[1, 2, 40], [2, 2, 75]]);
});

it('does not split phases where positions do not coincide, but says that they are mixed', () => {
  const slabs = ctSeries(20, (number) => ({ frame: { phasePercent: number <= 10 ? 70 : 75 } }));
  const { items } = seriesIndex(slabs);
  expect(items.map(({ frames, phasePercent, geometry }) =>
    [frames, phasePercent, geometry.usable, geometry.problems.map(({ code }) => code)]))
    .toEqual([[20, null, true, ['mixed-phase']]]);
});

it.each<[string, (number: number) => NonNullable<Change['frame']>, readonly [boolean, readonly string[]]]>([
  ['per cents in turn', (n) => ({ phasePercent: n % 2 === 0 ? 40 : 75 }), [false, ['mixed-phase blocks']]],
  ['trigger times in turn', (n) => ({ triggerTimeMs: n % 2 === 0 ? 400 : 776 }), [false, ['mixed-phase blocks']]],
  ['trigger times in turn of one stated phase', (n) => ({ phasePercent: 75, triggerTimeMs: n % 2 === 0 ? 400 : 776 }),
    [false, ['mixed-phase blocks']]],
  ['trigger times in halves', (n) => ({ triggerTimeMs: n <= 10 ? 400 : 776 }), [true, ['mixed-phase note']]],
  ['beats of one stated phase', (n) => ({ phasePercent: 75, triggerTimeMs: n <= 10 ? 600 : 776 }), [true, []]],
  ['beats of a phase that is not stated', (n) => ({ triggerTimeMs: n <= 10 ? 700 : 776 }), [true, []]],
  ['a beat of one slice', (n) => ({ phasePercent: 75, triggerTimeMs: n === 10 ? 750 : 676 }), [true, []]],
  ['times and per cents that jitter', (n) => ({ phasePercent: 75 + Math.sin(n) / 2, triggerTimeMs: 700 + 7 * Math.sin(n) }),
    [true, ['mixed-phase note']]],
])('does not measure between interleaved phases that do not coincide: %s', (_, frame, [usable, codes]) => {
  const { items } = seriesIndex(ctSeries(20, (number) => ({ frame: frame(number) })));
  expect(items.map(({ geometry }) => [geometry.usable, geometry.problems.map(({ code, weight }) => `${code} ${weight}`)]))
    .toEqual([[usable, codes]]);
});

it.each<[string, (number: number) => number, readonly RegExp[]]>([
  ['a gap', (n) => (n > 9 ? n + 1 : n), [/if one is offered/, /Ask for a series without tilt/]],
  ['uneven gaps', (n) => n + (n % 2) / 10 + n * n / 1e3, [/because of what else is wrong/, /Ask for a series without tilt/]],
])('advises no correction of a tilt that comes with %s', (_, at, sentences) => {
  const { items } = seriesIndex(ctSeries(20, (number) => ({
    frame: { position: pointLps(-64, -64 + at(number) / 10, at(number) / 2) } })));
  const problems = items.flatMap(({ geometry }) => geometry.problems);
  expect(problems.map(({ weight }) => weight)).toEqual(['blocks', 'blocks']);
  sentences.forEach((sentence, n) => { expect(problems[n] && problemSentence(problems[n])).toMatch(sentence); });
});

it('does not take a few slices with a later time for a phase of their own', () => {
  const again = ctSeries(20).slice(0, 3).map((header) => changed(header, {
    top: { sopInstanceUid: `${header.sopInstanceUid}.1` }, frame: { acquisitionNumber: 2 } }));
  const { items } = seriesIndex([...ctSeries(20, () => ({ frame: { acquisitionNumber: 1 } })), ...again]);
  expect(items.map(({ geometry }) => geometry.problems[0]?.code)).toEqual(['duplicate-slice']);
});

it('does not interleave phases when one of them is incomplete', () => {
  // Without the first three slices of phase one, times alone would hand those of phase two to it.
  const phases = [0, 1].flatMap((phase) => ctSeries(20, (number) => ({
    top: { sopInstanceUid: `1.2.${phase + 4}.${number}` },
    frame: { contentTime: `10${phase}0${String(number).padStart(2, '0')}` } })))
    .filter(({ sopInstanceUid }) => !['1.2.4.1', '1.2.4.2', '1.2.4.3'].includes(sopInstanceUid));
  expect(seriesIndex(phases).items.map(({ geometry }) =>
    [geometry.usable, geometry.problems[0]?.code])).toEqual([[false, 'duplicate-slice']]);
});

it.each([[3, true], [2, false]])('a stack of %d slices is a volume: %s', (n, usable) => {
  expect(seriesIndex(ctSeries(n)).items[0]?.geometry.usable).toBe(usable);
});

it.each([[512, true], [513, false]])('refuses a volume above 4 GiB: %d slices of 2048 x 2048', (n, usable) =>
  {
  const [item] = seriesIndex(ctSeries(n, () => ({ format: { rows: 2048, columns: 2048 } }))).items;
  expect([item?.geometry.usable, item?.geometry.problems.map(({ code }) => code)]).toEqual([usable, usable
    ? [] : ['volume-too-large']]);
});

it('keeps the studies and series of different patients apart', () => {
  const other = ctSeries(10).map((header) => ({ ...changed(header, {
    top: { sopInstanceUid: `${header.sopInstanceUid}.7` }, series: { uid: '1.2.77' },
    patient: { id: 'C2', name: 'Other' } }),
  study: { ...header.study, uid: '1.2.0' } }));
  expect(seriesIndex(shuffled([...ctSeries(10), ...other])).items.map(({ studyUid, patient, geometry }) =>
    [studyUid, patient.id, geometry.usable])).toEqual([['1.2.0', 'C2', true], ['1.2.1', 'C1', true]]);
});
