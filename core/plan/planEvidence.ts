import { isFullMoonSection } from '../calcium/pattern.ts';
import type { ReviewedSection } from '../calcium/review.ts';
import { centrelineAt } from '../centreline/centreline.ts';
import type { VesselId } from '../contract/ids.ts';
import type { PointLps } from '../geometry/frame.ts';
import { olderWords } from '../lesion/algorithms.ts';
import type { Entry, EntryContent, EntryKind } from '../lesion/entry.ts';
import type { KnownFacts, KnownFrom } from '../lesion/knownFacts.ts';
import type { LesionMeasures } from '../lesion/lesionMeasures.ts';
import { cautionsOf } from '../lesion/measureWarnings.ts';
import { sectionStanding } from '../lesion/reviewStanding.ts';
import { entriesOf } from '../lesion/vesselWork.ts';
import type { Outcome } from '../scores/meaning.ts';
import { itemOf } from '../scores/openFacts.ts';
import type { CardScore } from '../scores/scoreCard.ts';
import { spanOf } from '../scores/scoresRead.ts';
import type { Parameters } from '../strategy/parameters.ts';
import { mm, type Mm } from '../units.ts';
import { MOST } from './plan.ts';
import type { PlanEvidence, SealedFact, SealedLesion, SealedScore, SealedSection } from './sealedPlan.ts';

/** The state of the work on one lesion, from which a plan is decided. */
export interface EvidenceSources {
  /** As the banner names it; null while nothing is traced. */
  readonly name: string | null;
  readonly vessel: VesselId | null;
  readonly frameOfReferenceUid: string | null;
  /** Of the first reading; null while nothing is measured. */
  readonly measures: LesionMeasures | null;
  /** Of the case. */
  readonly entries: readonly Entry[];
  readonly known: KnownFacts;
  readonly scores: readonly CardScore[];
  readonly parameters: Parameters;
}

/** The course is told to this, mm. */
const COURSE_STEP_MM = 1;
/** The ruler reaches this far beyond either cap, mm. */
const BEYOND_CAPS_MM = 10;

/** What a plan is decided on, without what is still open of it. */
export function planEvidence({ known, scores, parameters, ...lesion }: EvidenceSources): PlanEvidence {
  return {
    lesion: withCautions(sealedLesion(lesion), olderFacts(known)),
    facts: [...known.values()].flatMap(({ path, value, state, range, from, by }): readonly SealedFact[] =>
      (value === null ? [] : [{ path, value, state, range, source: SOURCE_WORDS[from], by: by?.slice(0, MOST.name) ?? null }])),
    scores: scores.filter(({ applicable }) => applicable).map((score) => sealedScore(score, known)),
    parameters, openPoints: [],
  };
}

const withCautions = (lesion: SealedLesion | null, more: readonly string[]): SealedLesion | null =>
  (lesion === null ? null : { ...lesion, cautions: [...lesion.cautions, ...more] });

/** "2 facts confirmed as measured by calcium/1; today’s is calcium/2": a sentence for each version that was left behind. */
function olderFacts(known: KnownFacts): readonly string[] {
  const older = [...known.values()].flatMap((fact) => (fact.older === null || fact.value === null ? [] : [olderWords(fact.older)]));
  return [...Map.groupBy(older, (words) => words)].map(([words, { length }]) => `${length} fact${length === 1 ? '' : 's'} confirmed as ${words}`);
}

const SOURCE_WORDS: Readonly<Record<KnownFrom, string>> = {
  ct: 'CT', angiogram: 'angiogram', ivus: 'IVUS', header: 'header of the images', stated: 'stated',
};

/** The measures of a lesion as they are sealed; null where nothing is measured. */
export function sealedLesion(
  { name, vessel, frameOfReferenceUid, measures, entries }:
  Pick<EvidenceSources, 'name' | 'vessel' | 'frameOfReferenceUid' | 'measures' | 'entries'>,
): SealedLesion | null {
  if (measures === null || vessel === null) return null;
  const { start, end, sections, windows, metal, findings: { centreline }, by } = measures;
  const [proximalCap, distalCap] = [start, end].map((at) => centrelineAt(centreline, at)?.at);
  if (proximalCap === undefined || distalCap === undefined) return null;
  const fromCap = (abscissa: Mm): Mm => mm(abscissa - start);
  return {
    name: name ?? 'vessel not named', vessel, frameOfReferenceUid, length: mm(end - start), proximalCap, distalCap,
    course: course(measures),
    sections: sections
      .filter(({ abscissa }) => abscissa >= start - BEYOND_CAPS_MM && abscissa <= end + BEYOND_CAPS_MM)
      .map((section) => ({ ...sealedSection(section), at: fromCap(section.abscissa) })),
    windows: windows.map(({ stretch: [from, to] }) => [fromCap(from), fromCap(to)] as const),
    sureLengths: windows.map(({ sureLength }) => sureLength),
    metal: metal.map(([from, to]) => [fromCap(from), fromCap(to)] as const),
    algorithms: [...new Set([centreline.by, by])], cautions: cautionsOf(measures),
    work: entriesOf(entries, vessel).map(({ content }) => content).filter(isMeasuredFrom),
  };
}

const MEASURED_FROM: ReadonlySet<EntryKind> = new Set(['path', 'cap', 'threshold', 'contour', 'review', 'stent']);
/** Whether the sections follow from it. A second reading counts for agreement alone, and its drafts for nothing yet. */
export const isMeasuredFrom = (content: EntryContent): boolean =>
  MEASURED_FROM.has(content.kind) && (content.kind !== 'review' || content.reading === 1);

/** A point about each millimetre, the last one included. */
function course({ findings: { centreline: { points, step } } }: LesionMeasures): readonly PointLps[] {
  const every = Math.max(1, Math.round(COURSE_STEP_MM / step));
  return points.filter((_, n) => n % every === 0 || n === points.length - 1).map(({ at }) => at);
}

function sealedSection(section: ReviewedSection): Omit<SealedSection, 'at'> {
  const { arc, csaPercent } = section;
  const standing = sectionStanding(section);
  return {
    arc, sharePercent: csaPercent, isFullMoon: isFullMoonSection({ arcDeg: arc, csaPercent }),
    // Nobody stands by what has changed since it was confirmed.
    state: standing === 'changed' ? 'proposed' : standing,
  };
}

function sealedScore(score: CardScore, known: KnownFacts): SealedScore {
  const { id, name, points, category, outcome, citation, evidence, items } = score;
  const { min, max } = spanOf(score);
  const states = items.flatMap((item) => itemOf(id, item.id)?.reads ?? [])
    .flatMap((path) => known.get(path) ?? []).filter(({ value }) => value !== null).map(({ state }) => state);
  return {
    id, name, least: points.min, most: points.max, span: [min, max], category, outcome: outcomeWords(outcome), citation, evidence,
    isProvisional: states.some((state) => state === 'proposed' || state === 'changed'),
  };
}

/** "Crossing within 30 min: 40 to 60 %, 500 lesions"; null where no rate was read. */
function outcomeWords({ name, lowPercent, highPercent, cohort }: Outcome): string | null {
  if (lowPercent === null || highPercent === null) return null;
  const rate = lowPercent === highPercent ? `${lowPercent} %` : `${lowPercent} to ${highPercent} %`;
  return `${name}: ${rate}, ${cohort}`;
}
