import { describe, expect, it } from 'vitest';
import type { Centreline } from '../../../../core/centreline/centreline.ts';
import { previewLegs, type TracedThrough } from '../../../../core/centreline/preview.ts';
import { pointLps, vectorLps, type PointLps } from '../../../../core/geometry/frame.ts';
import { pointUv } from '../../../../core/geometry/plane.ts';
import { mm } from '../../../../core/units.ts';
import { bandPath, distanceFromPiece, isInPicture, pathHit, pathRuns } from '../../../../renderer/viewer/path/pathOnPlane.ts';
import { pathPieces } from '../../../../renderer/viewer/path/pathShown.ts';
import type { View } from '../../../../renderer/viewer/viewTransform.ts';
import { straight } from '../../../core/lesion/plainFindings.ts';

/** The plane z = 0 with x to the right and y downwards: a millimetre is two pixels, the patient's origin in the middle. */
const view: View = {
  plane: { origin: pointLps(-50, -50, 0), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0), spacing: [1, 1], size: [101, 101] },
  centre: pointUv(50, 50), mmPerPixel: 0.5, size: [200, 200],
};
const line = straight(40);
/** Bridged between 10 and 20 mm, with 2 mm of doubt. */
const bridged = {
  ...line, legs: [{ from: mm(0), to: mm(40), bridged: mm(10) }],
  points: line.points.map((point) => (point.abscissa >= 10 && point.abscissa <= 20 ? { ...point, isBridged: true, uncertainty: mm(2) } : { ...point, isBridged: false })),
};
const POINTS = [pointLps(0, 0, 0), pointLps(40, 0, 0)];
const through = (path: Centreline): TracedThrough => ({ line: path, through: POINTS });
const pieces = pathPieces({ legs: previewLegs(POINTS, through(bridged)), line: bridged });

describe('the pieces of a path', () => {
  it('are as its contrast: open, bridged with its doubt, open, each going on where the last one ended', () => {
    expect(pieces.map(({ look }) => look)).toEqual(['open', 'bridged', 'open']);
    expect(pieces.slice(1).map(({ course }, n) => course[0] === pieces[n]?.course.at(-1))).toEqual([true, true]);
    expect([pieces[0]?.radii.at(-1), Math.max(...pieces[1]?.radii ?? [])]).toEqual([0, 2]);
  });

  it('are a preview where a leg is not traced', () => {
    const legs = previewLegs([...POINTS, pointLps(60, 5, 0)], through(bridged));
    expect(pathPieces({ legs, line: bridged }).map(({ look, leg }) => [look, leg])).toEqual([['open', 0], ['bridged', 0], ['open', 0], ['preview', 1]]);
    expect(pathPieces({ legs: previewLegs(POINTS, null), line: null }).map(({ look }) => look)).toEqual(['preview']);
  });

  it('draw no doubt where nobody has said how much there is', () => {
    const endless = { ...bridged, points: bridged.points.map((point) => ({ ...point, uncertainty: mm(Infinity) })) };
    expect(pathPieces({ legs: previewLegs(POINTS, through(endless)), line: endless }).flatMap(({ radii }) => radii).every((radius) => radius === 0)).toBe(true);
  });
});

describe('a path on a plane', () => {
  it('lies where its points are projected, its doubt to scale', () => {
    const runs = pathRuns(view, 0, pieces);
    expect(runs.map(({ look, isInPlane }) => [look, isInPlane])).toEqual([['open', true], ['bridged', true], ['open', true]]);
    expect(runs[0]?.points[0]).toEqual([100, 100]);
    expect(runs.at(-1)?.points.at(-1)).toEqual([180, 100]);
    expect(Math.max(...runs[1]?.radii ?? [])).toBe(4);
  });

  it('is told apart where it leaves the plane, without a gap', () => {
    const rising = { course: [0, 1, 2, 3, 4].map((n): PointLps => pointLps(n, 0, n)), look: 'open', radii: [0, 0, 0, 0, 0], leg: 0 } as const;
    const runs = pathRuns(view, 0, [rising]);
    expect(runs.map(({ isInPlane }) => isInPlane)).toEqual([true, false]);
    expect(runs[1]?.points[0]).toEqual(runs[0]?.points.at(-1));
    // A thick slab holds more of it.
    expect(pathRuns(view, 10, [rising]).map(({ isInPlane }) => isInPlane)).toEqual([true]);
    expect([1.4, 1.6, -1.6].map((z) => isInPicture(view, 0, pointLps(0, 0, z)))).toEqual([true, false, false]);
  });

  it('gives its points before its line, and nothing beside or off the plane', () => {
    const runs = pathRuns(view, 0, pieces);
    const hit = (x: number, y: number, points: readonly PointLps[] = POINTS) => pathHit(view, 0, points, runs, [x, y]);
    expect(hit(105, 103)).toEqual({ kind: 'point', n: 0 });
    expect(hit(140, 105)).toEqual({ kind: 'leg', n: 0 });
    expect(hit(140, 108)).toEqual({ kind: 'none' });
    expect(hit(180, 100)).toEqual({ kind: 'point', n: 1 });
    expect(hit(60, 60, [pointLps(-20, -20, 3)])).toEqual({ kind: 'none' });
    expect(hit(60, 60, [pointLps(-20, -20, 1)])).toEqual({ kind: 'point', n: 0 });
  });

  it('gives the nearest of two points that lie close together', () => {
    expect(pathHit(view, 0, [pointLps(0, 0, 0), pointLps(3, 0, 0)], [], [104, 100])).toEqual({ kind: 'point', n: 1 });
  });
});

describe('the band of doubt', () => {
  it('is as wide as its radii to both sides', () => {
    expect(bandPath({ points: [[0, 10], [20, 10]], radii: [3, 3] })).toBe('M0.0 13.0L20.0 13.0L20.0 7.0L0.0 7.0Z');
  });

  it('is not drawn where there is none', () => {
    expect(bandPath({ points: [[0, 10], [20, 10]], radii: [0, 0.4] })).toBe('');
  });
});

it('measures the distance from a piece, not from the line through it', () => {
  expect([distanceFromPiece([0, 0], [10, 0], [5, 3]), distanceFromPiece([0, 0], [10, 0], [13, 4]), distanceFromPiece([2, 2], [2, 2], [5, 6])]).toEqual([3, 5, 5]);
});
