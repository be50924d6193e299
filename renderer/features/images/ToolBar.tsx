import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Slab } from '../../../core/volume/reslice.ts';
import { steppedDepth } from '../../viewer/planesState.ts';
import { CT_WINDOWS } from '../../viewer/windows.ts';
import type { Window } from '../../viewer/painting.ts';
import type { Tool } from '../../viewer/pointer.ts';
import { ToolIcon, type ToolIconName } from './ToolIcon.tsx';
import type { Layout } from './useViews.ts';

const TOOLS: readonly { readonly tool: Tool; readonly name: string }[] = [
  { tool: 'cross', name: 'Crosshair: click or drag moves the cursor in all planes; drag a circle, or hold Shift, to turn the planes' },
  { tool: 'window', name: 'Window by drag (or drag with the right button, or Ctrl and arrows)' },
  { tool: 'pan', name: 'Move the picture (or drag with the middle button, or Ctrl, Shift and arrows)' },
  { tool: 'zoom', name: 'Magnify by drag (or Ctrl and wheel)' },
];
const RULES = [
  { value: 'mean', name: 'Mean of the slab (S)', words: 'Mean' },
  { value: 'maximum', name: 'Brightest of the slab (S)', words: 'Max' },
  { value: 'minimum', name: 'Darkest of the slab (S)', words: 'Min' },
] as const;
/** What Max and Min begin with where the plane has no depth yet: a thin slab for coronaries. */
const FIRST_DEPTH = 5;

const LAYOUTS = [
  { value: 'planes', name: 'Four equal tiles (F7)', icon: 'fourTiles' },
  { value: 'large', name: 'One large, two small (F8)', icon: 'largeTile' },
  { value: 'row', name: 'Three in a row (F9)', icon: 'rowTiles' },
  { value: 'single', name: 'One alone (F10)', icon: 'oneTile' },
] as const;

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

/** Tools, windows, depth, layout and reset for the three planes. */
export function ToolBar({ tool, window, isHu, slab, isFree, isTurned, layout, onTool, onWindow, onSlab, onFree, onLayout, onStraighten, onReset, drawing }: {
  readonly tool: Tool; readonly window: Window; readonly isHu: boolean; readonly slab: Slab; readonly isFree: boolean; readonly isTurned: boolean;
  readonly layout: Layout;
  readonly onTool: (tool: Tool) => void; readonly onWindow: (window: Window) => void; readonly onSlab: (slab: Slab) => void;
  readonly onFree: () => void; readonly onLayout: (layout: Layout) => void; readonly onStraighten: () => void; readonly onReset: () => void;
  /** Tools that draw and measure. */
  readonly drawing: ReactNode;
}) {
  const preset = CT_WINDOWS.find((each) => each.window.width === window.width && each.window.level === window.level);
  return (
    <div className="tool-bar" role="toolbar" aria-label="Viewing tools">
      <Segments
        label="Mouse" chosen={tool} onChoose={onTool}
        options={TOOLS.map((each) => ({ value: each.tool, name: each.name, icon: each.tool }))}
      />
      {drawing}
      {isHu ? (
        <Segments
          label="Windows" chosen={preset?.key ?? null}
          onChoose={(key) => {
            const chosen = CT_WINDOWS.find((each) => each.key === key);
            if (chosen !== undefined) onWindow(chosen.window);
          }}
          options={CT_WINDOWS.map(({ name, key, window: { width, level } }, index) => ({
            value: key, name: `${name}, width ${width}, level ${level} (${key})`,
            // Its width and level stand on every picture.
            words: name, isRare: index > 2 && key !== preset?.key,
          }))}
        />
      ) : <span className="tool-note">Stored values: no CT windows</span>}
      <Segments
        label="Slab" chosen={slab.thickness > 0 ? slab.rule : null}
        onChoose={(rule) => onSlab({ rule, thickness: slab.thickness > 0 ? slab.thickness : FIRST_DEPTH })} options={RULES}
      />
      <div className="segments stepper" role="group" aria-label="Slab thickness">
        <button type="button" title="Thinner (Shift B)" aria-label="Thinner slab" disabled={slab.thickness === 0} onClick={() => onSlab({ ...slab, thickness: steppedDepth(slab.thickness, -1) })}>−</button>
        <output aria-live="off">{slab.thickness > 0 ? `${slab.thickness.toFixed(1)} mm` : 'no slab'}</output>
        <button type="button" title="Thicker (B)" aria-label="Thicker slab" onClick={() => onSlab({ ...slab, thickness: steppedDepth(slab.thickness, 1) })}>+</button>
      </div>
      <Segments label="Layout" chosen={layout} onChoose={onLayout} options={LAYOUTS} />
      <div className="segments hide-narrow">
        <button
          type="button" aria-pressed={isFree} aria-label="Turn planes one by one" onClick={onFree}
          title="Turn planes one by one (F); pressed again, they stand at right angles"
        ><ToolIcon name="freePlanes" /></button>
      </div>
      <span className="gap" />
      <Button variant="default" className="hide-narrow" disabled={!isTurned} onClick={onStraighten} title="Planes along the voxels again (Shift R)">Reset planes</Button>
      <Button variant="default" onClick={onReset} title="Middle of the volume, straight, without slab, fitted, first window (R)">Reset</Button>
    </div>
  );
}
