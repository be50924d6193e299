import { describe, expect, it } from 'vitest';
import { brushed, outlined, outlinesOfArea, PAINT_RULE, type PaintedArea, paintedArea } from '../../../core/calcium/paintedArea.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { type Polygon, polygonArea } from '../../../core/geometry/polygon.ts';
import { mm } from '../../../core/units.ts';

const middle = pointUv(0.4, -0.3);
const disc = (radius: number, [u, v] = middle, corners = 180): Polygon => Array.from({ length: corners }, (_, n) => {
  const angle = (2 * Math.PI * n) / corners;
  return pointUv(u + radius * Math.cos(angle), v + radius * Math.sin(angle));
});
const vessel = disc(3);
const whole = (outlines: readonly Polygon[]): number => outlines.reduce((sum, outline) => sum + polygonArea(outline), 0);
/** mm². */
const sizeOfArea = ({ cells }: PaintedArea): number => cells.reduce((sum, held) => sum + held, 0) * PAINT_RULE.cell ** 2;
const near = (found: number, wanted: number, share: number): void => expect(Math.abs(found - wanted) / wanted).toBeLessThan(share);

describe('an area of cells', () => {
  it.each([0.5, 1, 2])('keeps the area of a disc of %d mm, there and back', (radius) => {
    const area = paintedArea([disc(radius)], middle);
    near(sizeOfArea(area), Math.PI * radius ** 2, 0.02);
    const outlines = outlinesOfArea(area);
    expect(outlines).toHaveLength(1);
    near(whole(outlines), Math.PI * radius ** 2, 0.02);
    near(sizeOfArea(paintedArea(outlines, middle)), sizeOfArea(area), 0.02);
  });
  it('keeps a square exactly but for its cut corners', () => {
    const square = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([u = 0, v = 0]) => pointUv(u + 0.4, v - 0.3));
    expect(Math.abs(whole(outlinesOfArea(paintedArea([square], middle))) - 4)).toBeLessThan(0.05);
  });
  it('lies where it was, whatever the middle of the grid', () => {
    const [outline = []] = outlinesOfArea(paintedArea([disc(1)], pointUv(-1, 0.7)));
    for (const [u, v] of outline) expect(Math.abs(Math.hypot(u - middle[0], v - middle[1]) - 1)).toBeLessThan(0.06);
  });
  it('is none of nothing', () => expect(outlinesOfArea(paintedArea([], middle))).toEqual([]));
  it('stays apart where two discs are, and drops specks', () => {
    const area = paintedArea([disc(0.5, pointUv(-1, 0)), disc(0.5, pointUv(1.5, 0)), disc(0.07, pointUv(0, 1.5))], middle);
    expect(outlinesOfArea(area)).toHaveLength(2);
  });
});

describe('a brush', () => {
  const empty = paintedArea([], middle);
  it('paints a capsule, and takes it away again', () => {
    const painted = brushed(empty, pointUv(-1, 0), pointUv(1, 0), mm(0.4), 'add', vessel);
    near(sizeOfArea(painted), 2 * 0.8 + Math.PI * 0.4 ** 2, 0.02);
    expect(sizeOfArea(brushed(painted, pointUv(-1, 0), pointUv(1, 0), mm(0.45), 'take', vessel))).toBe(0);
  });
  it('paints nothing beyond the vessel', () => {
    const painted = brushed(empty, pointUv(3.4, -0.3), pointUv(3.4, -0.3), mm(1), 'add', vessel);
    for (const [u, v] of outlinesOfArea(painted)[0] ?? []) expect(Math.hypot(u - middle[0], v - middle[1])).toBeLessThan(3.05);
    near(sizeOfArea(painted), Math.PI / 2, 0.12);
  });
  it('leaves what it was given as it was', () => {
    brushed(empty, middle, middle, mm(1), 'add', vessel);
    expect(sizeOfArea(empty)).toBe(0);
  });
});

describe('an outline', () => {
  it('adds what lies inside it and takes it away', () => {
    const added = outlined(paintedArea([disc(1)], middle), disc(1, pointUv(1.4, -0.3)), 'add', vessel);
    // Two discs whose middles lie one radius apart share 2π/3 − √3/2.
    near(sizeOfArea(added), 2 * Math.PI - (2 * Math.PI / 3 - Math.sqrt(3) / 2), 0.02);
    near(sizeOfArea(outlined(added, disc(1, pointUv(1.4, -0.3)), 'take', vessel)), Math.PI - (2 * Math.PI / 3 - Math.sqrt(3) / 2), 0.02);
  });
  it('leaves a hole that counts as one: the area of its outline is what lies between', () => {
    const ring = outlined(paintedArea([disc(2)], middle), disc(1), 'take', vessel);
    const outlines = outlinesOfArea(ring);
    expect(outlines).toHaveLength(1);
    near(whole(outlines), 3 * Math.PI, 0.02);
    near(sizeOfArea(paintedArea(outlines, middle)), 3 * Math.PI, 0.02);
  });
});
