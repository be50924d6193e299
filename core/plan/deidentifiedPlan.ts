import { operatorIdSchema, vesselIdSchema } from '../contract/ids.ts';
import { factRow } from '../lesion/caseFacts.ts';
import { cleanWords, identityWords } from './cleanWords.ts';
import type { PlanContent } from './plan.ts';
import type { PlanEvidence, SealedFact, SealedLesion, SealedPlan } from './sealedPlan.ts';

/** What stands in the place of identity. */
export interface Replacement {
  /** Pseudonym of the patient. */
  readonly patient: string;
  uid(original: string): string;
  /** Words that a text may keep; see cleanWords. */
  readonly vouched: ReadonlySet<string>;
}

/** The first moment of the calendar that DICOM's dummy dates name: no date at all. */
export const NO_DATE = '1900-01-01T00:00:00.000Z';
/** Ids of this library stand in copies with the name, too. */
const NO_VESSEL = vesselIdSchema.parse('ves_0000000000000000');
const NOBODY = { id: operatorIdSchema.parse('opr_0000000000000000'), name: 'an operator' };
/** The basic profile removes them; what they count in the scores stays. */
const OF_THE_PERSON: ReadonlySet<string> = new Set(['ageYears', 'sex']);

/**
 * A signed plan without identity: no name, number, day, operator or note, other UIDs, texts with the words of the trade
 * alone, no key image. It is not what was sealed, and no seal holds for it. It has the id of the plan and its seals still,
 * from which the UIDs of its objects follow: none of them may be written.
 *
 * @source DICOM PS3.15 E.1, basic profile, read for a plan
 */
export function deidentifiedPlan(sealed: SealedPlan, { patient, uid, vouched }: Replacement): SealedPlan {
  const never = identityWords(sealed.patient.name, sealed.patient.id, sealed.author.name);
  const clean = (text: string): string => cleanWords(text, vouched, never);
  return {
    ...sealed,
    patient: { name: patient, id: patient, birthDate: null, sex: null },
    studyDate: null,
    content: cleanContent(sealed.content, clean),
    evidence: cleanEvidence(sealed.evidence, uid),
    series: sealed.series.map((series) => ({
      ...series, studyUid: uid(series.studyUid), seriesUid: uid(series.seriesUid), description: null,
    })),
    author: NOBODY, signedAt: NO_DATE, timeZone: 'UTC',
  };
}

function cleanContent(content: PlanContent, clean: (text: string) => string): PlanContent {
  return {
    ...content,
    rungs: content.rungs.map((rung) => ({
      ...rung, title: clean(rung.title), note: clean(rung.note),
      stop: rung.stop === null ? null : { ...rung.stop, words: clean(rung.stop.words) },
      steps: rung.steps.map((step, n) => ({
        ...step, id: `${rung.letter.toLowerCase()}${n + 1}`, technique: clean(step.technique), aim: clean(step.aim),
        devices: step.devices.map((device) => ({ ...device, name: clean(device.name) })),
        override: step.override === null ? null : { ...step.override, reason: clean(step.override.reason) },
      })),
    })),
    access: clean(content.access), guides: clean(content.guides), notes: '', keyImages: [],
  };
}

function cleanEvidence({ lesion, facts, openPoints, ...rest }: PlanEvidence, uid: Replacement['uid']): PlanEvidence {
  const vessel = facts.find(({ path }) => path === 'vessel')?.value;
  return {
    ...rest,
    lesion: lesion === null ? null : {
      ...withoutWork(lesion), vessel: NO_VESSEL,
      // An operator names a vessel as he likes; the fact is a choice.
      name: `${typeof vessel === 'string' ? vessel : 'Vessel not named'}, CTO ${lesion.length.toFixed(1)} mm`,
      frameOfReferenceUid: lesion.frameOfReferenceUid === null ? null : uid(lesion.frameOfReferenceUid),
      cautions: [],
    },
    facts: facts.filter(isNobodys).map((fact) => ({ ...fact, by: null })),
    openPoints: openPoints.length === 0 ? [] : [`${openPoints.length} open when it was signed; they are left out here`],
  };
}

/** What the operators entered, with their names and words, stays with the original. */
function withoutWork({ work: _, ...lesion }: SealedLesion): SealedLesion {
  return lesion;
}

const isNobodys = ({ path }: SealedFact): boolean => !OF_THE_PERSON.has(path) && !['text', 'texts'].includes(factRow(path).kind.is);
