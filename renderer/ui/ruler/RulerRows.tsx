import { memo } from 'react';
import { Hatches } from '../Hatches.tsx';
import { rulerTicks, type RulerAxis } from './rulerAxis.ts';
import { peakLines, peakTop, stateCells } from './rulerBars.ts';
import { RulerEvents } from './RulerEvents.tsx';
import type { RulerLayout, RulerRow } from './rulerLayout.ts';
import { RulerTrack } from './RulerTrack.tsx';
import { huWords } from './rulerWords.ts';
import type { RulerSection, RulerState, RulerValues } from './rulerValues.ts';

/** What is drawn across each track, and from where on it decides. @source measurements, sections 1.1 and 1.2 */
export const ARC = { most: 360, line: 180, value: ({ arc, arcRange }: RulerSection) => [arc, ...arcRange] as const };
const SHARE = { most: 100, line: 50, value: ({ share, shareRange }: RulerSection) => [share, ...shareRange] as const };

const STATE_FILLS: Readonly<Record<RulerState, (id: string) => string>> = {
  automatic: (id) => `url(#${id}-auto)`, confirmed: () => 'var(--confirmed)', edited: () => 'var(--edited)',
  changed: (id) => `url(#${id}-changed)`, hidden: (id) => `url(#${id}-hidden)`,
};

/** Everything of the ruler that does not follow the cursor. */
export const RulerRows = memo(function RulerRows({ id, axis, layout, values }: {
  readonly id: string; readonly axis: RulerAxis; readonly layout: RulerLayout; readonly values: RulerValues;
}) {
  const { isSmall, arc, share, peak, state, events, segments } = layout;
  const { sections } = values;
  const most = peakTop(sections);
  const lines = peakLines(sections, axis, peak, most);
  const cells = Object.entries(stateCells(sections, axis, state)) as [RulerState, string][];
  const end = axis.left + axis.width;
  return (
    <g>
      <Hatches id={id} />
      <Name row={events} first="Events" second={isSmall ? null : 'caps, branches'} />
      <Name row={segments} first="Segments" isQuiet />
      <Name row={arc} first="Arc" second={isSmall ? null : 'degrees'} />
      <Name row={share} first={isSmall ? 'Area %' : 'Area share'} second={isSmall ? null : '% of vessel'} />
      <Name row={peak} first="Peak" second={isSmall ? null : 'HU'} />
      <Name row={state} first="State" isQuiet />
      <RulerEvents id={id} axis={axis} layout={layout} values={values} />
      <RulerTrack id={id} axis={axis} row={arc} sections={sections} {...ARC} />
      <RulerTrack id={id} axis={axis} row={share} sections={sections} {...SHARE} />
      <rect className="ruler-ground" x={axis.left} y={peak.top} width={axis.width} height={peak.height} />
      <path className="ruler-threshold" d={lines.threshold}><title>Threshold: from here on HU are calcium</title></path>
      <path className="ruler-peak" d={lines.peak} />
      <path className="ruler-edge" d={`M${axis.left} ${peak.top + peak.height}H${end}`} />
      <text className="ruler-number" textAnchor="end" x={axis.left - 6} y={peak.top + 9}>{huWords(most)}</text>
      {cells.map(([look, d]) => <path key={look} data-state={look} d={d} fill={STATE_FILLS[look](id)} />)}
      {/* What was edited is told from what was confirmed without its colour: a line runs through it. */}
      <clipPath id={`${id}-edited`}><path d={cells.find(([look]) => look === 'edited')?.[1] ?? ''} /></clipPath>
      <path className="ruler-through" clipPath={`url(#${id}-edited)`} d={`M${axis.left} ${state.top + state.height / 2}H${end}`} />
      <RulerTicks axis={axis} layout={layout} values={values} />
    </g>
  );
});

function Name({ row: { top, height }, first, second = null, isQuiet = false }: {
  readonly row: RulerRow; readonly first: string; readonly second?: string | null; readonly isQuiet?: boolean;
}) {
  const hasSecond = second !== null && height >= 30;
  return (
    <>
      <text className={isQuiet ? 'ruler-name quiet' : 'ruler-name'} x={10} y={top + (hasSecond ? 13 : Math.min(14, height / 2 + 5))}>{first}</text>
      {hasSecond ? <text className="ruler-name second" x={10} y={top + 28}>{second}</text> : null}
    </>
  );
}

/** The marks of the axis. */
export function RulerTicks({ axis, layout: { axis: { top } }, values: { zero } }: { readonly axis: RulerAxis; readonly layout: RulerLayout; readonly values: RulerValues }) {
  const ticks = rulerTicks(axis, zero);
  const last = ticks.length - 1;
  return ticks.map(({ at, words }, n) => {
    const x = axis.x(at);
    const isAtEnd = n === last && x > axis.left + axis.width - 24;
    return (
      <g key={words} className="ruler-tick">
        <path d={`M${x} ${top}v5`} />
        <text x={isAtEnd ? axis.left + axis.width : x} y={top + 17} textAnchor={isAtEnd ? 'end' : 'middle'}>{words}</text>
      </g>
    );
  });
}
