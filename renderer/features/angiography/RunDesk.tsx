import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { ASSUMED_RATE } from '../../../core/angiography/cineTimes.ts';
import { actionHandlers, useCommands } from '../../state/commands.ts';
import { Notice } from '../../ui/Sign.tsx';
import { CINE_ACTIONS, ROUNDS, SPEEDS, type CineAction } from '../../viewer/cine.ts';
import type { OpenedRun } from '../../viewer/pictureSet.ts';
import { PICTURE_ACTIONS } from '../../viewer/pictureActions.ts';
import '../../viewer/viewer.css';
import { AnnotationTools } from '../annotations/AnnotationTools.tsx';
import { RunMarks } from '../annotations/RunMarks.tsx';
import { tidy } from '../images/seriesWords.ts';
import { Segments } from '../images/ToolBar.tsx';
import './angiography.css';
import { RUN_COMMANDS } from './commands.ts';
import { EcgStrip } from './EcgStrip.tsx';
import { runLabel } from './runWords.ts';
import { Transport } from './Transport.tsx';
import { MASK_STEP, type Look } from './useLook.ts';
import type { Desk, DeskRun } from './useRunDesk.ts';

const ROUND_WORDS = { loop: 'Loop', bounce: 'To and fro', once: 'Once' } as const;
const VIEW_ACTIONS = [...PICTURE_ACTIONS, 'reset'] as const;

/** One or two runs on one clock: tools, pictures, ECG, and the bar that moves through the frames. */
export function RunDesk({ desk, look, isOverlay, isPicking = false, above, tools }: {
  readonly desk: Desk; readonly look: Look;
  /** Donor and target in one picture: only the tile of the first run is seen. */
  readonly isOverlay: boolean;
  /** Places are picked on the pictures; nothing else is drawn there then. */
  readonly isPicking?: boolean;
  readonly above?: ReactNode;
  readonly tools?: ReactNode;
}) {
  const { runs, cine, clock, lead, setLead } = desk;
  const speed = useStore(clock, (now) => now.speed);
  const round = useStore(clock, (now) => now.round);
  const leading = runs[lead];
  const everywhere = (act: (run: DeskRun) => void): void => {
    for (const run of runs) act(run);
  };
  const act = (action: CineAction): void => {
    // What is played is frames.
    if (look.look.show !== 'frames' && action !== 'faster' && action !== 'slower' && action !== 'round') look.frames();
    cine?.act(action);
  };
  useCommands(RUN_COMMANDS, {
    ...actionHandlers(CINE_ACTIONS, (action) => act(action)),
    ...actionHandlers(VIEW_ACTIONS, (action) => everywhere(({ viewer }) => viewer?.act(action))),
    invert: look.invert, shutter: look.hasShutter ? look.shutter : undefined, composite: look.composite, samePhase: look.samePhase, mask: look.mask,
    edges: look.nextEdges,
    // Without a mask too: a browser would take Alt ← for the way back out of the page.
    maskLeft: () => look.moveMask(-MASK_STEP, 0), maskRight: () => look.moveMask(MASK_STEP, 0),
    maskUp: () => look.moveMask(0, -MASK_STEP), maskDown: () => look.moveMask(0, MASK_STEP),
  });
  const failure = leading?.state?.failure ?? null;
  return (
    <>
      <RunMarks desk={desk} isOff={isPicking} />
      <div className="tool-bar" role="toolbar" aria-label="Viewing tools">
        <Segments
          label="Mouse" chosen={leading?.state?.tool ?? 'window'} onChoose={(tool) => everywhere(({ viewer }) => viewer?.setTool(tool))}
          options={[
            { value: 'window', name: 'Window by drag (or Ctrl and arrows)', icon: 'window' }, { value: 'pan', name: 'Move the picture (or drag with the middle button, or Ctrl, Shift and arrows)', icon: 'pan' },
            { value: 'zoom', name: 'Magnify by drag (or Ctrl and wheel)', icon: 'zoom' },
          ]}
        />
        <AnnotationTools />
        <Segments
          label="Speed" chosen={String(speed)}
          onChoose={(speed) => cine?.setSpeed(Number(speed))}
          options={SPEEDS.map((times) => ({ value: String(times), name: `Speed ${times} times ([ and ])`, words: `${String(times).replace('0.25', '¼').replace('0.5', '½')}×` }))}
        />
        <Segments
          label="At the end" chosen={round} onChoose={(next) => cine?.setRound(next)}
          options={ROUNDS.map((way) => ({ value: way, name: `${ROUND_WORDS[way]} (B)`, words: ROUND_WORDS[way] }))}
        />
        <span className="tool-note hide-narrow">{leading === undefined ? '' : rateWords(leading.opened)}</span>
        <span className="gap" />
        {tools}
        <Button variant="default" onClick={() => everywhere(({ viewer }) => viewer?.reset())} title="Fitted, first window (R)">Reset</Button>
      </div>
      {above}
      {failure === null ? null : <Notice tone="refused">{frameWords(failure, clock.getState().frames[lead] ?? 0)}</Notice>}
      <div className="run-tiles" data-runs={isOverlay ? 1 : runs.length}>
        {runs.length === 0 ? <div className="run-tile picture" role="group" aria-label="Angiogram" data-tool="window" /> : null}
        {runs.map((run, n) => (
          <div
            key={run.opened.blob} ref={run.tile} className="run-tile picture" role="group" aria-roledescription="medical picture" tabIndex={0}
            aria-label={`${runLabel(run)} ${run.opened.series.angles?.words ?? ''}`.trim()} data-tool="window" data-active={n === lead}
            hidden={isOverlay && n > 0} onPointerDown={() => setLead(n)} onFocus={() => setLead(n)}
          />
        ))}
      </div>
      {runs.map((run, n) => (
        <EcgStrip
          key={run.opened.blob} run={run} label={runs.length > 1 ? runLabel(run) : 'ECG'} clock={clock} at={n}
          onSeek={(withinMs) => cine?.seek(n, withinMs)}
        />
      ))}
      <Transport desk={desk} onAct={act} />
    </>
  );
}

function rateWords({ frames, frameTimesMs, series }: OpenedRun): string {
  if (frames < 2) return 'single frame';
  if (series.frameRate !== null) return `${tidy(series.frameRate)} frames/s as recorded`;
  return frameTimesMs === null ? `no frame rate stated, ${ASSUMED_RATE} frames/s assumed` : 'frame times as recorded';
}

function frameWords(code: string, frame: number): string {
  return code === 'run/frame-not-fetched'
    ? `Frame ${frame + 1} did not arrive; the connection to Fullmoon’s service broke off. Open the run again.`
    : `Frame ${frame + 1} cannot be read: its pixels are damaged or cut short. Import the run again from its source.`;
}
