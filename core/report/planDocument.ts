import type { PlanVersionView, ReceivedFrom } from '../contract/plans.ts';
import type { KeyImage } from '../plan/plan.ts';
import { sealWords, type SealedLesion, type SealedPlan } from '../plan/sealedPlan.ts';
import { LIMITS, type Limit } from '../strategy/limits.ts';
import { wallClock } from './planDates.ts';
import {
  basisWords,
  factOf,
  marksOf,
  measuresOf,
  patientWords,
  procedureOf,
  rungOf,
  scoreOf,
  sealOf,
  type DocumentMark,
  type DocumentRow,
  type DocumentRung,
  type DocumentScore,
} from './planSections.ts';

/** What a signed plan says, in the order in which it is read: one text for room, paper and archive. */
export interface PlanDocument {
  readonly notice: string;
  readonly marks: readonly DocumentMark[];
  readonly patient: { readonly name: string; readonly details: string };
  readonly lesion: string;
  readonly version: { readonly title: string; readonly signed: string; readonly basis: string };
  readonly openPoints: readonly string[];
  readonly measures: readonly DocumentRow[];
  /** What the ruler is drawn from; null where no CT was measured. */
  readonly ruler: SealedLesion | null;
  readonly ladder: readonly DocumentRung[];
  readonly limits: readonly Limit[];
  readonly procedure: readonly DocumentRow[];
  readonly images: readonly KeyImage[];
  readonly scores: readonly DocumentScore[];
  readonly facts: readonly DocumentRow[];
  readonly seal: readonly DocumentRow[];
  /** What stands at the foot of every page. */
  readonly foot: string;
}

/** Printed on everything that leaves the program; no setting removes it. */
export const NOTICE = 'Not for primary diagnosis';

/**
 * The document of a signed plan.
 *
 * @param standing - the version as it stands today: its seal, and whether it was withdrawn
 * @param received - where it was signed, if not here
 */
export function planDocument(sealed: SealedPlan, standing: PlanVersionView, received: ReceivedFrom = null): PlanDocument {
  const { patient, content, evidence, version } = sealed;
  const name = patient.name ?? 'Name not stated';
  const lesion = evidence.lesion?.name ?? 'Lesion not measured on CT';
  const { day, time, zone } = wallClock(sealed.signedAt, sealed.timeZone);
  return {
    notice: NOTICE,
    marks: marksOf(sealed, standing, received),
    patient: { name, details: patientWords(sealed, day) },
    lesion,
    version: {
      title: `Version ${version}`,
      signed: `signed ${day} ${time} (${zone}) by ${sealed.author.name}`,
      basis: basisWords(sealed.studyDate, day),
    },
    openPoints: evidence.openPoints,
    measures: measuresOf(evidence.lesion),
    ruler: evidence.lesion,
    ladder: content.rungs.map((rung) => rungOf(rung, content)),
    limits: LIMITS,
    procedure: procedureOf(content),
    images: content.keyImages,
    scores: evidence.scores.map((score) => scoreOf(score)),
    facts: evidence.facts.filter(({ state }) => state !== 'unknown').map((fact) => factOf(fact, evidence.lesion)),
    seal: sealOf(sealed, standing),
    foot: [name, patient.id, lesion, `version ${version}`, `seal ${sealWords(standing.sha256)}`]
      .filter((part) => part !== null)
      .join(' · '),
  };
}
