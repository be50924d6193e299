/** Each element with the one after it: n elements give n − 1 pairs. */
export function neighbours<T>(items: readonly T[]): readonly (readonly [before: T, after: T])[] {
  const pairs: [T, T][] = [];
  let before: T | undefined;
  let first = true;
  for (const item of items) {
    if (!first) pairs.push([before as T, item]);
    before = item;
    first = false;
  }
  return pairs;
}

/** The items in lists of equal key, in the order in which the keys first appear. */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The least and the greatest of the values; infinite the wrong way round for none. Any number of values. */
export function extremes(values: readonly number[]): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { least, most };
}

/** What work that is done in steps comes to, with nothing between them. */
export function lastOf<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
