import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Centreline, centrelineAt } from '../../../core/centreline/centreline.ts';
import { framesAlong } from '../../../core/geometry/frameAlong.ts';
import { affine, between, cross, dot, type IndexIjk, moved, norm, type PointLps, pointLps, unitVector, vectorLps } from '../../../core/geometry/frame.ts';
import { lpsFromPixel, lpsFromUv, pixelFromLps, pointPixel, pointUv } from '../../../core/geometry/plane.ts';
import { placeBeside } from '../../../core/section/beside.ts';
import { RAYS } from '../../../core/section/polar.ts';
import { crossSection, sectionsBetween, SECTION_SHAPE } from '../../../core/section/section.ts';
import { lpsFromStraightened, straightenedFromLps, straightenedView } from '../../../core/section/straighten.ts';
import { lpsFromStretched, plainDirection, stretchedFromLps, stretchedView } from '../../../core/section/stretched.ts';
import { lpsFromUnrolled, type Outlines, unrolledFromLps, unrolledMap } from '../../../core/section/unrolled.ts';
import { deg, mm } from '../../../core/units.ts';
import { huAtPoint } from '../../../core/volume/sample.ts';
import type { Volume } from '../../../core/volume/volume.ts';

/** Half a turn of a helix of 18 mm radius that climbs 14 mm. */
const flat = Float64Array.from(Array.from({ length: 121 }, (_, n) => {
  const angle = (n * Math.PI) / 120;
  return [18 * Math.cos(angle), 18 * Math.sin(angle), (14 * n) / 120 - 7];
}).flat());
const { abscissae, tangents, normals } = framesAlong(flat, vectorLps(0, 0, 1));
const triple = (from: Float64Array, n: number): readonly [number, number, number] => [from[3 * n] ?? NaN, from[3 * n + 1] ?? NaN, from[3 * n + 2] ?? NaN];
const length = abscissae.at(-1) ?? 0;
const centreline: Centreline = {
  points: Array.from(abscissae, (abscissa, n) => {
    const [tangent, u] = [vectorLps(...triple(tangents, n)), vectorLps(...triple(normals, n))];
    return { at: pointLps(...triple(flat, n)), abscissa: mm(abscissa), tangent, u, v: cross(tangent, u), isBridged: false, uncertainty: mm(0.1) };
  }),
  step: mm(length / 120), length: mm(length), legs: [], by: 'test/1',
};

/** A smooth field in an oblique grid: what is linear between voxels is known everywhere. */
const row = unitVector(vectorLps(1, 0.2, -0.1));
const normal = unitVector(cross(row, unitVector(vectorLps(-0.1, 1, 0.3))));
const column = cross(normal, row);
const [nx, ny, nz, s] = [120, 100, 80, 0.5];
const first = moved(moved(moved(pointLps(0, 8, 0), row, -0.5 * s * nx), column, -0.5 * s * ny), normal, -0.5 * s * nz);
const lpsFromIjk = affine<PointLps, IndexIjk>(([0, 1, 2] as const).flatMap((r) => [row[r] * s, column[r] * s, normal[r] * s, first[r]]));
const voxels = new Int16Array(nx * ny * nz).map((_, o) => {
  const [i, j, k] = [o % nx, Math.floor(o / nx) % ny, Math.floor(o / (nx * ny))];
  return Math.round(300 * Math.sin(i / 9) + 200 * Math.cos(j / 7) + 150 * Math.sin(k / 5));
});
const volume: Volume = { voxels, grid: { dims: [nx, ny, nz], spacing: [mm(s), mm(s), mm(s)], lpsFromIjk, frameOfReferenceUid: null } };
const nowhere = pointLps(NaN, NaN, NaN);
const gap = (a: PointLps | undefined, b: PointLps | undefined): number => norm(between(a ?? nowhere, b ?? nowhere));
const share = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });

