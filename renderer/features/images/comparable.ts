import type { SeriesView } from '../../../core/contract/schemas.ts';
import { firstAs } from './useOpenedSeries.ts';

/** The volumes of the same study that can be looked at beside a series: other phases, other kernels. The nearest first. */
export function comparableWith(all: readonly SeriesView[], series: SeriesView): readonly SeriesView[] {
  if (series.kind !== 'ct-volume') return [];
  const distance = (other: SeriesView): number => {
    // The same moment through another kernel is nearer than another moment.
    const apart = Math.abs((other.phasePercent ?? other.triggerTimeMs ?? 0) - (series.phasePercent ?? series.triggerTimeMs ?? 0));
    return (other.kernel === series.kernel ? 0.5 : 0) + apart;
  };
  return all
    .filter((other) => other.id !== series.id && other.kind === 'ct-volume' && other.setAside === null
      && other.studyUid === series.studyUid && firstAs(other) === 'acquired')
    .toSorted((one, other) => distance(one) - distance(other));
}
