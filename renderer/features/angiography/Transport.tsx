import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { ToolIcon, type ToolIconName } from '../images/ToolIcon.tsx';
import type { CineAction } from '../../viewer/cine.ts';
import type { CineState } from '../../viewer/cine.ts';
import type { Desk } from './useRunDesk.ts';

/** The bar below the pictures: play, steps, beats, and the frames of the run that leads. */
export function Transport({ desk: { runs, cine, clock, lead }, onAct }: { readonly desk: Desk; readonly onAct: (action: CineAction) => void }) {
  const run = runs[lead];
  const frames = run?.opened.frames ?? 1;
  const isFirst = useStore(clock, (now) => (now.frames[lead] ?? 0) === 0);
  const hasBeats = (run?.beats.length ?? 0) > 0;
  const isStill = frames < 2;
  const isLast = useStore(clock, (now) => (now.frames[lead] ?? 0) === frames - 1);
  const isPlaying = useStore(clock, (now) => now.isPlaying);
  const steps: readonly { readonly name: string; readonly icon: ToolIconName; readonly act: () => void; readonly isOff: boolean }[] = [
    { name: 'First frame (Home)', icon: 'first', act: () => onAct('first'), isOff: isFirst },
    { name: 'One heart beat back (Shift ←)', icon: 'beatBack', act: () => onAct('lastBeat'), isOff: !hasBeats },
    { name: 'One frame back (←)', icon: 'back', act: () => onAct('back'), isOff: isFirst },
    { name: isPlaying ? 'Pause (Space)' : 'Play (Space)', icon: isPlaying ? 'pause' : 'play', act: () => onAct('play'), isOff: isStill && runs.length < 2 },
    { name: 'One frame on (→)', icon: 'on', act: () => onAct('on'), isOff: isLast },
    { name: 'One heart beat on (Shift →)', icon: 'beatOn', act: () => onAct('nextBeat'), isOff: !hasBeats },
    { name: 'Last frame (End)', icon: 'last', act: () => onAct('last'), isOff: isLast },
  ];
  const present = run?.state?.present ?? 0;
  return (
    <div className="run-bar">
      <div className="segments" role="group" aria-label="Cine">
        {steps.map(({ name, icon, act, isOff }) => (
          <button key={icon} type="button" title={name} aria-label={name} disabled={isOff} onClick={act}><ToolIcon name={icon} /></button>
        ))}
      </div>
      <Place clock={clock} lead={lead} frames={frames} isEmpty={run === undefined} onGo={(frame) => cine?.go(frame)} />
      {present === 0 || present >= frames ? null : <span className="muted hide-narrow">{present} frames in memory</span>}
    </div>
  );
}

/** Where in the run one is: all of the bar that is drawn anew at every frame. */
function Place({ clock, lead, frames, isEmpty, onGo }: {
  readonly clock: StoreApi<CineState>; readonly lead: number; readonly frames: number; readonly isEmpty: boolean; readonly onGo: (frame: number) => void;
}) {
  const frame = useStore(clock, (now) => now.frames[lead] ?? 0);
  return (
    <>
      <input
        type="range" min={1} max={frames} value={frame + 1} disabled={frames < 2} aria-label="Frame"
        aria-valuetext={`frame ${frame + 1} of ${frames}`} onChange={(event) => onGo(Number(event.target.value) - 1)}
      />
      <output className="run-count">{isEmpty ? 'no picture' : `${frame + 1} of ${frames}`}</output>
    </>
  );
}
