import type { PlanId } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { withdrawalObject } from '../export/dicom/planObjects.ts';
import { planFiles, writtenPlan, type ExportParts, type NotExported } from '../export/planFiles.ts';
import { bookHere, planStudies } from '../export/planSources.ts';
import { printVersion, versionImages } from '../export/printVersion.ts';
import { carriageOf } from '../sharing/carriage.ts';

/** What goes to an archive of a version as it stands now: the plan, or that it was withdrawn. */
export interface ObjectsToSend {
  readonly what: 'plan' | 'withdrawal';
  readonly files: readonly Uint8Array[];
}
export type NotMade = Exclude<NotExported, { readonly code: 'plan/withdrawn' }>;

/** Makes the DICOM files of a signed version: the same bytes each time, until it is withdrawn. */
export async function objectsToSend(parts: ExportParts, plan: PlanId, version: number): Promise<Result<ObjectsToSend, NotMade>> {
  const exported = await planFiles(parts, plan, version);
  if (exported.ok) return ok({ what: 'plan', files: exported.value.objects.files.map(({ bytes }) => bytes) });
  return exported.failure.code === 'plan/withdrawn' ? notice(parts, plan, version) : err(exported.failure);
}

/** One document that says that the version is not to be used. */
async function notice({ store: { plans, planImages, receivedPlans, files }, book }: ExportParts, plan: PlanId, version: number): Promise<Result<ObjectsToSend, NotMade>> {
  const found = plans.version(plan, version);
  if (!found.ok) return found;
  const { sealed, standing, received } = found.value;
  if (standing.withdrawn === null) throw new Error('a withdrawal that was taken back');
  // Other workstations learn of it, too.
  const carriage = await carriageOf({ receivedPlans, planImages }, plan, version);
  if (!carriage.ok) return carriage;
  const here = receivedPlans.seriesHere(plan, version);
  if (!here.ok) return here;
  const pdf = await printVersion(sealed, standing, (await versionImages(planImages, sealed)).images, received);
  const studies = await planStudies({ book: bookHere(book, here.value), files }, sealed);
  const object = withdrawalObject(writtenPlan(sealed, standing, received), standing.withdrawn, pdf, { studies }, carriage.value);
  return ok({ what: 'withdrawal', files: [object.bytes] });
}
