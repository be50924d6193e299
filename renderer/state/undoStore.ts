import { create } from 'zustand';

/** Something done that can be taken back. `words` names it: "move distance". */
export interface Undoable {
  readonly words: string;
  readonly undo: () => void;
  readonly redo: () => void;
  /** What it belongs to: a case, a viewer. When that goes, its steps go with it. Without one it stays. */
  readonly scope?: string;
  /** Steps in a row of one gesture are one step, named by the first: the movements of a drag, the presses of a key. */
  readonly gesture?: string;
}

interface Steps {
  readonly done: readonly Undoable[];
  readonly undone: readonly Undoable[];
}

interface History extends Steps {
  /** Of the other reader, until he is back: nobody takes back what another one said. */
  readonly others: Steps;
  readonly did: (step: Undoable) => void;
  readonly undo: () => Undoable | null;
  readonly redo: () => Undoable | null;
  /** Drops the steps of something that is gone. */
  readonly forget: (scope: string) => void;
  /** The other reader comes, with the steps that he left; those of the present one are kept for him. */
  readonly changeReader: () => void;
}

/** More steps than anybody walks back; the oldest go. */
const MOST_STEPS = 500;

/** Steps done and taken back, newest last; Ctrl Z and Ctrl Shift Z walk them everywhere. */
export const useUndo = create<History>()((set, get) => ({
  done: [],
  undone: [],
  others: { done: [], undone: [] },
  did: (step) => set(({ done, undone }) => ({ done: withStep(done, step, undone.length > 0), undone: [] })),
  undo: () => {
    const step = get().done.at(-1) ?? null;
    if (step === null) return null;
    set(({ done, undone }) => ({ done: done.slice(0, -1), undone: [...undone, step] }));
    step.undo();
    return step;
  },
  redo: () => {
    const step = get().undone.at(-1) ?? null;
    if (step === null) return null;
    set(({ done, undone }) => ({ done: [...done, step], undone: undone.slice(0, -1) }));
    step.redo();
    return step;
  },
  forget: (scope) => set((all) => ({ ...without(all, scope), others: without(all.others, scope) })),
  changeReader: () => set(({ done, undone, others }) => ({ ...others, others: { done, undone } })),
}));

const without = ({ done, undone }: Steps, scope: string): Steps =>
  ({ done: done.filter((step) => step.scope !== scope), undone: undone.filter((step) => step.scope !== scope) });

/** The steps with one more; it joins the last one where both are of one gesture and nothing was taken back between. */
function withStep(done: readonly Undoable[], step: Undoable, isAfterUndo: boolean): readonly Undoable[] {
  const last = done.at(-1);
  const joins = last !== undefined && !isAfterUndo && step.gesture !== undefined
    && last.gesture === step.gesture && last.scope === step.scope;
  if (!joins) return [...done, step].slice(-MOST_STEPS);
  const both: Undoable = {
    ...last,
    undo: () => {
      step.undo();
      last.undo();
    },
    redo: () => {
      last.redo();
      step.redo();
    },
  };
  return [...done.slice(0, -1), both];
}
