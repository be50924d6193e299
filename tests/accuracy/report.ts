import { quantile } from './distribution.ts';
import type { MeasuredVessel } from './job.ts';
import { CURVES, FIGURES, isMet } from './quantities.ts';
import type { VesselErrors } from './vessel.ts';

/** The columns of the report: the goals hold for fat and mixed surroundings. */
const COLUMNS = [
  { name: 'fat', holds: (one: MeasuredVessel) => one.place === 'calculated' && one.case.surroundings === 'fat' },
  { name: 'mixed', holds: (one: MeasuredVessel) => one.place === 'calculated' && one.case.surroundings === 'mixed' },
  { name: 'both', holds: (one: MeasuredVessel) => one.place === 'calculated' && one.case.surroundings !== 'myocardium' },
  { name: 'muscle', holds: (one: MeasuredVessel) => one.place === 'calculated' && one.case.surroundings === 'myocardium' },
  { name: 'thorax', holds: (one: MeasuredVessel) => one.place === 'thorax' && one.case.surroundings !== 'myocardium' },
  { name: 'thorax, muscle', holds: (one: MeasuredVessel) => one.place === 'thorax' && one.case.surroundings === 'myocardium' },
] as const;
const WIDTH = 15;

/** One line of the report. */
export interface ReportLine {
  readonly name: string;
  readonly unit: string;
  readonly goal: string;
  /** Per column: the figure, and whether it meets the goal. */
  readonly cells: readonly { readonly value: number; readonly isMet: boolean | null }[];
}

const errorsOf = (vessels: readonly MeasuredVessel[]): readonly VesselErrors[] =>
  vessels.flatMap(({ errors }) => (errors === null ? [] : [errors]));

/** The figures of all columns. */
export const reportLines = (vessels: readonly MeasuredVessel[]): readonly ReportLine[] => FIGURES.map((figure) => ({
  name: figure.name, unit: figure.unit,
  goal: figure.goal === null ? '' : 'atMost' in figure.goal ? `<= ${figure.goal.atMost}` : `>= ${figure.goal.atLeast}`,
  cells: COLUMNS.map(({ holds }) => {
    const value = figure.of(errorsOf(vessels.filter(holds)));
    return { value, isMet: isMet(figure, value) };
  }),
}));

/** The report as text: a figure a line, a group of vessels a column; + meets the goal, - misses it. */
export function reportOf(vessels: readonly MeasuredVessel[]): string {
  const cell = (text: string): string => text.padStart(WIDTH);
  const head = ['quantity'.padEnd(44), 'goal'.padStart(8), ...COLUMNS.map(({ name }) => cell(name))].join(' ');
  const counts = ['vessels'.padEnd(44), ''.padStart(8),
    ...COLUMNS.map(({ holds }) => cell(String(vessels.filter(holds).length)))].join(' ');
  const refused = ['not measured'.padEnd(44), ''.padStart(8),
    ...COLUMNS.map(({ holds }) => cell(String(vessels.filter((one) => holds(one) && one.errors === null).length)))].join(' ');
  const lines = reportLines(vessels).map(({ name, unit, goal, cells }) => [
    `${name}${unit === '' ? '' : `, ${unit}`}`.padEnd(44), goal.padStart(8),
    ...cells.map(({ value, isMet: met }) => cell(`${Number.isNaN(value) ? '' : value.toFixed(2)}${met === null ? ' ' : met ? '+' : '-'}`)),
  ].join(' '));
  const why = vessels.flatMap(({ case: { seed }, refused: code, place }) => (code === null ? [] : [`not measured: ${place} ${seed}, ${code}`]));
  return `${[head, counts, refused, ...lines, ...why].join('\n')}\n`;
}

/** The same as a table for docs/measures.md. */
export function reportTable(vessels: readonly MeasuredVessel[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const figure = ({ value, isMet: met }: ReportLine['cells'][number]): string =>
    (Number.isNaN(value) ? '' : `${value.toFixed(2)}${met === null ? '' : met ? ' +' : ' -'}`);
  return `${[
    row(['quantity', 'goal', ...COLUMNS.map(({ name }) => name)]), row(['---', '---', ...COLUMNS.map(() => '---:')]),
    row(['vessels', '', ...COLUMNS.map(({ holds }) => String(vessels.filter(holds).length))]),
    ...reportLines(vessels).map(({ name, unit, goal, cells }) => row([`${name} ${unit === '' ? '' : `(${unit})`}`, goal, ...cells.map(figure)])),
  ].join('\n')}\n`;
}

/** What errors are shown against: thirds of the range that vessels are made from. */
const AGAINST = [
  { words: 'noise, HU', by: 'noiseSd', edges: [15, 23, 32, 40] },
  { words: 'radius, mm', by: 'radius', edges: [1, 1.5, 2, 2.5] },
  { words: 'point spread, mm', by: 'fwhm', edges: [0.5, 0.6, 0.7, 0.8] },
] as const;

/** Errors within 95 % by noise, radius and blur, in surroundings of fat or both, and in muscle: a table for docs/measures.md. */
export function curveTable(vessels: readonly MeasuredVessel[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const bins = AGAINST.flatMap(({ by, edges }) => [0, 1, 2].map((n) => ({ by, from: edges[n] ?? 0, to: edges[n + 1] ?? 0 })));
  const heads = AGAINST.flatMap(({ words, edges }) => [0, 1, 2].map((n) => `${n === 0 ? `${words}: ` : ''}${edges[n]} to ${edges[n + 1]}`));
  const of = (isMuscle: boolean) => vessels.filter(({ place, case: { surroundings } }) => place === 'calculated' && (surroundings === 'myocardium') === isMuscle);
  return `${[
    row(['95 % within', ...heads]), row(['---', ...heads.map(() => '---:')]),
    ...CURVES.flatMap(({ title, unit, of: errors }) => ([false, true] as const).map((isMuscle) => row([
      `${title}${isMuscle ? ', muscle' : ''} (${unit})`,
      ...bins.map(({ by, from, to }) => {
        const inside = of(isMuscle).filter(({ case: own }) => own[by] >= from && own[by] < to);
        const value = quantile(errorsOf(inside).flatMap(errors), 0.95);
        return Number.isNaN(value) ? '' : value.toFixed(unit === 'mm' ? 2 : 0);
      }),
    ]))),
  ].join('\n')}\n`;
}
