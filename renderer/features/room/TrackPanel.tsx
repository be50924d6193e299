import { trackLimits } from '../../../core/plan/roomLimits.ts';
import type { RoomState } from '../../../core/plan/roomState.ts';
import { RoomSign } from './RoomSign.tsx';
import { lower, PHASE_WORDS, trackWords } from './roomWords.ts';

const SIGNS = { never: 'cross', care: 'triangle', allowed: 'tick' } as const;
const SAID = { never: 'Never: ', care: 'With care: ', allowed: 'Possible: ' } as const;

/** Where the wire runs, and what that allows. */
export const TrackPanel = ({ state: { track, isTrackProven, phase }, onTrack, onPhase }: {
  readonly state: RoomState; readonly onTrack: () => void; readonly onPhase: () => void;
}) => (
  <section className={`room-track ${track}`} aria-label="Track">
    <button type="button" className="room-field" onPointerDown={(event) => event.preventDefault()} onClick={onTrack}>
      <kbd>T</kbd><h2>Track: {lower(trackWords(track, isTrackProven))}</h2>
    </button>
    <ul>
      {trackLimits(track, isTrackProven).map(({ says, words }) => (
        <li key={words} className={says}>
          <RoomSign is={SIGNS[says]} /><span><span className="unseen">{SAID[says]}</span>{words}</span>
        </li>
      ))}
    </ul>
    <button type="button" className="room-field" onPointerDown={(event) => event.preventDefault()} onClick={onPhase}>
      <kbd>F</kbd><span>Phase: {lower(PHASE_WORDS[phase])}</span>
    </button>
  </section>
);
