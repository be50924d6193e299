import { useEffect, useRef } from 'react';

const isElsewhere = (event: KeyboardEvent): boolean => {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  // A focused button keeps the key that presses it.
  return (event.key === ' ' || event.key === 'Enter') && target.closest('button, a, summary, [role=slider]') !== null;
};

/** Keys of the station in front, wherever the focus is in it; `act` says whether the key meant something. */
export function useStationKeys(act: (event: KeyboardEvent) => boolean): void {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isElsewhere(event) || document.querySelector('dialog[open]') !== null) return;
      if (newest.current(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
