import type { SeriesView } from '../../../core/contract/schemas.ts';
import { useAnswer } from '../../api/useHost.ts';
import type { OpenAs, Opening } from '../../state/heldSeries.ts';
import { useOpenedSeries } from './useOpenedSeries.ts';

/**
 * An opened series and what became of it since: how many voxels were clamped (null while it is not all read),
 * and whether its files are still those that were imported. Where they are not, nothing of it is shown.
 */
export function useCheckedSeries(
  id: SeriesView['id'] | null, as: OpenAs,
): { readonly opening: Opening; readonly clampedVoxels: number | null } {
  const opening = useOpenedSeries(id, as);
  // Without an open series the host is asked about none, and knows none.
  const state = useAnswer('series.state', { blob: opening.kind === 'opened' ? opening.opened.blob : '' });
  if (opening.kind !== 'opened' || state === undefined) return { opening, clampedVoxels: null };
  if (state.ok) return { opening, clampedVoxels: state.value.clampedVoxels };
  return {
    opening: state.failure.code === 'series/files-changed' ? { kind: 'refused', failure: state.failure } : opening,
    clampedVoxels: null,
  };
}
