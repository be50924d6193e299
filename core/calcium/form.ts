import type { Again } from '../section/again.ts';
import type { Lumen } from '../section/lumen.ts';
import { DIRECTIONS, RAYS } from '../section/polar.ts';
import type { Wall } from '../section/wall.ts';
import { type Deposits, runsOf } from './deposits.ts';

/** How deep calcium lies: towards the lumen, towards the outer edge, or both. */
export type CalciumDepth = 'superficial' | 'deep' | 'mixed';

/** How the calcium of one section is made up. */
export interface CalciumForm {
  /** Null where there is none. */
  readonly depth: CalciumDepth | null;
  /** Separate arcs around the circumference. */
  readonly arcs: number;
  /** 0 for a ring as thick all around, 1 for all of it on one ray; null where there is none. */
  readonly eccentricity: number | null;
}

/** What decides on depth. */
export const DEPTH_RULE = {
  /**
   * A ray is superficial where its calcium reaches into the inner half of what lies between lumen and outer edge.
   * @source Mintz and others, Circulation 1995, 91:1959, 10.1161/01.CIR.91.7.1959: the rule of intravascular ultrasound,
   * from memory, unverified; in the occlusion, where there is no lumen, from the middle (own)
   */
  innerShare: 0.5,
  /** One kind counts alone where it makes up this share of the calcified rays, inclusive; own. */
  mostly: 0.8,
} as const;

/**
 * Form of the calcium of each section.
 *
 * CT sees calcium as layers that reach from the outer edge inwards: what lies apart from the edge counts as if it reached it.
 *
 * @param again - forms before, and the sections whose contours or calcium are others now
 * @source see DEPTH_RULE; eccentricity is our own
 * @method eccentricity: length of the mean direction of the calcified rays, weighted with their thickness
 */
export function calciumForms({ isOpen, radii: lumen }: Pick<Lumen, 'isOpen' | 'radii'>, wall: Pick<Wall, 'radii'>, { thickness }: Pick<Deposits, 'thickness'>,
  again: Again<readonly CalciumForm[]> | null = null):
  readonly CalciumForm[] {
  return isOpen.map((open, n) => {
    const old = again?.moved[n] === 0 ? again.before[n] : undefined;
    if (old !== undefined) return old;
    const holds = Array.from(thickness.subarray(n * RAYS, (n + 1) * RAYS), (own) => own > 0);
    if (!holds.includes(true)) return { depth: null, arcs: 0, eccentricity: null };
    let [superficial, calcified, x, y, weight] = [0, 0, 0, 0, 0];
    for (let ray = 0; ray < RAYS; ray += 1) {
      const o = n * RAYS + ray;
      const own = thickness[o] ?? 0;
      if (own <= 0) continue;
      const room = (wall.radii[o] ?? 0) - (open ? lumen[o] ?? 0 : 0);
      calcified += 1;
      if (own >= DEPTH_RULE.innerShare * room) superficial += 1;
      x += own * (DIRECTIONS[2 * ray] ?? 0);
      y += own * (DIRECTIONS[2 * ray + 1] ?? 0);
      weight += own;
    }
    const share = superficial / calcified;
    const depth = share >= DEPTH_RULE.mostly ? 'superficial' : share <= 1 - DEPTH_RULE.mostly ? 'deep' : 'mixed';
    return { depth, arcs: runsOf(holds).length, eccentricity: Math.hypot(x, y) / weight };
  });
}
