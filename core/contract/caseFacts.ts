import { z } from 'zod';
import {
  FACT_PATHS, factRow, NUMBER_PATHS, type CaseFacts, type FactKind, type FactPath,
} from '../lesion/caseFacts.ts';
import { err, ok, type Result } from '../result.ts';

/** What is wrong with one fact, by its path, and the sentence that says so and what would be right. */
export interface FactFault {
  readonly fact: string;
  readonly code: 'facts/unknown-name' | 'facts/wrong-type' | 'facts/impossible-value';
  readonly message: string;
}
/** A facts object that is refused, with every fault that was found. */
export interface FactsFailure { readonly code: 'facts/refused'; readonly faults: readonly FactFault[] }

type NumberKind = Extract<FactKind, { is: 'number' }>;
const numberSchema = ({ least, most, whole }: NumberKind): z.ZodNumber => {
  const bounded = z.number().min(least).max(most);
  return whole === true ? bounded.int() : bounded;
};

/** The values that a fact of this kind can have. */
function kindSchema(kind: FactKind): z.ZodType {
  switch (kind.is) {
    case 'choice': return z.enum(kind.of);
    case 'yes-no': return z.boolean();
    case 'number':
      return kind.orWord === undefined
        ? numberSchema(kind)
        : z.union([numberSchema(kind), z.literal(kind.orWord)]);
    case 'choices': return z.array(z.enum(kind.of));
    case 'text': return z.string().min(1).max(LONGEST_TEXT);
    case 'texts': return z.array(z.string().min(1).max(LONGEST_TEXT));
    case 'stretches': {
      const place = z.number().min(kind.least).max(kind.most);
      return z.array(z.tuple([place, place]).refine(([from, to]) => from <= to));
    }
  }
}
const LONGEST_TEXT = 200;

const paths = FACT_PATHS.map((path) => [path, path.split('.')] as const);
const groups = [...new Set(paths.flatMap(([, [group, leaf]]) => (leaf === undefined ? [] : [group])))];
const optional = (schema: z.ZodType): z.ZodType => schema.nullable().optional();
const fieldsOf = (wanted: string | undefined): Readonly<Record<string, z.ZodType>> =>
  Object.fromEntries(paths.flatMap(([path, [first = '', leaf]]) => {
    const [group, name] = leaf === undefined ? [undefined, first] : [first, leaf];
    return group === wanted ? [[name, optional(kindSchema(factRow(path).kind))]] : [];
  }));

const rangeSchema = (path: FactPath): z.ZodType => {
  const { kind } = factRow(path);
  if (kind.is !== 'number') return z.never();
  const end = z.number().min(kind.least).max(kind.most);
  return z.tuple([end, end]).refine(([lo, hi]) => lo <= hi);
};

const checked = z.strictObject({
  ...fieldsOf(undefined),
  ...Object.fromEntries(groups.map((group = '') => [group, optional(z.strictObject(fieldsOf(group)))])),
  ranges: optional(z.strictObject(
    Object.fromEntries(NUMBER_PATHS.map((path) => [path, optional(rangeSchema(path))])),
  )),
});

/** The facts object of `score` and `strategy` at the border; made from the table of facts, like its type. */
export const caseFactsSchema: z.ZodType<CaseFacts> = checked as unknown as z.ZodType<CaseFacts>;

/**
 * The facts of one case, each checked by itself, or every fault that was found. Combinations are not judged.
 *
 * @fails facts/refused - an unknown name, a wrong type or an impossible value, each named
 */
export function readCaseFacts(value: unknown): Result<CaseFacts, FactsFailure> {
  const parsed = caseFactsSchema.safeParse(value);
  return parsed.success
    ? ok(parsed.data)
    : err({ code: 'facts/refused', faults: faultsOf(value, parsed.error.issues) });
}

