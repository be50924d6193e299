import { describe, expect, it } from 'vitest';
import { type CArmView, projectedPoint } from '../../../core/geometry/carm.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { FULL_MOON_DISEASE } from '../../../core/phantom/coronaries.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { angiogram, type Background, type RunRecipe } from '../../../core/phantom/projection.ts';
import { deg } from '../../../core/units.ts';

const VIEW: CArmView = {
  primary: deg(30), secondary: deg(20), sourceToDetectorMm: 1195, sourceToPatientMm: 785,
    isocentre: pointLps(6, -4, -2),
  columns: 256, rows: 256, imagerPixelSpacing: [0.8, 0.8],
};
const RECIPE: RunRecipe = {
  view: VIEW, frames: 60, frameTimeMs: 66.667, rToRMs: 968, firstFrameMs: 620, injected: 'target',
    injectionAtS: 0.5,
  disease: FULL_MOON_DISEASE, seed: 4,
};
/** An even background: what is darker than it is an artery or a catheter. */
const EVEN: Background = {
  rest: new Float32Array(256 * 256).fill(0.5), contracted: new Float32Array(256 * 256).fill(0.5),
};
const target = angiogram(RECIPE, EVEN);
const donor = angiogram({ ...RECIPE, injected: 'donor' }, EVEN);
const rca = target.tree.vessels.find(({ name }) => name === 'RCA');
if (rca === undefined) throw new Error('the tree has no right artery');

/** Mean grey of 3 by 3 pixels about a place of the right artery. */
function greyAt(run: typeof target, atMm: number, n: number): number {
  const { column, row } = run.projectedOf(rca ?? target.tree.vessels[0]!, atMm, n);
  const frame = run.frame(n);
  const near = [-1, 0, 1].flatMap((dj) => [-1, 0, 1].map((di) =>
    frame[(Math.round(row) + dj) * 256 + Math.round(column) + di] ?? 0));
  return near.reduce((sum, value) => sum + value, 0) / near.length;
}
const BACKGROUND = 255 * (0.9 * Math.exp(-0.5) + 0.03);

describe('an angiogram of the phantom', () => {
  it('shows each place where the geometry puts it', () => {
    const still = [...Array(60).keys()].find((n) => target.squeezeOf(n) === 0) ?? 0;
    const place = courseAt(rca.course, 30);
    target.placeOf(rca, 30, still).forEach((value, c) => expect(value).toBeCloseTo(place[c] ?? 0, 9));
    expect(target.projectedOf(rca, 30, still)).toEqual(projectedPoint(VIEW, target.placeOf(rca, 30, still)));
  });

  it('fills the right artery to its stump, and not beyond', () => {
    expect(greyAt(target, 20, 2)).toBeGreaterThan(BACKGROUND - 12);
    expect(greyAt(target, 20, 28)).toBeLessThan(BACKGROUND - 40);
    expect(greyAt(target, 40, 28)).toBeLessThan(BACKGROUND - 40);
    for (const n of [10, 28, 50]) expect(greyAt(target, 140, n)).toBeGreaterThan(BACKGROUND - 12);
  });

  it('fills the right artery beyond the stump from the left one, late', () => {
    expect(greyAt(donor, 140, 15)).toBeGreaterThan(BACKGROUND - 12);
    expect(greyAt(donor, 140, 55)).toBeLessThan(BACKGROUND - 20);
    expect(greyAt(donor, 25, 55)).toBeGreaterThan(BACKGROUND - 12);
  });

  it('shows calcium without contrast', () => {
    expect(greyAt(donor, 62, 4)).toBeLessThan(BACKGROUND - 12);
  });

  it('beats: the artery moves between the phases, by millimetres', () => {
    const squeezes = Array.from({ length: 15 }, (_, n) => target.squeezeOf(n));
    expect(Math.max(...squeezes)).toBeGreaterThan(0.9);
    expect(Math.min(...squeezes)).toBe(0);
    const [rest, beat] = [squeezes.indexOf(0), squeezes.indexOf(Math.max(...squeezes))];
    const [a, b] = [target.projectedOf(rca, 60, rest), target.projectedOf(rca, 60, beat)];
    const moved = Math.hypot(a.column - b.column, a.row - b.row) * 0.8 * (785 / 1195);
    expect(moved).toBeGreaterThan(3);
    expect(moved).toBeLessThan(20);
  });

  it('has an R wave every 968 ms', () => {
    expect(target.rWaveFrames).toEqual([6, 20, 35, 49]);
  });

  it('is the same each time', () => {
    expect(angiogram(RECIPE, EVEN).frame(31)).toEqual(target.frame(31));
    expect(angiogram({ ...RECIPE, seed: 5 }, EVEN).frame(31)).not.toEqual(target.frame(31));
  });
});
