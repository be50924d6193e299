import { Button } from '@mantine/core';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { Notice } from '../../ui/Sign.tsx';
import { ASSUMED_RATE } from '../../viewer/cineClock.ts';
import type { OpenedRun } from '../../viewer/pictureSet.ts';
import '../../viewer/viewer.css';
import { failureWords } from '../../words.ts';
import { Segments } from '../images/ToolBar.tsx';
import { ToolIcon, type ToolIconName } from '../images/ToolIcon.tsx';
import type { Opening } from '../images/useOpenedSeries.ts';
import { useSetViewer } from '../images/useSetViewer.ts';
import { useStationKeys } from '../images/useStationKeys.ts';
import { tidy } from '../images/seriesWords.ts';
import './angiography.css';

const SPEEDS = ['0.25', '0.5', '1', '2'] as const;

/** An angiographic run as cine. */
export function RunView({ series, opening, onReopen }: {
  readonly series: SeriesView; readonly opening: Opening; readonly onReopen: () => void;
}) {
  if (opening.kind === 'refused') {
    return (
      <div className="pane">
        <Notice tone="refused" actions={<Button variant="default" onClick={onReopen}>Open the run again</Button>}>{failureWords(opening.failure)}</Notice>
      </div>
    );
  }
  const opened = opening.kind === 'opened' && opening.opened.kind === 'xa-run' ? opening.opened : null;
  const blocked = series.problems.find(({ weight }) => weight === 'blocks');
  return (
    <div className="pane">
      {blocked === undefined ? null : <div className="line-notice"><Notice tone="warning"><b>Look only.</b> {blocked.message}</Notice></div>}
      {opened === null ? <div className="run-tile picture" role="group" aria-label="Angiogram" data-tool="window" /> : <Cine key={opened.blob} opened={opened} />}
    </div>
  );
}

function Cine({ opened }: { readonly opened: OpenedRun }) {
  const { tile, viewer, state } = useSetViewer(opened, 0);

  useStationKeys((event) => viewer.current?.key(event) ?? false);

  const frame = state?.frame ?? 0;
  const isStill = opened.frames < 2;
  const steps: readonly { readonly name: string; readonly icon: ToolIconName; readonly act: () => void; readonly isOff: boolean }[] = [
    { name: 'First frame (Home)', icon: 'first', act: () => viewer.current?.go(0), isOff: frame === 0 },
    { name: 'One frame back (←)', icon: 'back', act: () => viewer.current?.go(frame - 1), isOff: frame === 0 },
    {
      name: state?.isPlaying === true ? 'Pause (Space)' : 'Play (Space)', icon: state?.isPlaying === true ? 'pause' : 'play', isOff: isStill,
      act: () => (state?.isPlaying === true ? viewer.current?.pause() : viewer.current?.play()),
    },
    { name: 'One frame on (→)', icon: 'on', act: () => viewer.current?.go(frame + 1), isOff: frame === opened.frames - 1 },
    { name: 'Last frame (End)', icon: 'last', act: () => viewer.current?.go(opened.frames - 1), isOff: frame === opened.frames - 1 },
  ];
  return (
    <>
      <div className="tool-bar" role="toolbar" aria-label="Viewing tools">
        <Segments
          label="Mouse" chosen={state?.tool ?? 'window'} onChoose={(tool) => viewer.current?.setTool(tool)}
          options={[
            { value: 'window', name: 'Window by drag', icon: 'window' }, { value: 'pan', name: 'Move the picture (or drag with the middle button)', icon: 'pan' },
            { value: 'zoom', name: 'Magnify by drag (or Ctrl and wheel)', icon: 'zoom' },
          ]}
        />
        <Segments
          label="Speed" chosen={SPEEDS.find((speed) => Number(speed) === (state?.speed ?? 1)) ?? null}
          onChoose={(speed) => viewer.current?.setSpeed(Number(speed))}
          options={SPEEDS.map((speed) => ({ value: speed, name: `Speed ${speed} times`, words: `${speed.replace('0.25', '¼').replace('0.5', '½')}×` }))}
        />
        <span className="tool-note">{rateWords(opened)}</span>
        <span className="gap" />
        <Button variant="default" onClick={() => viewer.current?.reset()} title="Fitted, first window">Reset</Button>
      </div>
      {state?.failure == null ? null : <Notice tone="refused">{frameWords(state.failure, frame)}</Notice>}
      <div ref={tile} className="run-tile picture" role="group" aria-label={`Angiogram ${opened.series.angles?.words ?? ''}`} aria-roledescription="medical picture" tabIndex={0} data-tool="window" data-active="true" />
      <div className="run-bar">
        <div className="segments" role="group" aria-label="Cine">
          {steps.map(({ name, icon, act, isOff }) => (
            <button key={icon} type="button" title={name} aria-label={name} disabled={isOff} onClick={act}><ToolIcon name={icon} /></button>
          ))}
        </div>
        <input
          type="range" min={1} max={opened.frames} value={frame + 1} disabled={isStill} aria-label="Frame"
          aria-valuetext={`frame ${frame + 1} of ${opened.frames}`} onChange={(event) => viewer.current?.go(Number(event.target.value) - 1)}
        />
        <output className="run-count">{frame + 1} of {opened.frames}</output>
        <span className="muted">{state !== null && state.present < opened.frames ? `${state.present} frames in memory` : ''}</span>
      </div>
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
