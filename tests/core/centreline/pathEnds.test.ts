import { describe, expect, it } from 'vitest';
import { continuedEnd, nearestOnPath } from '../../../core/centreline/pathEnds.ts';
import { previewLegs } from '../../../core/centreline/preview.ts';
import { pointLps } from '../../../core/geometry/frame.ts';

const POINTS = [pointLps(0, 0, 0), pointLps(20, 0, 0), pointLps(40, 0, 0)];

describe('a new point', () => {
  it('continues the distal end, wherever it lies beyond or beside', () => {
    expect([[60, 0, 0], [30, 20, 0], [5, 8, 0]].map(([x = 0, y = 0, z = 0]) => continuedEnd(POINTS, pointLps(x, y, z)))).toEqual(['distal', 'distal', 'distal']);
  });

  it('continues the proximal end where it lies before it and much nearer', () => {
    expect(continuedEnd(POINTS, pointLps(-10, 2, 0))).toBe('proximal');
    // As far from one end as from the other: a vessel may turn back.
    expect(continuedEnd([pointLps(0, 0, 0), pointLps(0, 20, 0)], pointLps(0, -30, 0))).toBe('distal');
  });

  it('is the next one of a path that has but one point', () => {
    expect(continuedEnd(POINTS.slice(0, 1), pointLps(-10, 0, 0))).toBe('distal');
  });
});

describe('the nearest place of a path', () => {
  it('lies on the leg that runs by', () => {
    const place = nearestOnPath(previewLegs(POINTS, null), pointLps(27, 3, 0));
    expect(place?.leg).toBe(1);
    expect(place?.distance).toBeCloseTo(3, 9);
    expect(place?.at[0]).toBeCloseTo(27, 9);
  });

  it('is none of a path of one point', () => {
    expect(nearestOnPath(previewLegs(POINTS.slice(0, 1), null), pointLps(0, 0, 0))).toBeUndefined();
  });
});
