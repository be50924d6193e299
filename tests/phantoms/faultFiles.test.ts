import { describe, expect, it } from 'vitest';
import type { InstanceHeader } from '../../core/dicom/header.ts';
import type { SeriesItem } from '../../core/dicom/series.ts';
import { seriesIndex } from '../../core/dicom/seriesIndex.ts';
import { readHeaderFrom } from '../../electron/host/dicom/readHeader.ts';
import { enhancedTwin } from './enhanced.ts';
import * as faults from './faults.ts';
import { cleanSeries, fileBytes, type RawFile, type SliceFile } from './series.ts';

type Files = readonly (SliceFile | RawFile)[];
const clean = cleanSeries({ columns: 16, rows: 12 });

interface Reading { readonly items: readonly SeriesItem[]; readonly unread: readonly string[] }

/** The files as an import sees them: bytes to headers to series. */
function reading(files: Files): Reading {
  const results = files.map((file) => readHeaderFrom(fileBytes(file)));
  return {
    items: seriesIndex(results.flatMap((result): readonly InstanceHeader[] =>
      (result.ok ? [result.value] : []))).items,
    unread: results.flatMap((result) => (result.ok ? [] : [result.failure.code])),
  };
}

const inPlaceOf = (k: number, file: SliceFile | RawFile): Files =>
  clean.map((slice, n) => (n === k ? file : slice));
const sixth = clean[5];
if (sixth === undefined) throw new Error('too few slices');

/** Each fault of the table in files; what may be done with its first stack, and the codes said of it. */
const TABLE: readonly (readonly [name: string, files: Files, verdict: 'usable' | 'correctable' | 'blocked',
  codes: readonly string[]])[] = [
  ['nothing', clean, 'usable', []],
  ['D1 cut in its header', inPlaceOf(5, faults.cut(sixth, 0.3)), 'blocked', ['missing-slice']],
  ['D1 cut in its pixels', inPlaceOf(5, faults.cut(sixth, 0.9)), 'blocked', ['truncated-pixels']],
  ...[0.01, 0.05, 0.1].map((share) => [
    `D2 ${100 * share} % missing`, faults.missing(cleanSeries({ columns: 8, rows: 8, slices: 100 }), share),
      'blocked', ['missing-slice'],
  ] as const),
  ['D3 the same slice twice', faults.doubledSlice(clean, 7, 'same uid'), 'usable', []],
  ['D3 other pixels at one place', faults.doubledSlice(clean, 7, 'different pixels'), 'blocked',
    ['duplicate-slice']],
  ...(['kept', 'wrong', 'missing'] as const).map((numbers) =>
    [`D4 shuffled, numbers ${numbers}`, faults.shuffled(clean, numbers), 'usable', []] as const),
  ...(['jump', 'drift', 'jitter'] as const).map((kind) =>
    [`D5 ${kind}`, faults.uneven(kind, { columns: 8, rows: 8 }), 'correctable', ['uneven-spacing']] as const),
  ...(['orientation', 'position'] as const).map((kind) =>
    [`D6 tilt by ${kind}`, faults.tilted(kind, 12, { columns: 8, rows: 8 }), 'correctable',
      ['gantry-tilt']] as const),
  ['D7 a localizer inside', faults.withStranger(clean, 'localizer'), 'usable', []],
  ['D7 two orientations', faults.withStranger(clean, 'orientation'), 'usable', ['mixed-orientation']],
  ['D9 two patients', faults.mixedHalf(clean, 'patient'), 'blocked', ['mixed-patient']],
  ['D9 two frames of reference', faults.mixedHalf(clean, 'frame of reference'), 'blocked',
    ['mixed-frame-of-reference']],
  ...(['missing', 'zero', 'negative'] as const).map((kind) =>
    [`D10 ${kind} pixel spacing`, faults.spacingFault(clean, kind), 'blocked',
      ['no-pixel-spacing']] as const),
  ['D10 swapped pixel spacing', faults.spacingFault(clean, 'swapped'), 'blocked', ['mixed-spacing']],
  ['D13 another rescale per slice', faults.rescaleFault(clean, 'differs'), 'usable', []],
  ['D13 no rescale', faults.rescaleFault(clean, 'missing'), 'usable', ['no-rescale']],
  ['D13 slope 0', faults.rescaleFault(clean, 'zero slope'), 'usable', ['no-rescale']],
  ['D13 not HU', faults.rescaleFault(clean, 'not HU'), 'usable', ['not-hu']],
  ['D13 padding', faults.rescaleFault(clean, 'padding'), 'usable', []],
  ['D14 MONOCHROME1', clean.map((file) => faults.photometric(file, 'MONOCHROME1')), 'usable', []],
  ...(['RGB', 'YBR_FULL', 'PALETTE COLOR'] as const).map((kind) =>
    [`D14 ${kind}`, clean.map((file) => faults.photometric(file, kind)), 'blocked',
      ['unsupported-photometric']] as const),
  ...(['shared', 'per frame'] as const).map((groups) => [`D16 enhanced, groups ${groups}`,
    [enhancedTwin(clean, groups)], 'usable', []] as const),
  ...Object.entries(faults.PATIENT_POSITIONS).map(([position, plane]) =>
    [`D18 ${position}`, cleanSeries({ columns: 8, rows: 8, ...plane, series: { patientPosition: position } }),
      'usable', []] as const),
  ...Object.entries(faults.ODD_PLANES).map(([name, plane]) =>
    [`D18 ${name}`, cleanSeries({ columns: 8, rows: 8, ...plane }), 'usable', []] as const),
];

