import { deg, type Deg } from '../units.ts';
import type { Arc } from './review.ts';

/** Which end of an arc is held: it runs from u towards v, clockwise as it is drawn. */
export type ArcEnd = 'from' | 'to';

/** How arcs are edited. @source own */
export const ARC_EDIT = {
  /** No arc is made shorter, degrees. */
  shortest: deg(5),
  /** What a new one covers where there is room, degrees. */
  fresh: deg(60),
} as const;

const turned = (angle: number): number => ((angle % 360) + 360) % 360;

/** How much of the circle an arc covers: more than 0°, at most 360°. @source core/calcium/review: 0 to 360 is a ring */
export const sweepOf = ([from, to]: Arc): Deg => deg(to - from >= 360 ? 360 : turned(to - from));

/** The arc from an angle so far on. Its end may lie beyond 360°; a ring ends 360° after it begins. @source none */
const arcFrom = (from: number, sweep: number): Arc => [deg(turned(from)), deg(turned(from) + sweep)];

/** The way from one angle to another by the shorter side, degrees: clockwise is above 0. @source none */
export const angleBetween = (from: Deg, to: Deg): Deg => deg(turned(to - from + 180) - 180);

/** Whether an arc holds an angle, ends included. @source none */
const holdsAngle = (arc: Arc, angle: number): boolean => turned(angle - arc[0]) <= sweepOf(arc);

/** Which of the arcs holds an angle; null where none does. @source none */
export function arcAt(arcs: readonly Arc[], angle: Deg): number | null {
  const n = arcs.findIndex((arc) => holdsAngle(arc, angle));
  return n < 0 ? null : n;
}

/**
 * The arcs with an end of one of them moved, clockwise above 0. It becomes no shorter than 5° and no longer than a ring;
 * it may come to lie over its neighbours (see joinedArcs).
 *
 * @source own
 */
export function arcsWithEnd(arcs: readonly Arc[], n: number, end: ArcEnd, by: Deg): readonly Arc[] {
  const arc = arcs[n];
  if (arc === undefined) return arcs;
  const sweep = sweepOf(arc);
  const next = Math.min(360, Math.max(ARC_EDIT.shortest, sweep + (end === 'to' ? 1 : -1) * by));
  // The other end stays where it is.
  return arcs.with(n, end === 'to' ? arcFrom(arc[0], next) : arcFrom(arc[0] + sweep - next, next));
}

/** The arcs with one of them turned as a whole, clockwise above 0. @source own */
export function arcsTurned(arcs: readonly Arc[], n: number, by: Deg): readonly Arc[] {
  const arc = arcs[n];
  return arc === undefined ? arcs : arcs.with(n, arcFrom(arc[0] + by, sweepOf(arc)));
}

/**
 * The arcs with a new one about an angle; narrower where its neighbours leave less room.
 *
 * @returns the same arcs where one of them lies there already, or no room is left
 * @source own
 */
export function arcsWithNew(arcs: readonly Arc[], about: Deg): readonly Arc[] {
  if (arcAt(arcs, about) !== null) return arcs;
  const before = Math.min(ARC_EDIT.fresh / 2, ...arcs.map(([, to]) => turned(about - to)));
  const after = Math.min(ARC_EDIT.fresh / 2, ...arcs.map(([from]) => turned(from - about)));
  return before + after < ARC_EDIT.shortest ? arcs : [...arcs, arcFrom(about - before, before + after)];
}

/** The arcs without one of them. @source none */
export const arcsWithout = (arcs: readonly Arc[], n: number): readonly Arc[] => arcs.filter((_, m) => m !== n);

/**
 * The arcs with those that overlap or touch made one, in the order of their beginnings.
 *
 * @returns a single ring from 0° where they cover the whole circle
 * @source own
 */
export function joinedArcs(arcs: readonly Arc[]): readonly Arc[] {
  const left = arcs.map((arc) => ({ from: turned(arc[0]), sweep: Number(sweepOf(arc)) })).filter(({ sweep }) => sweep > 0);
  for (let n = 0; n < left.length;) {
    const one = left[n];
    const m = one === undefined ? -1 : left.findIndex((other) => other !== one && turned(other.from - one.from) <= one.sweep);
    const other = left[m];
    if (one === undefined || other === undefined) n += 1;
    else {
      left[n] = { from: one.from, sweep: Math.min(360, Math.max(one.sweep, turned(other.from - one.from) + other.sweep)) };
      left.splice(m, 1);
      n = 0;
    }
  }
  return left.toSorted((a, b) => a.from - b.from).map(({ from, sweep }) => (sweep >= 360 ? arcFrom(0, 360) : arcFrom(from, sweep)));
}
