import { surely, type Condition } from '../expression.ts';
import type { Strategy } from './strategies.ts';

/** How well a row is known: read in a text, read in a secondary source, or neither. */
export type Status = 'read' | 'secondary' | 'unverified';

/**
 * What a row offers beside its first answer. `id` names the row that offers it, where that is another one;
 * `when` is what it depends on: it is offered until that is known to be false.
 */
export interface Option { readonly strategy: Strategy; readonly when?: Condition; readonly id?: string }

/** What a row says, and how well it is known. `mark` is the mark in the notes on the paper, word for word. */
export interface Saying {
  readonly id: string;
  readonly text: string;
  readonly mark: string;
  /** The weakest mark of what decides the choice. */
  readonly status: Status;
}

/**
 * A row of a decision table; the first row that holds answers. `first` is null where it offers options and
 * puts none before the others.
 */
export interface Row extends Saying {
  readonly when: Condition;
  readonly first: Strategy | null;
  readonly others?: readonly Option[];
}

/** A row that chooses nothing: it is said beside the answer while its condition surely holds. */
export interface Remark extends Saying { readonly when: Condition }

/** A published crossing algorithm as a decision table. */
export interface CrossingAlgorithm {
  readonly id: 'seed' | 'hybrid' | 'asia-pacific' | 'euro' | 'global' | 'ct';
  readonly name: string;
  readonly citation: string;
  /** Once this surely holds the algorithm asks nothing further. */
  readonly ends: Condition;
  readonly rows: readonly Row[];
  /**
   * The same rows as long as findings that only add to a row are taken as absent until they are known. Their
   * answer is given on that condition, which is named.
   */
  readonly unlessFound: readonly Row[];
  readonly remarks: readonly Remark[];
  /** Rows that are known by name only and never evaluated. */
  readonly off: readonly Omit<Saying, 'status'>[];
  /** What is said where no row answers. */
  readonly silence: string;
  /** Status of the table as a whole, shown while no row of it answers. */
  readonly status: Status;
}

/** Marks a finding that only adds to a row, so that the answer need not wait for it. */
export type Adding = (finding: Condition) => Condition;

/**
 * Both readings of a table: with every finding asked for, and with added ones taken as absent until known.
 *
 * @source own proposal: an answer with its condition tells more than none
 */
export const bothReadings = (
  rows: (adding: Adding) => readonly Row[],
): Pick<CrossingAlgorithm, 'rows' | 'unlessFound'> =>
  ({ rows: rows((finding) => finding), unlessFound: rows(surely) });
