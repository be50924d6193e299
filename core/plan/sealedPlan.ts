import { sectionsWithin } from '../calcium/summary.ts';
import type { OperatorId, PlanId, SeriesId, VesselId } from '../contract/ids.ts';
import type { PatientView } from '../contract/schemas.ts';
import type { FactPath, FactValue } from '../lesion/caseFacts.ts';
import type { EntryContent } from '../lesion/entry.ts';
import type { FactState } from '../lesion/knownFacts.ts';
import type { PointLps } from '../geometry/frame.ts';
import { liesIn, type Stretch } from '../geometry/stretch.ts';
import type { Parameters } from '../strategy/parameters.ts';
import { type Deg, type Mm, mm } from '../units.ts';
import type { PlanContent } from './plan.ts';

/** A fact as it stood when the plan was signed. */
export interface SealedFact {
  readonly path: FactPath;
  readonly value: FactValue<FactPath>;
  readonly state: FactState;
  readonly range: readonly [least: number, most: number] | null;
  readonly source: string;
  readonly by: string | null;
}

/** A score as it stood: the points it can have, and what they rest on. */
export interface SealedScore {
  readonly id: string;
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /**
   * From the least to the greatest total that may be true within the ranges of what was measured. Versions from before it
   * was sealed have none.
   */
  readonly span?: readonly [least: number, most: number];
  readonly category: string | null;
  readonly outcome: string | null;
  readonly citation: string;
  readonly evidence: string;
  /** It rests on a value that nobody confirmed. */
  readonly isProvisional: boolean;
}

/**
 * The sections of the occlusion that its calcium is told of, in order: metal is left out.
 *
 * @see sectionsWithin
 */
export const calciumSections = ({ sections, length, metal = [] }: Pick<SealedLesion, 'sections' | 'length' | 'metal'>): readonly SealedSection[] =>
  sectionsWithin(sections.map((section) => ({ ...section, abscissa: section.at })), [mm(0), length]).filter(({ at }) => !liesIn(metal, at));

/** A place of the calcium ruler, by its distance from the proximal cap. */
export interface SealedSection {
  readonly at: Mm;
  readonly arc: Deg;
  readonly sharePercent: number;
  readonly isFullMoon: boolean;
  readonly state: 'proposed' | 'confirmed' | 'edited';
}

/** The measures of the lesion as they stood, in the patient and along the vessel. */
export interface SealedLesion {
  /** As the banner names it: "RCA mid, CTO 31.4 mm". */
  readonly name: string;
  readonly vessel: VesselId;
  readonly frameOfReferenceUid: string | null;
  /** Cap to cap, along the vessel. */
  readonly length: Mm;
  readonly proximalCap: PointLps;
  readonly distalCap: PointLps;
  /** The path of the vessel, LPS mm, a point about each millimetre. */
  readonly course: readonly PointLps[];
  readonly sections: readonly SealedSection[];
  /** Stretches without calcium, from the proximal cap. */
  readonly windows: readonly (readonly [from: Mm, to: Mm])[];
  /** Of each window, the longest part that is surely without calcium. Versions from before it was sealed have none. */
  readonly sureLengths?: readonly Mm[];
  /** Stretches of metal, from the proximal cap: no calcium is told there. Versions from before they were sealed have none. */
  readonly metal?: readonly Stretch[];
  readonly algorithms: readonly string[];
  /** What one should know of these measures, in sentences. */
  readonly cautions: readonly string[];
  /**
   * What had been entered of the vessel, in the order in which it was last changed: from it and the sealed series the same
   * measures follow. Versions from before it was sealed have none.
   */
  readonly work?: readonly EntryContent[];
}

/** What the plan was decided on: the state of the work in the moment of signing. */
export interface PlanEvidence {
  readonly lesion: SealedLesion | null;
  readonly facts: readonly SealedFact[];
  readonly scores: readonly SealedScore[];
  /** The thresholds that the review leaves open, as the site had set them. */
  readonly parameters: Parameters;
  /** What was not settled, as the operator saw and accepted it. */
  readonly openPoints: readonly string[];
}

/** A series that the plan rests on; the hash is of all its files. */
export interface SealedSeries {
  readonly id: SeriesId;
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly description: string | null;
  readonly sha256: string;
}

/** A signed version: everything that the seal covers, and nothing else. */
export interface SealedPlan {
  readonly format: 1;
  readonly plan: PlanId;
  readonly version: number;
  readonly patient: PatientView;
  readonly studyDate: string | null;
  readonly content: PlanContent;
  readonly evidence: PlanEvidence;
  readonly series: readonly SealedSeries[];
  readonly software: string;
  readonly author: { readonly id: OperatorId; readonly name: string };
  readonly signedAt: string;
  readonly timeZone: string;
  /** Seal of the version before; zeros before the first. */
  readonly previousSha256: string;
}

/** Whether anything in a signed plan rests on what nobody confirmed: every output then says UNVERIFIED. */
export const isUnverified = ({ lesion, facts, scores }: PlanEvidence): boolean =>
  facts.some(({ state }) => state === 'proposed' || state === 'changed')
  || scores.some(({ isProvisional }) => isProvisional)
  || (lesion !== null && calciumSections(lesion).some(({ state }) => state === 'proposed'));

/** From the least to the greatest total that may be true; where no span was sealed, the points. */
export const reachOf = ({ least, most, span }: Pick<SealedScore, 'least' | 'most' | 'span'>): Pick<SealedScore, 'least' | 'most'> =>
  (span === undefined ? { least, most } : { least: span[0], most: span[1] });

/** The totals that J-CTO on angiography can have; null where it was not scored. */
export function jCtoOf({ scores }: PlanEvidence): Pick<SealedScore, 'least' | 'most'> | null {
  const score = scores.find(({ id }) => id === 'j-cto');
  return score === undefined ? null : reachOf(score);
}

/** The first and the last of a seal, as people compare it: "4f2a 91c7". */
export const sealWords = (sha256: string): string => `${sha256.slice(0, 4)} ${sha256.slice(-4)}`;
