import { create } from 'zustand';
import type { CaseId, EntryId } from '../../../core/contract/ids.ts';
import type { CaseFacts, FactPath, FactValue } from '../../../core/lesion/caseFacts.ts';
import type { FactGroupId } from '../../../core/lesion/factGroups.ts';
import { NOTHING_SUPPOSED, type Suppositions } from '../../../core/lesion/supposition.ts';
import type { ScoreId } from '../../../core/scores/score.ts';
import { setOf, type ScoreSet } from './scoreSets.ts';

/** A phase of the procedure. */
export type Phase = NonNullable<CaseFacts['phase']>;
/** What is shown below the scores. */
export type StrategyView = 'advice' | 'tools' | 'boards' | 'rules';

/** What is looked at in the lesion station. Nothing of it is kept with the case. */
interface LesionDesk {
  readonly caseId: CaseId | null;
  readonly selected: FactPath | null;
  /** The fact whose answer is being given. */
  readonly editing: FactPath | null;
  /** Facts that something under the pointer, or in focus, reads. */
  readonly lit: readonly FactPath[];
  /** For which phase the rules are read: where one looks, not what is. */
  readonly phase: Phase;
  readonly set: ScoreSet;
  readonly view: StrategyView;
  /** The score that is shown in detail. */
  readonly score: ScoreId | null;
  /** The rule that is explained. */
  readonly rule: string | null;
  /** Null while nothing is supposed; else what is. */
  readonly supposed: Suppositions | null;
  readonly folded: ReadonlySet<FactGroupId>;
  /** Groups of which the rare facts are shown, too. */
  readonly whole: ReadonlySet<FactGroupId>;
  /** The IVUS finding that is chosen. */
  readonly finding: EntryId | null;
}

/** Groups of facts that the room tells. */
const IN_ROOM: readonly FactGroupId[] = ['procedure', 'intravascular'];

const FIRST: Omit<LesionDesk, 'caseId'> = {
  selected: null, editing: null, lit: [], phase: 'planning', set: 'main', view: 'advice', score: null, rule: null, supposed: null,
  folded: new Set(IN_ROOM), whole: new Set<FactGroupId>(), finding: null,
};

/** What is looked at in the lesion station of the open case. */
export const useLesionDesk = create<LesionDesk>()(() => ({ caseId: null, ...FIRST }));

/** Begins with a case; of the same one all stays as it was left. */
export const openDesk = (caseId: CaseId): void => {
  if (useLesionDesk.getState().caseId !== caseId) useLesionDesk.setState({ caseId, ...FIRST });
};

/** Chooses a fact; its answer is no longer being given. */
export const selectFact = (path: FactPath | null): void => useLesionDesk.setState({ selected: path, editing: null });

/** Opens the answer of a fact. */
export const answerFact = (path: FactPath): void => useLesionDesk.setState({ selected: path, editing: path });

/** Closes the answer that is open; the fact stays chosen. */
export const closeAnswer = (): void => useLesionDesk.setState({ editing: null });

/** Shows which facts something reads; none when it is left. */
export const light = (lit: readonly FactPath[]): void => useLesionDesk.setState({ lit });

/** What lies under the pointer goes without its being left: it lights nothing any more. */
const UNLIT = { lit: [] };

/** Shows another set of scores. */
export const showSet = (set: ScoreSet): void => useLesionDesk.setState({ set, ...UNLIT });

/** Shows a score in detail, and the set that it stands in. */
export const showScore = (score: ScoreId | null): void =>
  useLesionDesk.setState({ score, ...(score === null ? {} : { set: setOf(score) }), ...UNLIT });

/** Shows another part of the strategy; a score in detail gives way to it. */
export const showView = (view: StrategyView): void => useLesionDesk.setState({ view, score: null, ...UNLIT });

/** Facts of the room are folded away before the procedure, and come forth with it. */
export const lookAtPhase = (phase: Phase): void => useLesionDesk.setState(({ folded }) => ({
  phase, folded: new Set([...[...folded].filter((id) => !IN_ROOM.includes(id)), ...(phase === 'planning' ? IN_ROOM : [])]),
}));

/** Explains a rule. */
export const explainRule = (rule: string): void => useLesionDesk.setState({ rule, view: 'rules', score: null, ...UNLIT });

/** Supposes a value of a fact for a while. */
export const suppose = (path: FactPath, value: FactValue<FactPath> | null): void => useLesionDesk.setState(({ supposed }) =>
  ({ supposed: new Map(supposed ?? NOTHING_SUPPOSED).set(path, value), editing: null }));

/** No longer supposes a fact; without one, nothing any more. */
export const supposeNot = (path?: FactPath): void => useLesionDesk.setState(({ supposed }) => ({
  supposed: path === undefined || supposed === null ? null : new Map([...supposed].filter(([one]) => one !== path)), editing: null,
}));

/** Folds a group of the sheet, or unfolds it. */
export const toggleGroup = (id: FactGroupId): void => useLesionDesk.setState(({ folded }) => ({ folded: toggled(folded, id) }));
/** Shows the rare facts of a group, or no longer. */
export const toggleWhole = (id: FactGroupId): void => useLesionDesk.setState(({ whole, folded }) =>
  ({ whole: toggled(whole, id), folded: new Set([...folded].filter((one) => one !== id)) }));

const toggled = (set: ReadonlySet<FactGroupId>, id: FactGroupId): ReadonlySet<FactGroupId> =>
  (set.has(id) ? new Set([...set].filter((one) => one !== id)) : new Set([...set, id]));
