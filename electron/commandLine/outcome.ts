import type { FactFault } from '../../core/contract/caseFacts.ts';
import type { ProblemView } from '../../core/contract/schemas.ts';

/** How a command ends: with its answer, whole or as lines of JSON text, refused, or called wrongly. */
export type Outcome =
  | { readonly end: 'done'; readonly answer: unknown }
  | { readonly end: 'streamed'; readonly lines: Iterable<string> }
  | { readonly end: 'refused'; readonly error: Refused }
  | { readonly end: 'usage'; readonly sentence: string };

/** Why an input was refused: a code, one plain sentence, and what else is known. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly Pick<ProblemView, 'code' | 'message'>[];
  readonly stacks?: readonly string[];
  /** Faults of facts, by the number of their case in a list. */
  readonly faults?: readonly (FactFault & { readonly case: number | null })[];
}

export const done = (answer: unknown): Outcome => ({ end: 'done', answer });
export const streamed = (lines: Iterable<string>): Outcome => ({ end: 'streamed', lines });
export const refused = (error: Refused): Outcome => ({ end: 'refused', error });
/** What every command answers that was told to end. */
export const CANCELLED = { code: 'cancelled', message: 'Ended before it was done.' } as const;
export const usage = (sentence: string): Outcome => ({ end: 'usage', sentence });

/** What a command works with: its words, where progress goes, and whether the user has had enough. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
  say(line: string): void;
  readonly signal: AbortSignal;
}
