import { Button } from '@mantine/core';
import { Segments } from '../images/ToolBar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { maskFrameWords } from '../../viewer/pictureLook.ts';
import { EDGES, MASK_STEP, type Look } from './useLook.ts';
import type { Desk } from './useRunDesk.ts';

const maskName = (frames: readonly number[]): string => maskFrameWords(frames).replace(/^f/, 'F');
const EDGE_WORDS = { none: 'None', slight: 'Slight', strong: 'Strong' } as const;

/** How the pictures look: inversion, shutter, edges, all frames at once, and what is subtracted. */
export function PicturePanel({ desk, look }: { readonly desk: Desk; readonly look: Look }) {
  const run = desk.runs[desk.lead];
  const { isInverted, isShuttered, edges, mask, show, phase } = look.look;
  const isTogether = show !== 'frames';
  const proposed = run?.opened.details.mask ?? null;
  return (
    <section className="panel" aria-label="Picture">
      <div className="panel-head"><h2>Picture</h2></div>
      <div className="angio-part">
        <div className="row">
          <Button variant={isInverted ? 'light' : 'default'} aria-pressed={isInverted} onClick={look.invert} title="Black for white (V)">Invert</Button>
          <Button
            variant={isShuttered && look.hasShutter ? 'light' : 'default'} aria-pressed={isShuttered && look.hasShutter} disabled={!look.hasShutter}
            onClick={look.shutter} title={look.hasShutter ? 'Black where the shutter of the file covers (H)' : 'The file states no shutter'}
          >Shutter</Button>
        </div>
        <div className="angio-line">
          <span>Edges</span>
          <Segments
            label="Edges" chosen={edges} onChoose={look.setEdges}
            options={EDGES.map((value) => ({ value, name: `Edges ${EDGE_WORDS[value].toLowerCase()} (E)`, words: EDGE_WORDS[value] }))}
          />
        </div>
        <div className="angio-line">
          <span>Frames</span>
          <Segments
            label="Frames" chosen={!isTogether ? 'single' : phase === null ? 'all' : 'phase'}
            onChoose={(wanted) => {
              if (wanted === 'single') look.frames();
              else if (wanted === 'all') look.composite();
              else look.samePhase();
            }}
            options={[
              { value: 'single', name: 'One at a time', words: 'Single' },
              { value: 'all', name: 'The darkest of all frames at each place: maximum opacity (M)', words: 'All' },
              { value: 'phase', name: look.hasPhase ? 'The same of the frames at this phase of the heart (F)' : 'Of one phase: needs the heart beats of the run', words: 'One phase' },
            ]}
          />
        </div>
        <div className="angio-line">
          <span>Subtract</span>
          <div className="row">
            <Button variant={mask === null ? 'default' : 'light'} aria-pressed={mask !== null} onClick={look.mask} title="The frame on the screen becomes the mask (S)">
              {mask === null ? 'This frame' : maskName(mask.frames)}
            </Button>
            {mask === null && proposed !== null ? (
              <Button
                variant="default" title="The mask that the file names; of several frames their mean"
                onClick={() => run?.viewer?.setLook({ mask: { frames: proposed.frames, shift: proposed.shift }, show: 'frames' })}
              >{maskName(proposed.frames)}, stated</Button>
            ) : null}
          </div>
        </div>
        {mask === null ? null : (
          <div className="angio-line">
            <span>Move mask</span>
            <div className="angio-nudge">
              <Nudge label="Mask left (Alt ←)" turn={-90} onPress={() => look.moveMask(-MASK_STEP, 0)} />
              <Nudge label="Mask up (Alt ↑)" turn={0} onPress={() => look.moveMask(0, -MASK_STEP)} />
              <Nudge label="Mask down (Alt ↓)" turn={180} onPress={() => look.moveMask(0, MASK_STEP)} />
              <Nudge label="Mask right (Alt →)" turn={90} onPress={() => look.moveMask(MASK_STEP, 0)} />
              <output aria-label="Shift of the mask">{mask.shift.map((part) => part.toFixed(2)).join(', ')} px</output>
            </div>
          </div>
        )}
        {run?.opened.details.intensity == null && mask !== null
          ? <p className="muted small-text">The file does not say whether its samples are logarithmic: subtracted as they are.</p> : null}
      </div>
    </section>
  );
}

/** Moves something a step. */
export const Nudge = ({ label, turn, onPress }: { readonly label: string; readonly turn: number; readonly onPress: () => void }) => (
  <button type="button" className="icon-button" aria-label={label} title={label} onClick={onPress}>
    <span className={`turn-${turn < 0 ? 270 : turn}`}><Icon name="up" /></span>
  </button>
);
