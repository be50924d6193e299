import { useCallback, useLayoutEffect, useRef } from 'react';

/** One function for as long as the part is there, which does what the newest of those given does: whoever takes it is not drawn anew for it. */
export function useNewest<Given extends readonly unknown[]>(act: (...given: Given) => void): (...given: Given) => void {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((...given: Given) => newest.current(...given), []);
}
