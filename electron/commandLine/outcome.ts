import type { ProblemView } from '../../core/contract/schemas.ts';

/** How a command ends: with its answer, refused, or called wrongly. */
export type Outcome =
  | { readonly end: 'done'; readonly answer: unknown }
  | { readonly end: 'refused'; readonly error: Refused }
  | { readonly end: 'usage'; readonly sentence: string };

/** Why an input was refused: a code, one plain sentence, and what else is known. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly Pick<ProblemView, 'code' | 'message'>[];
  readonly stacks?: readonly string[];
}

export const done = (answer: unknown): Outcome => ({ end: 'done', answer });
export const refused = (error: Refused): Outcome => ({ end: 'refused', error });
export const usage = (sentence: string): Outcome => ({ end: 'usage', sentence });

/** What a command works with: its words, where progress goes, and whether the user has had enough. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
  say(line: string): void;
  readonly signal: AbortSignal;
}
