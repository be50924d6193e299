import { useLayoutEffect } from 'react';

/** Is text being typed there? Then letters are letters. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Does a sheet lie over the stations? Then their keys rest. */
export const isCovered = (): boolean => document.querySelector('dialog[open]') !== null;

/** Keys of a station by their lower-case names. `actions` must keep its identity while it is the same. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  // Before the page is shown: a key pressed at first sight counts.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (isTyping(event.target) || isCovered()) return;
      const action = actions[event.key.toLowerCase()];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions]);
}
