import { create } from 'zustand';

/** Something done that can be taken back. `words` names it: "move distance". */
export interface Undoable {
  readonly words: string;
  /** False where it came too late, which was said: something else stands there now. */
  readonly undo: () => unknown;
  readonly redo: () => unknown;
  /** Asks before it is done again (`isForward`) or taken back, and goes on with a yes; false where nothing is to be asked. */
  readonly asks?: (isForward: boolean, goOn: GoesOn) => boolean;
  /** What it belongs to: a case, a viewer. When that goes, its steps go with it. Without one it stays. */
  readonly scope?: string;
  /** Steps in a row of one gesture are one step, named by the first: the movements of a drag, the presses of a key. */
  readonly gesture?: string;
}

/** Does what a question was asked about; false where it no longer can: something else was done since. */
export type GoesOn = () => boolean;

/** What came of a step back or on: it is done, or a question waits for an answer first. */
export interface Walked {
  readonly words: string;
  readonly isAsked: boolean;
  /** Null while it is asked. */
  readonly isDone: boolean | null;
}

interface Steps {
  readonly done: readonly Undoable[];
  readonly undone: readonly Undoable[];
}

interface History extends Steps {
  /** Of the other reader, until he is back: nobody takes back what another one said. */
  readonly others: Steps;
  readonly did: (step: Undoable) => void;
  readonly undo: () => Walked | null;
  readonly redo: () => Walked | null;
  /** Drops the steps of something that is gone. */
  readonly forget: (scope: string) => void;
  /** The other reader comes, with the steps that he left; those of the present one are kept for him. */
  readonly changeReader: () => void;
}

/** More steps than anybody walks back; the oldest go. */
const MOST_STEPS = 500;

/** Steps done and taken back, newest last; Ctrl Z and Ctrl Shift Z walk them everywhere. */
export const useUndo = create<History>()((set, get) => {
  const walk = (isForward: boolean): Walked | null => {
    const newest = (): Undoable | null => (isForward ? get().undone : get().done).at(-1) ?? null;
    const step = newest();
    if (step === null) return null;
    let isDone: boolean | null = null;
    const goOn: GoesOn = () => {
      // Since it was asked, something else may have been done.
      if (newest() !== step) return false;
      if (isForward) {
        set(({ done, undone }) => ({ done: [...done, step], undone: undone.slice(0, -1) }));
        isDone = step.redo() !== false;
      } else {
        set(({ done, undone }) => ({ done: done.slice(0, -1), undone: [...undone, step] }));
        isDone = step.undo() !== false;
      }
      return true;
    };
    const isAsked = step.asks?.(isForward, goOn) === true;
    if (!isAsked) goOn();
    return { words: step.words, isAsked, isDone };
  };
  return {
    done: [],
    undone: [],
    others: { done: [], undone: [] },
    did: (step) => set(({ done, undone }) => ({ done: withStep(done, step, undone.length > 0), undone: [] })),
    undo: () => walk(false),
    redo: () => walk(true),
    forget: (scope) => set((all) => ({ ...without(all, scope), others: without(all.others, scope) })),
    changeReader: () => set(({ done, undone, others }) => ({ ...others, others: { done, undone } })),
  };
});

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
    undo: () => [step.undo(), last.undo()].every((each) => each !== false),
    redo: () => [last.redo(), step.redo()].every((each) => each !== false),
    asks: (isForward, goOn) => [last, step].some((one) => one.asks?.(isForward, goOn) === true),
  };
  return [...done.slice(0, -1), both];
}
