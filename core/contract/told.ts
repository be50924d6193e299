import { changedBy, type Difference, differenceOf } from '../difference.ts';

/** An answer under a name, in the least that says it. */
export interface Told {
  readonly name: string;
  /** The name of the answer that this one differs from; null where all of it is sent. */
  readonly since: string | null;
  /** From that answer, or from null; null where it is the same. */
  readonly difference: Difference | null;
}

/** An answer that was sent, or that came. */
export interface Named<Answer> { readonly name: string; readonly answer: Answer }

/** Tells an answer to who has another one, or none. */
export const told = <Answer>({ name, answer }: Named<Answer>, has: Named<Answer> | null): Told =>
  ({ name, since: has?.name ?? null, difference: differenceOf(has?.answer ?? null, answer) });

/**
 * The answer that was told; what has not changed is the very object that the one before has. Undefined where it differs from
 * another answer than that: then all of it is to be asked for.
 */
export function heard<Answer>({ name, since, difference }: Told, has: Named<Answer> | null): Named<Answer> | undefined {
  if (since !== null && since !== has?.name) return undefined;
  return { name, answer: changedBy(since === null ? null : has?.answer, difference) as Answer };
}
