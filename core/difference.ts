/**
 * How one value differs from another, both plain data that survives JSON: another value; an object of which some parts differ,
 * or are gone; a list of so many items of which some differ. What is not named in it is as it was before.
 */
export type Difference =
  | { readonly is: unknown }
  | { readonly parts: Readonly<Record<string, Difference>>; readonly gone?: readonly string[] }
  | { readonly length: number; readonly items: readonly (readonly [n: number, item: Difference])[] };

/** What makes `now` of `before`; null where they are the same. What is one and the same object in both is not looked into. */
export function differenceOf(before: unknown, now: unknown): Difference | null {
  if (before === now || (Number.isNaN(before) && Number.isNaN(now))) return null;
  if (Array.isArray(before) && Array.isArray(now)) return listDifference(before, now);
  if (isObject(before) && isObject(now)) return objectDifference(before, now);
  return { is: now };
}

/** `before` with its difference. What has not changed is the very object that it was. */
export function changedBy(before: unknown, difference: Difference | null): unknown {
  if (difference === null) return before;
  if ('is' in difference) return difference.is;
  if ('items' in difference) {
    const out = Array.isArray(before) ? before.slice(0, difference.length) : [];
    for (const [n, item] of difference.items) out[n] = changedBy(out[n], item);
    return out;
  }
  const out = isObject(before) ? { ...before } : {};
  for (const name of difference.gone ?? []) delete out[name];
  for (const [name, part] of Object.entries(difference.parts)) out[name] = changedBy(out[name], part);
  return out;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function objectDifference(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): Difference | null {
  const parts: Record<string, Difference> = {};
  let differs = false;
  for (const name of Object.keys(now)) {
    const part = Object.hasOwn(before, name) ? differenceOf(before[name], now[name]) : { is: now[name] };
    if (part === null) continue;
    parts[name] = part;
    differs = true;
  }
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(now, name));
  if (gone.length > 0) return { parts, gone };
  if (!differs) return null;
  // Where most is another value, all of it is told: that is shorter than saying which.
  const told = Object.values(parts);
  return 2 * told.length > Object.keys(now).length && told.every(isWhole) ? { is: now } : { parts };
}

const isWhole = (difference: Difference): boolean => 'is' in difference;

function listDifference(before: readonly unknown[], now: readonly unknown[]): Difference | null {
  const items: (readonly [number, Difference])[] = [];
  for (let n = 0; n < now.length; n += 1) {
    const item = n < before.length ? differenceOf(before[n], now[n]) : { is: now[n] };
    if (item === null) continue;
    // A list of numbers is shorter than a list of which of them differ.
    if (typeof now[n] === 'number') return { is: now };
    items.push([n, item]);
  }
  if (items.length === 0 && before.length === now.length) return null;
  return items.length === now.length && items.every(([, item]) => isWhole(item)) ? { is: now } : { length: now.length, items };
}
