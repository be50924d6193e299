import type { RulerAxis } from './rulerAxis.ts';
import { rulerBars, type BarLook, type TrackValue } from './rulerBars.ts';
import type { RulerRow } from './rulerLayout.ts';
import type { RulerSection } from './rulerValues.ts';

/** Bars are filled by how they came to be: hatched, solid, or solid in the colour of what was edited. */
const fillOf = (look: BarLook, id: string): string => ({
  'automatic': `url(#${id}-calcium)`, 'automatic moon': `url(#${id}-moon)`, 'confirmed': 'var(--calcium)', 'confirmed moon': 'var(--fullmoon)',
  'changed': `url(#${id}-calcium)`, 'changed moon': `url(#${id}-moon)`,
  'edited': 'var(--edited)', 'edited moon': 'var(--edited)',
}[look]);
const topOf = (look: BarLook): string => (look.startsWith('edited') ? 'var(--edited)' : look.endsWith('moon') ? 'var(--fullmoon)' : 'var(--calcium)');

const looksIn = (paths: Readonly<Partial<Record<BarLook, string>>>): readonly (readonly [BarLook, string])[] =>
  Object.entries(paths) as [BarLook, string][];

/** Below this height there is room beside a track for the number of its line alone, CSS pixels. */
const THREE_NUMBERS = 34;

/** A track of bars with its scale and the line that decides. */
export function RulerTrack({ id, axis, row, sections, most, line, value }: {
  readonly id: string; readonly axis: RulerAxis; readonly row: RulerRow; readonly sections: readonly RulerSection[];
  /** What its full height stands for, and the value of the line drawn across it. */
  readonly most: number; readonly line: number; readonly value: TrackValue;
}) {
  const { bars, tops, band } = rulerBars(sections, axis, row, most, value);
  const { top, height } = row;
  const end = axis.left + axis.width;
  const y = (amount: number): number => top + height - (height * amount) / most;
  return (
    <g>
      <rect className="ruler-ground" x={axis.left} y={top} width={axis.width} height={height} />
      {looksIn(bars).map(([look, d]) => <path key={look} data-look={look} d={d} fill={fillOf(look, id)} />)}
      <path className="ruler-band" d={band} />
      {looksIn(tops).map(([look, d]) => <path key={look} d={d} fill="none" stroke={topOf(look)} strokeWidth="1.8" />)}
      <path className="ruler-edge" d={`M${axis.left} ${top + height}H${end}`} />
      <path className="ruler-line" d={`M${axis.left} ${y(line)}H${end}`} />
      {(height < THREE_NUMBERS ? [line] : [most, line, 0]).map((amount) => (
        <text
          key={amount} className={amount === line ? 'ruler-number strong' : 'ruler-number'} textAnchor="end"
          x={axis.left - 6} y={Math.min(top + height, Math.max(top + 9, y(amount) + 4))}
        >{amount}</text>
      ))}
    </g>
  );
}
