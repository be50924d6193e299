/** What is known of one property, and how it came to be known. */
export type Fact<T> =
  | { readonly state: 'measured'; readonly value: T; readonly by: string }
  | { readonly state: 'stated'; readonly value: T; readonly by: string }
  | { readonly state: 'unknown'; readonly why: string };

/** A value that an algorithm found; `by` is its name and version. */
export const measured = <T>(value: T, by: string): Fact<T> => ({ state: 'measured', value, by });
/** A value that a person or a header gave; `by` says who. */
export const stated = <T>(value: T, by: string): Fact<T> => ({ state: 'stated', value, by });
/** Not known, and why. */
export const unknown = (why: string): Fact<never> => ({ state: 'unknown', why });

/** The value, or undefined: the one place where a fact loses its history. */
export const known = <T>(fact: Fact<T>): T | undefined =>
  fact.state === 'unknown' ? undefined : fact.value;
