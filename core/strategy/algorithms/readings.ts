import { calcifiedDistalVessel, wireExtraplaque } from '../definitions.ts';
import { anyOf, below, is, named, surely, yes, type Condition, type Quantity } from '../expression.ts';

const NOTES = 'notes on the crossing algorithms, section 2';

/** Length of the occlusion as the algorithms of the angiogram read it, mm. @source own reading order */
export const lengthOnAngiography: Quantity = { first: ['occlusionLengthMm.angio', 'occlusionLengthMm.ct'] };
/** Length of the occlusion as the algorithm of CT reads it, mm. @source own reading order */
export const lengthOnCt: Quantity = { first: ['occlusionLengthMm.ct', 'occlusionLengthMm.angio'] };

/** Names of a poor distal vessel, without and with a bifurcation at the distal cap. @source own words */
export const POOR = 'the distal vessel is poor';
/** @source own words */
export const POOR_OR_FORKED = 'the landing zone is poor';

/** A distal vessel below this is small; edge exclusive. @source practice value, unverified */
const SMALL_DISTAL_VESSEL_MM = 2;

/**
 * The distal vessel is poor as a landing zone: small, or diseased; and what an algorithm adds to that.
 *
 * @param name - the name of what it comes to, another where something else is added
 * @source Brilakis 2012, doi:10.1016/j.jcin.2012.02.006, in the wording of the notes; the size is unverified
 */
export const poorDistalVessel = (name: string, ...added: readonly Condition[]): Condition => named(
  name,
  anyOf(below('distalVessel.diameterMm', SMALL_DISTAL_VESSEL_MM), yes('distalVessel.diseased'), ...added),
  `${NOTES}: small, diffusely diseased or calcified, or landing at a bifurcation`,
);
/** The distal vessel is calcified where the wire lands. @source own parameter of the rules */
export const distalCalcium = calcifiedDistalVessel;

/** A wire went on beside the plaque: that is known. @source S081 */
export const wireWentAstray = surely(wireExtraplaque);

/**
 * The first strategy does not progress: no wire passes the cap, the wire went extraplaque, or the intraplaque
 * options are spent. Events are reported when they happen: nothing is asked.
 *
 * @source own reading of the facts of the procedure
 */
export const notProgressing = named(
  'the first strategy does not progress',
  anyOf(surely(yes('capImpenetrable')), wireWentAstray, surely(yes('intraplaqueSpent'))),
  'own reading: events are reported when they happen',
);

/** The wire is across, as reported, or because what comes after has begun. @source own reading */
export const crossed = named(
  'the wire is across',
  surely(anyOf(
    yes('wireCrossed'), yes('deviceUncrossable'), yes('undilatable'),
    is('phase', 'device', 'preparation', 'before-stent', 'after-stent', 'follow-up'),
  )),
  'own reading: what comes after the crossing shows that the wire is across',
);
