import { factRow, type FactPath, type FactRanges, type FactValue } from '../../../core/lesion/caseFacts.ts';
import type { Entry, FactEntry, ScoresReadEntry } from '../../../core/lesion/entry.ts';
import { isPatientFact } from '../../../core/lesion/factScope.ts';
import type { Fact } from '../../../core/lesion/fact.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import type { VesselId } from '../../../core/contract/ids.ts';
import { useView } from '../../state/viewStore.ts';
import type { Editing } from './editing.ts';
import type { Now } from './vesselActions.ts';
import { unsettledWords } from './vesselStates.ts';

/** What can be done to facts: those of the patient hold for every vessel. */
export interface FactActions {
  /** Null says that it was asked, and is not known. */
  readonly setFact: <P extends FactPath>(path: P, value: FactValue<P> | null, source: Exclude<FactEntry['source'], 'confirmed'>, note?: string | null) => void;
  /** Stands by the measured value as it is now; without one nothing happens. False where it is not of the present work, and says so. */
  readonly confirmFact: (path: FactPath) => boolean;
  /** Stands by several as one step, which the words name; says so where they are not of the present work. */
  readonly confirmFacts: (paths: readonly FactPath[], words: string) => void;
  /** Takes back what was said; what is measured stays. */
  readonly clearFact: (path: FactPath) => void;
  /** Keeps the points of the scores as they are read now, with the facts that they come from. False where these are not of the present work, and says so. */
  readonly readScores: (read: ScoresReadEntry) => boolean;
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
  /** Where nothing can be measured, nothing is waited for. */
  const isUnsettled = (): boolean => {
    const vessel = now();
    const words = vessel.state === 'nothing' || (vessel.state === 'failed' && vessel.facts === null) ? null : unsettledWords(vessel);
    if (words !== null) useView.getState().say(words);
    return words !== null;
  };
  return {
    setFact: (path, value, source, note = null) => put(path, { value, source, by: null, range: null, note }, 'state'),
    confirmFact(path) {
      const content = confirmation(path);
      if (content !== null && isUnsettled()) return false;
      if (content !== null) put(path, content, 'confirm');
      return true;
    },
    confirmFacts(paths, words) {
      if (isUnsettled()) return;
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
      if (isUnsettled()) return false;
      const { id } = now();
      editing.put(id, editing.of(id).findLast(isOf('scores-read')), read, 'read scores');
      return true;
    },
  };
}
