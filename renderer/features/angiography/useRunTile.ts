import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { shallow } from 'zustand/shallow';
import { beatTimes } from '../../../core/angiography/beats.ts';
import { cineTimes, type CineTimes } from '../../../core/angiography/cineTimes.ts';
import type { NoScale, RunScale } from '../../../core/angiography/runScale.ts';
import { blobFetcher } from '../../api/blobFetcher.ts';
import type { OpenedRun } from '../../viewer/pictureSet.ts';
import { createRunViewer, type RunState, type RunViewer } from '../../viewer/runViewer.ts';
import { keepThumbnail } from '../images/thumbnails.ts';

export type SlowState = Omit<RunState, 'frame'>;
const withoutFrame = ({ frame: _, ...slow }: RunState): SlowState => slow;

/** A run in its tile. */
export interface RunTile {
  readonly opened: OpenedRun;
  readonly tile: RefObject<HTMLDivElement | null>;
  /** Null until the tile is on the page. */
  readonly viewer: RunViewer | null;
  /** All but the frame, which the viewer is asked for: a cine draws nothing of the page anew. */
  readonly state: SlowState | null;
  readonly times: CineTimes;
  /** R waves, ms from the first frame. */
  readonly beats: readonly number[];
}

/** The viewer of a run for as long as it is opened; `onScroll` gets the wheel. */
export function useRunTile(
  opened: OpenedRun | null, scale: RunScale | NoScale | null, onScroll: (steps: number) => void,
): RunTile | null {
  const tile = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<RunViewer | null>(null);
  const [state, setState] = useState<SlowState | null>(null);
  const scroll = useRef(onScroll);
  useLayoutEffect(() => {
    scroll.current = onScroll;
  });
  useEffect(() => {
    if (tile.current === null || opened === null) return;
    const made = createRunViewer(tile.current, opened, blobFetcher(opened.blob), {
      onState: (next) => {
        const slow = withoutFrame(next);
        setState((now) => (now !== null && shallow(now, slow) ? now : slow));
        const drawn = made.drawn();
        // By its middle contrast has usually arrived.
        const isTelling = next.frame === Math.floor(opened.frames / 2) && next.look.show === 'frames' && next.look.mask === null;
        if (drawn !== null && isTelling) {
          keepThumbnail(opened.series.id, drawn.picture, next.window, opened.isInverted);
        }
      },
      onScroll: (steps) => scroll.current(steps),
    });
    setViewer(made);
    return () => {
      setViewer(null);
      setState(null);
      made.dispose();
    };
  }, [opened]);
  useEffect(() => {
    if (scale !== null) viewer?.setScale(scale);
  }, [viewer, scale]);
  return useMemo(() => {
    if (opened === null) return null;
    const times = cineTimes(opened.frames, opened.frameTimesMs, opened.series.frameRate);
    return { opened, tile, viewer, state, times, beats: beatTimes(opened.details, times) };
  }, [opened, viewer, state]);
}
