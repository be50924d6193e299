import { useLayoutEffect, useState } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useHeldSeries } from '../../api/useHost.ts';
import { firstAs } from './useOpenedSeries.ts';
import { wantedSeries } from './wantedSeries.ts';

/** By then the station is there and holds what it shows, ms. */
const AHEAD_MS = 5000;

/**
 * Opens what a case will show while its images are still laid out: host and page work at the same time.
 *
 * @param caseView - as it was opened; what is chosen in it later the station opens
 */
export function useOpenedAhead(caseView: CaseView): void {
  const held = useHeldSeries();
  const [first] = useState(() => wantedSeries(caseView, null));
  useLayoutEffect(() => {
    if (first === null) return;
    const release = held.hold(first.id, firstAs(first));
    const timer = setTimeout(release, AHEAD_MS);
    return () => {
      clearTimeout(timer);
      release();
    };
  }, [held, first]);
}
