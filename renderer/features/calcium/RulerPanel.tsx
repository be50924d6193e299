import { memo, useMemo } from 'react';
import type { Deg } from '../../../core/units.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import type { RulerStrip } from '../../ui/ruler/CalciumRuler.tsx';
import type { RulerAxis } from '../../ui/ruler/rulerAxis.ts';
import type { RulerRow } from '../../ui/ruler/rulerLayout.ts';
import type { SectionOutline } from '../../../core/lesion/vesselFindings.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import type { HuGrid } from '../../viewer/huLaying.ts';
import type { Window } from '../../viewer/painting.ts';
import { HuCanvas } from './HuCanvas.tsx';
import { edgesOnStrip, STRIP_HALF } from './vesselCuts.ts';

/** What colours and hatches mean. */
export const RulerKey = memo(function RulerKey({ hasChanged }: { readonly hasChanged: boolean }) {
  return (
    <ul className="ruler-key" aria-label="Meaning of the bars">
      <li><i className="key-confirmed" />confirmed</li><li><i className="key-automatic" />automatic</li>
      <li><i className="key-edited" />edited</li>{hasChanged ? <li><i className="key-changed" />changed since</li> : null}<li><i className="key-range" />range, corrected to raw</li>
    </ul>
  );
});

/** The two pictures of the ruler: the vessel pulled straight, and its wall laid flat. */
export function useRulerStrips(
  { straight, flat }: { readonly straight: HuGrid | null; readonly flat: HuGrid | null }, outlines: readonly SectionOutline[], step: number, angle: Deg,
  domain: Stretch, window: Window,
): readonly RulerStrip[] {
  const [from, to] = domain;
  return useMemo(() => {
    const middle = (from + to) / 2;
    return [
      {
        name: 'Straightened', notes: (axis, row) => [`±${STRIP_HALF} mm, at ${Math.round(angle)}°`, `height × ${stretchOf(axis, row).toFixed(1)}`],
        picture: <HuCanvas grid={straight} centre={pointUv(middle, 0)} extent={[to - from, 2 * STRIP_HALF]} window={window} />,
        over: (axis, row) => <Edges axis={axis} row={row} outlines={outlines} step={step} angle={angle} />,
      },
      {
        name: 'Unrolled', notes: () => ['0 to 360°', 'brightest'],
        picture: <HuCanvas grid={flat} centre={pointUv(middle, 180)} extent={[to - from, 360]} window={window} />,
        marks: [{ share: 0.5, words: '180°' }],
        over: (axis, row) => (
          <path className="map-lines" d={[90, 180, 270].map((degrees) => `M${axis.left} ${row.top + (row.height * degrees) / 360}h${axis.width}`).join('')} />
        ),
      },
    ];
  }, [straight, flat, outlines, step, angle, from, to, window]);
}

/** How much taller than along the axis a millimetre is across the straightened vessel. */
const stretchOf = ({ domain: [from, to], width }: RulerAxis, { height }: RulerRow): number => (height / (2 * STRIP_HALF)) / (width / (to - from));

/** Wall and lumen where the strip cuts them, and the middle of the vessel. */
const Edges = memo(function Edges({ axis, row, outlines, step, angle }: {
  readonly axis: RulerAxis; readonly row: RulerRow; readonly outlines: readonly SectionOutline[]; readonly step: number; readonly angle: Deg;
}) {
  const middle = row.top + row.height / 2;
  const y = (off: number): number => middle + Math.min(1, Math.max(-1, off / STRIP_HALF)) * (row.height / 2);
  const lines = (of: 'wall' | 'lumen'): string => {
    const edges = edgesOnStrip(outlines, angle, of);
    return [0, 1].map((side) => {
      let path = '';
      let isOpen = false;
      edges.forEach((edge, n) => {
        const at = n * step;
        if (edge === null || at < axis.domain[0] || at > axis.domain[1]) isOpen = false;
        else {
          path += `${isOpen ? 'L' : 'M'}${axis.x(at).toFixed(1)} ${y(edge[side === 0 ? 0 : 1]).toFixed(1)}`;
          isOpen = true;
        }
      });
      return path;
    }).join('');
  };
  return (
    <g className="strip-edges">
      <path className="lumen" d={lines('lumen')} /><path className="wall" d={lines('wall')} />
      <path className="middle" d={`M${axis.left} ${middle}h${axis.width}`} />
    </g>
  );
});
