import type { PlanVersionView } from '../../../../core/contract/plans.ts';
import type { KeyImage } from '../../../../core/plan/plan.ts';
import { textOf, withElements, type Dataset } from '../../dicom/dataset.ts';
import type { Carriage } from '../../sharing/carriage.ts';
import { instanceBytes } from '../../dicom/writeInstance.ts';
import { pngPixels } from '../pngPixels.ts';
import type { PlanSources } from '../planSources.ts';
import { encapsulatedPdf, withdrawalPdf } from './encapsulatedPdf.ts';
import { keySelection, type Selection } from './keySelection.ts';
import { measurementDataset } from './measurementReport.ts';
import { asContained, planStudyUid, type InstanceReference, type WrittenPlan } from './planStudy.ts';
import { presentationState } from './presentationState.ts';
import { SECONDARY_CAPTURE, secondaryCapture } from './secondaryCapture.ts';
import { calciumSegmentation } from './segmentation.ts';

/** A file of the hand-over. Its name says nothing of the patient. */
export interface PlanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files that were made of a plan, and what could not be made and why, in sentences. */
export interface PlanObjects {
  readonly files: readonly PlanFile[];
  readonly leftOut: readonly string[];
}

/** An object with the name of its file. */
interface Named {
  readonly name: string;
  readonly dataset: Dataset;
}

/** What was made of something, or why nothing was; null where there was nothing to make. */
type Made = Named | string | null;

/** An object as it leaves: with the words of its study, under a UID of its own. */
const finished = (dataset: Dataset, { studies }: Pick<PlanSources, 'studies'>): Dataset =>
  asContained(withElements(dataset, ...(studies.get(textOf(dataset, 0x0020000d) ?? '') ?? [])));
const fileOf = ({ name, dataset }: Named): PlanFile => ({ name, bytes: instanceBytes(dataset) });

/**
 * A signed plan for an archive: the printed plan, the measures as a report, the key images as captures and, where they are
 * single frames, as presentation states, the calcium as a segmentation, and what of the study was chosen.
 *
 * @param images - bytes of the key images by their hash; one that is no PNG of a canvas is left out, and said
 * @param carriage - what another workstation needs to take the plan over; null leaves it out
 */
export function planObjects(
  sealed: WrittenPlan,
  pdf: Uint8Array,
  images: ReadonlyMap<string, Uint8Array>,
  sources: PlanSources,
  carriage: Carriage | null,
): PlanObjects {
  const { keyImages } = sealed.content;
  const named = (name: string, dataset: Dataset): Named => ({ name, dataset: finished(dataset, sources) });
  const captures = keyImages.map((image, n): Named | string => {
    const made = captureOf(sealed, image, n + 1, images);
    return typeof made === 'string' ? made : named(made.name, made.dataset);
  });
  const made: readonly Made[] = [
    named('plan.dcm', encapsulatedPdf(sealed, pdf, carriage)),
    sealed.evidence.lesion === null ? null : named('measures.dcm', measurementDataset(sealed)),
    ...captures,
    ...[calciumOf(sealed, sources), ...keyImages.map((image, n) => marksOf(sealed, image, n + 1, sources))]
      .map((one): Made => (one === null || typeof one === 'string' ? one : named(one.name, one.dataset))),
    ...selectionsOf(sealed, captures, sources).map((selection, n) =>
      named(n === 0 ? 'selection.dcm' : `selection-${n + 1}.dcm`, keySelection(sealed, selection, n + 1))),
  ];
  return {
    files: made.filter((one) => one !== null && typeof one !== 'string').map(fileOf),
    leftOut: made.filter((one) => typeof one === 'string'),
  };
}

/** The notice that a version was withdrawn, for an archive that has the plan or a part of it. */
export const withdrawalObject = (
  sealed: WrittenPlan, withdrawn: NonNullable<PlanVersionView['withdrawn']>, pdf: Uint8Array, sources: Pick<PlanSources, 'studies'>, carriage: Carriage,
): PlanFile => fileOf({ name: 'withdrawal.dcm', dataset: finished(withdrawalPdf(sealed, withdrawn, pdf, carriage), sources) });

function captureOf(sealed: WrittenPlan, image: KeyImage, number: number, images: ReadonlyMap<string, Uint8Array>): Named | string {
  const png = images.get(image.sha256);
  const pixels = png === undefined ? null : pngPixels(png);
  return pixels === null
    ? `Key image ${number} is no PNG of eight bits a sample and is not among the DICOM objects. Take it again.`
    : { name: `key-${number}.dcm`, dataset: secondaryCapture(sealed, image, number, pixels) };
}

function calciumOf(sealed: WrittenPlan, { calcium }: PlanSources): Made {
  if (calcium === null) return null;
  if (!calcium.ok) return `The calcium is not among the DICOM objects. ${calcium.failure}`;
  return calcium.value.voxels.length === 0
    ? 'There is no segmentation of the calcium: no voxel of the vessel holds any.'
    : { name: 'calcium.dcm', dataset: calciumSegmentation(sealed, calcium.value) };
}

function marksOf(sealed: WrittenPlan, image: KeyImage, number: number, { frames }: PlanSources): Made {
  const source = frames.get(image.id);
  if (image.frame === undefined || source === undefined) return null;
  const leftOut = (why: string): string => `The marks of key image ${number} are not among the DICOM objects. ${why}`;
  if (!source.ok) return leftOut(source.failure);
  if (source.value.isColour) return leftOut('It shows a frame in colours; the capture of it is there.');
  return { name: `marks-${number}.dcm`, dataset: presentationState(sealed, image, image.frame, source.value, number) };
}

/** What was chosen, study by study: the plan's own first. A selection refers to one study alone. */
function selectionsOf(sealed: WrittenPlan, captures: readonly (Named | string)[], { frames }: PlanSources): readonly Selection[] {
  const taken = captures.flatMap((capture): readonly (InstanceReference & Omit<Selection, 'instances'>)[] => (typeof capture === 'string' ? [] : [{
    studyUid: planStudyUid(sealed), studyDate: sealed.studyDate, sopClassUid: SECONDARY_CAPTURE,
    seriesUid: textOf(capture.dataset, 0x0020000e) ?? '', sopInstanceUid: textOf(capture.dataset, 0x00080018) ?? '',
  }]));
  const shown = sealed.content.keyImages.flatMap(({ id }) => {
    const source = frames.get(id);
    return source?.ok === true ? [source.value] : [];
  });
  return [...Map.groupBy([...taken, ...shown], ({ studyUid }) => studyUid)].map(([studyUid, instances]) =>
    ({ studyUid, studyDate: instances[0]?.studyDate ?? null, instances }));
}
