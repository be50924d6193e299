import { describe, expect, it } from 'vitest';
import { hatching, wordsWidth, type Primitive } from '../../../core/report/figure.ts';
import { rulerFigure } from '../../../core/report/rulerFigure.ts';
import type { SealedSection } from '../../../core/plan/sealedPlan.ts';
import { deg, mm } from '../../../core/units.ts';
import { exampleLesion } from './examplePlan.ts';

const BOX = { width: 500, height: 100, letter: 8 };
const of = <K extends Primitive['is']>(
  primitives: readonly Primitive[],
  is: K,
): readonly Extract<Primitive, { is: K }>[] =>
  primitives.filter((part): part is Extract<Primitive, { is: K }> => part.is === is);
const wordsOf = (primitives: readonly Primitive[]): readonly string[] =>
  of(primitives, 'text').map(({ words }) => words);

const section = (
  at: number,
  arc: number,
  sharePercent: number,
  rest: Partial<SealedSection> = {},
): SealedSection => ({
  at: mm(at),
  arc: deg(arc),
  sharePercent,
  isFullMoon: false,
  state: 'confirmed',
  ...rest,
});
const ruled = (sections: readonly SealedSection[], windows: readonly (readonly [number, number])[] = []) =>
  rulerFigure({ length: mm(10), sections, windows: windows.map(([a, b]) => [mm(a), mm(b)] as const) }, BOX)
    .primitives;

describe('hatching', () => {
  it('draws diagonals of one family, each ending on the edges of its rectangle', () => {
    expect(hatching([{ x: 0, y: 0, width: 4, height: 2 }], 3)).toEqual([
      [0, 0, 0, 0],
      [1, 2, 3, 0],
      [4, 2, 4, 2],
    ]);
    const [left, right] = [
      { x: 0, y: 0, width: 5, height: 5 },
      { x: 5, y: 0, width: 5, height: 5 },
    ];
    const ends = hatching([left], 3).flatMap(([, , x, y]) => (x === 5 ? [y] : []));
    const starts = hatching([right], 3).flatMap(([x, y]) => (x === 5 ? [y] : []));
    expect(ends).toEqual([1, 4]);
    expect(starts).toEqual(ends);
  });
});

