import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { offsetByBeat, offsetByTime, type Alignable, type AlignBy } from '../../../core/angiography/alignment.ts';
import { runScale, type NoScale, type RunScale } from '../../../core/angiography/runScale.ts';
import type { RunState as RunNote } from '../../../core/contract/runs.ts';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { createCine, type Cine, type CineState } from '../../viewer/cine.ts';
import type { OpenedRun } from '../../viewer/pictureSet.ts';
import { useRunTile, type RunTile } from './useRunTile.ts';
import { useRunUndo } from './useRunUndo.ts';

/** A run on the desk with its scale and what operators said of it. */
export interface DeskRun extends RunTile {
  readonly scale: RunScale | NoScale;
  readonly note: RunNote | null;
}

/** One or two runs, and the clock they share. */
export interface Desk {
  readonly runs: readonly DeskRun[];
  readonly cine: Cine | null;
  /** Where the clock stands, told at every frame: only what shows it is drawn anew then. */
  readonly clock: StoreApi<CineState>;
  /** The run whose frames are stepped and which the tools work on. */
  readonly lead: number;
  readonly setLead: (run: number) => void;
  readonly align: AlignBy;
  readonly setAlign: (by: AlignBy, offsetMs: number) => void;
}

/** Before there is a clock. */
const AT_REST: CineState = { isPlaying: false, speed: 1, round: 'loop', frames: [], withinMs: [], offsetsMs: [] };

/** What alignment asks of a run. */
export const alignable = ({ opened, beats }: Pick<RunTile, 'opened' | 'beats'>): Alignable =>
  ({ beats, acquiredAtMs: opened.details.acquiredAtMs, studyDate: opened.series.studyDate });

/** How two runs are laid on one clock at first: by time, else by beat, else both from their first frames. */
export function firstAlignment(first: Alignable, second: Alignable): { readonly by: AlignBy; readonly offsetMs: number } {
  const byTime = offsetByTime(first, second);
  if (byTime.ok) return { by: 'time', offsetMs: byTime.value };
  const byBeat = offsetByBeat(first, second, 0, 0);
  return byBeat.ok ? { by: 'ecg', offsetMs: byBeat.value } : { by: 'hand', offsetMs: 0 };
}

/** Viewers and clock for one or two opened runs. The banner gets its patient from what is drawn of the first. */
export function useRunDesk(
  first: OpenedRun | null, second: OpenedRun | null, notes: readonly RunNote[],
): Desk {
  const cineRef = useRef<Cine | null>(null);
  const [cine, setCine] = useState<Cine | null>(null);
  const [clock] = useState(() => createStore<CineState>(() => AT_REST));
  const [chosenLead, setLead] = useState(0);
  const [align, setAlign] = useState<AlignBy>('time');
  const lead = second === null ? 0 : chosenLead;

  const scroll = (run: number) => (steps: number): void => {
    cineRef.current?.lead(run);
    setLead(run);
    cineRef.current?.step(steps);
  };
  const scales = [useScale(first, notes), useScale(second, notes)] as const;
  const one = useRunTile(first, scales[0], scroll(0));
  const two = useRunTile(second, scales[1], scroll(1));

  useRunUndo([one, two].filter((tile) => tile !== null));

  const [viewerOne, viewerTwo] = [one?.viewer ?? null, two?.viewer ?? null];
  const isComplete = viewerOne !== null && (second === null || viewerTwo !== null);
  // Times and beats belong to the opened runs, and those to their viewers.
  const newest = useRef({ one, two });
  useLayoutEffect(() => {
    newest.current = { one, two };
  });
  useEffect(() => {
    const { one: left, two: right } = newest.current;
    if (!isComplete || left === null || viewerOne === null) return;
    const runs = [{ viewer: viewerOne, times: left.times, beats: left.beats }];
    let offsetMs = 0;
    if (right !== null && viewerTwo !== null) {
      runs.push({ viewer: viewerTwo, times: right.times, beats: right.beats });
      const aligned = firstAlignment(alignable(left), alignable(right));
      ({ offsetMs } = aligned);
      setAlign(aligned.by);
    }
    const made = createCine(runs, offsetMs, (state) => clock.setState(state, true));
    cineRef.current = made;
    setCine(made);
    return () => {
      cineRef.current = null;
      setCine(null);
      made.dispose();
      clock.setState(AT_REST, true);
    };
  }, [isComplete, viewerOne, viewerTwo, clock]);
  useEffect(() => cine?.lead(lead), [cine, lead]);

  const drawn = one?.state?.drawn ?? null;
  useEffect(() => {
    useDisplayedImage.getState().draw(drawn === null ? null : { patient: drawn.patient, series: drawn.series });
  }, [drawn]);
  useEffect(() => () => useDisplayedImage.getState().draw(null), []);

  const noteOf = (run: RunTile): RunNote | null => notes.find(({ series }) => series === run.opened.series.id) ?? null;
  const runs: DeskRun[] = [];
  if (one !== null && scales[0] !== null) runs.push({ ...one, scale: scales[0], note: noteOf(one) });
  if (two !== null && scales[1] !== null) runs.push({ ...two, scale: scales[1], note: noteOf(two) });
  return {
    runs, cine, clock, lead, setLead, align,
    setAlign: (by, offsetMs) => {
      setAlign(by);
      cine?.setOffset(offsetMs);
    },
  };
}

/** The scale of a run from its file and from what an operator measured. */
function useScale(opened: OpenedRun | null, notes: readonly RunNote[]): RunScale | NoScale | null {
  const calibration = notes.find(({ series }) => series === opened?.series.id)?.calibration ?? null;
  return useMemo(() => (opened === null ? null : runScale(opened.details.geometry, calibration)), [opened, calibration]);
}
