import { useLayoutEffect } from 'react';
import { chordOf } from '../../state/chord.ts';
import { handlerOf, useBoundTables } from '../../state/commands.ts';

/** Is text being typed there? Then letters are letters. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Does a sheet lie over the stations? Then their keys rest. */
const isCovered = (): boolean => document.querySelector('dialog[open]') !== null;

/** A focused button keeps the key that presses it. */
const presses = ({ key, target }: KeyboardEvent): boolean =>
  (key === ' ' || key === 'Enter') && target instanceof Element &&
  target.closest('button, a, summary, [role=slider]') !== null;

/** Carries out the commands on the screen by their keys: the only place that listens to the whole window. */
export function useCommandKeys(): void {
  // Before the page is shown: a key pressed at first sight counts.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || isCovered() || presses(event)) return;
      const handler = handlerOf(useBoundTables.getState().tables, chordOf(event), document.activeElement);
      if (handler === null) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
