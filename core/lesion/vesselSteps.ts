import { capsFrom, type CapsFound, capsNear, type StayingCaps, type VesselRays } from '../calcium/vesselLook.ts';
import { centrelineAt, type Centreline } from '../centreline/centreline.ts';
import type { SearchSpace } from '../centreline/searchSpace.ts';
import { tracing, type TraceFailure, type Tracing } from '../centreline/trace.ts';
import { traceSentence } from '../centreline/words.ts';
import type { VesselWork } from '../contract/entries.ts';
import { pointLps, type PointLps } from '../geometry/frame.ts';
import { footOnLine } from '../geometry/polyline.ts';
import { err, ok, type Result } from '../result.ts';
import { ostiumOf } from '../tree/ostium.ts';
import { sideBranches } from '../tree/sideBranches.ts';
import type { Mm } from '../units.ts';
import { drawnContours } from './drawnContours.ts';
import { type Drawn, drawnFindings } from './drawnFindings.ts';
import { type Caps, capsOnPath, type MeasureFailure, measureSentence, occlusionProfile, sketchedOcclusion } from './occlusion.ts';
import { capsSentence, proposedCaps } from './proposedCaps.ts';
import { seenVessel, type SeenVessel } from './seenVessel.ts';
import type { ProposedCaps, VesselFindings, VesselSurroundings } from './vesselFindings.ts';

/**
 * How far a vessel is worked out. While a threshold or a contour is dragged a sketch: all but what lies about it, coarser where that
 * is faster. Else its path alone; all but what lies about it; or everything.
 */
export type Extent = 'sketch' | 'path' | 'draft' | 'all';

/** A vessel as far as it was worked out, kept so that a later change does only what it touches. */
export interface KnownVessel {
  readonly points: readonly PointLps[];
  readonly tracing: Tracing;
  readonly surroundings: VesselSurroundings | null;
  readonly seen: SeenVessel | null;
  readonly drawn: Drawn | null;
}

/** Why a traced vessel was not measured. */
export interface NotMeasured { readonly code: string; readonly message: string }

/** What is told of a vessel. */
export interface VesselAnswer {
  /** Coarser than what is found in the end, which only a sketch may be: it is shown as about so much, and nothing found in it is stored or confirmed. */
  readonly draft: boolean;
  readonly centreline: Centreline;
  /** Null where only the path was asked for, or `refusal` says why. */
  readonly findings: VesselFindings | null;
  readonly refusal: NotMeasured | null;
}

/** Why a vessel was not traced; `point` counts the operator's points from 0. */
export interface NotTraced {
  readonly code: 'vessel/not-traced';
  readonly reason: string;
  readonly point: number | null;
  readonly message: string;
}

/** What was worked out, and what is told of it. */
export interface WorkedOut { readonly known: KnownVessel; readonly answer: VesselAnswer }

/**
 * A vessel from an operator's work, in steps of some tens of milliseconds, between which it can be given up.
 *
 * @param known - the same vessel before the change, in the same volume: a moved point does its legs again, a cap the look, a
 * threshold or a contour the calcium alone. The answer is the same without it
 * @fails vessel/not-traced - the points cannot be joined; says which and why
 */
export function* vesselSteps(
  space: SearchSpace, work: VesselWork, extent: Extent, seriesUid: string | null, known: KnownVessel | null = null,
): Generator<undefined, Result<WorkedOut, NotTraced>> {
  const same = known !== null && isSame(known.points, work.points) ? known : null;
  const traced = same === null ? yield* tracing(space, work.points, known?.tracing) : ok(same.tracing);
  if (!traced.ok) return err(notTraced(traced.failure));
  const { centreline } = traced.value;
  const path = { points: work.points, tracing: traced.value, surroundings: same?.surroundings ?? null, seen: same?.seen ?? null,
    drawn: same?.drawn ?? null };
  const refused = (refusal: NotMeasured, beside: Partial<KnownVessel> = {}) =>
    ok({ known: { ...path, ...beside }, answer: { draft: false, centreline, findings: null, refusal } });
  if (extent === 'path' || (extent === 'sketch' && same === null)) return ok({ known: path, answer: { draft: false, centreline, findings: null, refusal: null } });
  yield;
  const given = capsOf(centreline, work.caps);
  if (!given.ok) return refused(given.failure);
  const { caps, stay } = given.value;
  if (extent === 'sketch' && path.drawn !== null) {
    const sketch = sketchedFindings(path.drawn, given.value, work);
    const [findings, refusal] = sketch.ok ? [sketch.value, null] : [null, notMeasured(sketch.failure)];
    return ok({ known: path, answer: { draft: true, centreline, findings, refusal } });
  }
  const seen = yield* seenVessel(space.volume, { centreline, caps, stay }, path.seen);
  yield;
  const order = capsInOrder({ proximal: seen.look.proximalCap, distal: seen.look.distalCap });
  if (!order.ok) return refused(notMeasured(order.failure), { seen });
  const contours = drawnContours(centreline, seen.look.polar, work.contours);
  const profile = yield* occlusionProfile(seen.look, { threshold: work.threshold, contours: contours.edits }, path.drawn?.profile);
  if (!profile.ok) return refused(notMeasured(profile.failure), { seen });
  yield;
  const surroundings = path.surroundings ?? (extent === 'all' ? yield* surroundingsOf(space, centreline) : null);
  const drawn = drawnFindings({
    profile: profile.value, centreline, seriesUid, surroundings, areCapsProposed: areProposed(stay),
    proposedCaps: path.drawn?.profile.found.look.rays === seen.rays ? path.drawn.findings.proposedCaps : seenCaps(centreline, seen.rays), contourFaults: contours.faults,
  }, path.drawn);
  return ok({ known: { ...path, surroundings, seen, drawn }, answer: { draft: false, centreline, findings: drawn.findings, refusal: null } });
}

