/** What a part of a figure stands for; whoever draws it gives the colour that its ground asks for. */
export type Tone = 'ground' | 'open' | 'calcium' | 'moon' | 'window' | 'cap' | 'ink' | 'faint' | 'hatch' | 'here';

/** A straight stroke: from x, y to x, y. */
export type Stroke = readonly [fromX: number, fromY: number, toX: number, toY: number];

/** A part of a figure, in units of its box; y grows downwards, text stands on its baseline. */
export type Primitive =
  | {
      readonly is: 'bar';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Tone | null;
      readonly outline: Tone | null;
      readonly isDashed: boolean;
    }
  | {
      readonly is: 'strokes';
      readonly strokes: readonly Stroke[];
      readonly tone: Tone;
      readonly width: number;
      readonly isDashed: boolean;
    }
  | {
      readonly is: 'text';
      readonly x: number;
      readonly y: number;
      readonly words: string;
      readonly tone: Tone;
      readonly letter: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly isStrong: boolean;
    };

/** A drawing that screen and paper make alike: its parts, the lowest first. */
export interface Figure {
  readonly width: number;
  readonly height: number;
  readonly primitives: readonly Primitive[];
}

/** Where a figure has room, and the size of its letters, all in one unit. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly letter: number;
}

/** A rectangle of a figure. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Hatching of rectangles: strokes of one family, so that it runs on from one rectangle into the next. */
export function hatching(rects: readonly Rect[], apart: number): readonly Stroke[] {
  return rects.flatMap(({ x, y, width, height }) => {
    const [first, last] = [Math.ceil((x + y) / apart), Math.floor((x + width + y + height) / apart)];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, n): Stroke => {
      const sum = (first + n) * apart;
      const [left, right] = [Math.max(x, sum - y - height), Math.min(x + width, sum - y)];
      return [rounded(left), rounded(sum - left), rounded(right), rounded(sum - right)];
    });
  });
}

/** A rectangle as part of a figure. */
export const bar = (
  rect: Rect,
  fill: Tone | null,
  outline: Tone | null = null,
  isDashed = false,
): Primitive => ({
  is: 'bar',
  x: rounded(rect.x),
  y: rounded(rect.y),
  width: rounded(rect.width),
  height: rounded(rect.height),
  fill,
  outline,
  isDashed,
});
/** Strokes of one look as part of a figure. */
export const strokes = (all: readonly Stroke[], tone: Tone, width: number, isDashed = false): Primitive => ({
  is: 'strokes',
  strokes: all,
  tone,
  width,
  isDashed,
});

/** A hundredth of a unit is finer than anything shows it. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Width of words, as far as it can be told without the font: Noto Sans is seldom wider. */
export const wordsWidth = (words: string, letter: number): number => words.length * letter * 0.58;
