import { lengthOf as whole, liesIn, type Stretch, within } from '../geometry/stretch.ts';
import { mm, type Mm } from '../units.ts';
import type { SectionMeasure } from './profile.ts';

/** The calcium of an occlusion, cap to cap. */
export interface CalciumSummary {
  readonly maxArcDeg: number;
  /** Abscissa of the widest arc; null where no calcium was found. */
  readonly maxArcAt: Mm | null;
  readonly maxCsaPercent: number;
  readonly maxCsaAt: Mm | null;
  /** A section with an arc of at least 180° and half of its area calcified, both inclusive. */
  readonly peripheralSevere: boolean;
  readonly fullMoon: boolean;
  readonly fullMoonLength: Mm;
  readonly calcifiedLength: Mm;
  readonly calcifiedPercent: number;
  /** Longest stretch of at least half of the area calcified. */
  readonly severeLength: Mm;
  /** Stretches of at least 2 mm without any arc or share of calcium, best estimate, as abscissae. */
  readonly freeWindows: readonly Stretch[];
  /** What of the occlusion is metal: nothing of it is in any figure here. */
  readonly metal: readonly Stretch[];
}

/** The summary's figures. @source measurements, sections 1.1 (KCCT) and 1.2 item 7 */
export const SUMMARY_RULE = {
  /** A section is calcified from this share on, inclusive, per cent. */
  calcifiedPercent: 10,
  severePercent: 50,
  severeArcDeg: 180,
  /** Shortest window, inclusive, mm. */
  windowMm: 2,
} as const;

/**
 * The summary of the sections between two caps; each stands for its part of the length.
 *
 * @param sections - of the whole vessel, in order
 * @param metal - stretches that are left out of every figure
 * @returns zeros and one whole window where no calcium is found; for an occlusion shorter than a step the section
 * nearest to its middle speaks
 * @source measurements, section 1.2, items 6, 7 and 9
 */
export function calciumSummary(
  sections: readonly SectionMeasure[], from: Mm, to: Mm, metal: readonly Stretch[] = [],
): CalciumSummary {
  const pieces = piecesBetween(sections, from, to).filter(({ section }) => !liesIn(metal, section.abscissa));
  const inside = within(metal, [from, to]);
  const length = to - from - whole(inside);
  const lengthOf = (holds: (section: SectionMeasure) => boolean): number =>
    pieces.reduce((sum, piece) => sum + (holds(piece.section) ? piece.to - piece.from : 0), 0);
  const greatest = (value: (section: SectionMeasure) => number): SectionMeasure | undefined =>
    pieces.map(({ section }) => section).reduce<SectionMeasure | undefined>((best, next) =>
      (value(next) > (best === undefined ? 0 : value(best)) ? next : best), undefined);
  const widest = greatest(({ arc }) => arc);
  const fullest = greatest(({ csaPercent }) => csaPercent);
  const { calcifiedPercent, severePercent, severeArcDeg, windowMm } = SUMMARY_RULE;
  const calcified = lengthOf(({ csaPercent }) => csaPercent >= calcifiedPercent);
  const moon = lengthOf(({ pattern }) => pattern === 'full-moon');
  const severe = stretchesOf(pieces, ({ csaPercent }) => csaPercent >= severePercent);
  return {
    maxArcDeg: widest?.arc ?? 0, maxArcAt: widest?.abscissa ?? null,
    maxCsaPercent: fullest?.csaPercent ?? 0, maxCsaAt: fullest?.abscissa ?? null,
    peripheralSevere: pieces.some(({ section }) => section.arc >= severeArcDeg && section.csaPercent >= severePercent),
    fullMoon: moon > 0, fullMoonLength: mm(moon),
    calcifiedLength: mm(calcified), calcifiedPercent: length > 0 ? Math.min(100, (100 * calcified) / length) : 0,
    severeLength: mm(Math.max(0, ...severe.map(([start, end]) => end - start))),
    freeWindows: stretchesOf(pieces, isFree).filter(([start, end]) => end - start >= windowMm - 1e-9),
    metal: inside,
  };
}

/** A section with the part of a stretch that it stands for. */
export interface Piece { readonly section: SectionMeasure; readonly from: Mm; readonly to: Mm }

/**
 * The sections whose planes lie in a stretch, ends included: of it alone all figures are made. Of a stretch between two planes
 * that which is nearest to its middle.
 *
 * @param sections - in order
 */
export function sectionsWithin<T extends { readonly abscissa: Mm }>(sections: readonly T[], [from, to]: Stretch): readonly T[] {
  const inside = sections.filter(({ abscissa }) => abscissa >= from && abscissa <= to);
  const off = ({ abscissa }: T): number => Math.abs(abscissa - (from + to) / 2);
  return inside.length > 0 ? inside : sections.toSorted((a, b) => off(a) - off(b)).slice(0, 1);
}

/** Each section of a stretch with the part of it that lies nearer to it than to its neighbours there. */
export function piecesBetween(sections: readonly SectionMeasure[], from: Mm, to: Mm): readonly Piece[] {
  const inside = sectionsWithin(sections, [from, to]);
  return inside.flatMap((section, n) => {
    const before = inside[n - 1];
    const after = inside[n + 1];
    const start = before === undefined ? from : Math.max(from, (before.abscissa + section.abscissa) / 2);
    const end = after === undefined ? to : Math.min(to, (section.abscissa + after.abscissa) / 2);
    return end > start ? [{ section, from: mm(start), to: mm(end) }] : [];
  });
}

/** Whether a section holds no calcium at all: calcium that a person painted has a share, whatever its arc. */
const isFree = ({ arc, csaPercent }: SectionMeasure): boolean => arc === 0 && csaPercent === 0;

/** Neighbouring pieces that hold, as stretches. */
export function stretchesOf(pieces: readonly Piece[], holds: (section: SectionMeasure) => boolean):
  readonly (readonly [Mm, Mm])[] {
  const stretches: [Mm, Mm][] = [];
  let isBefore = false;
  for (const piece of pieces) {
    const isNow = holds(piece.section);
    const last = stretches.at(-1);
    if (isNow && isBefore && last !== undefined && last[1] === piece.from) last[1] = piece.to;
    else if (isNow) stretches.push([piece.from, piece.to]);
    isBefore = isNow;
  }
  return stretches;
}
