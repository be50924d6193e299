export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<F> = { readonly ok: false; readonly failure: F };
/** Plain data, so that it crosses every border unchanged. */
export type Result<T, F> = Ok<T> | Err<F>;

/** A result that holds the value. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
/** A result that holds the failure. */
export const err = <const F>(failure: F): Err<F> => ({ ok: false, failure });

/** Stops the build when a union gains a member that a switch does not handle. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
