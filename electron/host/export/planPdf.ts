import { Document, Font, Page, renderToBuffer } from '@react-pdf/renderer';
import { createElement as make } from 'react';
import type { PlanDocument } from '../../../core/report/planDocument.ts';
import { LOOK } from './pdfLook.ts';
import {
  facts,
  foot,
  head,
  ladder,
  lesion,
  limits,
  markBar,
  openPoints,
  pictures,
  scores,
  seal,
} from './pdfParts.ts';
import { box } from './pdfBoxes.ts';
import { printFonts } from './printFonts.ts';

/** What is printed: all that is said, the bytes of the pictures by their hash, the moment of signing. */
export interface Printed {
  readonly document: PlanDocument;
  readonly images: Readonly<Record<string, Uint8Array>>;
  readonly signedAt: string;
  readonly software: string;
}

/** Words longer than this are broken where the line ends; nothing shorter is. */
const LONGEST_WORD = 32;

/**
 * The printed plan. The same plan gives the same bytes: nothing in it comes from the clock or from chance.
 */
export async function planPdf({ document, images, signedAt, software }: Printed): Promise<Uint8Array> {
  const fonts = await printFonts(stringsOf(document));
  Font.registerHyphenationCallback((word) => pieces(word));
  const shown = mapped(document, fonts.written);
  const page = make(
    Page,
    { size: 'A4', style: [LOOK.page, { fontFamily: [...fonts.families] as never }], wrap: true },
    ...shown.marks.map((mark, n) => markBar(mark, n)),
    box(
      LOOK.body,
      head(shown),
      openPoints(shown.openPoints),
      lesion(shown, fonts.families),
      ladder(shown.ladder),
      limits(shown.limits, shown.procedure),
      pictures(shown.images, images),
      scores(shown.scores),
      facts(shown.facts),
      seal(shown.seal),
    ),
    foot(shown),
  );
  const signed = new Date(signedAt);
  return renderToBuffer(
    make(
      Document,
      {
        title: shown.lesion,
        subject: shown.notice,
        creator: software,
        producer: software,
        language: 'en',
        creationDate: signed,
        modificationDate: signed,
      },
      page,
    ),
  );
}

/** A long word in pieces between which a line may end; no hyphen is added to a name. */
const pieces = (word: string): string[] => {
  if (word.length <= LONGEST_WORD) return [word];
  const letters = Array.from(word);
  return Array.from({ length: Math.ceil(letters.length / 4) }, (_, n) => [
    letters.slice(4 * n, 4 * n + 4).join(''),
    '',
  ])
    .flat()
    .slice(0, -1);
};

/** Every text in a value. */
function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((part) => stringsOf(part))
    : [];
}

/** The value with every text in it changed. */
function mapped<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((part: unknown) => mapped(part, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapped(part, change)])) as T;
}
