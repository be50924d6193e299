import { useMemo } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { headerFacts } from '../../../core/lesion/headerFacts.ts';
import { ivusFacts, type IvusFinding } from '../../../core/lesion/ivusFacts.ts';
import { measureDetails, type MeasureDetail } from '../../../core/lesion/measureDetails.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { Entry, ScoresReadEntry } from '../../../core/lesion/entry.ts';
import type { EntryId } from '../../../core/contract/ids.ts';
import { PARAMETER_NAMES, STANDARD_PARAMETERS, type Parameters } from '../../../core/strategy/parameters.ts';
import { useAnswer } from '../../api/useHost.ts';
import { useEntries, useVessel } from '../vessel/useVessel.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';
import { lesionKnown, lesionModel, type LesionModel } from './lesionModel.ts';
import { useLesionDesk } from './lesionStore.ts';

/** An IVUS finding on the present path, by its entry. */
export interface PlacedFinding extends IvusFinding { readonly id: EntryId; readonly entry: Entry }

/** Everything that the lesion station works with. */
export interface Lesion extends LesionModel {
  readonly vessel: VesselOnDesk;
  readonly details: ReadonlyMap<FactPath, MeasureDetail>;
  readonly findings: readonly PlacedFinding[];
  readonly read: Entry<ScoresReadEntry> | null;
}

const NO_DETAILS: ReadonlyMap<FactPath, MeasureDetail> = new Map();

/** What is known of the lesion that is worked on, and all that follows from it. */
export function useLesion(caseView: CaseView): Lesion {
  const vessel = useVessel();
  const { entries } = useEntries();
  const { base, details, findings } = useLesionKnown(caseView, vessel, entries);
  const phase = useLesionDesk((desk) => desk.phase);
  const supposed = useLesionDesk((desk) => desk.supposed);
  const setting = useSetting();
  const read = useMemo(() => entries.filter((entry) => entry.vessel === vessel.id).findLast(isOf('scores-read')) ?? null, [entries, vessel.id]);
  const model = useMemo(() => lesionModel(base, { phase, supposed, setting, read }), [base, phase, supposed, setting, read]);
  return useMemo(() => ({ ...model, vessel, details, findings, read }), [model, vessel, details, findings, read]);
}

/** What is known of a lesion, for the phase that is looked at. */
export function useLesionKnown(caseView: CaseView, vessel: VesselOnDesk, entries: readonly Entry[]) {
  const phase = useLesionDesk((desk) => desk.phase);
  const header = useMemo(() => headerOf(caseView, vessel.path), [caseView, vessel.path]);
  const details = useMemo(() => (vessel.measures === null ? NO_DETAILS : measureDetails(vessel.measures)), [vessel.measures]);
  const findings = useMemo(() => findingsOf(vessel), [vessel]);
  const base = useMemo(() => lesionKnown({
    measured: vessel.facts, entries, vessel: vessel.id, header, ivus: ivusFacts(findings), details, phase,
  }), [vessel.facts, entries, vessel.id, header, findings, details, phase]);
  return { base, details, findings };
}

/** The thresholds that the review leaves open, as the site has set them. */
export function useSetting(): { readonly parameters: Parameters } {
  const settings = useAnswer('settings.load', {});
  return useMemo(() => ({
    parameters: settings?.ok === true
      ? Object.fromEntries(PARAMETER_NAMES.map((name) => [name, settings.value[name]])) as Parameters : STANDARD_PARAMETERS,
  }), [settings]);
}

/** The header speaks of the study that is measured; while none is, of the one that the case names. */
export function headerOf({ row: { patient, studyDate }, series }: CaseView, path: VesselOnDesk['path']) {
  const measured = series.find(({ id }) => id === path?.content.series);
  return headerFacts({ birthDate: patient.birthDate, sex: patient.sex, studyDate: measured?.studyDate ?? studyDate });
}

function findingsOf({ laid, entries }: VesselOnDesk): readonly PlacedFinding[] {
  return (laid?.ivus ?? []).flatMap(({ id, abscissa, content }) => {
    const entry = entries.find((one) => one.id === id);
    return entry === undefined ? [] : [{ id, entry, abscissa, content, by: entry.changedBy?.name ?? 'nobody chosen' }];
  });
}
