import type { SeriesView } from '../../../core/contract/schemas.ts';
import { grouped } from '../../../core/sequence.ts';

/** A line of the picker: one item, or the phases of one acquisition together. */
export interface SeriesGroup {
  readonly key: string;
  /** The item that stands for the group: the proposed one, else the first. */
  readonly lead: SeriesView;
  readonly members: readonly SeriesView[];
}

const phaseOf = ({ phasePercent, triggerTimeMs }: SeriesView): number | null => phasePercent ?? triggerTimeMs;

/** What the phases of one acquisition have in common. */
const acquisitionOf = (series: SeriesView): string =>
  JSON.stringify([series.studyUid, series.kind, series.kernel, series.rows, series.columns]);

/** The phases of the acquisition that an item belongs to, by phase; only itself where there is one. */
export function phasesOf(all: readonly SeriesView[], series: SeriesView): readonly SeriesView[] {
  if (series.kind !== 'ct-volume' || phaseOf(series) === null) return [series];
  const same = all.filter((other) => other.setAside === null && phaseOf(other) !== null
    && acquisitionOf(other) === acquisitionOf(series));
  const one = [...grouped(same, phaseOf).values()].map((each) => each.find(({ id }) => id === series.id) ?? each[0]);
  return one.filter((each) => each !== undefined).toSorted((a, b) => (phaseOf(a) ?? 0) - (phaseOf(b) ?? 0));
}

/** Three phases or more of one series UID stand together on one line; everything else for itself. */
export function seriesGroups(all: readonly SeriesView[]): readonly SeriesGroup[] {
  // CT first: it is what is planned on.
  const shown = all.filter(({ setAside }) => setAside === null)
    .toSorted((one, other) => Number(one.kind !== 'ct-volume') - Number(other.kind !== 'ct-volume'));
  const groups = grouped(shown, (series) => `${series.seriesUid} ${series.kind === 'ct-volume' ? acquisitionOf(series) : series.id}`);
  return [...groups.values()].flatMap((members) => {
    const phases = new Set(members.map(phaseOf));
    const [first] = members;
    const lead = members.find(({ proposed }) => proposed !== null) ?? first;
    return members.length > 2 && phases.size === members.length && lead !== undefined
      ? [{ key: lead.id, lead, members }]
      : members.map((series) => ({ key: series.id, lead: series, members: [series] }));
  });
}
