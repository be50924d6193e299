import { useEffect, useId } from 'react';
import type { StoreApi } from 'zustand';
import { useUndo } from '../../state/undoStore.ts';

/** A part of a view that undo brings back: how it is read from the viewer's state, and set again. */
export interface ViewPart<S> {
  readonly words: string;
  /** Plain data; equal text is equal. Null while there is nothing to come back to. */
  readonly of: (state: S) => unknown;
  readonly restore: (value: never) => void;
  /** It changes along with others: it is named only where it changed alone, and restored after them. */
  readonly isFollower?: boolean;
}

/** What was done in one go, named: "slab", "slab and window", "view" for all that is more. */
export function stepWords(changed: readonly Pick<ViewPart<never>, 'words' | 'isFollower'>[]): string {
  const leading = changed.filter(({ isFollower }) => isFollower !== true);
  const names = [...new Set((leading.length > 0 ? leading : changed).map(({ words }) => words))];
  return names.length > 2 ? 'view' : names.join(' and ');
}

/**
 * Offers changes of the view for undo: each drag as one step, presses of one key in a row, turns of the wheel in a row.
 *
 * The viewer knows nothing of it. What it tells of itself is compared with what it was when the hand was last still.
 *
 * @param now - what the viewer's state is at this moment, of which `states` tells a little later; keeps its identity
 * @param parts - must keep its identity while it is the same
 * @param subject - names what is looked at: with another one a view begins anew, which is no step; keeps its identity
 */
export function useViewUndo<S>(
  states: StoreApi<S | null>, now: () => S | null, parts: readonly ViewPart<S>[], subject: () => string | null,
): void {
  const scope = useId();
  useEffect(() => {
    let isHeld = false;
    let isRestoring = false;
    /** What the hand does: steps of the same doing in a row are one. */
    let doing = '';
    let presses = 0;
    const still = new Map<ViewPart<S>, unknown>();
    let shown = subject();

    function offer(changes: readonly { readonly part: ViewPart<S>; readonly before: unknown; readonly after: unknown }[]): void {
      const set = (which: 'before' | 'after'): void => {
        isRestoring = true;
        for (const { part, [which]: then } of changes) {
          part.restore(then as never);
          still.set(part, then);
        }
        // The viewer tells of it with the next frame.
        requestAnimationFrame(() => requestAnimationFrame(() => { isRestoring = false; }));
      };
      useUndo.getState().did({
        words: stepWords(changes.map(({ part }) => part)), scope, gesture: `${scope} ${doing}`,
        undo: () => set('before'), redo: () => set('after'),
      });
    }
    let asked = 0;
    const settle = (): void => {
      cancelAnimationFrame(asked);
      asked = 0;
      const state = now();
      if (state === null || isHeld || isRestoring) return;
      if (subject() !== shown) {
        shown = subject();
        still.clear();
      }
      const changes = parts.flatMap((part) => {
        const [before, after] = [still.get(part), part.of(state)];
        if (JSON.stringify(before) === JSON.stringify(after)) return [];
        still.set(part, after);
        return before == null || after == null ? [] : [{ part, before, after }];
      });
      if (changes.length > 0) offer(changes);
    };
    /** With the next frame: what one movement changes is told in several pieces, and is one step. */
    const settleSoon = (): void => {
      if (asked === 0) asked = requestAnimationFrame(settle);
    };
    const down = (): void => {
      isHeld = true;
      presses += 1;
      doing = `press ${presses}`;
    };
    const up = (): void => {
      isHeld = false;
      // What the last movement did is told with the next frame.
      requestAnimationFrame(settleSoon);
    };
    const key = ({ key: name, shiftKey, ctrlKey, altKey }: KeyboardEvent): void => {
      if (MODIFIERS.has(name)) return;
      // What the key before did is a step of its own, whether or not it was told of yet: this one may take it back.
      settle();
      doing = `key ${JSON.stringify([name.toLowerCase(), shiftKey, ctrlKey, altKey])}`;
    };
    const wheel = ({ ctrlKey }: WheelEvent): void => { doing = ctrlKey ? 'Ctrl wheel' : 'wheel'; };
    const stop = new AbortController();
    const listen = { signal: stop.signal, capture: true } as const;
    window.addEventListener('pointerdown', down, listen);
    window.addEventListener('pointerup', up, listen);
    window.addEventListener('pointercancel', up, listen);
    window.addEventListener('keydown', key, listen);
    window.addEventListener('wheel', wheel, { ...listen, passive: true });
    settle();
    const unwatch = states.subscribe(settleSoon);
    return () => {
      stop.abort();
      unwatch();
      cancelAnimationFrame(asked);
      useUndo.getState().forget(scope);
    };
  }, [states, now, parts, subject, scope]);
}

/** Held along with another key, they are no doing of their own. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta']);
