import {
  FACT_PATHS, FACTS, factRow, NUMBER_PATHS, PLACE,
  type CaseFacts, type FactKind, type FactPath, type FactPathOf,
} from '../lesion/caseFacts.ts';
import { err, ok, type Result } from '../result.ts';
import { checkOf, LONGEST_TEXT, rangeCheckOf } from './factCheck.ts';

/** What is wrong with one fact, by its path, and the sentence that says so and what would be right. */
export interface FactFault {
  readonly fact: string;
  readonly code: 'facts/unknown-name' | 'facts/wrong-type' | 'facts/impossible-value';
  readonly message: string;
}
/** A facts object that is refused, with every fault that was found. */
export interface FactsFailure { readonly code: 'facts/refused'; readonly faults: readonly FactFault[] }

/**
 * The facts of one case, each checked by itself, or every fault that was found, in the order in which they are told.
 * Combinations are not judged.
 *
 * @fails facts/refused - an unknown name, a wrong type or an impossible value, each named
 */
export function readCaseFacts(value: unknown): Result<CaseFacts, FactsFailure> {
  const faults = faultsOf(value);
  // What has no fault is made of facts alone, each of its type: the table says both.
  return faults.length === 0 ? ok(value as CaseFacts) : err({ code: 'facts/refused', faults });
}

/** A value as it is checked: a fact's, or what is said beside one. */
interface Checked {
  readonly isPossible: (value: unknown) => boolean;
  readonly fault: (value: unknown) => FactFault;
}
/** Values by their names in an object of their own. */
interface Group {
  readonly checks: ReadonlyMap<string, Checked>;
  /** What the object holds, in words that follow "an object of". */
  readonly holds: string;
  /** What none of its names is, in words that follow "There is no". */
  readonly unknown: (name: string) => string;
}

const checkedFact = (path: FactPath): Checked =>
  ({ isPossible: checkOf(factRow(path).kind), fault: (value) => valueFault(path, value) });
/** The facts by their names in the object: a fact, or a group of facts by theirs. */
const FACTS_BY_NAME: readonly (readonly [string, Checked | Group])[] =
  [...Map.groupBy(FACT_PATHS, (path) => path.split('.')[0] ?? path)].map(([name, paths]) => {
    const [only] = paths;
    if (only === name) return [name, checkedFact(only)];
    const checks = new Map(paths.map((path) => [path.slice(name.length + 1), checkedFact(path)]));
    const unknown = (leaf: string): string => `fact called ${quoted(`${name}.${leaf}`)}`;
    return [name, { checks, holds: `its facts: ${[...checks.keys()].join(', ')}`, unknown }];
  });

/** What is said of measured facts beside their values, by their paths. */
const beside = (what: string, holds: string, checked: (path: FactPathOf<'number'>) => Checked): Group => ({
  checks: new Map(NUMBER_PATHS.map((path) => [path, checked(path)])),
  holds: `${holds} by the paths of facts`,
  unknown: (name) => `measured fact called ${quoted(name)} that could have a ${what}`,
});
const RANGES = beside('range', '[lo, hi]', (path) => ({
  isPossible: rangeCheckOf(FACTS[path].kind),
  fault: (value) => fault(`ranges.${path}`, value, isPair(value), expectedRange(FACTS[path].kind)),
}));
const PLACES = beside('place', 'mm from the proximal cap', (path) => ({
  isPossible: checkOf(PLACE),
  fault: (value) => fault(`places.${path}`, value, isNumber(value), expected(PLACE)),
}));
const NAMED: ReadonlyMap<string, Checked | Group> =
  new Map<string, Checked | Group>([...FACTS_BY_NAME, ['ranges', RANGES], ['places', PLACES]]);

