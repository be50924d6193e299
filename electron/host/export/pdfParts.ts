import { Image, Text, View } from '@react-pdf/renderer';
import { createElement as make, Fragment, type ReactElement, type ReactNode } from 'react';
import type { KeyImage } from '../../../core/plan/plan.ts';
import type { PlanDocument } from '../../../core/report/planDocument.ts';
import type {
  DocumentMark,
  DocumentRow,
  DocumentRung,
  DocumentScore,
  DocumentStep,
} from '../../../core/report/planSections.ts';
import { rulerFigure } from '../../../core/report/rulerFigure.ts';
import type { Limit } from '../../../core/strategy/limits.ts';
import { box, title, whole, words, type Style } from './pdfBoxes.ts';
import { pdfFigure } from './pdfFigure.ts';
import { LOOK } from './pdfLook.ts';
import { pngPixels } from './pngPixels.ts';

/** The ruler on the page, pt. */
const RULER = { width: 539, height: 118, letter: 7 };

/** On top of every page. */
export const markBar = ({ tone, title: name, words: text }: DocumentMark, key: number): ReactElement =>
  make(
    View,
    { key, fixed: true, style: [LOOK.mark, LOOK[tone]] as never },
    words(LOOK.ruleName, name),
    words(LOOK.fill, text),
  );

export const head = ({ patient, lesion: target, version }: PlanDocument): ReactElement =>
  box(
    LOOK.head,
    box(LOOK.headLeft, words(LOOK.name, patient.name), words(LOOK.strong, patient.details)),
    box(
      LOOK.headRight,
      words(LOOK.lesion, target),
      words(LOOK.version, version.title),
      words(LOOK.small, version.signed),
      words(LOOK.small, version.basis),
    ),
  );

export const openPoints = (points: readonly string[]): ReactElement =>
  points.length === 0
    ? words([LOOK.small, LOOK.none], 'No open points when the plan was signed.')
    : box(
        LOOK.open,
        words(LOOK.strong, 'Open when the plan was signed'),
        inColumns(2, points.map((point) => words(LOOK.plain, `• ${point}`))),
      );

export function lesion({ ruler, measures }: PlanDocument, families: readonly string[]): ReactNode {
  if (ruler === null) return null;
  return whole(
    'ruler',
    LOOK.plain,
    title('Calcium of the occlusion'),
    box(
      LOOK.cells,
      ...measures.map(({ label, words: text, note }) =>
        make(
          Text,
          { key: label },
          words(LOOK.small, `${label} `),
          words(LOOK.strong, text),
          words(LOOK.small, note === null ? '' : ` ${note}`),
        ),
      ),
    ),
    pdfFigure(rulerFigure(ruler, RULER), families),
    words(
      LOOK.small,
      `Millimetres from the proximal cap. Hatched: not confirmed. White: full moon. Dashed: calcium-free window.${(ruler.metal ?? []).length === 0 ? '' : ' Empty box: stent, no calcium is told there.'}`,
    ),
  );
}

export const ladder = (rungs: readonly DocumentRung[]): ReactElement =>
  box(LOOK.plain, title('Ladder'), ...rungs.map((rung) => rungPart(rung)));

function rungPart({ letter, title: name, note, steps, stop }: DocumentRung): ReactElement {
  const heading = make(
    View,
    { style: LOOK.rung as never, minPresenceAhead: 30, wrap: false },
    words(LOOK.letter, letter),
    words(LOOK.rungTitle, name),
    words(LOOK.fill, note),
  );
  return make(
    View,
    { key: letter },
    heading,
    ...(steps.length === 0
      ? [box(LOOK.step, words(LOOK.small, 'No step is planned.'))]
      : steps.map((step) => stepPart(step))),
    whole('stop', LOOK.ruleStop, words(LOOK.ruleName, `STOP ${letter}`), words(LOOK.fill, stop)),
  );
}

