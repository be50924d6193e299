import { Button } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { angleWords } from '../../../core/dicom/words.ts';
import { anglesIn } from '../../../core/rendering/camera.ts';
import type { CutPlane } from '../../../core/rendering/rayCast.ts';
import { RENDER_PRESETS } from '../../../core/rendering/transfer.ts';
import { deg } from '../../../core/units.ts';
import { CUTS } from '../../../core/volume/planeAxes.ts';
import type { Cut } from '../../../core/volume/standardPlanes.ts';
import { actionHandlers, useCommands } from '../../state/commands.ts';
import type { RenderingSeam } from '../../viewer/rendering/renderingSeam.ts';
import { createRenderingViewer, RENDERING_ACTIONS, type RenderingState, type RenderingViewer, type RenderSource } from '../../viewer/rendering/renderingViewer.ts';
import { Segments } from '../images/ToolBar.tsx';
import { NAMED_VIEWS, RENDERING_COMMANDS } from './commands.ts';
import './rendering.css';

const PLANES: readonly { readonly cut: Cut; readonly letter: string }[] = [
  { cut: 'axial', letter: 'A' }, { cut: 'coronal', letter: 'B' }, { cut: 'sagittal', letter: 'C' },
];

/** What the rendering needs of the planes beside it. */
export interface PlanesBeside {
  readonly planeOf: (cut: Cut) => CutPlane | null;
  /** Calls when a plane was drawn elsewhere; returns the undoing. */
  readonly whenMoved: (moved: () => void) => () => void;
}

/** The volume rendering with its bar: preset, cuts, C-arm angles. `source` is null until the series is whole in memory. */
export function RenderingTile({ source, planes, marks, children, waiting }: {
  readonly source: RenderSource | null; readonly planes: PlanesBeside;
  /** Draws over the picture and hears of clicks on it; gives the undoing. Keeps its identity while it is the same. */
  readonly marks?: (seam: RenderingSeam) => () => void;
  /** Over the picture. */
  readonly children?: ReactNode;
  /** What stands there while the voxels are not whole, in place of the usual words. */
  readonly waiting?: string;
}) {
  const tile = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const viewer = useRef<RenderingViewer | null>(null);
  const [state, setState] = useState<RenderingState | null>(null);

  useLayoutEffect(() => {
    if (tile.current === null) return;
    const made = createRenderingViewer(tile.current, planes.planeOf, setState);
    viewer.current = made;
    const stop = planes.whenMoved(made.planesMoved);
    const unmark = marks?.(made.seam);
    return () => {
      viewer.current = null;
      unmark?.();
      stop();
      made.dispose();
    };
  }, [planes, marks]);
  useEffect(() => viewer.current?.open(source), [source]);

  const cuts = state?.cuts ?? [];
  const toggled = (cut: Cut) => () => viewer.current?.setCut(cut, viewer.current.state().cuts.every((each) => each !== cut));
  const scoped = {
    ...actionHandlers(RENDERING_ACTIONS, (action) => viewer.current?.act(action)),
    ...Object.fromEntries(RENDER_PRESETS.map(({ preset }) => [preset, () => viewer.current?.setPreset(preset)])),
    ...Object.fromEntries(CUTS.map((cut) => [`cut ${cut}`, toggled(cut)])),
    ...Object.fromEntries(NAMED_VIEWS.map(({ name, primary, secondary }) => [`view ${name}`, () => viewer.current?.setAngles(deg(primary), deg(secondary))])),
    angles: () => field.current?.select(),
  };
  useCommands(RENDERING_COMMANDS, source === null ? {} : scoped, tile);

  return (
    <section className="rendering" aria-label="Volume rendering">
      <div
        ref={tile} className="picture rendering-picture" role="group" aria-roledescription="medical picture" tabIndex={0}
        aria-label={`Volume rendering as seen from ${state === null ? '' : angleWords(state.primary, state.secondary) ?? ''}: a picture, nothing is measured here`}
      />
      {children}
      {state?.drawn != null && state.quality !== 'failed' ? null : <Waiting words={waiting} isWhole={source !== null} quality={state?.quality ?? 'none'} onAgain={() => viewer.current?.open(source)} />}
      <div className="rendering-bar" role="toolbar" aria-label="Volume rendering">
        <Segments
          label="Rendering" chosen={state?.preset ?? 'vessel'} onChoose={(preset) => viewer.current?.setPreset(preset)}
          options={RENDER_PRESETS.map(({ preset, name, shows }) => ({ value: preset, name: `${name}: ${shows}`, words: name }))}
        />
        <div className="segments" role="group" aria-label="Cut by plane">
          {PLANES.map(({ cut, letter }) => (
            <button
              key={cut} type="button" aria-pressed={cuts.includes(cut)} aria-label={`Cut by the ${cut} plane`}
              title={`Cut by plane ${letter}, ${cut}: its near side is taken away (Alt ${letter})`} onClick={toggled(cut)}
            >{letter}</button>
          ))}
        </div>
        <Angles state={state} field={field} onAngles={(primary, secondary) => viewer.current?.setAngles(deg(primary), deg(secondary))} />
      </div>
    </section>
  );
}

const Waiting = ({ words, isWhole, quality, onAgain }: {
  readonly words: string | undefined; readonly isWhole: boolean; readonly quality: RenderingState['quality']; readonly onAgain: () => void;
}) => (quality === 'failed' ? (
  <div className="rendering-note" role="alert">
    <p>The volume rendering has stopped; the planes go on. It may have run out of memory.</p>
    <Button variant="default" onClick={onAgain}>Begin it again</Button>
  </div>
) : (
  <p className="rendering-note" role="status">
    {isWhole ? 'Volume rendering: the first picture comes in a moment …' : words ?? 'Volume rendering: comes when all slices are in memory'}
  </p>
));

/** The angles of the view, to be typed as an operator says them. */
function Angles({ state, field, onAngles }: {
  readonly state: RenderingState | null; readonly field: React.RefObject<HTMLInputElement | null>;
  readonly onAngles: (primary: number, secondary: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = state === null ? '' : angleWords(state.primary, state.secondary) ?? '';
  const isUnread = typed !== null && anglesIn(typed) === null;
  return (
    <label className="rendering-angles">
      <span>from</span>
      <input
        ref={field} type="text" value={typed ?? shown} aria-label="C-arm angles of the view" aria-invalid={isUnread} spellCheck={false}
        title="C-arm angles, such as LAO 42 CRA 8 (V); Enter turns the picture there"
        onFocus={(event) => event.target.select()} onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          const angles = anglesIn(typed ?? shown);
          if (event.key === 'Enter' && angles !== null) {
            onAngles(angles.primary, angles.secondary);
            setTyped(null);
          }
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {isUnread ? <span className="rendering-unread" role="alert">write LAO or RAO, CRA or CAU: LAO 42 CRA 8</span> : null}
    </label>
  );
}
