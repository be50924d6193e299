import type { CaseView, SeriesView } from '../../../core/contract/schemas.ts';

/** The item chosen here, else the one kept with the case, else the proposed one, else the first that can be shown. */
export function wantedSeries({ series, selected }: CaseView, chosen: SeriesView['id'] | null): SeriesView | null {
  const shown = series.filter(({ setAside, kind }) => setAside === null && kind !== 'other');
  return shown.find(({ id }) => id === chosen) ?? shown.find(({ id }) => id === selected)
    ?? shown.find(({ proposed }) => proposed !== null) ?? shown[0] ?? null;
}
