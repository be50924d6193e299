/** The part that is being tested: the files to mutate, and the tests that are about them. */
export function part(): { readonly mutate: string[]; readonly tests: string[] };
