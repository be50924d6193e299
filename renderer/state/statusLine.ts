import { useEffect } from 'react';
import { create } from 'zustand';
import type { KeyHint } from '../ui/Keys.tsx';

/** What the station in front has to say in the status line: hints on the left, state on the right. */
export interface StatusLine {
  readonly hints: readonly KeyHint[];
  readonly state: readonly string[];
}

const silent: StatusLine = { hints: [], state: [] };

/** The status line of the station in front. */
export const useStatusLine = create<StatusLine>()(() => silent);

/** Shows a station's hints and state while it is in front. `line` must keep its identity while it is the same. */
export function useStationStatus(line: StatusLine): void {
  useEffect(() => {
    useStatusLine.setState(line, true);
    return () => {
      if (useStatusLine.getState() === line) useStatusLine.setState(silent, true);
    };
  }, [line]);
}
