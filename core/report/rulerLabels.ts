import { rounded, strokes, wordsWidth, type Primitive, type Stroke, type Tone } from './figure.ts';
import { shown, type Along, type Frame, type Ruled } from './rulerFrame.ts';

/** Steps of the axis that people read easily, mm. */
const STEPS = [1, 2, 5, 10, 20, 50, 100];

/** The names of the rows, and what their middle lines are. */
export function namesOf({ rows, rowHeight, left, box: { letter } }: Frame): readonly Primitive[] {
  const at = (words: string, y: number, isStrong: boolean): Primitive => ({
    is: 'text',
    x: rounded(left - 0.4 * letter),
    y: rounded(y),
    words,
    tone: isStrong ? 'ink' : 'faint',
    letter,
    anchor: 'end',
    isStrong,
  });
  // Where a row is too low for both, its name is what counts.
  if (rowHeight < 2 * letter) return rows.map(({ name, top }) => at(name, top + rowHeight / 2 + 0.35 * letter, true));
  return rows.flatMap(({ name, half, top }) => [
    at(name, top + 0.9 * letter, true),
    at(half, top + rowHeight / 2 + 0.35 * letter + (rowHeight < 3 * letter ? 0.5 * letter : 0), false),
  ]);
}

/** What is written above the rows, the most important first; the longest wording that still fits, or none. */
export function labelsOf(
  { length, windows, sureLengths, metal = [] }: Ruled,
  moons: readonly Along[],
  here: number | null,
  frame: Frame,
): readonly Primitive[] {
  const {
    box: { letter },
    x,
    left,
    right,
  } = frame;
  const middle = ([from, to]: Along): number => (x(from) + x(to)) / 2;
  const mmOf = ([from, to]: Along): string => `${(to - from).toFixed(1)} mm`;
  const sureOf = (n: number, best: string): string => {
    const sure = sureLengths?.[n]?.toFixed(1);
    return sure === undefined || best === `${sure} mm` ? best : `${sure} to ${best}`;
  };
  const wanted: readonly {
    readonly at: number;
    readonly wordings: readonly string[];
    readonly tone: Tone;
  }[] = [
    ...(here === null ? [] : [{ at: x(here), wordings: ['now here', 'here'], tone: 'here' as const }]),
    ...moons.map((moon) => ({
      at: middle(moon),
      wordings: [`full moon ${mmOf(moon)}`, 'full moon', 'moon'],
      tone: 'ink' as const,
    })),
    ...shown(metal, frame).map((stent) => ({ at: middle(stent), wordings: ['stent'], tone: 'ink' as const })),
    { at: x(0), wordings: ['proximal cap', 'cap'], tone: 'ink' },
    { at: x(length), wordings: ['distal cap', 'cap'], tone: 'ink' },
    ...windows.flatMap((whole, n) =>
      shown([whole], frame).map((window) => ({
        at: middle(window),
        wordings: [`window ${sureOf(n, mmOf(window))}`, 'window'],
        tone: 'window' as const,
      })),
    ),
  ];
  return wanted.reduce<{ readonly taken: readonly Along[]; readonly texts: readonly Primitive[] }>(
    ({ taken, texts }, { at, wordings, tone }) => {
      for (const words of wordings) {
        const half = wordsWidth(words, letter) / 2;
        const centre = Math.min(right - half, Math.max(left + half, at));
        if (taken.some(([from, to]) => centre - half < to + letter / 2 && centre + half > from - letter / 2))
          continue;
        return {
          taken: [...taken, [centre - half, centre + half]],
          texts: [
            ...texts,
            {
              is: 'text',
              x: rounded(centre),
              y: letter,
              words,
              tone,
              letter,
              anchor: 'middle',
              isStrong: tone !== 'window',
            },
          ],
        };
      }
      return { taken, texts };
    },
    { taken: [], texts: [] },
  ).texts;
}

/** Millimetres from the proximal cap; the length of the occlusion stands out, and nothing is too near. */
export function axisOf(
  { length }: Ruled,
  { box: { letter, height }, x, domain: [from, to], rows, rowHeight }: Frame,
): readonly Primitive[] {
  const step = STEPS.find((one) => x(one) - x(0) >= 3 * letter) ?? 100;
  const total = `${length.toFixed(1)} mm`;
  const places = Array.from(
    { length: Math.floor(to / step) - Math.ceil(from / step) + 1 },
    (_, n) => (Math.ceil(from / step) + n) * step,
  );
  const room = wordsWidth(total, letter) / 2 + 1.6 * letter;
  const bottom = rounded((rows[1]?.top ?? 0) + rowHeight);
  const text = (at: number, words: string, isStrong: boolean): Primitive => ({
    is: 'text',
    x: x(at),
    y: rounded(height - 0.3 * letter),
    words,
    tone: isStrong ? 'ink' : 'faint',
    letter,
    anchor: 'middle',
    isStrong,
  });
  const ticks = places.filter((at) => Math.abs(x(at) - x(length)) > room);
  return [
    strokes(
      ticks.map((at): Stroke => [x(at), bottom, x(at), rounded(bottom + 0.3 * letter)]),
      'faint',
      0.07 * letter,
    ),
    ...ticks.map((at) => text(at, at < 0 ? `−${-at}` : `${at}`, at === 0)),
    text(length, total, true),
  ];
}
