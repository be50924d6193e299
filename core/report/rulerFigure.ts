import {
  bar, hatching, rounded, strokes, type Box, type Figure, type Primitive, type Rect, type Stroke,
} from './figure.ts';
import { liesIn } from '../geometry/stretch.ts';
import {
  cellsOf,
  frameOf,
  joined,
  shown,
  type Along,
  type Cell,
  type Frame,
  type Row,
  type Ruled,
} from './rulerFrame.ts';
import { axisOf, labelsOf, namesOf } from './rulerLabels.ts';

/**
 * The calcium ruler of a lesion: arc and share of the area along the vessel, with caps, full moons and
 * windows. What nobody confirmed is hatched; in metal nothing is told.
 *
 * @param box - its size and that of its letters; the drawer's unit
 * @param here - where something is done now, mm from the proximal cap; null where it is at no one place
 */
export function rulerFigure(lesion: Ruled, box: Box, here: number | null = null): Figure {
  const frame = frameOf(lesion, box);
  const cells = cellsOf(lesion.sections, frame.domain).filter(({ section }) => !liesIn(lesion.metal ?? [], section.at));
  const moons = joined(cells.filter(({ section }) => section.isFullMoon).map(({ along }) => along));
  return {
    width: box.width,
    height: box.height,
    primitives: [
      ...grounds(lesion, frame),
      ...barsOf(cells, frame),
      ...moonsOf(moons, frame),
      ...metalOf(lesion, frame),
      ...halves(frame),
      ...windowsOf(lesion, frame),
      ...capsOf(lesion, frame),
      ...namesOf(frame),
      ...hereOf(here, frame),
      ...labelsOf(lesion, moons, here, frame),
      ...axisOf(lesion, frame),
    ],
  };
}

function rectOf({ x, rowHeight }: Frame, { top }: Row, [from, to]: Along, part = 1): Rect {
  const height = rowHeight * Math.min(1, Math.max(0, part));
  return { x: x(from), y: top + rowHeight - height, width: x(to) - x(from), height };
}

/** The ground of each row, and the open vessel on both sides of the occlusion. */
function grounds({ length }: Ruled, frame: Frame): readonly Primitive[] {
  const [from, to] = frame.domain;
  const open: readonly Along[] = [
    [from, 0],
    [length, to],
  ];
  return frame.rows.flatMap((row) => [
    bar(rectOf(frame, row, [0, length]), 'ground'),
    ...open.filter(([a, b]) => b > a).map((along) => bar(rectOf(frame, row, along), 'open')),
  ]);
}

function barsOf(cells: readonly Cell[], frame: Frame): readonly Primitive[] {
  return frame.rows.flatMap((row) => {
    const bars = cells
      .map(({ section, along }) => ({ section, rect: rectOf(frame, row, along, row.part(section)) }))
      .filter(({ rect }) => rect.height > 0);
    const unconfirmed = bars.filter(({ section }) => section.state === 'proposed').map(({ rect }) => rect);
    const hatch = hatching(unconfirmed, 0.45 * frame.box.letter);
    return [
      ...bars.map(({ section, rect }) => bar(rect, section.isFullMoon ? 'moon' : 'calcium')),
      ...(hatch.length === 0 ? [] : [strokes(hatch, 'hatch', 0.07 * frame.box.letter)]),
    ];
  });
}

/** A full moon stands out as a whole, on any ground. */
const moonsOf = (moons: readonly Along[], frame: Frame): readonly Primitive[] =>
  moons.flatMap((along) => frame.rows.map((row) => bar(rectOf(frame, row, along), null, 'calcium')));

/** A stent is an empty box: no calcium is told there. */
const metalOf = ({ metal = [] }: Ruled, frame: Frame): readonly Primitive[] =>
  shown(metal, frame).flatMap((along) => frame.rows.map((row) => bar(rectOf(frame, row, along), 'open', 'faint', true)));

/** Half of the circle, and half of the area. */
const halves = ({ rows, rowHeight, left, right, box }: Frame): readonly Primitive[] => [
  strokes(
    rows.map(({ top }): Stroke => [left, rounded(top + rowHeight / 2), right, rounded(top + rowHeight / 2)]),
    'ink',
    0.07 * box.letter,
    true,
  ),
];

const windowsOf = ({ windows }: Ruled, frame: Frame): readonly Primitive[] =>
  shown(windows, frame).flatMap((along) =>
    frame.rows.map((row) => bar(rectOf(frame, row, along), null, 'window', true)),
  );

function capsOf({ length }: Ruled, { rows, rowHeight, x, box }: Frame): readonly Primitive[] {
  const [top, bottom] = [
    (rows[0]?.top ?? 0) - 0.2 * box.letter,
    (rows[1]?.top ?? 0) + rowHeight + 0.2 * box.letter,
  ];
  return [
    strokes(
      [0, length].map((at): Stroke => [x(at), rounded(top), x(at), rounded(bottom)]),
      'cap',
      0.2 * box.letter,
    ),
  ];
}

/** The place where something is done now, through both rows. */
function hereOf(here: number | null, { rows, rowHeight, x, box: { letter } }: Frame): readonly Primitive[] {
  if (here === null) return [];
  const [top, bottom] = [(rows[0]?.top ?? 0) - 0.2 * letter, (rows[1]?.top ?? 0) + rowHeight + 0.2 * letter];
  const at: Stroke = [x(here), rounded(top), x(here), rounded(bottom)];
  return [strokes([at], 'ground', 0.5 * letter), strokes([at], 'here', 0.25 * letter)];
}
