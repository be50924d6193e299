import type { RulerAxis } from './rulerAxis.ts';
import type { RulerRow } from './rulerLayout.ts';
import type { RulerSection, RulerState } from './rulerValues.ts';

/** The look of a bar: how it came to be, and whether it is full moon. */
export type BarLook = `${Exclude<RulerState, 'hidden'>}${'' | ' moon'}`;

/** The bars of one track as SVG paths, one for each look: bars, the line at the best estimate, the band of the range. */
export interface RulerBars {
  readonly bars: Readonly<Partial<Record<BarLook, string>>>;
  readonly tops: Readonly<Partial<Record<BarLook, string>>>;
  readonly band: string;
}

/** What a track shows of a section: best estimate, least, greatest. */
export type TrackValue = (section: RulerSection) => readonly [best: number, least: number, greatest: number];

const px = (value: number): string => `${Math.round(value * 10) / 10}`;
const rect = (from: number, to: number, top: number, bottom: number): string => `M${px(from)} ${px(top)}H${px(to)}V${px(bottom)}H${px(from)}Z`;

/** From where to where a section stands on the axis: half-way to its neighbours. Null beside what is shown. */
export function sectionSpan(sections: readonly RulerSection[], n: number, { domain: [from, to], x }: RulerAxis): readonly [number, number] | null {
  const [before, own, after] = [sections[n - 1], sections[n], sections[n + 1]];
  if (own === undefined) return null;
  const start = Math.max(from, before === undefined ? own.at : (before.at + own.at) / 2);
  const end = Math.min(to, after === undefined ? own.at : (own.at + after.at) / 2);
  return end > start ? [x(start), x(end)] : null;
}

/** The bars of a track whose full height stands for `most`. What is not calcified has none, nor has a stent. */
export function rulerBars(sections: readonly RulerSection[], axis: RulerAxis, { top, height }: RulerRow, most: number, value: TrackValue): RulerBars {
  const bars: Partial<Record<BarLook, string>> = {};
  const tops: Partial<Record<BarLook, string>> = {};
  let band = '';
  const y = (amount: number): number => top + height - (height * Math.min(most, Math.max(0, amount))) / most;
  sections.forEach((section, n) => {
    const span = sectionSpan(sections, n, axis);
    if (span === null || section.state === 'hidden' || section.isMetal) return;
    const [best, least, greatest] = value(section);
    const look: BarLook = section.isMoon ? `${section.state} moon` : section.state;
    const [from, to] = span;
    if (best > 0) {
      // A hair between two bars, where there is room for it.
      const gap = to - from > 5 ? 0.5 : 0;
      bars[look] = `${bars[look] ?? ''}${rect(from + gap, to - gap, y(best), top + height)}`;
      tops[look] = `${tops[look] ?? ''}M${px(from)} ${px(y(best))}H${px(to)}`;
    }
    if (greatest > least) band += rect(from, to, y(greatest), y(least));
  });
  return { bars, tops, band };
}

/** The step line of the peak, and that of the threshold. Nothing where they are hidden. */
export function peakLines(sections: readonly RulerSection[], axis: RulerAxis, { top, height }: RulerRow, most: number): { readonly peak: string; readonly threshold: string } {
  const y = (amount: number): number => top + height - (height * Math.min(most, Math.max(0, amount))) / most;
  const line = (amount: (section: RulerSection) => number): string => {
    let path = '';
    let isOpen = false;
    sections.forEach((section, n) => {
      const span = sectionSpan(sections, n, axis);
      if (span === null || section.state === 'hidden') isOpen = false;
      else {
        path += `${isOpen ? 'L' : 'M'}${px(span[0])} ${px(y(amount(section)))}H${px(span[1])}`;
        isOpen = true;
      }
    });
    return path;
  };
  return { peak: line(({ peak }) => peak), threshold: line(({ threshold }) => threshold) };
}

/** The cells of the row of states, one path for each. */
export function stateCells(sections: readonly RulerSection[], axis: RulerAxis, { top, height }: RulerRow): Readonly<Partial<Record<RulerState, string>>> {
  const cells: Partial<Record<RulerState, string>> = {};
  sections.forEach((section, n) => {
    const span = sectionSpan(sections, n, axis);
    if (span !== null) cells[section.state] = `${cells[section.state] ?? ''}${rect(span[0], span[1], top, top + height)}`;
  });
  return cells;
}

/** A round number of HU that is above every peak: the height of its track. */
export const peakTop = (sections: readonly RulerSection[]): number =>
  Math.max(800, Math.ceil(sections.reduce((most, { peak }) => Math.max(most, peak), 0) / 400) * 400);

/** The section nearest to a place; undefined where there is none. */
export const sectionAt = (sections: readonly RulerSection[], at: number): RulerSection | undefined =>
  sections.reduce<RulerSection | undefined>((best, next) => (best === undefined || Math.abs(next.at - at) < Math.abs(best.at - at) ? next : best), undefined);
