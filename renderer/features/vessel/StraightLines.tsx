import type { Centreline } from '../../../core/centreline/centreline.ts';
import type { Mm } from '../../../core/units.ts';
import type { HuLaid } from '../../viewer/huLaying.ts';
import { laneTop } from './StraightHandles.tsx';
import { axisTicks, FLAGS, GUTTER } from './straightWords.ts';
import type { VesselHandlesNow } from './useVesselHandles.ts';
import { mmWords } from './vesselWords.ts';

/** What is drawn over the straightened view: bridged part, caps, side branches, axis and cursor. */
export function StraightLines({ laid, line, handles, cursor, areMarksShown }: {
  readonly laid: HuLaid; readonly line: Centreline; readonly handles: VesselHandlesNow; readonly cursor: Mm; readonly areMarksShown: boolean;
}) {
  const { zero } = handles;
  const { x, y, size: [width, height] } = laid;
  const axis = height - 20;
  const from = Math.max(0, laid.at([GUTTER, 0])[0]);
  const to = Math.min(line.length, laid.at([width, 0])[0]);
  const bridged = areMarksShown ? bridgedRuns(line) : [];
  const isInView = (at: number): boolean => x(at) >= GUTTER - 2 && x(at) <= width + 2;
  return (
    <g className="straight-lines">
      {bridged.map((run) => {
        const band = [...run.map(({ abscissa, uncertainty }) => `${x(abscissa).toFixed(1)} ${y(-finite(uncertainty)).toFixed(1)}`),
          ...run.toReversed().map(({ abscissa, uncertainty }) => `${x(abscissa).toFixed(1)} ${y(finite(uncertainty)).toFixed(1)}`)];
        const first = run[0]?.abscissa ?? 0;
        return <g key={first}><path className="path-band" d={`M${band.join('L')}Z`} /><path className="straight-bridged" d={`M${x(first)} ${y(0)}H${x(run.at(-1)?.abscissa ?? first)}`} /></g>;
      })}
      {!areMarksShown ? null : handles.caps.filter((cap) => isInView(cap.at)).map(({ id, at, state }) => (
        <path key={id} className="straight-cap" data-state={state} d={`M${x(at)} ${FLAGS}V${axis}`} />
      ))}
      {!areMarksShown ? null : handles.branches.filter((branch) => isInView(branch.at)).map(({ id, at, value, state }) => (
        <g key={id} className="straight-branch" data-state={state} transform={`translate(${x(at)} ${laneTop(laid, 0) - 4})`}>
          <path d="M0 0V-8L6 -15" /><text x="9" y="-8">{value}</text>
        </g>
      ))}
      <path className="straight-axis" d={`M${x(from)} ${axis}H${x(to)}`} />
      {axisTicks([from, to], zero, x(to) - x(from)).map(({ at, words }) => (
        <g key={at} className="straight-tick" transform={`translate(${x(at)} ${axis})`}><path d="M0 0V4" /><text y="16" textAnchor="middle">{words}</text></g>
      ))}
      <rect className="straight-gutter" width={GUTTER - 2} height={height} />
      <g className="straight-cursor" visibility={isInView(cursor) ? 'visible' : 'hidden'}>
        <path d={`M${x(cursor)} 0V${axis}`} /><path className="straight-cursor-head" d={`M${x(cursor) - 5} 0H${x(cursor) + 5}L${x(cursor)} 7Z`} />
        <CursorPlace x={x(cursor)} y={axis} words={mmWords(cursor - zero)} width={width} />
      </g>
    </g>
  );
}

/** Where the cursor is, on the axis. */
function CursorPlace({ x, y, words, width }: { readonly x: number; readonly y: number; readonly words: string; readonly width: number }) {
  const half = 29;
  const middle = Math.min(width - half - 2, Math.max(GUTTER - 20, x));
  return <g transform={`translate(${middle} ${y})`}><rect x={-half} y="2" width={2 * half} height="17" rx="2" /><text y="15" textAnchor="middle">{words}</text></g>;
}

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

/** Stretches of the path without contrast. */
function bridgedRuns({ points }: Centreline): readonly (readonly Centreline['points'][number][])[] {
  const runs: Centreline['points'][number][][] = [];
  points.forEach((point, n) => {
    if (!point.isBridged) return;
    if (points[n - 1]?.isBridged === true) runs.at(-1)?.push(point);
    else runs.push([point]);
  });
  return runs;
}
