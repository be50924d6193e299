import type { Mm } from '../../../core/units.ts';
import { placeWords, type RulerAxis } from './rulerAxis.ts';
import { sectionAt } from './rulerBars.ts';
import type { RulerLayout } from './rulerLayout.ts';
import { flagWords, textWidth } from './rulerText.ts';
import { arcReading, huWords, shareReading } from './rulerWords.ts';
import type { RulerCap, RulerValues } from './rulerValues.ts';

const whole = ({ axis }: RulerLayout): readonly [top: number, bottom: number] => [2, axis.top];

/** The lines of both caps through everything, each with its flag. */
export function RulerCaps({ caps, axis, layout }: { readonly caps: readonly RulerCap[]; readonly axis: RulerAxis; readonly layout: RulerLayout }) {
  const [top, bottom] = whole(layout);
  const shown = caps.filter(({ at }) => at >= axis.domain[0] && at <= axis.domain[1]);
  const labels = flagWords(shown.map(({ at, words }) => ({ x: axis.x(at), words })), [axis.left, axis.left + axis.width]);
  return shown.map(({ at, title, isProposed }, n) => {
    const x = axis.x(at);
    const said = labels[n];
    return (
      <g key={title} className="ruler-cap" data-proposed={isProposed}>
        <title>{title}</title>
        <path className="ruler-cap-line" d={`M${x} ${top}V${bottom}`} />
        <path className="ruler-flag" d={`M${x} ${top}h${said?.isBefore === true ? -11 : 11}v12H${x}z`} />
        {said == null ? null : <text x={x + (said.isBefore ? -15 : 15)} y={top + 11} textAnchor={said.isBefore ? 'end' : 'start'}>{said.words}</text>}
      </g>
    );
  });
}

/** The cursor through everything, with what is read there. */
export function RulerCursor({ at, angle, axis, layout, values, isHover }: {
  readonly at: Mm; readonly angle: number | null; readonly axis: RulerAxis; readonly layout: RulerLayout; readonly values: RulerValues;
  /** Only pointed at: thinner, and without its foot. */
  readonly isHover: boolean;
}) {
  if (at < axis.domain[0] - 1e-6 || at > axis.domain[1] + 1e-6) return null;
  const [top, bottom] = whole(layout);
  const x = axis.x(at);
  const place = placeWords(at - values.zero, 1);
  const half = Math.max(22, textWidth(place, 13) / 2 + 7);
  return (
    <g className={isHover ? 'ruler-hover' : 'ruler-cursor'}>
      {isHover ? null : <path className="ruler-halo" d={`M${x} ${top}V${bottom}`} />}
      <path className="ruler-cursor-line" d={`M${x} ${top}V${bottom}`} />
      {isHover ? null : <path className="ruler-cursor-head" d={`M${x - 7} ${top}h14l-7 9z`} />}
      {angle === null || layout.strips[1] === undefined ? null
        : <circle className="ruler-cursor-angle" cx={x} cy={layout.strips[1].top + (layout.strips[1].height * angle) / 360} r="4" />}
      <rect className="ruler-foot" x={x - half} y={bottom + 1} width={2 * half} height={18} rx="2" />
      <text className="ruler-foot-words" x={x} y={bottom + 14.5} textAnchor="middle">{place}</text>
    </g>
  );
}

/** What is read at a place, one tag for each track, on whichever side there is room. */
export function RulerReading({ at, axis, layout, values }: { readonly at: Mm; readonly axis: RulerAxis; readonly layout: RulerLayout; readonly values: RulerValues }) {
  const section = sectionAt(values.sections, at);
  if (section === undefined || at < axis.domain[0] || at > axis.domain[1]) return null;
  const isHidden = section.state === 'hidden';
  const tags = [
    { row: layout.arc, words: isHidden ? 'hidden' : arcReading(section) }, { row: layout.share, words: isHidden ? 'hidden' : shareReading(section) },
    ...(layout.peak.height < 18 ? [] : [{ row: layout.peak, words: isHidden ? 'hidden' : `${huWords(section.peak)} HU` }]),
  ];
  const x = axis.x(at);
  return tags.map(({ row, words }) => {
    const width = textWidth(words, 12.5) + 10;
    const isLeft = x - 8 - width > axis.left;
    const from = isLeft ? x - 8 - width : x + 8;
    return (
      <g key={row.top} className="ruler-tag">
        <rect x={from} y={row.top + 1} width={width} height={17} />
        <text x={from + width / 2} y={row.top + 14} textAnchor="middle">{words}</text>
      </g>
    );
  });
}
