import { useLayoutEffect, useRef } from 'react';

/** Calls when the part goes from the screen, with what is there then. */
export function useGone(gone: () => void): void {
  const newest = useRef(gone);
  useLayoutEffect(() => {
    newest.current = gone;
  });
  useLayoutEffect(() => () => newest.current(), []);
}
