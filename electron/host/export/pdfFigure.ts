import { Line, Path, Rect, Svg, Text } from '@react-pdf/renderer';
import { createElement as make, type ReactElement } from 'react';
import type { Figure, Primitive, Tone } from '../../../core/report/figure.ts';
import { INK } from './pdfLook.ts';

/** The colours of a figure on white paper; they stay apart in grey. */
const COLOURS: Readonly<Record<Tone, string>> = {
  ground: '#e3e7ec',
  open: '#d3e6f5',
  calcium: '#d9a300',
  moon: '#ffffff',
  window: '#00755a',
  cap: INK.first,
  ink: INK.first,
  faint: INK.third,
  hatch: '#6b4d00',
  here: '#1f4fa8',
};
/** Width of an outline, pt. */
const OUTLINE = 0.9;

/** A figure as vectors; a unit of it is a point. */
export const pdfFigure = ({ width, height, primitives }: Figure, families: readonly string[]): ReactElement =>
  make(
    Svg,
    { width, height, viewBox: `0 0 ${width} ${height}` },
    ...primitives.map((part, key) => pdfPart(part, families, key)),
  );

function pdfPart(part: Primitive, families: readonly string[], key: number): ReactElement {
  switch (part.is) {
    case 'bar': {
      const { x, y, width, height, fill, outline, isDashed } = part;
      return make(Rect, {
        key,
        x,
        y,
        width,
        height,
        fill: fill === null ? 'none' : COLOURS[fill],
        ...(outline === null
          ? {}
          : {
              stroke: COLOURS[outline],
              strokeWidth: OUTLINE,
              ...(isDashed ? { strokeDasharray: '3 2' } : {}),
            }),
      });
    }
    case 'strokes': {
      const { strokes, tone, width, isDashed } = part;
      const look = {
        stroke: COLOURS[tone],
        strokeWidth: width,
        ...(isDashed ? { strokeDasharray: '3 2' } : {}),
      };
      const [only, ...more] = strokes;
      if (only !== undefined && more.length === 0) {
        const [x1, y1, x2, y2] = only;
        return make(Line, { key, x1, y1, x2, y2, ...look });
      }
      return make(Path, {
        key,
        d: strokes.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join(''),
        fill: 'none',
        ...look,
      });
    }
    case 'text': {
      const { x, y, words, tone, letter, anchor, isStrong } = part;
      return make(
        Text,
        {
          key,
          x,
          y,
          fill: COLOURS[tone],
          style: { fontFamily: families, fontSize: letter, fontWeight: isStrong ? 700 : 400 },
          textAnchor: anchor,
        } as never,
        words,
      );
    }
  }
}
