import { inBodies, OUTSIDE_HU } from './bodies.ts';
import { bestWay, likeness } from './capture.kernel.ts';
import { type AxesAlong, huAcross } from './edges.ts';
import type { SearchSpace } from './searchSpace.ts';

/** Grid on which the middle is looked for, mm, and how far to every side, in its steps: 5 mm. */
const SPACING = 0.4;
const REACH = 12;
/** Tiles hold the widest vessel about the farthest offset: 9.2 mm to every side. */
const TILE = 47;
/** Price of leaving the curve's direction by 45° over one millimetre; a full ring of fat is worth 1. */
const STIFFNESS = 0.2;

const OFFSETS = Float64Array.from(Array.from({ length: TILE * TILE }, (_, n) =>
  [((n % TILE) - (TILE - 1) / 2) * SPACING, (Math.floor(n / TILE) - (TILE - 1) / 2) * SPACING]).flat());

/** Tiles hold no wider vessel at their farthest offset, mm. */
const WIDEST = 3.6;
/** What contrast in the middle is worth next to the open vessel; deep in the occlusion it is another vessel's. */
const LIT = 0.7;
const FOREIGN = -0.7;

/** What is expected of the vessel at one point. */
export interface Expected {
  /** Outer radius, mm. */
  readonly radius: number;
  readonly isNearOpen: boolean;
  /** It lies amid a chamber or great vessel, whose contrast is outside of it as fat is. */
  readonly isAmid: boolean;
}

/** A shift across the curve, mm along its u and v. */
export type Shift = readonly [u: number, v: number];

/**
 * Where the vessel runs beside a curve that may have cut its corners: a shift for each point.
 *
 * @param axes - the stretch, points about 1 mm apart
 * @param expected - at each point
 * @param contrast - HU of lumen, from and to
 * @returns steps of some milliseconds
 * @method likeness to a filled ring of wall against fat, or amid a chamber against it, at every offset, then the best
 * way through all maps at once
 */
export function* capturedShifts(
  space: SearchSpace, axes: AxesAlong, expected: readonly Expected[], contrast: readonly [from: number, to: number],
): Generator<undefined, readonly Shift[]> {
  const tiles = huAcross(space.volume, axes, OFFSETS);
  const enough = expected.map(({ isAmid }) => (isAmid ? 1 : Infinity));
  for (const at of inBodies(space, axes, OFFSETS, TILE, tiles, enough, contrast[1])) tiles[at] = OUTSIDE_HU;
  const side = 2 * REACH + 1;
  const scores = new Float64Array(expected.length * side * side);
  for (const [n, { radius, isNearOpen }] of expected.entries()) {
    yield;
    likeness(tiles, n * TILE * TILE, TILE, SPACING, REACH, Math.min(WIDEST, radius), ...contrast, isNearOpen ? LIT : FOREIGN, scores,
      n * side * side);
  }
  return Array.from(bestWay(scores, side, STIFFNESS * SPACING ** 2), (at) =>
    [((at % side) - REACH) * SPACING, (Math.floor(at / side) - REACH) * SPACING]);
}