/** The middle of the vessel winds about the centreline; its wall is an ellipse that turns. */
const outlines: Outlines = {
  centres: Array.from({ length: 121 }, (_, n) => pointUv(0.3 * Math.sin(n / 9), 0.2 * Math.cos(n / 13))), step: centreline.step,
  wall: Float32Array.from({ length: 121 * RAYS }, (_, o) => 2 + 0.3 * Math.cos((4 * Math.PI * (o % RAYS)) / RAYS + Math.floor(o / RAYS) / 20)),
  lumen: Float32Array.from({ length: 121 * RAYS }, (_, o) => (Math.floor(o / RAYS) < 60 ? 1.2 : 0)),
};

describe('the place beside a vessel', () => {
  it('is where the point was set, within 1e-9 mm', () => {
    fc.assert(fc.property(share(0, length), share(-8, 8), share(-8, 8), (abscissa, u, v) => {
      const there = centrelineAt(centreline, mm(abscissa));
      const point = there === undefined ? nowhere : lpsFromUv({ origin: there.at, u: there.u, v: there.v }, pointUv(u, v));
      const place = placeBeside(centreline, point);
      // Where planes cross, the nearer middle wins: never nearer than its own.
      const far = place === undefined ? Infinity : Math.hypot(...place.at);
      expect(far).toBeLessThanOrEqual(Math.hypot(u, v) + 1e-9);
      const back = place === undefined ? undefined : centrelineAt(centreline, place.abscissa);
      expect(gap(back === undefined || place === undefined ? undefined : lpsFromUv({ origin: back.at, u: back.u, v: back.v }, place.at), point)).toBeLessThan(1e-9);
    }));
  });
});

describe('a point that several planes hold', () => {
  it('lies beside the limb that is nearer', () => {
    // Up to z = 20, and back 10 mm beside.
    const turn = Float64Array.from(Array.from({ length: 120 }, (_, n) => {
      const at = n * 0.5 - 20;
      if (at < 0) return [0, 0, at + 20];
      const angle = Math.min(Math.PI, at / 5);
      return [5 - 5 * Math.cos(angle), 0, 20 + 5 * Math.sin(angle) - Math.max(0, at - 5 * Math.PI)];
    }).flat());
    const frames = framesAlong(turn, vectorLps(0, 1, 0));
    const points = Array.from(frames.abscissae, (abscissa, n) => {
      const [tangent, u] = [vectorLps(...triple(frames.tangents, n)), vectorLps(...triple(frames.normals, n))];
      return { at: pointLps(...triple(turn, n)), abscissa: mm(abscissa), tangent, u, v: cross(tangent, u), isBridged: false, uncertainty: mm(0) };
    });
    const bent = { points, step: mm((frames.abscissae.at(-1) ?? 0) / 119) };
    const near = (x: number): number => centrelineAt(bent, placeBeside(bent, pointLps(x, 0.5, 8))?.abscissa ?? mm(NaN))?.at[0] ?? NaN;
    expect([near(2), near(4.5), near(5.5), near(8)].map(Math.round)).toEqual([0, 0, 10, 10]);
  });
});

