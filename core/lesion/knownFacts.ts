import type { VesselId } from '../contract/ids.ts';
import { olderOrigin, type OlderOrigin } from './algorithms.ts';
import {
  caseFactsOf, FACT_PATHS, NUMBER_PATHS,
  type CaseFacts, type FactPath, type FactPlaces, type FactRanges, type FactValue, type LesionFacts,
} from './caseFacts.ts';
import type { Entry, FactEntry } from './entry.ts';
import { stated, unknown, type Fact } from './fact.ts';
import { placedFact, usualSource } from './factGroups.ts';
import { isPatientFact } from './factScope.ts';
import { valueWords } from './factWords.ts';
import { isSameFact } from './sameFact.ts';
import { HEADER_BY } from './headerFacts.ts';
import type { SectionSaid } from './measureDetails.ts';
import type { MeasuredFacts } from './measuredFacts.ts';
import { vesselsOf } from './vesselWork.ts';

type Value = FactValue<FactPath>;
/** Least and most plausible value. */
export type ValueRange = readonly [least: number, most: number];

/**
 * How a fact stands. `proposed`: measured, and nobody stands by it. `confirmed`: measured, and somebody does. `edited`:
 * stated over what was measured, or measured on what a person drew. `stated`: by a person, a header, an angiogram or IVUS. `changed`: confirmed, and
 * measured otherwise since. `unknown`: with its reason.
 */
export type FactState = 'proposed' | 'confirmed' | 'edited' | 'stated' | 'changed' | 'unknown';

/** Where a fact comes from. */
export type KnownFrom = 'ct' | 'angiogram' | 'ivus' | 'header' | 'stated';

/** What is known of one fact, with everything that lies beneath it. */
export interface KnownFact {
  readonly path: FactPath;
  readonly state: FactState;
  /** The value that counts; null where it is not known. */
  readonly value: Value | null;
  readonly range: ValueRange | null;
  /** Whether the value that counts is measured, and not given by somebody. */
  readonly isMeasured: boolean;
  readonly from: KnownFrom;
  /** Who stands by it: a person, a header, or the algorithm that proposes it; null where nobody does. */
  readonly by: string | null;
  /** When a person said so. */
  readonly at: string | null;
  /** What was said with it; where it is unknown, why. */
  readonly note: string | null;
  /** What was measured, whatever is said over it. */
  readonly measured: { readonly value: Value; readonly range: ValueRange | null; readonly by: string } | null;
  /** What was confirmed before it changed. */
  readonly before: Value | null;
  /** Where it was confirmed as an older version of an algorithm measured it than today's; else null. */
  readonly older: OlderOrigin | null;
  readonly entry: Entry<FactEntry> | null;
  /** Said of the lesion before a vessel was traced, where there are several now: of which of them it is nobody has said. */
  readonly unassigned: Entry<FactEntry> | null;
}

/** What facts are known from. */
export interface FactSources {
  /** Null while nothing is measured. */
  readonly measured: MeasuredFacts | null;
  readonly entries: readonly Entry[];
  /** The vessel that is looked at; null for none: then only what is said of the patient counts. */
  readonly vessel: VesselId | null;
  readonly header: LesionFacts;
  /** What findings of IVUS come to. */
  readonly ivus: LesionFacts;
  /** What was said of the sections that facts are read in. */
  readonly sections?: ReadonlyMap<FactPath, SectionSaid>;
}

/** Every fact by its path, in the order of the table. */
export type KnownFacts = ReadonlyMap<FactPath, KnownFact>;

/**
 * Everything that is known of a lesion. What a person says goes before what was measured, and never erases it; what is
 * said of the vessel goes before what is said of all. What was said of the lesion before any vessel was traced is of the one
 * that there is; of several it is of none until it is said for one of them.
 */
export function knownFacts(sources: FactSources): KnownFacts {
  const said = factEntries(sources.entries, sources.vessel);
  const isOneVessel = vesselsOf(sources.entries).length <= 1;
  return new Map(FACT_PATHS.map((path) => {
    const entry = said.get(path) ?? null;
    return [path, entry === null || entry.vessel !== null || isOneVessel || isPatientFact(path)
      ? knownFact(path, sources, entry, null) : knownFact(path, sources, null, entry)];
  }));
}

/** The entry that speaks for each fact: of the vessel before that of all, of those the newest. */
function factEntries(entries: readonly Entry[], vessel: VesselId | null): ReadonlyMap<FactPath, Entry<FactEntry>> {
  const found = new Map<FactPath, Entry<FactEntry>>();
  for (const entry of entries) {
    if (!isFactEntry(entry) || (entry.vessel !== null && entry.vessel !== vessel)) continue;
    const other = found.get(entry.content.path);
    if (other === undefined || isBefore(other, entry)) found.set(entry.content.path, entry);
  }
  return found;
}
const isFactEntry = (entry: Entry): entry is Entry<FactEntry> => entry.content.kind === 'fact';
const isBefore = (one: Entry, other: Entry): boolean => {
  const [isOwn, isOtherOwn] = [one.vessel !== null, other.vessel !== null];
  return isOwn === isOtherOwn ? one.changedAt <= other.changedAt : isOtherOwn;
};