describe('real files with one fault each', () => {
  it.each(TABLE)('%s', (_, files, verdict, codes) => {
    const [first] = reading(files).items;
    const geometry = first?.geometry;
    expect(geometry?.problems.map(({ code }) => code)).toEqual(codes);
    expect(geometry?.usable).toBe(verdict === 'usable');
    expect(geometry?.correctedRecipe !== null).toBe(verdict === 'correctable');
  });

  it('D4: a shuffled series gives the recipe of the clean one', () => {
    const recipe = reading(clean).items[0]?.geometry.recipe;
    expect(recipe?.slices).toHaveLength(24);
    for (const numbers of ['kept', 'wrong', 'missing'] as const) {
      expect(reading(faults.shuffled(clean, numbers)).items[0]?.geometry.recipe).toEqual(recipe);
    }
  });

  it('D6: the corrected grid of both kinds of tilt has the tilt that was made', () => {
    for (const kind of ['orientation', 'position'] as const) {
      const correction = reading(faults.tilted(kind, 12)).items[0]?.geometry.correctedRecipe?.correction;
      expect(correction?.kind).toBe('gantry-tilt');
      expect(Math.abs((correction?.kind === 'gantry-tilt' ? correction.tiltDeg : 0))).toBeCloseTo(12, 3);
    }
  });

  it.each(['phase', 'trigger time', 'acquisition number',
    'content time'] as const)('D8: two time points part by %s', (by) => {
    const { items } = reading(faults.twoPhases(by, { columns: 8, rows: 8 }));
    expect(items.map(({ stack, stacks, instances }) => [stack, stacks, instances.length])).toEqual([[1, 2,
      24], [2, 2, 24]]);
    expect(items.every(({ geometry }) => geometry.usable)).toBe(true);
  });

  it('D16: an enhanced file has the grid of its twin', () => {
    const grid = reading(clean).items[0]?.geometry.recipe?.grid;
    expect(reading([enhancedTwin(clean, 'shared')]).items[0]?.geometry.recipe?.grid).toEqual(grid);
    expect(reading([enhancedTwin(clean, 'per frame')]).items[0]?.geometry.recipe?.grid).toEqual(grid);
  });

  it('D19: a clash of UIDs is told, and the rest goes on', () => {
    const { items } = reading(faults.uidClash(clean));
    expect(items.some(({ geometry }) => geometry.problems.some(({ code }) =>
      code === 'uid-clash'))).toBe(true);
  });

  it('D20: what is no DICOM is refused by name, and the series is read', () => {
    const { items, unread } = reading([...clean, ...faults.JUNK]);
    expect(items[0]?.geometry.usable).toBe(true);
    expect(unread).toHaveLength(faults.JUNK.length);
    expect(new Set(unread)).toEqual(new Set(['file/empty', 'file/not-dicom']));
  });
});
