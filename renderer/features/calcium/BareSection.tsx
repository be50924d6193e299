import { useRef } from 'react';
import { pointUv, type PointUv } from '../../../core/geometry/plane.ts';
import { useSize } from '../../ui/useSize.ts';
import { huWords } from '../../ui/ruler/rulerWords.ts';
import { huUnder, type HuGrid } from '../../viewer/huLaying.ts';
import type { HuWords } from '../../viewer/huPicture.ts';
import type { Window } from '../../viewer/painting.ts';
import type { WheelKeys } from '../../viewer/pointer.ts';
import { HuPicture } from '../vessel/HuPicture.tsx';

/** The same section with nothing on it: overlays hide what they measure. The pointer over either picture is told in HU here. */
export function BareSection({ grid, centre, reach, words, window, probe, onWindow, onScroll, onProbe }: {
  readonly grid: HuGrid | null; readonly centre: PointUv | null; readonly reach: number; readonly words: HuWords; readonly window: Window;
  readonly probe: PointUv | null;
  readonly onWindow: (window: Window) => void; readonly onScroll: (steps: number, keys: WheelKeys) => void; readonly onProbe: (at: PointUv | null) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  // As large as its neighbour, which is as high: the vessel has one size in both.
  const perPixel = size === null ? 0.03 : (2 * reach) / Math.max(1, size[1] - 2);
  const at = probe ?? centre;
  const value = grid === null || at === null ? null : huUnder(grid, at);
  return (
    <div ref={frame} className="section-bare">
      <HuPicture
        label="The same section, bare" grid={grid} window={window} onWindow={onWindow} words={words}
        look={{ centre: centre ?? pointUv(0, 0), perPixel: [perPixel, perPixel] }} pointer={{ hover: onProbe, scroll: onScroll }}
      >
        {(laid) => (at === null ? null : (
          <g className="section-probe"><path d={`M${laid.x(at[0]) - 6} ${laid.y(at[1])}h12M${laid.x(at[0])} ${laid.y(at[1]) - 6}v12`} /></g>
        ))}
      </HuPicture>
      {value === null ? null : <div className="section-hu"><span>{probe === null ? 'middle' : 'probe'}</span><b>{huWords(value)} HU</b></div>}
    </div>
  );
}
