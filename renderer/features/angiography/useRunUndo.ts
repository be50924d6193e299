import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Window } from '../../viewer/painting.ts';
import type { PictureLook } from '../../viewer/pictureLook.ts';
import { useViewUndo, type ViewPart } from '../images/useViewUndo.ts';
import type { RunTile } from './useRunTile.ts';

/** How each run on the desk is shown. */
export interface Shown { readonly looks: readonly PictureLook[]; readonly windows: readonly Window[] }

/** What of the runs undo brings back. The look goes first: a subtraction has a window of its own. */
export const undoneRunParts = (runs: () => readonly Pick<RunTile, 'viewer'>[]): readonly ViewPart<Shown>[] => [
  {
    words: 'look', of: ({ looks }) => (looks.length === 0 ? null : looks),
    restore: (looks: readonly PictureLook[]) => looks.forEach((look, n) => runs()[n]?.viewer?.setLook(look)),
  },
  {
    words: 'window', isFollower: true, of: ({ windows }) => (windows.length === 0 ? null : windows),
    restore: (windows: readonly Window[]) => windows.forEach((window, n) => runs()[n]?.viewer?.setWindow(window)),
  },
];

/** How runs are shown at this moment; one that is not drawn yet has no look to come back to. */
function shownNow(runs: readonly RunTile[]): Shown {
  const states = runs.flatMap(({ viewer }) => viewer?.state() ?? []).filter(({ drawn }) => drawn !== null);
  return { looks: states.map(({ look }) => look), windows: states.map(({ window }) => window) };
}

/** Offers changes of window and look for undo, for both runs as one step. */
export function useRunUndo(runs: readonly RunTile[]): void {
  const [states] = useState(() => createStore<Shown | null>(() => null));
  const newest = useRef(runs);
  useEffect(() => {
    newest.current = runs;
    states.setState(shownNow(runs), true);
  });
  useViewUndo(
    states, useCallback(() => shownNow(newest.current), []), useMemo(() => undoneRunParts(() => newest.current), []),
    useCallback(() => newest.current.map(({ opened }) => opened.series.id).join(' '), []),
  );
}
