import { useLayoutEffect } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useHeldSeries } from '../../api/useHost.ts';
import { firstAs } from './useOpenedSeries.ts';
import { wantedSeries } from './wantedSeries.ts';

/** By then the station is there and holds what it shows, ms. */
const AHEAD_MS = 5000;

/** Opens what a case will show while its images are still laid out: host and page work at the same time. */
export function useOpenedAhead(caseView: CaseView): void {
  const held = useHeldSeries();
  const { id } = caseView.row;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of a case that is opened, once; what is chosen later the station opens
  useLayoutEffect(() => {
    const first = wantedSeries(caseView, null);
    if (first === null) return;
    const release = held.hold(first.id, firstAs(first));
    const timer = setTimeout(release, AHEAD_MS);
    return () => {
      clearTimeout(timer);
      release();
    };
  }, [held, id]);
}
