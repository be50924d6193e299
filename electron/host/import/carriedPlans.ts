import type { CaseId, OperatorId } from '../../../core/contract/ids.ts';
import { carriedSentence, type CarriedFault } from '../../../core/plan/carriedFault.ts';
import type { Reception } from '../../../core/plan/reception.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { instanceBytes } from '../dicom/writeInstance.ts';
import { ENCAPSULATED_PDF } from '../export/dicom/encapsulatedPdf.ts';
import { COMPREHENSIVE_3D_SR, measurementDataset, reportSeriesUid } from '../export/dicom/measurementReport.ts';
import { longestChains, patientOf, type CheckedPlan } from '../sharing/carriedPlan.ts';
import { readChain, readMeasures } from '../sharing/readChain.ts';
import { contradicts, reportMeasures } from '../sharing/reportMeasures.ts';
import { identityKey } from '../store/identityKey.ts';
import type { CaseDamaged } from '../store/library.ts';
import type { PlanDamaged } from '../store/planRows.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import type { NamedImage, Refusal } from './gather.ts';
import type { ImportParts } from './parts.ts';

/** A plan of another workstation, and the file in which it came. */
export interface CarriedPlanFile {
  readonly image: NamedImage;
  readonly plan: CheckedPlan;
}

/** What is left of a set of instances, and the plans in it. */
export interface WithPlans<Plan> {
  readonly images: readonly NamedImage[];
  readonly plans: readonly Plan[];
  readonly refused: readonly Refusal[];
}

/** Looks for sealed plans in the printed plans of a source. A file whose plan is not to be trusted is refused as a whole, and so is a report that says otherwise. */
export async function carriedPlans(images: readonly NamedImage[], signal: AbortSignal): Promise<WithPlans<CarriedPlanFile>> {
  const plans: CarriedPlanFile[] = [];
  const refused = new Map<NamedImage, Refusal>();
  for (const image of images.filter(mayCarry)) {
    if (signal.aborted) break;
    const read = await readChain(image.path, signal);
    const checked = read.ok && read.value !== null && !isOfPatient(read.value, image)
      ? err<CarriedFault>({ code: 'plan/of-another-patient' }) : read;
    if (!checked.ok) refused.set(image, refusal(image, checked.failure));
    else if (checked.value !== null) plans.push({ image, plan: checked.value });
  }
  // A print that was refused vouches for nothing: a report beside it has come alone.
  const taken = images.filter((image) => !refused.has(image));
  for (const image of images.filter(isReport)) {
    if (signal.aborted) break;
    const fault = await faultOfReport(image, taken, plans, signal);
    if (fault !== null) refused.set(image, refusal(image, fault));
  }
  return { images: images.filter((image) => !refused.has(image)), plans, refused: [...refused.values()] };
}

/** A report of measures says what its plan says, and comes with it; of a plan that was written again nobody here says anything. */
async function faultOfReport(
  image: NamedImage, taken: readonly NamedImage[], plans: readonly CarriedPlanFile[], signal: AbortSignal,
): Promise<CarriedFault | null> {
  const { series, study } = image.header;
  const sealed = plans.flatMap(({ plan }) => plan.versions).find((version) => reportSeriesUid(version.sealed) === series.uid)?.sealed;
  if (sealed !== undefined) {
    const said = await readMeasures(image.path, signal);
    const sealedSays = reportMeasures(instanceBytes(measurementDataset(sealed)));
    if (said === null || sealedSays === null) return { code: 'plan/report-not-readable' };
    return contradicts(said, sealedSays) ? { code: 'plan/report-differs' } : null;
  }
  return taken.some((other) => mayCarry(other) && other.header.study.uid === study.uid) ? null : { code: 'plan/report-alone' };
}

const isReport = ({ header: { sopClassUid, series } }: NamedImage): boolean =>
  sopClassUid === COMPREHENSIVE_3D_SR && series.manufacturer === 'Fullmoon';

const mayCarry = ({ header: { sopClassUid, series } }: NamedImage): boolean =>
  sopClassUid === ENCAPSULATED_PDF && series.manufacturer === 'Fullmoon';

const refusal = ({ name }: NamedImage, fault: CarriedFault): Refusal => ({ name, code: fault.code, message: carriedSentence(fault) });

/** Is the patient under every seal the one whom the file names? The study is that of the seal, never that of the file. */
const isOfPatient = ({ versions }: CheckedPlan, { header: { patient, study } }: NamedImage): boolean =>
  versions.every(({ sealed }) => patientOf(sealed) === identityKey(patient, study.uid));

/** A plan that a case is about to receive, and what will become of it. */
export interface PlanToReceive {
  readonly plan: CheckedPlan;
  readonly reception: Reception;
}
type Failure = CaseDamaged | StoreTrouble;

/** What a case will make of the plans that came with its images; nothing is written yet. */
export function plansToReceive(
  { store }: ImportParts, caseId: CaseId, images: readonly NamedImage[], files: readonly CarriedPlanFile[],
): Result<WithPlans<PlanToReceive>, Failure> {
  const plans: PlanToReceive[] = [];
  const refused = new Map<NamedImage, Refusal>();
  for (const plan of longestChains(files.map((file) => file.plan))) {
    const looked = store.receivedPlans.look(caseId, plan);
    if (looked.ok) {
      plans.push({ plan, reception: looked.value });
      continue;
    }
    const { failure } = looked;
    if (failure.code !== 'plan/in-another-case') return err(asCase(failure));
    const id = plan.versions[0]?.sealed.plan;
    for (const { image } of files.filter((file) => file.plan.versions[0]?.sealed.plan === id)) refused.set(image, refusal(image, failure));
  }
  return ok({ images: images.filter((image) => !refused.has(image)), plans, refused: [...refused.values()] });
}

/** Keeps them with their case, which is stored by now: pictures first, then each chain as a whole. */
export async function receivePlans(
  { store, announce, sender }: ImportParts, caseId: CaseId, plans: readonly PlanToReceive[], by: OperatorId | null,
): Promise<Result<void, Failure>> {
  for (const { plan, reception: { kind } } of plans) {
    if (kind === 'own') continue;
    for (const png of plan.images.values()) {
      const kept = await store.planImages.keep(caseId, png, by);
      if (!kept.ok && kept.failure.code !== 'case/not-found') return err(kept.failure);
    }
    const received = store.receivedPlans.receive(caseId, plan, by);
    if (!received.ok) {
      const { failure } = received;
      // Its case was removed meanwhile, or is another one since: there is nothing to add it to.
      if (failure.code === 'case/not-found' || failure.code === 'plan/in-another-case') continue;
      return err(asCase(failure));
    }
    const { plan: id, withdrawn } = received.value;
    announce({ what: 'plans', id: caseId });
    if (id === null || withdrawn.length === 0) continue;
    // A room that shows one of these becomes a stop page, and archives that have it are told.
    for (const version of withdrawn) announce({ what: 'room', plan: id, version });
    announce({ what: 'sendings', plan: id });
    sender.wake();
  }
  return ok(undefined);
}

const asCase = (failure: PlanDamaged | StoreTrouble): Failure =>
  (failure.code === 'plan/damaged' ? { code: 'case/damaged', detail: failure.detail } : failure);
