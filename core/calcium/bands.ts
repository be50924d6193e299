import type { Stretch } from '../geometry/stretch.ts';
import { mm } from '../units.ts';
import type { SectionMeasure } from './profile.ts';

/** What neighbouring sections of one band have in common. */
export type BandKind = 'none' | 'calcium' | 'full-moon';

/** The band that a section belongs to. @source measurements, section 1.2 items 5 and 6, by PATTERN_RULE */
export const bandKindOf = ({ pattern }: Pick<SectionMeasure, 'pattern'>): BandKind =>
  (pattern === 'none' || pattern === 'full-moon' ? pattern : 'calcium');

/** Neighbouring sections of one kind, as first and last of them. */
export interface Band { readonly kind: BandKind; readonly first: number; readonly last: number }

/** The bands of a vessel, from its first section to its last. @source see bandKindOf */
export function bandsOf(sections: readonly Pick<SectionMeasure, 'pattern'>[]): readonly Band[] {
  return sections.reduce<Band[]>((bands, section, n) => {
    const kind = bandKindOf(section);
    const before = bands.at(-1);
    if (before?.kind === kind) bands[bands.length - 1] = { ...before, last: n };
    else bands.push({ kind, first: n, last: n });
    return bands;
  }, []);
}

/** The band that holds a section; undefined beyond the vessel. @source see bandKindOf */
export const bandAt = (bands: readonly Band[], section: number): Band | undefined =>
  bands.find(({ first, last }) => first <= section && section <= last);

/** The stretch that a band's sections stand for: half a step beyond either of its ends, but not beyond the vessel. @source none */
export function bandStretch(sections: readonly Pick<SectionMeasure, 'abscissa'>[], { first, last }: Pick<Band, 'first' | 'last'>): Stretch {
  const at = (n: number): number => sections[Math.min(sections.length - 1, Math.max(0, n))]?.abscissa ?? 0;
  return [mm((at(first - 1) + at(first)) / 2), mm((at(last) + at(last + 1)) / 2)];
}
