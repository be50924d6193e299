import { describe, expect, it } from 'vitest';
import { outlineInPatient } from '../../../core/annotation/outline.ts';
import { halfDepth, isInSlab, seenInSlab } from '../../../core/annotation/slab.ts';
import { moved, pointLps, unitVector, vectorLps } from '../../../core/geometry/frame.ts';
import { planeNormal, planeThrough } from '../../../core/geometry/plane.ts';

const flat = planeThrough(pointLps(5, 5, 10), vectorLps(1, 0, 0), vectorLps(0, 1, 0));
const line = (from: number, to: number) => ({ points: [pointLps(0, 0, from), pointLps(8, 0, to)], isClosed: false });

it('is as deep as its slab, and never thinner than a voxel', () => {
  expect([halfDepth(10, 0.5), halfDepth(0, 0.5), halfDepth(0.3, 0.5)]).toEqual([5, 0.25, 0.25]);
});

describe('a slab of 2 mm about z = 10', () => {
  it.each([
    ['shows what lies in the plane', 10, true], ['shows what lies on its upper face', 11, true], ['shows what lies on its lower face', 9, true],
    ['hides what lies a micrometre above', 11.00001, false], ['hides what lies a micrometre below', 8.99999, false],
  ] as const)('%s', (_, z, isSeen) => {
    const seen = seenInSlab(line(z, z), flat, 1);
    expect([seen.pieces.length, seen.isWhole]).toEqual([isSeen ? 1 : 0, isSeen]);
    expect(isInSlab(flat, 1, pointLps(100, -3, z))).toBe(isSeen);
  });

  it('cuts a slanted line at both faces', () => {
    const [piece, ...more] = seenInSlab(line(8, 12), flat, 1).pieces;
    expect(more).toEqual([]);
    const [from, to] = [piece?.from ?? [], piece?.to ?? []];
    expect(from.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([2, 0, 9]);
    expect(to.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([6, 0, 11]);
    expect(seenInSlab(line(8, 12), flat, 1).isWhole).toBe(false);
  });

  it('keeps the end that lies inside', () => {
    const [piece] = seenInSlab(line(10, 12), flat, 1).pieces;
    expect(piece?.from).toEqual(pointLps(0, 0, 10));
    expect(piece?.to[2]).toBeCloseTo(11, 5);
  });

  it('shows where a line that only touches its face touches it', () => {
    expect(seenInSlab(line(11, 13), flat, 1).pieces.length).toBe(1);
  });

  it('shows both halves that a circle across it leaves, and no more', () => {
    const ring = outlineInPatient('circle', { points: [pointLps(0, 0, 10), pointLps(5, 0, 10)], normal: vectorLps(0, 1, 0) });
    const { pieces, isWhole } = seenInSlab(ring, flat, 1);
    expect(isWhole).toBe(false);
    expect(pieces.every(({ from, to }) => Math.abs(from[2] - 10) <= 1.00001 && Math.abs(to[2] - 10) <= 1.00001)).toBe(true);
    // The arcs on both sides: asin(1/5) up and down on each.
    const length = pieces.reduce((sum, { from, to }) => sum + Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]), 0);
    expect(length).toBeCloseTo(4 * 5 * Math.asin(1 / 5), 2);
  });
});

it('says the same of an oblique plane as of a straight one', () => {
  const plane = planeThrough(pointLps(3, -8, 20), unitVector(vectorLps(1, 2, 0.5)), vectorLps(0.2, -0.3, 1));
  const normal = planeNormal(plane);
  for (const [height, isSeen] of [[0.999, true], [1, true], [1.001, false], [-1, true], [-1.001, false]] as const) {
    const points = [moved(plane.origin, normal, height), moved(moved(plane.origin, plane.u, 9), normal, height)];
    expect(seenInSlab({ points, isClosed: false }, plane, 1).pieces.length > 0, `${height}`).toBe(isSeen);
  }
});
