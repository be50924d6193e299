import { Button } from '@mantine/core';
import { CT_WINDOWS } from '../../viewer/windows.ts';
import type { Window } from '../../viewer/painting.ts';
import type { Tool } from '../../viewer/pointer.ts';
import { ToolIcon, type ToolIconName } from './ToolIcon.tsx';

export type Layout = 'planes' | 'axial';

const TOOLS: readonly { readonly tool: Tool; readonly name: string }[] = [
  { tool: 'cross', name: 'Crosshair: click or drag moves the cursor in all planes' },
  { tool: 'window', name: 'Window by drag (or drag with the right button)' },
  { tool: 'pan', name: 'Move the picture (or drag with the middle button)' },
  { tool: 'zoom', name: 'Magnify by drag (or Ctrl and wheel)' },
];

/** One of several, as a row of joined buttons. */
export function Segments<T extends string>({ label, options, chosen, onChoose }: {
  readonly label: string; readonly chosen: T | null; readonly onChoose: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly name: string; readonly words?: string; readonly icon?: ToolIconName; readonly isRare?: boolean }[];
}) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map(({ value, name, words, icon, isRare }) => (
        <button
          key={value} type="button" aria-pressed={chosen === value} title={name} aria-label={name}
          className={isRare === true ? 'hide-narrow' : undefined} onClick={() => onChoose(value)}
        >
          {icon === undefined ? words : <ToolIcon name={icon} />}
        </button>
      ))}
    </div>
  );
}

/** Tools, windows, layout and reset for the three planes. */
export function ToolBar({ tool, window, isHu, layout, onTool, onWindow, onLayout, onReset }: {
  readonly tool: Tool; readonly window: Window; readonly isHu: boolean; readonly layout: Layout;
  readonly onTool: (tool: Tool) => void; readonly onWindow: (window: Window) => void;
  readonly onLayout: (layout: Layout) => void; readonly onReset: () => void;
}) {
  const preset = CT_WINDOWS.find((each) => each.window.width === window.width && each.window.level === window.level);
  return (
    <div className="tool-bar" role="toolbar" aria-label="Viewing tools">
      <Segments
        label="Mouse" chosen={tool} onChoose={onTool}
        options={TOOLS.map((each) => ({ value: each.tool, name: each.name, icon: each.tool }))}
      />
      {isHu ? (
        <Segments
          label="Windows" chosen={preset?.key ?? null}
          onChoose={(key) => {
            const chosen = CT_WINDOWS.find((each) => each.key === key);
            if (chosen !== undefined) onWindow(chosen.window);
          }}
          options={CT_WINDOWS.map(({ name, key, window: { width, level } }, index) => ({
            value: key, name: `${name}, width ${width}, level ${level} (${key})`,
            words: `${name} ${width}/${level < 0 ? '−' : ''}${Math.abs(level)}`, isRare: index > 3,
          }))}
        />
      ) : <span className="tool-note">Stored values: no CT windows</span>}
      <Segments
        label="Layout" chosen={layout} onChoose={onLayout}
        options={[
          { value: 'planes', name: 'Four equal tiles (L)', icon: 'fourTiles' },
          { value: 'axial', name: 'Axial large (L)', icon: 'largeTile' },
        ]}
      />
      <span className="gap" />
      <Button variant="default" onClick={onReset} title="Middle of the volume, fitted, first window (R)">Reset</Button>
    </div>
  );
}