describe('the calcium ruler as a figure', () => {
  it('draws arc as part of the circle and share as part of the area, each section to half the way to its neighbours', () => {
    const bars = of(
      ruled([section(0, 0, 0), section(4, 180, 25), section(6, 360, 100), section(10, 0, 0)]),
      'bar',
    ).filter(({ fill }) => fill === 'calcium');
    const [halfArc, wholeArc, quarterArea, wholeArea] = bars;
    expect(bars).toHaveLength(4);
    expect((halfArc?.height ?? 0) / (wholeArc?.height ?? 1)).toBeCloseTo(0.5, 2);
    expect((quarterArea?.height ?? 0) / (wholeArea?.height ?? 1)).toBeCloseTo(0.25, 2);
    // The axis runs from the left letters to half a letter before the edge: 10 mm.
    const unit = (500 - 4 - 25.6) / 10;
    expect(halfArc?.x).toBeCloseTo(25.6 + 2 * unit, 1);
    expect(halfArc?.width).toBeCloseTo(3 * unit, 1);
  });

  it('shows a full moon as the brightest, names it with its length and joins its sections', () => {
    const parts = ruled([
      section(0, 0, 0),
      section(4, 360, 100, { isFullMoon: true }),
      section(6, 360, 100, { isFullMoon: true }),
      section(10, 0, 0),
    ]);
    expect(of(parts, 'bar').filter(({ fill }) => fill === 'moon')).toHaveLength(4);
    expect(of(parts, 'bar').filter(({ outline }) => outline === 'calcium')).toHaveLength(2);
    expect(wordsOf(parts)).toContain('full moon 6.0 mm');
    expect(wordsOf(parts).filter((words) => words.startsWith('full moon'))).toHaveLength(1);
  });

  it('hatches what nobody confirmed, and nothing else', () => {
    const [from, to] = [section(4, 180, 50), section(6, 180, 50)];
    const hatches = (sections: readonly SealedSection[]) =>
      of(ruled(sections), 'strokes').filter(({ tone }) => tone === 'hatch');
    expect(hatches([from, to])).toEqual([]);
    expect(hatches([from, { ...to, state: 'edited' }])).toEqual([]);
    const [arcs] = hatches([from, { ...to, state: 'proposed' }]);
    const middle = 25.6 + 5 * ((500 - 4 - 25.6) / 10);
    expect(Math.min(...(arcs?.strokes ?? []).map(([x]) => x))).toBeGreaterThanOrEqual(middle - 0.01);
  });

  it('draws windows dashed in both rows, within what is shown', () => {
    const windows = of(
      ruled(
        [section(0, 90, 10), section(10, 90, 10)],
        [
          [2, 4],
          [9, 40],
        ],
      ),
      'bar',
    ).filter(({ outline }) => outline === 'window');
    expect(windows.map(({ isDashed }) => isDashed)).toEqual([true, true, true, true]);
    expect(Math.max(...windows.map(({ x, width }) => x + width))).toBeLessThanOrEqual(496.01);
  });

  it('marks both caps, half of circle and area, and the length of the occlusion', () => {
    const parts = ruled([]);
    expect(
      of(parts, 'strokes')
        .filter(({ tone }) => tone === 'cap')
        .flatMap(({ strokes }) => strokes.map(([x]) => x)),
    ).toEqual([25.6, 496]);
    expect(of(parts, 'strokes').find(({ isDashed }) => isDashed)?.strokes).toHaveLength(2);
    expect(wordsOf(parts)).toEqual(
      expect.arrayContaining(['180°', '50 %', 'proximal cap', 'distal cap', '0', '10.0 mm']),
    );
  });

  it('writes how long a window surely is, where that is another length', () => {
    const labelled = (sure: number) =>
      wordsOf(
        rulerFigure({ length: mm(10), sections: [], windows: [[mm(3), mm(6)]], sureLengths: [mm(sure)] }, BOX)
          .primitives,
      ).filter((words) => words.startsWith('window'));
    expect([labelled(2), labelled(3)]).toEqual([['window 2.0 to 3.0 mm'], ['window 3.0 mm']]);
  });

  it('shows the open vessel at most 6 mm beyond the caps', () => {
    const parts = ruled([section(-20, 90, 10), section(0, 90, 10), section(10, 90, 10), section(30, 90, 10)]);
    const open = of(parts, 'bar').filter(({ fill }) => fill === 'open');
    expect(open).toHaveLength(4);
    expect(wordsOf(parts)).toContain('−6');
    for (const { x, width } of of(parts, 'bar'))
      expect([x >= 25.6, x + width <= 496.01]).toEqual([true, true]);
  });

  it('writes nothing over anything else, and nothing outside of its box', () => {
    for (const width of [160, 300, 500, 1400]) {
      const { primitives } = rulerFigure(exampleLesion, { width, height: 100, letter: 8 });
      const rows = Map.groupBy(
        of(primitives, 'text').filter(({ anchor }) => anchor === 'middle'),
        ({ y }) => y,
      );
      for (const texts of rows.values()) {
        const spans = texts
          .map(
            ({ x, words, letter }) =>
              [x - wordsWidth(words, letter) / 2, x + wordsWidth(words, letter) / 2] as const,
          )
          .toSorted(([a], [b]) => a - b);
        for (const [n, [from]] of spans.entries())
          if (n > 0) expect(from).toBeGreaterThan(spans[n - 1]?.[1] ?? Infinity);
      }
    }
  });

  it('has places that are numbers, for a lesion without length or sections too', () => {
    const parts = rulerFigure({ length: mm(0), sections: [], windows: [] }, BOX).primitives;
    const numbers = parts
      .flatMap((part) => Object.values(part))
      .flat(2)
      .filter((value) => typeof value === 'number');
    expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
    expect(wordsOf(parts).filter((words) => words.startsWith('0'))).toEqual(['0.0 mm']);
  });
});

it('shows the place where something is done now, before other words and through both rows', () => {
  const box = { width: 1320, height: 190, letter: 28 };
  const [without, here] = [rulerFigure(exampleLesion, box), rulerFigure(exampleLesion, box, 10)];
  const words = ({ primitives }: typeof here): readonly string[] => primitives.flatMap((one) => (one.is === 'text' ? [one.words] : []));
  expect(words(without)).not.toContain('now here');
  expect(words(here)).toContain('now here');
  const [stroke] = here.primitives.flatMap((one) => (one.is === 'strokes' && one.tone === 'here' ? one.strokes : []));
  const label = here.primitives.find((one) => one.is === 'text' && one.words === 'now here');
  expect(label).toMatchObject({ x: stroke?.[0], tone: 'here' });
  // Rows this low have room for their name alone.
  expect(words(here)).not.toContain('180°');
});