const isSame = (a: readonly PointLps[], b: readonly PointLps[]): boolean =>
  a.length === b.length && a.every((point, n) => point.every((value, axis) => value === b[n]?.[axis]));

/** The operator's caps on the path, which stay where he put them; what he has not set is proposed. */
function capsOf(centreline: Centreline, given: VesselWork['caps']):
  Result<{ readonly caps: Caps; readonly stay: StayingCaps }, NotMeasured> {
  const line = centreline.points.map(({ at }) => at);
  const footOf = (cap: PointLps | null): Mm | null => (cap === null ? null : footOnLine(line, cap)?.abscissa ?? null);
  const proposed = proposedCaps(centreline, { proximal: footOf(given.proximal), distal: footOf(given.distal) });
  if (!proposed.ok) return err({ code: proposed.failure.code, message: capsSentence(proposed.failure) });
  const at = (abscissa: Mm): PointLps => centrelineAt(centreline, abscissa)?.at ?? pointLps(0, 0, 0);
  const caps = capsOnPath(centreline, {
    proximal: given.proximal ?? at(proposed.value.proximal), distal: given.distal ?? at(proposed.value.distal),
  });
  const stay = { proximal: given.proximal !== null, distal: given.distal !== null };
  return caps.ok ? ok({ caps: caps.value, stay }) : err(notMeasured(caps.failure));
}

/** What is about to be found where a cap, a threshold or a contour is another than when all was found last: a draft. */
function sketchedFindings(
  drawn: Drawn, { caps, stay }: { readonly caps: Caps; readonly stay: StayingCaps }, { threshold, contours }: VesselWork,
): Result<VesselFindings, MeasureFailure> {
  const { profile: { found: { look } }, findings: { centreline, seriesUid, surroundings, proposedCaps } } = drawn;
  const found = capsFrom(look.rays, caps, stay, look);
  const order = capsInOrder(found);
  if (!order.ok) return order;
  const { edits, faults } = drawnContours(centreline, look.polar, contours);
  const profile = sketchedOcclusion(drawn.profile, found, { threshold, contours: edits });
  return profile.ok ? ok(drawnFindings({
    profile: profile.value, centreline, seriesUid, surroundings, areCapsProposed: areProposed(stay), proposedCaps, contourFaults: faults,
  }, drawn).findings) : profile;
}

/** @fails measure/caps-in-wrong-order - a cap that moved to where contrast ends has passed the other one */
const capsInOrder = ({ proximal: { abscissa: start }, distal: { abscissa: end } }: CapsFound): Result<null, MeasureFailure> =>
  (end > start ? ok(null) : err({ code: 'measure/caps-in-wrong-order', proximal: start, distal: end }));

const areProposed = (stay: StayingCaps): boolean => !stay.proximal || !stay.distal;

/** The proposed caps where the picture shows them, whatever the operator set; null where none are proposed. */
function seenCaps(centreline: Centreline, rays: VesselRays): ProposedCaps | null {
  const proposed = proposedCaps(centreline);
  return proposed.ok ? capsNear(rays, proposed.value) : null;
}

/** What lies about a vessel, in steps between which it can be given up. */
export function* surroundingsOf(space: SearchSpace, centreline: Centreline): Generator<undefined, VesselSurroundings> {
  const branches = yield* sideBranches(space, centreline);
  yield;
  const ostium = ostiumOf(space, centreline);
  yield;
  return { branches, ostium };
}

const notMeasured = (failure: MeasureFailure): NotMeasured => ({ code: failure.code, message: measureSentence(failure) });

const notTraced = (failure: TraceFailure): NotTraced => ({
  code: 'vessel/not-traced', reason: failure.code, point: 'point' in failure ? failure.point : null, message: traceSentence(failure),
});
