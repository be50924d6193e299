import type { ReactNode } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useOpenVolume } from '../images/useOpenVolume.ts';
import { useCaseVessels, useOpenCase } from './useOpenCase.ts';
import { VesselsContext, VesselVolumeContext } from './useVessel.ts';

interface Given { readonly caseView: CaseView; readonly children: ReactNode }

/** Everything that works on the vessels of a case. Where it measures, the series that the vessel is traced in is held open. */
export const VesselDeskProvider = ({ measures, ...given }: Given & { readonly measures: boolean }) =>
  (measures ? <Measuring {...given} /> : <Resting {...given} />);

function Measuring({ caseView, children }: Given) {
  const vessels = useCaseVessels(caseView);
  const volume = useOpenVolume(caseView, vessels.path?.content.series ?? null);
  return (
    <VesselVolumeContext value={volume}>
      <VesselsContext value={useOpenCase(vessels, volume)}>{children}</VesselsContext>
    </VesselVolumeContext>
  );
}

const Resting = ({ caseView, children }: Given) => (
  <VesselsContext value={useOpenCase(useCaseVessels(caseView), null)}>{children}</VesselsContext>
);
