import { useEffect, useRef } from 'react';
import { pointUv, type PointUv } from '../../../core/geometry/plane.ts';
import { useSize } from '../../ui/useSize.ts';
import { huWords } from '../../ui/ruler/rulerWords.ts';
import { huUnder, type HuGrid } from '../../viewer/huLaying.ts';
import type { HuWords } from '../../viewer/huPicture.ts';
import type { Window } from '../../viewer/painting.ts';
import type { WheelKeys } from '../../viewer/pointer.ts';
import { HuPicture } from '../vessel/HuPicture.tsx';
import { useSectionPointer } from './calciumStore.ts';

/** The same section with nothing on it: overlays hide what they measure. The pointer over either picture is told in HU here. */
export function BareSection({ grid, centre, reach, words, window, onWindow, onScroll }: {
  readonly grid: HuGrid | null; readonly centre: PointUv | null; readonly reach: number; readonly words: HuWords; readonly window: Window;
  readonly onWindow: (window: Window) => void; readonly onScroll: (steps: number, keys: WheelKeys) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  // As large as its neighbour, which is as high: the vessel has one size in both.
  const perPixel = size === null ? 0.03 : (2 * reach) / Math.max(1, size[1] - 2);
  const probe = useSectionPointer((pointer) => pointer.at);
  // Where the station is left by a key, no event tells that the pointer is gone.
  useEffect(() => () => useSectionPointer.setState({ at: null }), []);
  const at = probe ?? centre;
  const value = grid === null || at === null ? null : huUnder(grid, at);
  return (
    <div ref={frame} className="section-bare">
      <HuPicture
        label="The same section, bare" grid={grid} window={window} onWindow={onWindow} words={words}
        look={{ centre: centre ?? pointUv(0, 0), perPixel: [perPixel, perPixel] }} pointer={{ hover: (place) => useSectionPointer.setState({ at: place, isOnBare: true }), scroll: onScroll }}
      >
        {(laid) => (at === null ? null : (
          <g className="section-probe"><path d={`M${laid.x(at[0]) - 6} ${laid.y(at[1])}h12M${laid.x(at[0])} ${laid.y(at[1]) - 6}v12`} /></g>
        ))}
      </HuPicture>
      {value === null ? null : <div className="section-hu"><span>{probe === null ? 'middle' : 'probe'}</span><b>{huWords(value)} HU</b></div>}
    </div>
  );
}