/** One fault a place: what makes the first fault of a place makes the others too. */
function faultsOf(value: unknown, issues: readonly z.core.$ZodIssue[]): readonly FactFault[] {
  const faults = new Map<string, FactFault>();
  for (const issue of issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [null];
    for (const name of names) {
      const at = name === null ? issue.path : [...issue.path, name];
      const fault = name === null ? valueFault(value, at) : nameFault(at);
      if (!faults.has(fault.fact)) faults.set(fault.fact, fault);
    }
  }
  return [...faults.values()];
}

const nameFault = (at: readonly PropertyKey[]): FactFault => {
  const fact = at.map(String).join('.');
  const isRange = at[0] === 'ranges';
  return {
    fact, code: 'facts/unknown-name',
    message: isRange
      ? `There is no measured fact called ${quoted(String(at[1]))} that could have a range. `
        + 'Correct the name or leave it out.'
      : `There is no fact called ${quoted(fact)}. Correct the name or leave it out.`,
  };
};

/** The fault of the fact in which a value lies, however deep within it. */
function valueFault(whole: unknown, at: readonly PropertyKey[]): FactFault {
  if (at.length === 0) {
    return {
      fact: '', code: 'facts/wrong-type', message: `A case must be an object of facts, not ${shown(whole)}.`,
    };
  }
  const names = at.map(String);
  const isRange = names[0] === 'ranges';
  const path = isRange
    ? FACT_PATHS.find((known) => known === names[1])
    : FACT_PATHS.find((known) => known === names[0] || known === `${names[0]}.${names[1]}`);
  if (path === undefined) {
    const fact = names[0] ?? '';
    return {
      fact, code: 'facts/wrong-type',
      message: `${fact} is ${shown(valueAt(whole, [fact]))}, but must be an object of ${
        fact === 'ranges' ? '[lo, hi] by the paths of facts' : `its facts: ${leavesOf(fact).join(', ')}`}.`,
    };
  }
  const fact = isRange ? `ranges.${path}` : path;
  const given = valueAt(whole, isRange ? ['ranges', path] : path.split('.'));
  const { kind } = factRow(path);
  return {
    fact, code: isOfType(given, kind, isRange) ? 'facts/impossible-value' : 'facts/wrong-type',
    message: `${fact} is ${shown(given)}, but must be ${isRange ? expectedRange(kind) : expected(kind)}.`,
  };
}

const leavesOf = (group: string): readonly string[] =>
  paths.flatMap(([, [first, leaf]]) => (first === group && leaf !== undefined ? [leaf] : []));

const valueAt = (whole: unknown, names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (outer, name) => (typeof outer === 'object' && outer !== null
      ? Object.getOwnPropertyDescriptor(outer, name)?.value
      : undefined),
    whole,
  );

/** Is the value at least of the right type, so that only its size or its word is impossible? */
function isOfType(given: unknown, kind: FactKind, isRange: boolean): boolean {
  if (isRange) return Array.isArray(given) && given.length === 2 && given.every(isNumber);
  switch (kind.is) {
    case 'number': return isNumber(given) || (kind.orWord !== undefined && typeof given === 'string');
    case 'choice':
    case 'text': return typeof given === 'string';
    case 'yes-no': return typeof given === 'boolean';
    case 'choices':
    case 'texts': return Array.isArray(given) && given.every((one) => typeof one === 'string');
    case 'stretches':
      return Array.isArray(given)
        && given.every((one) => Array.isArray(one) && one.length === 2 && one.every(isNumber));
  }
}
const isNumber = (value: unknown): boolean => typeof value === 'number';

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
const expectedRange = (kind: FactKind): string =>
  kind.is === 'number' ? `[lo, hi], each ${bounds(kind)}, lo not above hi` : 'absent';

const quoted = (word: string): string => JSON.stringify(word);
/** A value as it was given, shortened: it may be of any size. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  const text = Array.isArray(value) && value.length > 8
    ? `a list of ${value.length}` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
