import { useMemo } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { headerFacts } from '../../../core/lesion/headerFacts.ts';
import { ivusFacts } from '../../../core/lesion/ivusFacts.ts';
import { knownFacts, scorableFacts } from '../../../core/lesion/knownFacts.ts';
import { useEntries } from '../vessel/useVessel.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';

/** Everything that is known of the lesion, measured and stated, as the scores take it. */
export function useFacts({ row: { patient, studyDate }, series }: CaseView, { facts, laid, id, path }: VesselOnDesk): CaseFacts {
  const { entries } = useEntries();
  const measured = series.find((one) => one.id === path?.content.series);
  const header = useMemo(() => headerFacts({ birthDate: patient.birthDate, sex: patient.sex, studyDate: measured?.studyDate ?? studyDate }),
    [patient, measured, studyDate]);
  const ivus = useMemo(() => ivusFacts((laid?.ivus ?? []).map(({ abscissa, content }) => ({ abscissa, content, by: 'IVUS' }))), [laid]);
  return useMemo(() => scorableFacts(knownFacts({ measured: facts, entries, vessel: id, header, ivus }), facts?.places ?? {}), [facts, entries, id, header, ivus]);
}
