import { factRow, type FactPath, type FactRanges, type FactValue } from '../../../core/lesion/caseFacts.ts';
import type { Entry, FactEntry, ScoresReadEntry } from '../../../core/lesion/entry.ts';
import { isPatientFact } from '../../../core/lesion/factScope.ts';
import type { Fact } from '../../../core/lesion/fact.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import type { VesselId } from '../../../core/contract/ids.ts';
import type { Editing } from './editing.ts';
import type { Now } from './vesselActions.ts';

/** What can be done to facts: those of the patient hold for every vessel. */
export interface FactActions {
  /** Null says that it was asked, and is not known. */
  readonly setFact: <P extends FactPath>(path: P, value: FactValue<P> | null, source: Exclude<FactEntry['source'], 'confirmed'>, note?: string | null) => void;
  /** Stands by the measured value as it is now; without one nothing happens. */
  readonly confirmFact: (path: FactPath) => void;
  /** Stands by several as one step, which the words name. */
  readonly confirmFacts: (paths: readonly FactPath[], words: string) => void;
  /** Takes back what was said; what is measured stays. */
  readonly clearFact: (path: FactPath) => void;
  /** Keeps the points of the scores as they are read now, with the facts that they come from. */
  readonly readScores: (read: ScoresReadEntry) => void;
}

/** Actions on the facts of the vessel that is there, and of the patient. */
export function factActions(editing: Editing, now: Now): FactActions {
  /** Where a fact is kept. A lesion's is said of all of them while no vessel is there. */
  const scope = (path: FactPath): VesselId | null => (isPatientFact(path) ? null : now().id);
  const said = (path: FactPath, vessel: VesselId | null): Entry<FactEntry> | undefined =>
    editing.of(vessel).filter(isOf('fact')).findLast(({ content }) => content.path === path);
  const put = (path: FactPath, content: Omit<FactEntry, 'kind' | 'path'>, words: string): void => {
    const vessel = scope(path);
    editing.put(vessel, said(path, vessel), { kind: 'fact', path, ...content }, `${words} ${factRow(path).label}`);
  };
  /** What stands by the measured value of a fact; null without one. */
  const confirmation = (path: FactPath): Omit<FactEntry, 'kind' | 'path'> | null => {
    const { facts } = now();
    const fact: Fact<FactValue<FactPath>> | undefined = facts?.facts[path];
    if (facts === null || fact?.state !== 'measured') return null;
    const ranges: Readonly<Partial<Record<FactPath, FactRanges[keyof FactRanges]>>> = facts.ranges;
    return { value: fact.value, source: 'confirmed', by: fact.by, range: ranges[path] ?? null, note: null };
  };
  return {
    setFact: (path, value, source, note = null) => put(path, { value, source, by: null, range: null, note }, 'state'),
    confirmFact(path) {
      const content = confirmation(path);
      if (content !== null) put(path, content, 'confirm');
    },
    confirmFacts(paths, words) {
      editing.putAll(paths.flatMap((path) => {
        const [content, vessel] = [confirmation(path), scope(path)];
        return content === null ? [] : [{ vessel, before: said(path, vessel), after: { kind: 'fact' as const, path, ...content } }];
      }), words);
    },
    clearFact(path) {
      const entry = said(path, scope(path)) ?? said(path, null);
      if (entry !== undefined) editing.remove([entry], `take back ${factRow(path).label}`);
    },
    readScores(read) {
      const { id } = now();
      editing.put(id, editing.of(id).findLast(isOf('scores-read')), read, 'read scores');
    },
  };
}
