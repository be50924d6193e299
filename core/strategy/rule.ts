import type { Condition } from './expression.ts';

/** How strongly a rule speaks, the strongest first: where rules conflict, the earlier verb goes first. */
export const VERBS = ['GATE', 'AVOID', 'CAUT', 'REC', 'CONS', 'INFO', 'DEF'] as const;
/**
 * Block or ask for an override; avoid; caution; recommended; to be considered; risk or context; definition.
 *
 * @source the reference of the rules, section 0
 */
export type Verb = (typeof VERBS)[number];

/** The places of the review, by their short names in the clinical notes. */
export const PLACES = {
  ABS: 'Abstract',
  INTRO: 'Introduction',
  OUT: 'Impact of coronary calcification on clinical outcomes',
  HIST: 'Histopathology of calcification in CTO',
  SCORE: 'CTO scores and crossing algorithms',
  T1: 'Table 1',
  CCTA: 'Coronary CT angiography',
  F1: 'Figure 1',
  IVI: 'Intravascular imaging',
  F2: 'Figure 2',
  'CI-A': 'Central Illustration, panel A',
  'CI-B': 'Central Illustration, panel B',
  'CI-C': 'Central Illustration, panel C',
  'CI-cap': 'Central Illustration, caption',
  'I-CAP': 'Section (I), proximal cap',
  'I-TRACK': 'Section (I), intraplaque versus extraplaque tracking',
  II: 'Section (II), device-uncrossable lesion',
  T2: 'Table 2',
  'T2-fn': 'Table 2, footnote',
  III: 'Section (III), calcified plaque preparation',
  F3A: 'Figure 3A, caption',
  F3B: 'Figure 3B, caption',
  'F3-fn': 'Figure 3, footnote',
  F4: 'Figure 4',
  F5: 'Figure 5',
  CONC: 'Conclusions',
} as const satisfies Readonly<Record<string, string>>;
/** A place of the review. */
export type Place = keyof typeof PLACES;

/**
 * How well a rule is known. `read`: the review says so in its text. `inferred`: the reason, or how the
 * condition is read, is ours. `figure-not-seen`: it hangs on the drawing of Figure 3, which a clinician must
 * check.
 */
export type Mark = 'read' | 'inferred' | 'figure-not-seen';
/** The words of each mark. */
export const MARKS: Readonly<Record<Mark, string>> = {
  read: 'read in the review',
  inferred: 'partly our inference',
  'figure-not-seen': 'hangs on the drawing of Figure 3, to be checked in print',
};

/** What rules ask for and others speak against, so that two rules about one thing can be held together. */
export const ACTIONS = [
  'atherectomy',
  'very-high-pressure',
  'high-pressure',
  'stent',
  'other-size',
  'deep-calcium',
] as const;
export type Action = (typeof ACTIONS)[number];

/** One rule of the review. */
export interface Rule {
  readonly id: RuleId;
  readonly verb: Verb;
  readonly when: Condition;
  /** What the review suggests, in our words. */
  readonly text: string;
  readonly why: string;
  readonly where: readonly Place[];
  readonly mark: Mark;
  /** Where the review contradicts itself, how its words were read, and which rules pull the other way. */
  readonly notes?: readonly string[];
  /** Its rung: the ladder and the place in it. */
  readonly rung?: { readonly ladder: Ladder; readonly step: number };
  readonly asks?: readonly Action[];
  /** Speaks against it altogether. */
  readonly against?: readonly Action[];
  /** Speaks against the way in which it is planned: a size, a pressure. */
  readonly limits?: readonly Action[];
}

/** Id of a rule in the clinical notes: S001, S079b. */
export type RuleId = `S${number}` | `S${number}b`;
/** A: impenetrable proximal cap. B: device-uncrossable. C: undilatable. */
export type Ladder = 'A' | 'B' | 'C';
