import { create } from 'zustand';

/** Something done that can be taken back. `words` names it: "Dose unit to mSv". */
export interface Undoable {
  readonly words: string;
  readonly undo: () => void;
  readonly redo: () => void;
}

interface History {
  readonly done: readonly Undoable[];
  readonly undone: readonly Undoable[];
  readonly did: (step: Undoable) => void;
  readonly undo: () => Undoable | null;
  readonly redo: () => Undoable | null;
}

/** Steps done and taken back, newest last; Ctrl Z and Ctrl Shift Z walk them everywhere. */
export const useUndo = create<History>()((set, get) => ({
  done: [],
  undone: [],
  did: (step) => set(({ done }) => ({ done: [...done, step], undone: [] })),
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
}));
