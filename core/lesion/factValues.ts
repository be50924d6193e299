import { FACT_PATHS, type CaseFacts, type FactPath, type FactValue } from './caseFacts.ts';

/** Facts laid out in the order of their table, for those who read many of them many times; null is not known. */
export type FactValues = readonly (FactValue<FactPath> | null)[];

const PLACES: ReadonlyMap<FactPath, number> = new Map(FACT_PATHS.map((path, at) => [path, at]));
/** Where a fact stands in the layout. */
export const placeOf = (path: FactPath): number => PLACES.get(path) ?? -1;

/** The outer names of the facts, each with its places: a plain fact has one, a group one for each of its leaves. */
const NAMES: readonly { readonly name: string; readonly leaves: readonly { leaf: string | undefined; at: number }[] }[] =
  [...Map.groupBy(FACT_PATHS, (path) => path.split('.')[0] ?? path)].map(([name, paths]) => ({
    name, leaves: paths.map((path) => ({ leaf: path.split('.')[1], at: placeOf(path) })),
  }));

/** The facts of a case, laid out. */
export function factValues(facts: CaseFacts): FactValues {
  const values = FACT_PATHS.map<FactValue<FactPath> | null>(() => null);
  // The table, from which the type of the facts is made, says what lies at each path.
  const outer = facts as Readonly<Record<string, unknown>>;
  for (const { name, leaves } of NAMES) {
    const given = outer[name] ?? null;
    if (given === null) continue;
    for (const { leaf, at } of leaves) {
      const value = leaf === undefined ? given : (given as Readonly<Record<string, unknown>>)[leaf];
      values[at] = (value ?? null) as FactValue<FactPath> | null;
    }
  }
  return values;
}

/** The value of a fact. */
export const valueAt = <P extends FactPath>(values: FactValues, path: P): FactValue<P> | null =>
  (values[placeOf(path)] ?? null) as FactValue<P> | null;

/** Reads one fact again and again. */
export function readerOf<P extends FactPath>(path: P): (values: FactValues) => FactValue<P> | null {
  const at = placeOf(path);
  return (values) => (values[at] ?? null) as FactValue<P> | null;
}
