import type { Centreline } from '../../../core/centreline/centreline.ts';
import { draftLine } from '../../../core/centreline/draftLine.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import type { PointLps } from '../../../core/geometry/frame.ts';
import { entryIdSchema, type SeriesId, type VesselId } from '../../../core/contract/ids.ts';
import type { Entry, PathEntry } from '../../../core/lesion/entry.ts';
import type { Laid } from '../../../core/lesion/laidOver.ts';
import { withCapsSet } from '../../../core/lesion/capsSet.ts';
import type { LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import type { MeasuredFacts } from '../../../core/lesion/measuredFacts.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import type { LiveEntry, LiveWork } from '../../state/vesselDesk.ts';
import { type KnownVessel, pathKey, type Question, type VesselFailure, type VesselRefusal, workKey } from '../../state/vesselMeter.ts';

/** The series that vessels are measured in, opened on the host. */
export interface MeasuredIn { readonly series: SeriesId; readonly blob: string }

/** How what is shown of a vessel stands to what was entered. Stale: of the work before, while the present one is measured. */
export type VesselState = 'nothing' | 'measuring' | 'fresh' | 'stale' | 'failed';

/** The vessel that is worked on, with all that follows from what was entered of it. */
export interface VesselOnDesk {
  readonly id: VesselId | null;
  readonly path: Entry<PathEntry> | null;
  /** Of this vessel, in the order in which they were first entered. */
  readonly entries: readonly Entry[];
  /** From what it is measured: as kept, and over it what is in the hand. */
  readonly work: VesselWork;
  /** The newest that there is; it may be ahead of the findings, which have their own. */
  readonly centreline: Centreline | null;
  /** The points that it was traced through, a draft before it was bent: others than those of the work while these are being traced. */
  readonly through: readonly PointLps[] | null;
  readonly findings: VesselFindings | null;
  /** The newest that are no draft, of the kept work or of that before. */
  readonly exact: VesselFindings | null;
  /** What was entered, laid on the findings' centreline. */
  readonly laid: Laid | null;
  /** With the reviews of the first reading, whoever reads now: all but the second reading itself rests on them. */
  readonly measures: LesionMeasures | null;
  /** With a second reader's reviews, for agreement alone; null where nobody has read a second time. */
  readonly secondRead: LesionMeasures | null;
  /** Of the measures. */
  readonly facts: MeasuredFacts | null;
  readonly refusal: VesselRefusal | null;
  readonly failure: VesselFailure | null;
  readonly state: VesselState;
  /** What is shown is coarser than what will be found: marked as about so much, and not to be confirmed. It is stale as well. */
  readonly isDraft: boolean;
  /** Of that: the path. The figures are then those of the path before, and no draft. */
  readonly isPathDraft: boolean;
  /** Of that: what is measured on the path. */
  readonly areFiguresDraft: boolean;
  /** Something of it is in the hand: what is shown is of work that nobody has kept. Nothing of it is confirmed or signed. */
  readonly isInHand: boolean;
}

/** What is known of the vessel for the present work, without what is laid over it. */
export type MeasuredOnDesk = Pick<VesselOnDesk, 'centreline' | 'through' | 'findings' | 'exact' | 'refusal' | 'failure' | 'state' | 'isDraft' | 'isPathDraft' | 'areFiguresDraft'>;

/** The work with what is in the hand over it. */
export const withHand = (work: VesselWork, live: LiveWork | null): VesselWork => (live === null ? work : {
  points: live.points ?? work.points, caps: live.caps ?? work.caps, threshold: live.threshold ?? work.threshold,
  contours: live.contours ?? work.contours,
});

/** The entries with those in the hand in their places. */
export function entriesWithHand(entries: readonly Entry[], laid: readonly LiveEntry[], vessel: VesselId): readonly Entry[] {
  if (laid.length === 0) return entries;
  const contents = new Map(laid.flatMap(({ id, content }) => (id === null ? [] : [[id, content] as const])));
  const added = laid.filter(({ id }) => id === null).map(({ content }): Entry => ({
    id: IN_HAND, vessel, content, revision: 0, author: null, createdAt: LATEST, changedBy: null, changedAt: LATEST,
  }));
  return [...entries.map((entry) => {
    const content = contents.get(entry.id);
    return content === undefined ? entry : { ...entry, content, changedAt: LATEST };
  }), ...added];
}

/** What is new in the hand has no id yet, and comes after all that is kept. */
const IN_HAND = entryIdSchema.parse(`ent_${'0'.repeat(16)}`);
const LATEST = '9999-12-31T23:59:59.999Z';

/** How far the host shall measure: what is in the hand must follow it, if need be as a draft. */
export const upToOf = (live: LiveWork | null): Question['upTo'] => {
  if (live === null) return 'all';
  if (live.points !== undefined || live.caps !== undefined) return 'draft';
  return live.threshold !== undefined || live.contours !== undefined ? 'sketch' : 'all';
};

/** Whether what is in the hand is work to be measured, which nobody has kept. */
export const isTried = (live: LiveWork | null): boolean => upToOf(live) !== 'all';

/** Whether the page draws by itself what follows the hand: the host is asked once it rests. */
export const isDrawnHere = (live: LiveWork | null): boolean => live !== null && upToOf(live) === 'draft';

/** What to ask of the host; null where there is nothing to trace, or the vessel's series is not open. */
export function questionOf(
  vessel: VesselId | null, path: Entry<PathEntry> | null, work: VesselWork, live: LiveWork | null, measuredIn: MeasuredIn | null,
): Question | null {
  if (vessel === null || path === null || measuredIn === null || path.content.series !== measuredIn.series || work.points.length < 2) return null;
  return { blob: measuredIn.blob, vessel, work, upTo: upToOf(live) };
}

/**
 * What to ask first: the path alone where it is not known yet, so that it is seen before it is measured. Where what lies about the path
 * is known, what is measured on it is all: `all` would be given up for each newer question, and nothing come while a key is held.
 */
export function nextQuestion(question: Question, known: KnownVessel | undefined): Question {
  if (question.upTo !== 'all') return question;
  const path = pathKey(question);
  if (known === undefined || known.pathOf !== path) return { ...question, upTo: 'path' };
  return known.surroundingsOf === path ? { ...question, upTo: 'draft' } : question;
}

/**
 * What to ask once the hand rests without letting go: what was found as a draft, exactly, and what the page drew by itself. Null
 * where it is no draft; after the hand is off all is on its way.
 */
export function restingQuestion(question: Question, live: LiveWork | null, known: KnownVessel | undefined): Question | null {
  if (isDrawnHere(live)) return question;
  return question.upTo !== 'sketch' || known?.isDraft !== true || known.answered !== workKey(question) ? null : { ...question, upTo: 'draft' };
}

const NOTHING: MeasuredOnDesk = { centreline: null, through: null, findings: null, exact: null, refusal: null, failure: null, state: 'nothing', isDraft: false, isPathDraft: false, areFiguresDraft: false };
const MEASURING: MeasuredOnDesk = { ...NOTHING, state: 'measuring' };

/**
 * What is known for a question. What failed or was refused shows nothing of older work, but while the hand is on it.
 *
 * @param isComing - the question cannot be asked yet, but will be
 */
export function measuredFor(
  question: Question | null, known: KnownVessel | undefined, isInHand: boolean, isComing: boolean,
): MeasuredOnDesk {
  if (question === null) return isComing ? MEASURING : NOTHING;
  if (known === undefined) return MEASURING;
  const key = workKey(question);
  const { through } = known;
  // What a resting hand found is of the kept work as soon as the hand lets go of it there.
  const exact = !isInHand && known.findingsOf === key ? known.findings : known.exact;
  const [failure, refusal] = known.answered === key ? [known.failure, known.refusal] : [null, null];
  // Back at the work that was measured last, nothing is shown of what the hand tried since, however late it is answered.
  if (!isInHand && failure === null && refusal === null && known.exactOf === key && exact !== null
    && (known.findingsOf !== key || known.pathOf !== pathKey(question))) {
    return { ...NOTHING, centreline: exact.centreline, through: question.work.points, findings: exact, exact, state: exact.surroundings === null ? 'stale' : 'fresh' };
  }
  const found = isInHand || (failure === null && refusal === null) ? known.findings : null;
  // Until it is traced, the path is shown bent to where its points were carried; one that cannot be traced, as it was.
  const bent = failure !== null || known.centreline === null || through === null ? null : draftLine(question.work.points, known.centreline, through);
  const centreline = bent ?? known.centreline;
  const isPathDraft = centreline !== known.centreline;
  // Until they are measured, caps are shown where they are set, with figures of about so much.
  const findings = found === null || known.findingsOf === key || found.centreline !== centreline ? found : withCapsSet(found, question.work.caps);
  const areFiguresDraft = findings !== null && (known.findingsOf === null || findings !== found);
  const isDraft = isPathDraft || areFiguresDraft || (refusal !== null && known.isDraft);
  // While side branches are being looked for, facts would be told as if there were none to know.
  const isOfIt = findings === null ? refusal !== null : refusal === null && known.findingsOf === key && findings.surroundings !== null;
  const state = failure !== null ? 'failed' : isOfIt && !isDraft ? 'fresh' : findings === null && refusal === null ? 'measuring' : 'stale';
  return { centreline, through, findings, exact, refusal, failure, state, isDraft, isPathDraft, areFiguresDraft };
}
