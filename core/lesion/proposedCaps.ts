import type { Centreline } from '../centreline/centreline.ts';
import { err, ok, type Result } from '../result.ts';
import { type Mm, mm } from '../units.ts';
import type { Caps } from './occlusion.ts';

/** Why no caps can be proposed. */
export type NoCaps =
  /** Contrast fills the whole path. */
  | { readonly code: 'caps/nothing-bridged' }
  /** All that is without contrast reaches to an end of the path. */
  | { readonly code: 'caps/no-contrast-beyond'; readonly end: 'first' | 'last' };

/** Caps of which an operator may have set one or both, as abscissae. */
export interface GivenCaps { readonly proximal: Mm | null; readonly distal: Mm | null }
const NONE_GIVEN: GivenCaps = { proximal: null, distal: null };

/** A stretch without contrast, as points of the centreline: the first and the last. */
interface Bridge { readonly from: number; readonly to: number }

/** A stretch without contrast shorter than this is a stenosis rather than an occlusion, mm; own. */
const LEAST_MM = 2;

/**
 * Where an occlusion is likely to begin and end: the longest stretch of the path without contrast that has contrast on
 * both sides.
 *
 * A cap that was set stays, and only stretches on its far side count for the other.
 *
 * @returns abscissae, not yet moved to where the picture shows that contrast ends (see capNear)
 * @fails caps/nothing-bridged - there is contrast all along
 * @fails caps/no-contrast-beyond - the path begins or ends where there is no contrast, and nowhere else is none
 */
export function proposedCaps({ points, step }: Pick<Centreline, 'points' | 'step'>, given: GivenCaps = NONE_GIVEN): Result<Caps, NoCaps> {
  const { proximal, distal } = given;
  if (proximal !== null && distal !== null) return ok({ proximal, distal });
  const abscissa = (n: number): Mm => points[n]?.abscissa ?? mm(0);
  const lengthOf = ({ from, to }: Bridge): number => (to - from + 1) * step;
  const all = bridgesOf(points).filter((bridge) => lengthOf(bridge) >= LEAST_MM
    && (proximal === null || abscissa(bridge.to) > proximal) && (distal === null || abscissa(bridge.from) < distal));
  const [longest] = all.filter(({ from, to }) => from > 0 && to < points.length - 1).toSorted((a, b) => lengthOf(b) - lengthOf(a));
  if (longest !== undefined) return ok({ proximal: proximal ?? abscissa(longest.from), distal: distal ?? abscissa(longest.to) });
  const [open] = all;
  return err(open === undefined ? { code: 'caps/nothing-bridged' }
    : { code: 'caps/no-contrast-beyond', end: open.to === points.length - 1 ? 'last' : 'first' });
}

function bridgesOf(points: Centreline['points']): readonly Bridge[] {
  const starts = points.flatMap(({ isBridged }, n) => (isBridged && points[n - 1]?.isBridged !== true ? [n] : []));
  return starts.map((from) => {
    const after = points.findIndex(({ isBridged }, n) => n > from && !isBridged);
    return { from, to: after < 0 ? points.length - 1 : after - 1 };
  });
}

/** Why no caps are proposed and what to do, in plain words. */
export function capsSentence(failure: NoCaps): string {
  switch (failure.code) {
    case 'caps/nothing-bridged':
      return 'Contrast fills the traced vessel: no occlusion is seen. Set the proximal and the distal cap by hand, or trace on beyond the occlusion.';
    case 'caps/no-contrast-beyond':
      return failure.end === 'last'
        ? 'There is no contrast at the end of the path. Trace on to where contrast resumes, or set both caps by hand.'
        : 'There is no contrast at the beginning of the path. Begin it where the vessel is open, or set both caps by hand.';
  }
}