describe('a straightened view', () => {
  it('leads from the patient to the view and back within 1e-6 mm, at any angle', () => {
    const at = { spacing: mm(0.25), halfWidth: mm(7) };
    fc.assert(fc.property(share(0, 360), share(0, length), share(-7, 7), (angle, abscissa, across) => {
      const shape = { centreline, size: [57, Math.floor(length / 0.25) + 1] as const, angle: deg(angle), spacing: at.spacing,
        values: new Int16Array(0), covered: new Uint8Array(0) };
      const there = lpsFromStraightened(shape, pointPixel(28 + across / 0.25, Math.min(shape.size[1] - 1, abscissa / 0.25)));
      const place = straightenedFromLps(shape, there ?? nowhere);
      expect(Math.abs(place?.off ?? NaN)).toBeLessThan(1e-6);
      expect(gap(lpsFromStraightened(shape, place?.at ?? pointPixel(NaN, NaN)), there)).toBeLessThan(1e-6);
    }), { numRuns: 60 });
  });
  it('as a slab is the mean, or the greatest, of its sheets', () => {
    const shape = { angle: deg(40), spacing: mm(0.5), halfWidth: mm(3) };
    const sheets = [-1, -0.5, 0, 0.5, 1];
    for (const rule of ['mean', 'maximum'] as const) {
      const slab = straightenedView(volume, centreline, shape, { thickness: 2, rule });
      for (const [x, y] of [[0, 0], [6, 30], [12, 80], [3, 61]] as const) {
        const middle = lpsFromStraightened(slab, pointPixel(x, y)) ?? nowhere;
        const there = centrelineAt(centreline, mm(y * 0.5));
        const across = there === undefined ? vectorLps(0, 0, 0) : vectorLps(...([0, 1, 2] as const).map((c) =>
          Math.sin((40 * Math.PI) / 180) * there.u[c] - Math.cos((40 * Math.PI) / 180) * there.v[c]) as [number, number, number]);
        const values = sheets.map((by) => huAtPoint(volume, moved(middle, across, by)) ?? NaN);
        const wanted = rule === 'mean' ? values.reduce((sum, value) => sum + value, 0) / 5 : Math.max(...values);
        expect(Math.abs((slab.values[y * 13 + x] ?? NaN) - wanted)).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('sections', () => {
  it('come as close together as a tenth of a millimetre, each where it says', () => {
    const sections = sectionsBetween(volume, centreline, mm(0.1), [mm(10), mm(12)], undefined, { spacing: mm(0.3), size: 9 });
    expect(sections).toHaveLength(21);
    sections.forEach(({ abscissa, image }, n) => {
      expect(abscissa).toBeCloseTo(10 + n / 10, 9);
      const point = lpsFromPixel(image.plane, pointPixel(7, 2));
      expect(Math.abs((image.values[2 * 9 + 7] ?? NaN) - (huAtPoint(volume, point) ?? NaN))).toBeLessThanOrEqual(1);
      expect(pixelFromLps(image.plane, point)).toEqual([expect.closeTo(7, 9), expect.closeTo(2, 9)]);
    });
    expect(sectionsBetween(volume, centreline, mm(0.001), [mm(10), mm(11)], undefined, { spacing: mm(0.3), size: 3 })).toHaveLength(11);
  });
  it('as a slab join sheets along the vessel, and are covered only where all of them are', () => {
    const point = centrelineAt(centreline, mm(20));
    if (point === undefined) throw new Error('no point');
    const slab = crossSection(volume, point, SECTION_SHAPE, { thickness: 1, rule: 'mean' });
    const at = lpsFromPixel(slab.image.plane, pointPixel(50, 30));
    const mean = [-0.5, 0, 0.5].reduce((sum, by) => sum + (huAtPoint(volume, moved(at, point.tangent, by)) ?? NaN) / 3, 0);
    expect(Math.abs((slab.image.values[30 * SECTION_SHAPE.size + 50] ?? NaN) - mean)).toBeLessThanOrEqual(1);
    const end = crossSection(volume, { ...point, at: moved(pointLps(0, 8, 0), normal, 0.5 * s * nz - s - 0.25), u: row, v: column, tangent: normal },
      { spacing: mm(0.3), size: 3 }, { thickness: 1, rule: 'maximum' });
    expect(Array.from(end.image.covered)).toEqual(Array.from({ length: 9 }, () => 0));
  });
});

describe('a stretched curved view', () => {
  const along = plainDirection(centreline);
  const view = stretchedView(volume, centreline, { along, spacing: mm(0.4), margin: mm(6) });
  it('keeps nearly the whole length of the vessel along its plainest direction', () => {
    const seen = view.lengths.at(-1) ?? 0;
    expect(seen).toBeGreaterThan(0.95 * length);
    expect(seen).toBeLessThanOrEqual(length + 1e-9);
    expect(norm(along)).toBeCloseTo(1, 12);
  });
  it('leads from the view to the patient and back within 1e-6 mm', () => {
    fc.assert(fc.property(share(0, view.size[0] - 1), share(0, view.size[1] - 1), (x, y) => {
      const there = lpsFromStretched(view, pointPixel(x, y));
      const place = stretchedFromLps(view, there ?? nowhere);
      expect(Math.abs(place?.off ?? NaN)).toBeLessThan(1e-6);
      expect(gap(lpsFromStretched(view, place?.at ?? pointPixel(NaN, NaN)), there)).toBeLessThan(1e-6);
    }));
  });
  it('shows the HU of the points that its pixels stand for', () => {
    for (const [x, y] of [[0, 0], [20, 40], [36, 90], [12, 111]] as const) {
      const value = huAtPoint(volume, lpsFromStretched(view, pointPixel(x, y)) ?? nowhere);
      if (value === null) expect(view.covered[y * view.size[0] + x]).toBe(0);
      else expect(Math.abs((view.values[y * view.size[0] + x] ?? NaN) - value)).toBeLessThanOrEqual(1);
    }
  });
  it('holds the vessel itself, and every length on it is true', () => {
    expect(view.course.length).toBe(centreline.points.length);
    for (const [n, { at }] of centreline.points.entries()) {
      const place = stretchedFromLps(view, at);
      expect(Math.abs(place?.off ?? NaN)).toBeLessThan(1e-6);
      const [[x, y] = [NaN, NaN], [column, row] = [NaN, NaN]] = [view.course[n], place?.at];
      expect(Math.hypot(x - column, y - row)).toBeLessThan(1e-6);
    }
    const places = [40, 41].map((n) => stretchedFromLps(view, centreline.points[n]?.at ?? nowhere)?.at ?? pointPixel(NaN, NaN));
    const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = places;
    expect(0.4 * Math.hypot(c - a, d - b)).toBeCloseTo(gap(centreline.points[40]?.at, centreline.points[41]?.at), 6);
  });
  it('tells on which side a point lies, and has no rows for a vessel that runs with them', () => {
    const point = centreline.points[60]?.at ?? nowhere;
    const side = cross(unitVector(between(centreline.points[59]?.at ?? nowhere, centreline.points[61]?.at ?? nowhere)), along);
    const off = (by: number): number => stretchedFromLps(view, moved(point, side, by))?.off ?? NaN;
    expect(off(1)).toBeCloseTo(1, 1);
    expect(off(-1)).toBeCloseTo(-1, 1);
    const straight = { points: centreline.points.slice(0, 4).map((one, n) => ({ ...one, at: pointLps(0, 0, n) })) };
    expect(stretchedView(volume, straight, { along: vectorLps(0, 0, 1), spacing: mm(0.5), margin: mm(2) }).size[1]).toBe(0);
  });
  it('is the same turned with the patient', () => {
    const least = (v: ReturnType<typeof plainDirection>): number => Math.max(...centreline.points.map(({ at }) => dot(between(pointLps(0, 0, 0), at), v)))
      - Math.min(...centreline.points.map(({ at }) => dot(between(pointLps(0, 0, 0), at), v)));
    for (const other of [vectorLps(1, 0, 0), vectorLps(0, 1, 0), unitVector(vectorLps(1, 1, 0))]) expect(least(along)).toBeLessThan(least(other));
  });
});

describe('an unrolled map', () => {
  const depths = [{ kind: 'wall', inside: mm(0.2) }, { kind: 'radius', radius: mm(1.5) }, { kind: 'maximum' }] as const;
  it.each(depths)('read at $kind leads to the patient and back within 1e-6 mm', (depth) => {
    const map = { centreline, outlines, shape: { depth, columns: 180, step: mm(0.5) }, size: [180, Math.floor(length / 0.5) + 1] as const,
      values: new Int16Array(0), covered: new Uint8Array(0), radii: new Float32Array(0) };
    fc.assert(fc.property(share(0, 179.99), share(0, map.size[1] - 1), (x, y) => {
      const at = pointPixel(Number.isInteger(x) ? x + 0.5 : x, y);
      const there = lpsFromUnrolled(map, at);
      const place = unrolledFromLps(map, there ?? nowhere);
      expect(Math.abs(place?.off ?? NaN)).toBeLessThan(1e-6);
      expect(gap(lpsFromUnrolled(map, place?.at ?? pointPixel(NaN, NaN)), there)).toBeLessThan(1e-6);
    }));
  });
  it.each(depths)('read at $kind shows the HU of the points that its pixels stand for', (depth) => {
    const map = unrolledMap(volume, centreline, outlines, { depth, columns: 90, step: mm(0.5) });
    for (const [x, y] of [[0, 0], [44, 30], [89, 77], [13, 110]] as const) {
      const there = lpsFromUnrolled(map, pointPixel(x, y)) ?? nowhere;
      expect(Math.abs((map.values[y * 90 + x] ?? NaN) - (huAtPoint(volume, there) ?? NaN))).toBeLessThanOrEqual(1);
      expect(map.covered[y * 90 + x]).toBe(1);
    }
  });
  it('of the brightest is nowhere darker than any other, and lies between lumen and wall', () => {
    const shape = { columns: 60, step: mm(1) };
    const [wall, inside, most] = [{ kind: 'wall', inside: mm(0) }, { kind: 'wall', inside: mm(0.4) }, { kind: 'maximum' }]
      .map((depth) => unrolledMap(volume, centreline, outlines, { ...shape, depth: depth as typeof depths[number] }));
    for (let o = 0; o < (most?.values.length ?? 0); o += 1) {
      expect(most?.values[o] ?? NaN).toBeGreaterThanOrEqual((wall?.values[o] ?? NaN) - 1);
      expect(most?.values[o] ?? NaN).toBeGreaterThanOrEqual((inside?.values[o] ?? NaN) - 60);
      expect(most?.radii[o] ?? NaN).toBeLessThanOrEqual((wall?.radii[o] ?? NaN) + 1e-6);
    }
  });
  it.each(depths)('read at $kind after some outlines have changed is what it is from the start', (depth) => {
    const shape = { depth, columns: 36, step: mm(0.5) };
    const before = unrolledMap(volume, centreline, outlines, shape);
    const [wall, lumen] = [outlines.wall.slice(), outlines.lumen.slice()];
    wall.fill(2.6, 10 * RAYS, 11 * RAYS);
    lumen.fill(0.2, 40 * RAYS, 41 * RAYS);
    const centres = outlines.centres.map((centre, n) => (n === 70 ? pointUv(0.4, -0.3) : centre));
    const changed = { ...outlines, centres, wall, lumen };
    const again = unrolledMap(volume, centreline, changed, shape, before);
    expect(again).toEqual(unrolledMap(volume, centreline, changed, shape));
    expect(again.values).not.toEqual(before.values);
  });
  it('takes the rows of outlines that have stayed as they were', () => {
    const shape = { depth: depths[2], columns: 36, step: mm(0.5) };
    const before = unrolledMap(volume, centreline, outlines, shape);
    const marked = { ...before, values: before.values.map(() => 7) };
    const wall = outlines.wall.slice();
    wall.fill(2.6, 10 * RAYS, 11 * RAYS);
    const { values, size } = unrolledMap(volume, centreline, { ...outlines, wall }, shape, marked);
    const isNew = Array.from({ length: size[1] }, (_, y) => values.subarray(y * 36, (y + 1) * 36).some((value) => value !== 7));
    // Rows between section 9 and section 11.
    const near = isNew.map((_, y) => Math.floor((y * 0.5) / outlines.step) === 9 || Math.floor((y * 0.5) / outlines.step) === 10);
    expect(isNew).toEqual(near);
  });
  it('goes round, and ends where the vessel does', () => {
    const map = unrolledMap(volume, centreline, outlines, { depth: depths[0], columns: 36, step: mm(1) });
    expect(gap(lpsFromUnrolled(map, pointPixel(-3, 10)), lpsFromUnrolled(map, pointPixel(33, 10)))).toBeLessThan(1e-12);
    expect(lpsFromUnrolled(map, pointPixel(3, -0.1))).toBeUndefined();
    expect(lpsFromUnrolled(map, pointPixel(3, map.size[1]))).toBeUndefined();
    expect(unrolledFromLps(map, moved(centreline.points[0]?.at ?? nowhere, centreline.points[0]?.tangent ?? vectorLps(0, 0, 0), -3))).toBeUndefined();
  });
});
