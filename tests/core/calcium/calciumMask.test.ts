import { describe, expect, it } from 'vitest';
import { calciumMask } from '../../../core/calcium/calciumMask.ts';
import type { SectionReview } from '../../../core/calcium/review.ts';
import { affine, apply, type IndexIjk, indexIjk, type PointLps } from '../../../core/geometry/frame.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { lesionMeasures, type LaidOver } from '../../../core/lesion/lesionMeasures.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { RAYS } from '../../../core/section/polar.ts';
import { deg, mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { finished } from '../centreline/scene.ts';
import { calcified, plainFindings, straight } from '../lesion/plainFindings.ts';

/** Voxels of 0.5 mm; x runs along k, y against i, z along j: nothing is where a careless program would look for it. */
const DIMS = [21, 17, 190] as const;
const grid: Volume['grid'] = {
  dims: DIMS, spacing: [mm(0.5), mm(0.5), mm(0.5)], frameOfReferenceUid: '1.2',
  lpsFromIjk: affine<PointLps, IndexIjk>([0, 0, 0.5, -2.4, -0.5, 0, 0, 5, 0, 0.5, 0, -4]),
};
const volumeOf = (hu: (at: PointLps) => number): Volume => {
  const voxels = new Int16Array(DIMS[0] * DIMS[1] * DIMS[2]);
  for (let o = 0; o < voxels.length; o += 1) voxels[o] = hu(placeOf(o));
  return { grid, voxels };
};
const placeOf = (o: number): PointLps =>
  apply(grid.lpsFromIjk, indexIjk(o % DIMS[0], Math.floor(o / DIMS[0]) % DIMS[1], Math.floor(o / (DIMS[0] * DIMS[1]))));

/** A vessel of 1.2 mm radius along x, occluded from 30 to 60 mm, with calcium from 40 to 45. */
const found = (radius = 1.2, from = 40, to = 45): VesselFindings => {
  const findings = plainFindings(straight(90), [30, 60], (at) => (at >= from && at <= to ? calcified(360, 60) : {}));
  return { ...findings, outlines: findings.outlines.map((outline) => ({ ...outline, wall: Array.from({ length: RAYS }, () => radius) })) };
};
function maskOf(volume: Volume, findings = found(), laid: LaidOver = {}): readonly PointLps[] {
  const measures = lesionMeasures(findings, laid);
  if (!measures.ok) throw new Error(measures.failure.code);
  return [...finished(calciumMask(volume, { findings, measures: measures.value }))].map(placeOf);
}
const review = (said: Partial<SectionReview>): SectionReview => ({
  abscissa: mm(42), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found: null, by: 'Dr A', at: '2026-11-29T10:00:00.000Z', ...said,
});
const range = (values: readonly number[]): readonly [number, number] => [Math.min(...values), Math.max(...values)];

describe('the calcium of a vessel as voxels', () => {
  it('holds the voxels within the contour whose nearest section holds calcium', () => {
    const mask = maskOf(volumeOf(() => 1000));
    // Sections each 0.5 mm from 40 to 45: 11 planes of voxels at .1 and .6 mm; 21 voxel middles lie within 1.2 mm of the axis.
    expect(mask).toHaveLength(11 * 21);
    const [from, to] = range(mask.map(([x]) => x));
    expect([from.toFixed(1), to.toFixed(1)]).toEqual(['40.1', '45.1']);
    expect(Math.max(...mask.map(([, y, z]) => Math.hypot(y, z)))).toBeCloseTo(Math.sqrt(1.25), 9);
  });

  it('takes the threshold itself, and nothing below it: in the open vessel its own', () => {
    expect([300, 299].map((hu) => maskOf(volumeOf(() => hu)).length)).toEqual([231, 0]);
    const open = found(1.2, 10, 15);
    expect([450, 449].map((hu) => maskOf(volumeOf(() => hu), open).length)).toEqual([231, 0]);
  });

  it('holds what a person painted in a section whose arcs were all taken away', () => {
    const square = [pointUv(-0.4, -0.4), pointUv(0.4, -0.4), pointUv(0.4, 0.4), pointUv(-0.4, 0.4)];
    const painted = maskOf(volumeOf(() => 1000), found(), { reviews: [review({ arcs: [], areas: [square] })] });
    // One plane holds what was painted alone: a voxel's middle here and there, but not none.
    const plane = painted.filter(([x]) => x > 41.9 && x < 42.3).length;
    expect([plane > 0, plane < 21]).toEqual([true, true]);
  });

  it('lies where it is bright: one voxel is that voxel', () => {
    const at: PointLps = placeOf(8 + DIMS[0] * (7 + DIMS[1] * 86));
    const mask = maskOf(volumeOf((place) => (place.every((value, axis) => value === at[axis]) ? 900 : 0)));
    expect(mask).toEqual([at]);
    expect(at.map((value) => value.toFixed(1))).toEqual(['40.6', '1.0', '-0.5']);
  });

  it('ends with the vessel', () => {
    const whole = maskOf(volumeOf(() => 1000), found(1.2, 0, 90));
    const [from, to] = range(whole.map(([x]) => x));
    expect([from >= -0.5, to <= 90.5]).toEqual([true, true]);
  });

  it('follows what the operator drew: no calcium, an arc, an area', () => {
    const bright = volumeOf(() => 1000);
    const atSection = (laid: SectionReview): readonly PointLps[] => maskOf(bright, found(), { reviews: [laid] }).filter(([x]) => x > 42 && x < 42.2);
    expect(atSection(review({}))).toHaveLength(21);
    expect(atSection(review({ arcs: [] }))).toHaveLength(0);
    // A quarter from u towards v: u lies along -y, v follows it.
    const quarter = atSection(review({ arcs: [[deg(315), deg(45)]] }));
    expect(quarter.every(([, y, z]) => -y >= Math.abs(z) - 0.02)).toBe(true);
    expect(quarter.length).toBeGreaterThan(5);
    expect(quarter.length).toBeLessThan(10);
    const square = [pointUv(0.3, -0.3), pointUv(1.3, -0.3), pointUv(1.3, 0.3), pointUv(0.3, 0.3)];
    expect(atSection(review({ areas: [square] })).map(([, y]) => y.toFixed(1)).toSorted()).toEqual(['-0.5', '-1.0']);
    expect(atSection(review({ isFullMoon: true, arcs: [] }))).toHaveLength(21);
  });

  it('begins at the ostium: what lies before it is the aorta', () => {
    const ostium = { state: 'found', abscissa: mm(43) } as const;
    const before = found();
    const measures = lesionMeasures(before);
    if (!measures.ok) throw new Error(measures.failure.code);
    const inAorta = { ...measures.value, ostium: { ...ostium } as never };
    const mask = [...finished(calciumMask(volumeOf(() => 1000), { findings: before, measures: inAorta }))].map(placeOf);
    expect(Math.min(...mask.map(([x]) => x)).toFixed(1)).toBe('43.1');
  });

  it('leaves out a stent', () => {
    const mask = maskOf(volumeOf(() => 1000), found(), { stents: [[mm(42), mm(50)]] });
    expect(Math.max(...mask.map(([x]) => x))).toBeLessThan(42);
  });
});
