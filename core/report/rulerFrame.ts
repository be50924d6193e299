import type { SealedLesion, SealedSection } from '../plan/sealedPlan.ts';
import { neighbours } from '../sequence.ts';
import { rounded, type Box } from './figure.ts';

/** What the ruler shows of a lesion. */
export type Ruled = Pick<SealedLesion, 'length' | 'sections' | 'windows' | 'sureLengths' | 'metal'>;
/** A stretch along the vessel, mm from the proximal cap. */
export type Along = readonly [from: number, to: number];
/** A section with the part of the vessel that it stands for. */
export interface Cell {
  readonly section: SealedSection;
  readonly along: Along;
}
/** One of the two rows of bars. */
export interface Row {
  readonly name: string;
  readonly half: string;
  readonly top: number;
  readonly part: (section: SealedSection) => number;
}
/** Where everything of a ruler lies in its box. */
export interface Frame {
  readonly box: Box;
  readonly x: (at: number) => number;
  readonly left: number;
  readonly right: number;
  readonly domain: Along;
  readonly rows: readonly Row[];
  readonly rowHeight: number;
}

/** How much of the open vessel is shown beside the occlusion, mm. */
const BESIDE = 6;
/** The frame of a lesion's ruler in a box. */
export function frameOf({ length, sections }: Ruled, box: Box): Frame {
  const domain: Along = [
    Math.max(-BESIDE, Math.min(0, sections[0]?.at ?? 0)),
    Math.min(length + BESIDE, Math.max(length, sections.at(-1)?.at ?? length)),
  ];
  const { letter } = box;
  const [left, right] = [3.2 * letter, box.width - 0.5 * letter];
  const [top, bottom, gap] = [1.7 * letter, box.height - 1.8 * letter, 0.5 * letter];
  const rowHeight = (bottom - top - gap) / 2;
  const span = Math.max(1e-9, domain[1] - domain[0]);
  return {
    box,
    left,
    right,
    domain,
    rowHeight,
    x: (at) => rounded(left + ((at - domain[0]) / span) * (right - left)),
    rows: [
      { name: 'arc', half: '180°', top, part: ({ arc }) => arc / 360 },
      {
        name: 'area',
        half: '50 %',
        top: top + rowHeight + gap,
        part: ({ sharePercent }) => sharePercent / 100,
      },
    ],
  };
}

/** Each section with what lies nearer to it than to its neighbours, within what is shown. */
export function cellsOf(sections: readonly SealedSection[], [from, to]: Along): readonly Cell[] {
  const pairs = neighbours(sections);
  const edges = pairs.map(([one, next]) => (one.at + next.at) / 2);
  return sections.flatMap((section, n): readonly Cell[] => {
    const along: Along = [Math.max(from, edges[n - 1] ?? from), Math.min(to, edges[n] ?? to)];
    return along[1] > along[0] ? [{ section, along }] : [];
  });
}

/** Stretches that touch, as one. */
export function joined(stretches: readonly Along[]): readonly Along[] {
  const touches = (n: number): boolean =>
    (stretches[n]?.[0] ?? Infinity) - (stretches[n - 1]?.[1] ?? -Infinity) < 1e-6;
  const firsts = stretches.flatMap((_, n) => (touches(n) ? [] : [n]));
  return firsts.map((first, n): Along => {
    const last = (firsts[n + 1] ?? stretches.length) - 1;
    return [stretches[first]?.[0] ?? 0, stretches[last]?.[1] ?? 0];
  });
}

/** Stretches as far as they are shown. */
export const shown = (stretches: readonly Along[], { domain: [from, to] }: Frame): readonly Along[] =>
  stretches.map(([a, b]): Along => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => b > a);
