import { describe, expect, it } from 'vitest';
import { affine, apply, indexIjk, type IndexIjk, type PointLps } from '../../../core/geometry/frame.ts';
import { seriesIndex, type Gate } from '../../../core/dicom/seriesIndex.ts';
import { problemSentence } from '../../../core/dicom/words.ts';
import { mm } from '../../../core/units.ts';
import { FAULTS, verdictOf, type FaultCase } from './faultTable.ts';
import { ctSeries } from './syntheticHeaders.ts';

const verdicts = ({ headers, digestOf }: FaultCase, gate?: Gate) =>
  seriesIndex(headers, digestOf, gate).items.filter(({ kind }) => kind === 'ct-volume').map(verdictOf);

describe('the geometry gate', () => {
  // One UID for two pictures: which of the two is kept decides what else is wrong, and nothing hangs on it.
  it.each(FAULTS.filter(({ id }) => id !== 'D19'))('$id $name', (fault) => {
    expect(verdicts(fault)).toEqual(fault.promised);
  });

  it('D19 one UID for two pictures is kept out and named', () => {
    const fault = FAULTS.find(({ id }) => id === 'D19');
    const index = seriesIndex(fault?.headers ?? []);
    expect(index.refused).toEqual([{ instanceUid: '1.2.3.7', code: 'uid-clash', facts: {} }]);
    expect(index.items[0]?.geometry).toMatchObject({ usable: false, recipe: null, correctedRecipe: null,
      intactRecipe: null });
    expect(index.items[0]?.geometry.problems[0]).toMatchObject({ code: 'uid-clash', instances: ['1.2.3.7'] });
  });

  it('names each problem in a full sentence without holes', () => {
    const sentences = FAULTS.flatMap(({ headers, digestOf }) => seriesIndex(headers, digestOf).items)
      .flatMap(({ geometry }) => geometry.problems).map(problemSentence);
    expect(sentences.length).toBeGreaterThan(30);
    expect(sentences.filter((sentence) => /undefined|NaN|null|unknown/.test(sentence)
      || !/^[A-Z0-9].*\.$/.test(sentence))).toEqual([]);
  });

  it('is what catches the faults: a gate that averages the spacing fails at least ten of them', () => {
    const averaging: Gate = (slices) => {
      const z = slices.map(({ own }) => own.position?.[2] ?? 0).toSorted((a, b) => a - b);
      const step = ((z.at(-1) ?? 0) - (z[0] ?? 0)) / (z.length - 1);
      const grid = {
        dims: [256, 256, slices.length] as const, spacing: [mm(0.5), mm(0.5), mm(step)] as const,
        lpsFromIjk: affine<PointLps, IndexIjk>([0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, step, 0]),
        frameOfReferenceUid: null,
      };
      const recipe = { slices: [], grid, correction: null, valuesAre: 'HU', padding: null } as const;
      return {
        geometry: { usable: true, problems: [], recipe, correctedRecipe: null, intactRecipe: null },
        spacing: grid.spacing, slices,
      };
    };
    const missed = FAULTS.filter((fault) =>
      JSON.stringify(verdicts(fault, averaging)) !== JSON.stringify(fault.promised));
    expect(missed.length).toBeGreaterThanOrEqual(10);
    expect(new Set(missed.map(({ id }) => id)).size).toBeGreaterThanOrEqual(10);
    expect(verdicts(FAULTS[0] ?? { id: '', name: '', headers: [], promised: [] },
      averaging)).toEqual([FAULTS[0]?.promised[0]]);
  });

  it('offers no correction where two would have to be joined: both problems block', () => {
    const fault = FAULTS.find(({ name }) => name === 'a tilted stack that wavers');
    const [item] = seriesIndex(fault?.headers ?? []).items;
    expect(item?.geometry.problems.map(({ code, weight }) => [code, weight]))
      .toEqual([['uneven-spacing', 'blocks'], ['gantry-tilt', 'blocks']]);
  });

  it('says how many times as far apart the slices of a thinned half lie', () => {
    const { items } = seriesIndex(ctSeries(150).filter((_, k) => k < 50 || k % 3 === 2));
    expect(items[0]?.geometry.problems.map(({ code, facts }) => [code, facts])).toMatchObject([
      ['missing-slice', { missing: 66, spacingMm: 0.5, gapMm: 1.5 }],
      ['uneven-spacing', { leastMm: 0.5, mostMm: 1.5, multiple: 3 }]]);
  });

  it('takes the first of two intact stretches of one length', () => {
    const { items } = seriesIndex(ctSeries(21).filter((_, k) => k !== 10));
    expect(items[0]?.geometry.intactRecipe?.slices.map(({ alongNormal }) => alongNormal)).toEqual(
      Array.from({ length: 10 }, (_, k) => 0.5 + 0.5 * k));
  });

  it('lists the places that are empty, and the widest gap', () => {
    const { items } = seriesIndex(ctSeries(40).filter((_, k) => k !== 9 && k !== 20 && k !== 21));
    expect(items[0]?.geometry.problems).toEqual([{
      code: 'missing-slice', weight: 'blocks', instances: ['1.2.3.9', '1.2.3.11', '1.2.3.20', '1.2.3.23'],
      facts: { missing: 3, spacingMm: 0.5, gapMm: 1.5, missingAlongNormalMm: [5, 10.5, 11] },
    }]);
    expect(items[0]?.geometry.intactRecipe?.slices.map(({ alongNormal }) => alongNormal)).toEqual(
      Array.from({ length: 18 }, (_, k) => 11.5 + 0.5 * k));
  });

  it('puts every voxel of a straightened series where its slice says it is', () => {
    const tilted = FAULTS.filter(({ id, name }) => id === 'D6' && /tilted slices|sheared/.test(name));
    for (const { headers } of tilted) {
      const recipe = seriesIndex(headers).items[0]?.geometry.correctedRecipe;
      const { correction, grid, slices } = recipe ?? {};
      expect(correction).toMatchObject({ kind: 'gantry-tilt', tiltDeg: 10 });
      if (grid === undefined || slices === undefined
        || correction?.kind !== 'gantry-tilt') throw new Error('no recipe');
      for (const [k, slice] of slices.entries()) {
        const source = headers.find(({ sopInstanceUid }) =>
          sopInstanceUid === slice.sopInstanceUid)?.image?.frames[0]?.position;
        const [x = 0, y = 0] = correction.shift[k] ?? [];
        const here = apply(grid.lpsFromIjk, indexIjk(x / 0.5, y / 0.5, k));
        for (const axis of [0, 1, 2]) expect(here[axis]).toBeCloseTo(source?.[axis] ?? Number.NaN, 5);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-9);
        expect(255 + x / 0.5).toBeLessThanOrEqual(grid.dims[0] - 1 + 1e-6);
        expect(255 + y / 0.5).toBeLessThanOrEqual(grid.dims[1] - 1 + 1e-6);
      }
    }
  });
});