const stepPart = ({ label, technique, lines, devices, minutes, override }: DocumentStep): ReactElement =>
  whole(
    label,
    LOOK.step,
    words(LOOK.stepLabel, label),
    box(
      LOOK.stepWords,
      saidOf(technique, lines.join('; ')),
      ...(override === null ? [] : [words([LOOK.small, LOOK.override], override)]),
    ),
    words(LOOK.stepDevices, devices),
    words(LOOK.stepMinutes, minutes),
  );

/** What it is, and in small what belongs to it, in one flow of words. One blank between: a line that ends at two gets a hyphen. */
const saidOf = (strong: string, small: string): ReactElement =>
  make(Text, null, words(LOOK.strong, small === '' ? strong : `${strong} `), words(LOOK.small, small));

/** What holds in every rung, then how the procedure is set up. */
export const limits = (all: readonly Limit[], procedure: readonly DocumentRow[]): ReactElement =>
  box(
    LOOK.plain,
    whole(
      'limits',
      LOOK.plain,
      title('Limits of the tracks'),
      inColumns(
        2,
        all.map(({ limit, of, rule }) =>
          whole(rule, LOOK.line, words([LOOK.limit, LOOK.small, LOOK.strong], limit), words([LOOK.lineWords, LOOK.small], `${of} (${rule})`)),
        ),
      ),
    ),
    ...(procedure.length === 0 ? [] : [title('Procedure'), inColumns(2, procedure.map((row) => rowLine(row)), procedure.map(({ words: text }) => Math.ceil(text.length / ROW_LETTERS)))]),
  );

/** Columns are torn at the end of a page so that their lines lie over each other; of so many lines a column they are kept whole. */
const BLOCK_LINES = 40;

/**
 * So many columns, read downwards, about equally high; block under block where there is much.
 *
 * @param heights - of the lines, in lines of text; one each where none are given
 */
function inColumns(count: number, lines: readonly ReactElement[], heights: readonly number[] = lines.map(() => 1)): ReactElement {
  const blocks: { readonly lines: ReactElement[]; readonly heights: number[]; height: number }[] = [];
  for (const [n, line] of lines.entries()) {
    const height = heights[n] ?? 1;
    let block = blocks.at(-1);
    if (block === undefined || block.height + height > BLOCK_LINES * count) {
      block = { lines: [], heights: [], height: 0 };
      blocks.push(block);
    }
    block.lines.push(line);
    block.heights.push(height);
    block.height += height;
  }
  return make(Fragment, null, ...blocks.map((block, n) => columnsOf(count, block, n)));
}

function columnsOf(
  count: number, { lines, heights, height: all }: { readonly lines: readonly ReactElement[]; readonly heights: readonly number[]; readonly height: number }, key: number,
): ReactElement {
  const columns: ReactElement[][] = Array.from({ length: count }, () => []);
  let above = 0;
  for (const [n, line] of lines.entries()) {
    const height = heights[n] ?? 1;
    columns[lines.length <= count ? n : Math.floor(((above + height / 2) / all) * count)]?.push(line);
    above += height;
  }
  return whole(key, LOOK.columns, ...columns.map((column) => box(LOOK.column, ...column)));
}

/** So many letters stand in a line of a row of half a page. */
const ROW_LETTERS = 50;

const rowLine = ({ label, words: text, note }: DocumentRow, key: number | string = label, width: Style = LOOK.rowLabel): ReactElement =>
  whole(
    key,
    LOOK.line,
    words([LOOK.small, width], label),
    words([LOOK.small, LOOK.lineWords], note === null ? text : `${text}, ${note}`),
  );

export function pictures(
  images: readonly KeyImage[],
  bytes: Readonly<Record<string, Uint8Array>>,
): ReactNode {
  if (images.length === 0) return null;
  return box(
    LOOK.plain,
    title('Key images'),
    box(
      LOOK.images,
      ...images.map(({ id, sha256, caption, detail }) => {
        const data = bytes[sha256];
        return whole(
          id,
          LOOK.image,
          data === undefined || pngPixels(data) === null
            ? words(LOOK.small, 'This picture cannot be shown.')
            : make(Image, { src: { data: Buffer.from(data), format: 'png' }, style: LOOK.picture as never }),
          saidOf(caption, detail),
        );
      }),
    ),
  );
}