function knownFact(
  path: FactPath, { measured, header, ivus, sections }: FactSources, entry: Entry<FactEntry> | null, unassigned: Entry<FactEntry> | null,
): KnownFact {
  const found: Fact<Value> | undefined = measured?.facts[path];
  const range = rangeAt(measured?.ranges ?? null, path);
  const beneath = found?.state === 'measured' ? { value: found.value, range, by: found.by } : null;
  const note = unassigned === null ? null : unassignedWords(unassigned.content);
  const base = { path, range: null, isMeasured: false, at: null, note, measured: beneath, before: null, older: null, entry, unassigned };
  if (entry !== null) return saidFact(base, entry, measured !== null);
  const others: readonly (readonly [KnownFrom, Fact<Value> | undefined])[] = [['ivus', ivus[path]], ['header', header[path]]];
  for (const [from, fact] of others) {
    if (fact !== undefined && fact.state !== 'unknown') return { ...base, state: 'stated', value: fact.value, from, by: fact.by };
  }
  if (beneath !== null) return measuredFact(base, beneath, sections?.get(path) ?? null);
  if (found?.state === 'stated') return { ...base, state: 'stated', value: found.value, from: 'stated', by: found.by };
  const why = [found, ...others.map(([, fact]) => fact)].find((fact) => fact?.state === 'unknown');
  return {
    ...base, state: 'unknown', value: null, from: usualFrom(path), by: null,
    note: note ?? (why?.state === 'unknown' ? why.why : NOT_ASKED),
  };
}

/** A measured fact that nobody spoke of; of its section somebody may have. */
function measuredFact(base: Base, { value, range, by }: NonNullable<KnownFact['measured']>, said: SectionSaid | null): KnownFact {
  const counts = { ...base, value, range, isMeasured: true, from: 'ct' as const };
  if (said === null) return { ...counts, state: 'proposed', by };
  if (said.before !== null) return { ...counts, state: 'changed', by: said.by, at: said.at, before: said.before };
  return { ...counts, state: said.isDrawn ? 'edited' : 'confirmed', by: said.by, at: said.at };
}

/** Whether somebody may stand by what is measured now: nobody does, or by what was measured otherwise or by an older version. */
export const isToConfirm = ({ state, isMeasured, measured, older }: Pick<KnownFact, 'state' | 'isMeasured' | 'measured' | 'older'>): boolean =>
  isMeasured && measured !== null && (state === 'proposed' || state === 'changed' || older !== null);

/** Why a fact is not known that nobody was asked for. */
export const NOT_ASKED = 'Not asked yet.';

const unassignedWords = ({ path, value }: FactEntry): string => (value === null ? 'Asked before a vessel was traced, and not known.'
  : `Said before a vessel was traced: ${valueWords(path, value, 'given')}. Answer it for this vessel.`);

type Base = Pick<KnownFact, 'path' | 'range' | 'isMeasured' | 'at' | 'note' | 'measured' | 'before' | 'older' | 'entry' | 'unassigned'>;

function saidFact(base: Base, entry: Entry<FactEntry>, isMeasured: boolean): KnownFact {
  const { content: { value, source, range, note }, changedBy, changedAt } = entry;
  const { path, measured } = base;
  const said = { ...base, by: changedBy?.name ?? null, at: changedAt, note };
  if (value === null) return { ...said, state: 'unknown', value: null, from: 'stated', note: note ?? 'Asked, and not known.' };
  if (source !== 'confirmed') {
    const from = source === 'header' ? 'header' : source;
    return { ...said, state: measured === null ? 'stated' : 'edited', value, from, by: source === 'header' ? HEADER_BY : said.by };
  }
  const confirmed = { ...said, older: olderOrigin(entry.content.by) };
  // While nothing is measured, what was confirmed stands.
  if (!isMeasured) return { ...confirmed, state: 'confirmed', value, range, isMeasured: true, from: 'ct' };
  if (measured === null)
    return { ...confirmed, state: 'unknown', value: null, from: 'ct', before: value, note: 'Confirmed before, and no longer to be measured.' };
  const counts = { ...confirmed, value: measured.value, range: measured.range, isMeasured: true, from: 'ct' as const };
  return isSameFact(path, value, measured.value) ? { ...counts, state: 'confirmed' } : { ...counts, state: 'changed', before: value };
}

const rangeAt = (ranges: FactRanges | null, path: FactPath): ValueRange | null =>
  (ranges as Readonly<Partial<Record<FactPath, ValueRange | null>>> | null)?.[path] ?? null;

const usualFrom = (path: FactPath): KnownFrom => {
  const usual = usualSource(path);
  if (usual !== 'stated') return usual;
  return path.startsWith('ctCalcium.') || path.endsWith('.ct') || CT_GROUPS.has(placedFact(path)?.group.id ?? '') ? 'ct' : 'stated';
};
const CT_GROUPS: ReadonlySet<string> = new Set(['occlusion', 'calcium', 'vessel']);

/** The facts as scores and rules take them: with the ranges and places of what counts as it was measured. */
export function scorableFacts(facts: KnownFacts, places: FactPlaces): CaseFacts {
  const ranged = NUMBER_PATHS.flatMap((path) => {
    const range = facts.get(path)?.range ?? null;
    return range === null ? [] : [[path, range] as const];
  });
  const placed = NUMBER_PATHS.flatMap((path) =>
    (places[path] == null || facts.get(path)?.isMeasured !== true ? [] : [[path, places[path]] as const]));
  return caseFactsOf(lesionFactsOf(facts), {
    ...(ranged.length === 0 ? {} : { ranges: Object.fromEntries(ranged) }),
    ...(placed.length === 0 ? {} : { places: Object.fromEntries(placed) }),
  });
}

/** The same with their origins, for those who explain. */
export function lesionFactsOf(facts: KnownFacts): LesionFacts {
  return Object.fromEntries([...facts.values()].map((fact) => [fact.path, asFact(fact)]));
}

function asFact({ value, by, note, measured, isMeasured }: KnownFact): Fact<Value> {
  if (value === null) return unknown(note ?? NOT_ASKED);
  return isMeasured
    ? { state: 'measured', value, by: measured?.by ?? by ?? 'nobody chosen' } : stated(value, by ?? 'nobody chosen');
}
