import { factSheet, type SheetGroup, type SheetRow } from '../../../core/lesion/factSheet.ts';
import { factAt, withFact, type CaseFacts, type FactPath } from '../../../core/lesion/caseFacts.ts';
import type { Entry, ScoresReadEntry } from '../../../core/lesion/entry.ts';
import { valueWords } from '../../../core/lesion/factWords.ts';
import { isKnownBefore, placedFact } from '../../../core/lesion/factGroups.ts';
import { type FactSources, type KnownFacts, knownFacts, lesionFactsOf, scorableFacts } from '../../../core/lesion/knownFacts.ts';
import type { MeasureDetail, SectionSaid } from '../../../core/lesion/measureDetails.ts';
import { NOTHING_SUPPOSED, supposing, type Suppositions } from '../../../core/lesion/supposition.ts';
import { scoreCard, type CardScore } from '../../../core/scores/scoreCard.ts';
import { scoreChanges, type ScoreChange } from '../../../core/scores/scoresRead.ts';
import { adviceIn, type Advice } from '../../../core/strategy/advice.ts';
import { equipmentList, type EquipmentNeed } from '../../../core/strategy/equipment.ts';
import { worldOf, type Setting, type World } from '../../../core/strategy/evaluation.ts';
import { differenceOf, type Difference } from '../../../core/strategy/explanation.ts';
import { nextQuestions, type NextQuestion } from '../../../core/strategy/nextQuestions.ts';
import { preparationFor, type Preparation } from '../../../core/strategy/preparation.ts';
import { crossingAlgorithms, type SideBySide } from '../../../core/strategy/sideBySide.ts';
import type { Phase } from './lesionStore.ts';

/** What the lesion station is made from. */
export interface LesionSources extends Omit<FactSources, 'sections'> {
  readonly details: ReadonlyMap<FactPath, MeasureDetail>;
  readonly phase: Phase;
  /** Null while nothing is supposed. */
  readonly supposed: Suppositions | null;
  readonly setting: Setting;
  /** The scores as they were last read; null where they never were. */
  readonly read: Entry<ScoresReadEntry> | null;
}

/** What is known of a lesion: with its sheet, and the plain facts without a supposition among them. */
export interface LesionKnown {
  readonly known: KnownFacts;
  readonly sheet: readonly SheetGroup[];
  readonly rows: ReadonlyMap<FactPath, SheetRow>;
  readonly truth: CaseFacts;
}

/** What follows from facts: scores, rules, algorithms, questions. */
export interface LesionAnswers {
  /** What it follows from. */
  readonly facts: CaseFacts;
  readonly scores: readonly CardScore[];
  readonly advice: Advice;
  readonly world: World;
  readonly sideBySide: SideBySide;
  /** Those that can be answered in this phase. */
  readonly questions: readonly NextQuestion[];
  readonly equipment: readonly EquipmentNeed[];
  readonly preparation: Preparation | null;
}

/** Everything that the lesion station shows. */
export interface LesionModel extends LesionKnown, LesionAnswers {
  /** What follows from the truth alone, while something is supposed; else null. */
  readonly without: LesionAnswers | null;
  /** What the suppositions change in the rules. */
  readonly difference: Difference | null;
  readonly changes: readonly ScoreChange[];
  /** Facts that, within their ranges, would turn a score. */
  readonly turning: ReadonlySet<FactPath>;
}

/** Phases in which what happens in the room has begun. */
const IN_THE_ROOM: ReadonlySet<Phase> = new Set(['tracking', 'device', 'preparation', 'before-stent', 'after-stent', 'follow-up']);

/** What is known of a lesion. Nothing that is supposed is in it. */
export function lesionKnown(sources: Omit<LesionSources, 'supposed' | 'setting' | 'read'>): LesionKnown {
  const sections = new Map<FactPath, SectionSaid>(
    [...sources.details].flatMap(([path, { said }]) => (said === null ? [] : [[path, said] as const])),
  );
  const known = knownFacts({ ...sources, sections });
  const sheet = factSheet(known, sources.details);
  const plain = scorableFacts(known, sources.measured?.places ?? {});
  return {
    known, sheet, rows: new Map(sheet.flatMap(({ rows }) => rows.map((row) => [row.path, row] as const))),
    truth: withFact(plain, 'phase', sources.phase),
  };
}

/** What follows from facts, in the order in which the station shows it. */
export function lesionAnswers(facts: CaseFacts, phase: Phase, setting: Setting): LesionAnswers {
  const world = worldOf(facts, setting);
  const advice = adviceIn(world);
  const card = scoreCard(facts);
  const isAsked = ({ fact }: NextQuestion): boolean =>
    placedFact(fact) !== undefined && factAt(facts, fact) === null && (IN_THE_ROOM.has(phase) || isKnownBefore(fact));
  return {
    facts, world, advice, scores: card.scores, sideBySide: crossingAlgorithms(world),
    questions: nextQuestions(card, advice, facts).filter(isAsked),
    equipment: equipmentList(world, advice), preparation: preparationFor(facts, setting),
  };
}

/** Everything that the lesion station shows, with what is supposed over what is true. */
export function lesionModel(
  base: LesionKnown, { phase, supposed, setting, read }: Pick<LesionSources, 'phase' | 'supposed' | 'setting' | 'read'>,
): LesionModel {
  const truly = lesionAnswers(base.truth, phase, setting);
  const isSupposing = supposed !== null && supposed.size > 0;
  const facts = supposing(base.truth, supposed ?? NOTHING_SUPPOSED);
  const shown = isSupposing ? lesionAnswers(facts, phase, setting) : truly;
  return {
    ...base, ...shown,
    rows: isSupposing ? supposedRows(base.rows, supposed) : base.rows,
    without: isSupposing ? truly : null,
    difference: isSupposing ? differenceOf(base.truth, facts, setting) : null,
    // Of what is true: a supposition has changed nothing.
    changes: read === null ? [] : scoreChanges(read.content, truly.scores, truly.facts),
    turning: new Set(shown.scores.flatMap(({ applicable, sensitivity }) => (applicable ? sensitivity.map(({ fact }) => fact) : []))),
  };
}

/** The rows with what is supposed in the place of what is known: for whoever says what follows. */
const supposedRows = (rows: ReadonlyMap<FactPath, SheetRow>, supposed: Suppositions): ReadonlyMap<FactPath, SheetRow> =>
  new Map([...rows].map(([path, row]) => {
    const value = supposed.get(path);
    return [path, value === undefined ? row
      : { ...row, value: value === null ? null : `${valueWords(path, value, 'given')} (supposed)`, range: null, beside: null }] as const;
  }));

/** Origins of the facts, for who explains. */
export const originsOf = ({ known }: LesionKnown) => lesionFactsOf(known);
