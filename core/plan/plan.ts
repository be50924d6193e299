import type { SeriesId } from '../contract/ids.ts';
import type { PointPixel } from '../geometry/plane.ts';
import type { ItemId } from '../strategy/equipmentItems.ts';
import type { RuleId } from '../strategy/rule.ts';
import type { PlanStep } from '../strategy/stepCheck.ts';
import type { Mm } from '../units.ts';

/** A: through the cap and along the occlusion. B: a device will not cross. C: the lesion will not expand. */
export const RUNG_LETTERS = ['A', 'B', 'C'] as const;
/** The letter of a rung of the ladder. */
export type RungLetter = (typeof RUNG_LETTERS)[number];

/** Where the wire is meant to run once a step has succeeded. */
export type Track = 'intraplaque' | 'extraplaque';

/** A device that a step needs. `item` ties it to the stock list; null where it is none of the kinds there. */
export interface PlannedDevice {
  readonly item: ItemId | null;
  /** As the operator calls it: "Gaia 3", "NC 3.25 x 15". */
  readonly name: string;
  readonly sizeMm: number | null;
  readonly count: number;
}

/** Why a step stays in the plan although a safety gate objects. */
export interface Override {
  readonly rules: readonly RuleId[];
  readonly reason: string;
}

/** One step of the ladder: what is done, with what, where, and for how long. */
export interface PlannedStep {
  readonly id: string;
  readonly technique: string;
  /** What it aims at, in few words; empty where nothing is said. */
  readonly aim: string;
  readonly devices: readonly PlannedDevice[];
  /** How long it may take; null where nothing is set. */
  readonly minutes: number | null;
  /** Where in the lesion, from the proximal cap along the vessel; null where it is at no one place. */
  readonly at: Mm | null;
  /** What the safety gates judge; null for a step that none of them speaks of. */
  readonly act: PlanStep | null;
  /** The track from this step on; null where it stays as it was. */
  readonly track: Track | null;
  /** Rules of the review that suggested it; empty where the operator wrote it. */
  readonly because: readonly RuleId[];
  readonly override: Override | null;
}

/** When to stop and change to the next rung, or to end: whichever comes first. */
export interface StopRule {
  readonly minutes: number | null;
  readonly attempts: number | null;
  readonly contrastMl: number | null;
  readonly airKermaGy: number | null;
  /** In the operator's words; empty where the figures say it all. */
  readonly words: string;
}

/** A rung: when it is entered, its steps in order, and when to leave it. */
export interface PlanRung {
  readonly letter: RungLetter;
  readonly title: string;
  readonly note: string;
  readonly steps: readonly PlannedStep[];
  readonly stop: StopRule | null;
}

/** Something drawn on a frame, in its pixels: continuous columns and rows, whole at the middles of pixels. */
export interface FrameMark {
  /** `circle`: its middle and a point of its rim; else a line through all points, and a single point. */
  readonly shape: 'point' | 'line' | 'circle';
  readonly points: readonly PointPixel[];
  /** What stands beside it; empty where nothing does. */
  readonly words: string;
}

/** The one frame of its series that a key image shows pixel by pixel, and how. */
export interface KeyFrame {
  /** A frame of a run, a slice of the volume as acquired, or a slice of what may only be looked at. */
  readonly of: 'run' | 'volume' | 'slices';
  /** 0-based. */
  readonly index: number;
  /** What of the frame lay in the picture, in its pixels; may reach beyond it. */
  readonly area: readonly [left: number, top: number, right: number, bottom: number];
  /** Of HU, or of values as they are stored; null for a frame of colours. */
  readonly window: { readonly width: number; readonly level: number } | null;
  /** What is least is shown white. */
  readonly isInverted: boolean;
  readonly marks: readonly FrameMark[];
}

/** A picture that goes into the room. Its bytes are kept with the case under their hash. */
export interface KeyImage {
  readonly id: string;
  readonly sha256: string;
  readonly series: SeriesId | null;
  readonly caption: string;
  /** Second line: angles, place, window. */
  readonly detail: string;
  /** Absent where it shows no single frame as it is: a cut through the volume, a subtraction, a rendering. */
  readonly frame?: KeyFrame;
}

/** How much the whole procedure may take; null where nothing is set. */
export interface PlanBudget {
  readonly contrastMl: number | null;
  readonly airKermaGy: number | null;
  readonly wireMinutes: number | null;
  readonly totalMinutes: number | null;
}

/** Everything that an operator decides for one lesion. */
export interface PlanContent {
  readonly rungs: readonly PlanRung[];
  readonly budget: PlanBudget;
  readonly access: string;
  readonly guides: string;
  readonly notes: string;
  readonly keyImages: readonly KeyImage[];
}

/** A step with where it stands: "A4". */
export interface NamedStep {
  readonly label: string;
  readonly rung: PlanRung;
  readonly step: PlannedStep;
}

/** All steps in the order in which they are tried. */
export const stepsOf = ({ rungs }: Pick<PlanContent, 'rungs'>): readonly NamedStep[] =>
  rungs.flatMap((rung) => rung.steps.map((step, n) => ({ label: `${rung.letter}${n + 1}`, rung, step })));

/** What a stop rule says: "30 min without progress, or contrast 200 ml". */
export function stopWords({ minutes, attempts, contrastMl, airKermaGy, words }: StopRule): string {
  const figures = [
    ...(minutes === null ? [] : [`${minutes} min without progress`]),
    ...(attempts === null ? [] : [attempts === 1 ? '1 attempt' : `${attempts} attempts`]),
    ...(contrastMl === null ? [] : [`contrast ${contrastMl} ml`]),
    ...(airKermaGy === null ? [] : [`air kerma ${airKermaGy} Gy`]),
  ].join(', or ');
  return [figures, words].filter((part) => part !== '').join(': ');
}

/** The most of each list that a plan takes; more would be read by nobody. */
export const MOST = { steps: 30, devices: 12, keyImages: 6, marks: 40, markPoints: 600, text: 600, name: 120 } as const;
