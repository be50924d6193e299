import { useEffect, useRef, useState } from 'react';
import { roomChange, type RoomChange } from '../../../core/plan/roomAdvice.ts';
import type { RoomState } from '../../../core/plan/roomState.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { lower, PHASE_WORDS, trackWords } from './roomWords.ts';

/** What changed in the advice, under what it changed with. */
export interface AdviceChange extends RoomChange { readonly head: string }

/** How long it stands over the pictures, ms: long enough to be read out. */
const SHOWN_MS = 12_000;

/** What a change of track or phase has just changed in the advice; null once it was shown long enough. */
export function useAdviceChange(sealed: SealedPlan, state: RoomState): AdviceChange | null {
  const { track, isTrackProven, phase } = state;
  const before = useRef({ track, isTrackProven, phase });
  const [change, setChange] = useState<AdviceChange | null>(null);
  useEffect(() => {
    const was = before.current;
    const is = { track, isTrackProven, phase };
    before.current = is;
    const isSameTrack = was.track === is.track && was.isTrackProven === is.isTrackProven;
    if (isSameTrack && was.phase === is.phase) return;
    const head = isSameTrack ? PHASE_WORDS[phase] : trackWords(track, isTrackProven);
    setChange({ ...roomChange(sealed, was, is), head: `Now: ${lower(head)}` });
  }, [sealed, track, isTrackProven, phase]);
  useEffect(() => {
    if (change === null) return;
    const timer = setTimeout(() => setChange(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [change]);
  return change;
}
