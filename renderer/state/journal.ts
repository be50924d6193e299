import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Result } from '../../core/result.ts';
import { afterStep, type Doing, type EditOf, type ItemsOf, reversed, startsFrom, type StepOf } from './steps.ts';
import { type GoesOn, useUndo } from './undoStore.ts';

/** How far the steps of a record are kept. */
export interface Progress<Failure> {
  /** Steps that are not kept yet. */
  readonly waiting: number;
  /** Why they are not, where they cannot be now; they are tried again when something changes. */
  readonly obstacle: Failure | null;
  /** The last step that was not carried out. */
  readonly refused: Failure | null;
}

/** What the host has of a record. `changes`: how many steps there were by then. */
export interface Listed<Item> { readonly items: readonly Item[]; readonly changes: number }
/** What the host made of a step. */
export interface Carried<Id, Item> extends Listed<Item> {
  readonly removed: readonly { readonly id: Id; readonly revision: number }[];
}

/** A kind of record: what it is made of, and how it is kept. */
export interface RecordKind<Id extends string, Content, Item, Edit, Shown, Failure> extends ItemsOf<Item, Edit, Content> {
  /** Hands a step to the host; `revisionOf` names the state that each item was last seen in, 0 for what was never kept. */
  readonly send: (step: StepOf<Edit>, revisionOf: (id: Id) => number) => Promise<Result<Carried<Id, Item>, Failure>>;
  readonly list: () => Promise<Result<Listed<Item>, unknown>>;
  /** Whether a failure stands in the way for now, so that the step waits; else it refuses the step itself. */
  readonly waits: (failure: Failure) => boolean;
  /** The items under the name by which they are shown. */
  readonly shown: (items: readonly Item[]) => Shown;
  /** Whose record it is, as a scope of undo. */
  readonly scope: string;
  /** Asked at each step. */
  readonly who: () => Doing;
  /** Hears of an undo that came too late. */
  readonly onStale: () => void;
  /** Asks before redo (`isForward`) or undo carries out a step, and goes on with a yes; false where nothing is to be asked. */
  readonly asksFirst?: (step: StepOf<Edit>, isForward: boolean, goOn: GoesOn) => boolean;
}

/** A record of a case over the host. Every step is shown at once and kept as it is made. */
export interface Journal<Item, Edit, Shown, Failure> {
  readonly store: StoreApi<Shown & Progress<Failure>>;
  /** Carries out a step and offers it for undo; false where somebody else changed meanwhile what it starts from. */
  change(step: StepOf<Edit>, gesture?: string): boolean;
  /** What the host has: a fresh answer. */
  take(listed: Listed<Item>): void;
  /** Tries what is waiting again. */
  retry(): void;
}

/** An empty record. */
export function createJournal<
  Id extends string, Content, Item extends { readonly id: Id; readonly revision: number }, Edit extends EditOf<Id, Content, unknown>, Shown, Failure,
>(kind: RecordKind<Id, Content, Item, Edit, Shown, Failure>): Journal<Item, Edit, Shown, Failure> {
  let kept: readonly Item[] = [];
  /** As kept, and over it the steps that are on their way. */
  let shown: readonly Item[] = [];
  /** Of everything ever seen, removed items included. */
  const revisions = new Map<Id, number>();
  let waiting: readonly { readonly step: StepOf<Edit>; readonly doing: Doing }[] = [];
  let isSending = false;
  /** How many steps the host had when it gave what is kept here. */
  let changes = -1;
  const store = createStore<Shown & Progress<Failure>>(() => ({ ...kind.shown([]), waiting: 0, obstacle: null, refused: null }));

  const show = (changed: Partial<Pick<Progress<Failure>, 'obstacle' | 'refused'>> = {}): void => {
    shown = waiting.reduce((items, { step, doing }) => afterStep<Id, Content, Item, Edit>(items, step, doing, kind), kept);
    store.setState({ ...store.getState(), ...kind.shown(shown), waiting: waiting.length, ...changed }, true);
  };
  const learn = (items: readonly { readonly id: Id; readonly revision: number }[]): void => {
    for (const { id, revision } of items) revisions.set(id, Math.max(revision, revisions.get(id) ?? 0));
  };

  async function send(): Promise<void> {
    const head = waiting[0];
    if (isSending || head === undefined) return;
    isSending = true;
    const reply = await kind.send(head.step, (id) => revisions.get(id) ?? 0);
    isSending = false;
    if (reply.ok) {
      const { items, removed } = reply.value;
      learn(items);
      learn(removed);
      // A list that came meanwhile may have more in it than this answer knows.
      if (reply.value.changes > changes) kept = withAnswer(kept, items, removed.map(({ id }) => id));
      changes = Math.max(changes, reply.value.changes);
      waiting = waiting.slice(1);
      show({ obstacle: null });
      void send();
      return;
    }
    if (kind.waits(reply.failure)) {
      show({ obstacle: reply.failure });
      return;
    }
    // Not carried out: later steps on the same ground would not be either.
    waiting = [];
    useUndo.getState().forget(kind.scope);
    const listed = await kind.list();
    if (listed.ok) {
      ({ items: kept, changes } = listed.value);
      learn(kept);
    }
    show({ refused: reply.failure, obstacle: null });
  }

  function carryOut(step: StepOf<Edit>): boolean {
    if (!startsFrom<Id, Content, Item, Edit>(shown, step, kind)) {
      kind.onStale();
      return false;
    }
    waiting = [...waiting, { step, doing: kind.who() }];
    show({ refused: null });
    void send();
    return true;
  }

  return {
    store,
    change(step, gesture) {
      if (!carryOut(step)) return false;
      useUndo.getState().did({
        words: step.words, scope: kind.scope, undo: () => carryOut(reversed(step)), redo: () => carryOut(step),
        asks: (isForward, goOn) => kind.asksFirst?.(isForward ? step : reversed(step), isForward, goOn) ?? false,
        ...(gesture === undefined ? {} : { gesture }),
      });
      return true;
    },
    take(listed) {
      learn(listed.items);
      if (listed.changes >= changes) {
        kept = withKnown(kept, listed.items);
        ({ changes } = listed);
      }
      show();
      void send();
    },
    retry: () => void send(),
  };
}

/** The items listed; of those that are known in this very state the known ones, so that nothing is made anew from them. */
function withKnown<Id, Item extends { readonly id: Id; readonly revision: number }>(kept: readonly Item[], items: readonly Item[]): readonly Item[] {
  const known = new Map(kept.map((one) => [one.id, one]));
  return items.map((item) => {
    const one = known.get(item.id);
    return one !== undefined && one.revision === item.revision ? one : item;
  });
}

/** What is kept after a step was: its items in their places, new ones last. */
function withAnswer<Id, Item extends { readonly id: Id }>(
  kept: readonly Item[], items: readonly Item[], removed: readonly Id[],
): readonly Item[] {
  const fresh = new Map(items.map((one) => [one.id, one]));
  const known = new Set(kept.map(({ id }) => id));
  return [
    ...kept.filter(({ id }) => !removed.includes(id)).map((one) => fresh.get(one.id) ?? one),
    ...items.filter(({ id }) => !known.has(id)),
  ];
}
