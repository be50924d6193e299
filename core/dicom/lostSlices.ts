import { grouped } from '../sequence.ts';
import type { InstanceHeader } from './header.ts';
import type { GeometryProblem, SeriesItem } from './series.ts';

/** A file that could not be read and is, or may be, a slice of this series. */
export interface LostSlice {
  readonly seriesUid: string;
  /** Null where the file does not say whose it is: it only lay beside the slices of the series. */
  readonly sopInstanceUid: string | null;
}

/**
 * The items with the slices that were lost from them. At an end of a stack no gap shows that a slice is
 * missing: a CT series that lost one is no whole volume, and what is there of it is offered as its intact
 * part. Where nobody can know whose the file was it is only said.
 *
 * @param headers - all that was read; a slice of which a whole copy is among them is not lost
 */
export function withLostSlices(
  items: readonly SeriesItem[], headers: readonly InstanceHeader[], lost: readonly LostSlice[],
): readonly SeriesItem[] {
  if (lost.length === 0) return items;
  const there = new Set<string | null>(headers.map(({ sopInstanceUid }) => sopInstanceUid));
  const bySeries = grouped(lost.filter(({ sopInstanceUid }) => !there.has(sopInstanceUid)),
    ({ seriesUid }) => seriesUid);
  return items.map((item) => {
    const own = item.kind === 'ct-volume' ? bySeries.get(item.seriesUid) ?? [] : [];
    return own.length === 0 ? item : { ...item, geometry: incomplete(item.geometry, own) };
  });
}

function incomplete(geometry: SeriesItem['geometry'], lost: readonly LostSlice[]): SeriesItem['geometry'] {
  const uids = new Set(lost.flatMap(({ sopInstanceUid }) => sopInstanceUid ?? []));
  const weight = uids.size > 0 ? 'blocks' : 'note';
  const problem: GeometryProblem =
    { code: 'unreadable-slice', weight, instances: [...uids].toSorted(), facts: {} };
  const problems = [...geometry.problems, problem];
  return weight === 'note' ? { ...geometry, problems } : {
    usable: false, problems, recipe: null, correctedRecipe: null,
    intactRecipe: geometry.recipe ?? geometry.intactRecipe,
  };
}

/** What was noted of lost slices when a case was stored: their files are not in the library. */
export const lostSlicesOf = (
  series: readonly {
    readonly seriesUid: string;
    readonly problems: readonly { readonly code: string; readonly instances: readonly string[] }[];
  }[],
): readonly LostSlice[] => series.flatMap(({ seriesUid, problems }) =>
  problems.filter(({ code }) => code === 'unreadable-slice').flatMap(({ instances }): readonly LostSlice[] =>
    (instances.length === 0 ? [{ seriesUid, sopInstanceUid: null }]
      : instances.map((sopInstanceUid) => ({ seriesUid, sopInstanceUid })))));