/** So many letters of a source stand in a line of a score. */
const SCORE_LETTERS = 84;

export function scores(all: readonly DocumentScore[]): ReactNode {
  if (all.length === 0) return null;
  const isAnyProvisional = all.some(({ isProvisional }) => isProvisional);
  return box(
    LOOK.plain,
    title('Scores', isAnyProvisional ? 'UNVERIFIED: rests on a value that nobody confirmed' : ''),
    inColumns(
      2,
      all.map((score) => scorePart(score)),
      all.map(({ reading, source }) => 1.5 + Math.ceil((1.2 * reading.length + source.length) / SCORE_LETTERS)),
    ),
  );
}

const scorePart = ({ name, points, reading, source, evidence, isProvisional }: DocumentScore): ReactElement =>
  whole(
    name,
    LOOK.score,
    box(
      LOOK.scoreHead,
      make(Text, { style: LOOK.fill as never }, words(LOOK.strong, name), words(LOOK.source, evidence === '' ? '' : ` evidence ${evidence}`)),
      ...(isProvisional ? [words([LOOK.small, LOOK.override], 'UNVERIFIED')] : []),
      words(LOOK.strong, points),
    ),
    make(Text, null, words(LOOK.small, reading === '' ? '' : `${reading} `), words(LOOK.source, source)),
  );

/** Facts, each with how it stands and where it comes from; what many have in common is said once, over them. */
export function facts(all: readonly DocumentRow[]): ReactNode {
  if (all.length === 0) return null;
  const alike = (note: string | null): readonly DocumentRow[] => all.filter((row) => row.note === note);
  const common = [...new Set(all.map(({ note }) => note))].filter((note) => note !== null && alike(note).length >= MANY);
  return box(
    LOOK.plain,
    title('Facts'),
    factColumns(all.filter(({ note }) => !common.includes(note))),
    ...common.flatMap((note) => [
      words(LOOK.factsNote, note ?? ''),
      factColumns(alike(note).map((row) => ({ ...row, note: null }))),
    ]),
  );
}

/** So many facts of one origin are many. */
const MANY = 4;
/** So many letters stand in a line of a fact. */
const FACT_LETTERS = 44;

const factColumns = (rows: readonly DocumentRow[]): ReactElement => inColumns(
  3,
  rows.map(({ label, words: text, note }, n) => whole(n, LOOK.score, make(
    Text, null, words(LOOK.small, `${label} `), words([LOOK.small, LOOK.strong], note === null ? text : `${text} `), words(LOOK.source, note ?? ''),
  ))),
  rows.map(({ label, words: text, note }) => Math.ceil((label.length + text.length + 0.8 * (note ?? '').length) / FACT_LETTERS)),
);

/** Hashes and UIDs across the page; what is shorter stands side by side. */
export function seal(rows: readonly DocumentRow[]): ReactElement {
  const isLong = ({ words: text }: DocumentRow): boolean => text.length >= LONG_LETTERS;
  return whole(
    'seal',
    LOOK.seal,
    ...rows.filter((row) => isLong(row)).map((row, n) => rowLine(row, n, LOOK.sealLabel)),
    inColumns(3, rows.filter((row) => !isLong(row)).map((row, n) => rowLine(row, n))),
  );
}

const LONG_LETTERS = 40;

export const foot = ({ foot: text, marks, notice }: PlanDocument): ReactElement =>
  make(
    View,
    { fixed: true, style: LOOK.foot as never },
    words(LOOK.plain, text),
    make(Text, {
      style: LOOK.strong as never,
      render: ({ pageNumber, totalPages }) =>
        [...marks.map(({ title: mark }) => mark), notice, `page ${pageNumber} of ${totalPages}`].join(' · '),
    }),
  );
