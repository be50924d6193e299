import { Image, Text, View } from '@react-pdf/renderer';
import { createElement as make, type ReactElement, type ReactNode } from 'react';
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
import { box, title, whole, words } from './pdfBoxes.ts';
import { pdfFigure } from './pdfFigure.ts';
import { LOOK } from './pdfLook.ts';
import { pngPixels } from './pngPixels.ts';

/** The ruler on the page, pt. */
const RULER = { width: 531, height: 118, letter: 7 };

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
        ...points.map((point) => words(LOOK.plain, `• ${point}`)),
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
      'Millimetres from the proximal cap. Hatched: not confirmed. White: full moon. Dashed: calcium-free window.',
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
      words(LOOK.strong, technique),
      ...lines.map((line) => words(LOOK.small, line)),
      ...(override === null ? [] : [words([LOOK.small, LOOK.override], override)]),
    ),
    words(LOOK.stepDevices, devices),
    words(LOOK.stepMinutes, minutes),
  );

/** What holds in every rung, then how the procedure is set up. */
export const limits = (all: readonly Limit[], procedure: readonly DocumentRow[]): ReactElement =>
  box(
    LOOK.plain,
    whole(
      'limits',
      LOOK.plain,
      title('Limits of the tracks'),
      inColumns(
        all.map(({ limit, of, rule }) =>
          whole(
            rule,
            LOOK.line,
            words([LOOK.lineLabel, LOOK.strong], limit),
            words(LOOK.lineWords, `${of} (${rule})`),
          ),
        ),
      ),
    ),
    ...(procedure.length === 0 ? [] : [title('Procedure'), ...procedure.map((row) => rowLine(row))]),
  );

/** Two columns, read downwards. */
function inColumns(lines: readonly ReactElement[]): ReactElement {
  const half = Math.ceil(lines.length / 2);
  return box(LOOK.columns, box(LOOK.column, ...lines.slice(0, half)), box(LOOK.column, ...lines.slice(half)));
}

const rowLine = ({ label, words: text, note }: DocumentRow, key: number | string = label): ReactElement =>
  whole(
    key,
    LOOK.line,
    words(LOOK.lineLabel, label),
    box(LOOK.lineWords, words(LOOK.plain, text), ...(note === null ? [] : [words(LOOK.small, note)])),
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
          words(LOOK.strong, caption),
          words(LOOK.small, detail),
        );
      }),
    ),
  );
}

export function scores(all: readonly DocumentScore[]): ReactNode {
  if (all.length === 0) return null;
  return box(
    LOOK.plain,
    title('Scores'),
    ...all.map(({ name, points, reading, source, isProvisional }) =>
      whole(
        name,
        LOOK.line,
        words([LOOK.scoreName, LOOK.strong], name),
        words([LOOK.scorePoints, LOOK.strong], points),
        box(
          LOOK.scoreWords,
          ...(reading === '' ? [] : [words(LOOK.plain, reading)]),
          ...(isProvisional
            ? [words(LOOK.override, 'UNVERIFIED: rests on a value that nobody confirmed')]
            : []),
          words(LOOK.small, source),
        ),
      ),
    ),
  );
}

export const facts = (all: readonly DocumentRow[]): ReactNode =>
  all.length === 0 ? null : box(LOOK.plain, title('Facts'), inColumns(all.map((row, n) => rowLine(row, n))));

export const seal = (rows: readonly DocumentRow[]): ReactElement =>
  box(LOOK.plain, title('Seal'), ...rows.map((row, n) => rowLine(row, n)));

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
