import type { Author } from '../annotation/annotation.ts';
import type { FoundThen } from '../calcium/review.ts';
import type { EntryId, SeriesId, VesselId } from '../contract/ids.ts';
import type { PointLps } from '../geometry/frame.ts';
import type { Deg, Hu, Mm } from '../units.ts';
import type { FactPath, FactValue } from './caseFacts.ts';

/** The vessels that can hold a lesion; a graft is traced from its origin to its anastomosis. */
export type TargetVessel = 'LM' | 'LAD' | 'LCx' | 'RCA' | 'graft';

/** The way of a vessel as an operator gave it, proximal to distal. One for each vessel: it is the vessel. */
export interface PathEntry {
  readonly kind: 'path';
  /** The series it is traced in. */
  readonly series: SeriesId;
  readonly frameOfReferenceUid: string | null;
  readonly points: readonly PointLps[];
  /** Null while nobody has said: the program then proposes one. */
  readonly target: TargetVessel | null;
  /** Number of the segment in the SCCT scheme of 2014; null while nobody has said. */
  readonly segment: string | null;
}

/** Where the occlusion begins or ends. Without one, the engine proposes it. */
export interface CapEntry {
  readonly kind: 'cap';
  readonly which: 'proximal' | 'distal';
  readonly at: PointLps;
}

/** From which HU on calcium counts, beside contrast and in the occlusion; null leaves it to the rule. */
export interface ThresholdEntry {
  readonly kind: 'threshold';
  readonly openHu: Hu | null;
  readonly occlusionHu: Hu | null;
}

/** A contour drawn on the section across the vessel at `at`, corner by corner in the patient. */
export interface ContourEntry {
  readonly kind: 'contour';
  readonly which: 'lumen' | 'wall';
  readonly at: PointLps;
  readonly outline: readonly PointLps[];
}

/** An arc around the vessel's middle: from a place on the circle so far on, seen towards the distal end, clockwise as it is drawn. */
export interface DrawnArc {
  readonly from: PointLps;
  /** More than 0, at most 360. */
  readonly sweep: Deg;
}

/** What an operator says of the calcium of the section at `at`. Without arcs and areas it confirms what was found. */
export interface ReviewEntry {
  readonly kind: 'review';
  readonly at: PointLps;
  /** Null where the arc stays as found; empty where there is no calcium. */
  readonly arcs: readonly DrawnArc[] | null;
  /** Null where the share stays as found; outlines in the patient. */
  readonly areas: readonly (readonly PointLps[])[] | null;
  readonly isFullMoon: boolean;
  /** What was found there when it was said; null in entries from before it was kept, which stand whatever is found now. */
  readonly found: FoundThen | null;
  readonly reading: EntryReading;
}

/** 2: a second reader's, made without sight of the first; it counts for agreement alone. `draft`: his until he confirms it, in no figure. */
export type EntryReading = 1 | 2 | 'draft';

/** A stretch of the vessel from A to B, with its own figures. */
export interface SegmentEntry {
  readonly kind: 'segment';
  readonly from: PointLps;
  readonly to: PointLps;
  readonly note: string | null;
}

/** Where a reference is read or the vessel is landed in, where the operator chose it. */
export interface ZoneEntry {
  readonly kind: 'zone';
  readonly which: 'proximal-reference' | 'distal-reference' | 'landing';
  readonly from: PointLps;
  readonly to: PointLps;
}

/** A side branch that the operator added, or says is not there. */
export interface BranchEntry {
  readonly kind: 'branch';
  readonly at: PointLps;
  readonly diameter: Mm | null;
  readonly isThere: boolean;
}

/** A stent that is known. */
export interface StentEntry {
  readonly kind: 'stent';
  readonly from: PointLps;
  readonly to: PointLps;
}

/** What IVUS showed at a place of the vessel. */
export interface IvusEntry {
  readonly kind: 'ivus';
  readonly at: PointLps;
  readonly arc: Deg | null;
  readonly length: Mm | null;
  readonly depth: 'superficial' | 'deep' | null;
  readonly pattern: 'concentric' | 'eccentric' | null;
  readonly isNodule: boolean | null;
  readonly note: string | null;
}

/** A fact that somebody stated or stands by. */
export interface FactEntry {
  readonly kind: 'fact';
  readonly path: FactPath;
  /** Null: asked, and not known; `note` says why. */
  readonly value: FactValue<FactPath> | null;
  /** `confirmed`: the measured value, with who measured it in `by`; `header`: taken from the DICOM header. */
  readonly source: 'stated' | 'confirmed' | 'header' | 'angiogram' | 'ivus';
  /** Algorithm and version of a confirmed value. */
  readonly by: string | null;
  /** Range of a confirmed value. */
  readonly range: readonly [least: number, most: number] | null;
  readonly note: string | null;
}

/** A fact with its value, and its range where it was measured, as plain data. */
export interface FactAndValue {
  readonly path: FactPath;
  readonly value: FactValue<FactPath>;
  readonly range: readonly [least: number, most: number] | null;
}

/** The points of the scores as somebody read them, and the facts that they came from: what changes later is shown against it. */
export interface ScoresReadEntry {
  readonly kind: 'scores-read';
  readonly scores: readonly { readonly id: string; readonly least: number; readonly most: number }[];
  readonly facts: readonly FactAndValue[];
}

/** What an operator enters: all that can be edited. */
export type EntryContent =
  | PathEntry | CapEntry | ThresholdEntry | ContourEntry | ReviewEntry | SegmentEntry | ZoneEntry | BranchEntry | StentEntry
  | IvusEntry | FactEntry | ScoresReadEntry;
/** What an entry is of. */
export type EntryKind = EntryContent['kind'];

/** An entry as it is kept with its case. Time and author come from whoever keeps it. */
export interface Entry<Content extends EntryContent = EntryContent> {
  readonly id: EntryId;
  /** Null: of the patient, and so of every vessel. */
  readonly vessel: VesselId | null;
  readonly content: Content;
  /** 1 when it was entered; one more with each change. */
  readonly revision: number;
  /** Null: nobody was chosen. */
  readonly author: Author | null;
  readonly createdAt: string;
  readonly changedBy: Author | null;
  readonly changedAt: string;
}
