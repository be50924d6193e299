import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { actionHandlers, useCommands } from '../../state/commands.ts';
import { Notice } from '../../ui/Sign.tsx';
import type { OpenedSlices } from '../../viewer/pictureSet.ts';
import { RUN_ACTIONS } from '../../viewer/runViewer.ts';
import '../../viewer/viewer.css';
import { CT_WINDOWS } from '../../viewer/windows.ts';
import '../angiography/angiography.css';
import { SLICES_COMMANDS, windowHandlers } from './commands.ts';
import { Segments } from './ToolBar.tsx';
import { ToolIcon, type ToolIconName } from './ToolIcon.tsx';
import { useSetViewer } from './useSetViewer.ts';

/** A series that is no volume: its slices one by one, for looking only. `above` says why, and what else can be done. */
export function SlicesPane({ opened, above }: { readonly opened: OpenedSlices | null; readonly above: ReactNode }) {
  return (
    <div className="pane">
      {opened === null ? (
        <>
          {above}
          <div className="run-tile picture" role="group" aria-label="Slice" data-tool="window" />
        </>
      ) : <Slices key={opened.blob} opened={opened} above={above} />}
    </div>
  );
}

function Slices({ opened, above }: { readonly opened: OpenedSlices; readonly above: ReactNode }) {
  const { tile, viewer, state } = useSetViewer(opened, Math.floor(opened.frames / 2));

  const isHu = opened.valuesAre === 'HU';
  useCommands(SLICES_COMMANDS, {
    ...actionHandlers(RUN_ACTIONS, (action) => viewer.current?.act(action)),
    ...windowHandlers(isHu, (next) => viewer.current?.setWindow(next)),
  });

  const slice = state?.frame ?? 0;
  const chosen = CT_WINDOWS.find(({ window }) => window.width === state?.window.width && window.level === state.window.level);
  const steps: readonly { readonly name: string; readonly icon: ToolIconName; readonly to: number; readonly isOff: boolean }[] = [
    { name: 'First slice (Home)', icon: 'first', to: 0, isOff: slice === 0 },
    { name: 'One slice back (←)', icon: 'back', to: slice - 1, isOff: slice === 0 },
    { name: 'One slice on (→)', icon: 'on', to: slice + 1, isOff: slice === opened.frames - 1 },
    { name: 'Last slice (End)', icon: 'last', to: opened.frames - 1, isOff: slice === opened.frames - 1 },
  ];
  return (
    <>
      <div className="tool-bar" role="toolbar" aria-label="Viewing tools">
        <Segments
          label="Mouse" chosen={state?.tool ?? 'window'} onChoose={(tool) => viewer.current?.setTool(tool)}
          options={[
            { value: 'window', name: 'Window by drag (or Ctrl and arrows)', icon: 'window' }, { value: 'pan', name: 'Move the picture (or drag with the middle button, or Ctrl, Shift and arrows)', icon: 'pan' },
            { value: 'zoom', name: 'Magnify by drag (or Ctrl and wheel)', icon: 'zoom' },
          ]}
        />
        {isHu ? (
          <Segments
            label="Windows" chosen={chosen?.key ?? null}
            onChoose={(key) => {
              const preset = CT_WINDOWS.find((each) => each.key === key);
              if (preset !== undefined) viewer.current?.setWindow(preset.window);
            }}
            options={CT_WINDOWS.map(({ name, key }, index) => ({ value: key, name: `${name} (${key})`, words: name, isRare: index > 3 }))}
          />
        ) : <span className="tool-note">Stored values: no CT windows</span>}
        <span className="gap" />
        <Button variant="default" onClick={() => viewer.current?.reset()} title="Fitted, first window">Reset</Button>
      </div>
      {above}
      {state?.failure == null ? null : <Notice tone="refused">{failedWords(state.failure, slice)}</Notice>}
      <div ref={tile} className="run-tile picture" role="group" aria-label="Slice" aria-roledescription="medical picture" tabIndex={0} data-tool="window" data-active="true" />
      <div className="run-bar">
        <div className="segments" role="group" aria-label="Slices">
          {steps.map(({ name, icon, to, isOff }) => (
            <button key={icon} type="button" title={name} aria-label={name} disabled={isOff} onClick={() => viewer.current?.go(to)}><ToolIcon name={icon} /></button>
          ))}
        </div>
        <input
          type="range" min={1} max={opened.frames} value={slice + 1} disabled={opened.frames < 2} aria-label="Slice"
          aria-valuetext={`slice ${slice + 1} of ${opened.frames}`} onChange={(event) => viewer.current?.go(Number(event.target.value) - 1)}
        />
        <output className="run-count">{slice + 1} of {opened.frames}</output>
      </div>
    </>
  );
}

/** Why the wanted slice is not there; the one before it stays on the screen with its own number. */
const failedWords = (code: string, shown: number): string =>
  (code === 'run/frame-not-fetched'
    ? 'The next slice did not arrive; the connection to Fullmoon’s service broke off. Open the series again.'
    : `The slice beside slice ${shown + 1} cannot be read: its pixels are damaged, cut short or in a coding that is not read. Go past it, or import it again from its source.`);