/** Every fault of a case; one a fact. */
function faultsOf(whole: unknown): readonly FactFault[] {
  if (!isObject(whole)) return [wholeFault(whole)];
  const faults: FactFault[] = [];
  for (const name of Object.keys(whole)) {
    const value = whole[name] ?? null;
    const known = NAMED.get(name);
    if (known === undefined) faults.push(nameFault(name, `fact called ${quoted(name)}`));
    else if (value === null) continue;
    else if ('fault' in known) {
      if (!known.isPossible(value)) faults.push(known.fault(value));
    } else if (!isObject(value)) faults.push(fault(name, value, false, `an object of ${known.holds}`));
    else {
      for (const leaf of Object.keys(value)) {
        const inner = value[leaf] ?? null;
        const checked = known.checks.get(leaf);
        if (checked === undefined) faults.push(nameFault(`${name}.${leaf}`, known.unknown(leaf)));
        else if (inner !== null && !checked.isPossible(inner)) faults.push(checked.fault(inner));
      }
    }
  }
  return faults;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nameFault = (fact: string, unknown: string): FactFault => ({
  fact, code: 'facts/unknown-name', message: `There is no ${unknown}. Correct the name or leave it out.`,
});

const wholeFault = (whole: unknown): FactFault => ({
  fact: '', code: 'facts/wrong-type', message: `A case must be an object of facts, not ${shown(whole)}.`,
});

/** What is wrong with a value, which is at least of the right type or is not. */
const fault = (fact: string, given: unknown, isRightType: boolean, must: string): FactFault => ({
  fact, code: isRightType ? 'facts/impossible-value' : 'facts/wrong-type',
  message: `${fact} is ${shown(given)}, but must be ${must}.`,
});
function valueFault(path: FactPath, given: unknown): FactFault {
  const { kind } = factRow(path);
  return fault(path, given, isOfType(given, kind), expected(kind));
}

/** Is the value at least of the right type, so that only its size or its word is impossible? */
function isOfType(given: unknown, kind: FactKind): boolean {
  switch (kind.is) {
    case 'number': return isNumber(given) || (kind.orWord !== undefined && typeof given === 'string');
    case 'choice':
    case 'text': return typeof given === 'string';
    case 'yes-no': return typeof given === 'boolean';
    case 'choices':
    case 'texts': return Array.isArray(given) && given.every((one) => typeof one === 'string');
    case 'stretches':
      return Array.isArray(given) && given.every(isPair);
  }
}
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isPair = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);

const bounds = (kind: Extract<FactKind, { least: number }>): string =>
  `from ${kind.least} to ${kind.most}${kind.unit === null ? '' : kind.unit === '°' ? '°' : ` ${kind.unit}`}`;
const listed = (words: readonly string[]): string => words.map(quoted).join(', ');

/** What a value of this kind must be, in words that follow "must be". */
export function expected(kind: FactKind): string {
  switch (kind.is) {
    case 'choice': return `one of ${listed(kind.of)}`;
    case 'yes-no': return 'true or false';
    case 'number': {
      const words = `a ${kind.whole === true ? 'whole ' : ''}number ${bounds(kind)}`;
      return kind.orWord === undefined ? words : `${words}, or ${quoted(kind.orWord)}`;
    }
    case 'choices': return `a list of ${listed(kind.of)}`;
    case 'text': return `a text of 1 to ${LONGEST_TEXT} characters`;
    case 'texts': return `a list of texts of 1 to ${LONGEST_TEXT} characters`;
    case 'stretches': return `a list of [from, to], each ${bounds(kind)}, from not beyond to`;
  }
}
const expectedRange = (kind: Extract<FactKind, { is: 'number' }>): string =>
  `[lo, hi], each ${bounds(kind)}, lo not above hi`;

const quoted = (word: string): string => JSON.stringify(word);
/** A value as it was given, shortened: it may be of any size, and as deep as it likes. */
function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.length > MOST_SHOWN) return `a list of ${value.length}`;
  const text = shallow(value, DEEPEST_SHOWN);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
const MOST_SHOWN = 8;
const DEEPEST_SHOWN = 3;

/** JSON of a value down to a depth; what lies deeper is left out. */
function shallow(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'missing';
  if (depth === 0) return '…';
  return Array.isArray(value)
    ? `[${value.slice(0, MOST_SHOWN).map((one) => shallow(one, depth - 1)).join(',')}]`
    : `{${Object.entries(value).slice(0, MOST_SHOWN)
      .map(([name, one]) => `${quoted(name)}:${shallow(one, depth - 1)}`).join(',')}}`;
}
