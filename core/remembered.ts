/**
 * A pure function that works each answer out once: it is kept by the key of what was given, and shared from then on.
 * For the few things that many cases have in common; it never forgets.
 *
 * @param keyOf - equal for what is answered equally; what is given itself, unless said otherwise
 */
export function remembered<Given, Made>(
  make: (given: Given) => Made, keyOf: (given: Given) => unknown = (given) => given,
): (given: Given) => Made {
  const made = new Map<unknown, Made>();
  return (given) => {
    const key = keyOf(given);
    const before = made.get(key);
    if (before !== undefined) return before;
    const now = make(given);
    made.set(key, now);
    return now;
  };
}
