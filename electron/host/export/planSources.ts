import { randomUUID } from 'node:crypto';
import { geometryOfHeader } from '../../../core/angiography/runDetails.ts';
import { runScale } from '../../../core/angiography/runScale.ts';
import { calciumMask } from '../../../core/calcium/calciumMask.ts';
import { heard } from '../../../core/contract/told.ts';
import { chosenRecipe, type RecipeKind } from '../../../core/dicom/chosenRecipe.ts';
import type { Rescale, XaHeader } from '../../../core/dicom/header.ts';
import type { VolumeRecipe } from '../../../core/dicom/series.ts';
import { laidOver } from '../../../core/lesion/laidOver.ts';
import { lesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { answerOf, type VesselSent } from '../../../core/lesion/vesselSent.ts';
import { isOf, vesselWork } from '../../../core/lesion/vesselWork.ts';
import type { KeyFrame, KeyImage } from '../../../core/plan/plan.ts';
import { sealedLesion } from '../../../core/plan/planEvidence.ts';
import type { SealedLesion, SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { entriesOfWork, isAsSealed } from '../../../core/plan/sealedWork.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import type { CaseBook, FoundSeries } from '../cases/caseBook.ts';
import { changedFiles } from '../cases/fileChecks.ts';
import type { CaseFile } from '../cases/liveCase.ts';
import { openVolume } from '../engine/volumeEngine.ts';
import type { VesselEngine } from '../engine/vesselEngine.ts';
import { filesOf } from '../handlers/seriesFiles.ts';
import { finished } from '../jobs/turns.ts';
import type { Dataset } from '../dicom/dataset.ts';
import { studyElements } from '../dicom/studyElements.ts';
import type { ManagedFiles } from '../store/files.ts';
import { filesSha256 } from '../store/planSealing.ts';

/** An instance that an object of ours refers to, by what its header says. */
export interface SourceInstance {
  readonly studyUid: string;
  readonly studyDate: string | null;
  readonly seriesUid: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
}

/** The frame that a key image shows. */
export interface SourceFrame extends SourceInstance {
  /** 1-based; null where the instance has one frame. */
  readonly frame: number | null;
  readonly rows: number;
  readonly columns: number;
  readonly isColour: boolean;
  readonly rescale: Rescale | null;
  /** Between columns and between rows in the patient, mm; null where no header says. */
  readonly pixelSpacing: readonly [x: number, y: number] | null;
  /** Width and height of a pixel at the detector, mm: of their proportion alone, as things in the patient are smaller. */
  readonly detectorSpacing: readonly [x: number, y: number] | null;
}

/** The calcium of the signed state, in the volume that it was measured in. */
export interface SourceCalcium {
  readonly recipe: VolumeRecipe;
  /** Places of its voxels, x fastest, then y, then z. */
  readonly voxels: Uint32Array;
  /** By SOP instance UID: those that the volume was made of. */
  readonly instances: ReadonlyMap<string, SourceInstance>;
}

/** What of the images in the library a plan rests on; where something cannot be told, a sentence says why. */
export interface PlanSources {
  /** Null where no lesion was measured. */
  readonly calcium: Result<SourceCalcium, string> | null;
  /** By id of key image: of those that show one frame. */
  readonly frames: ReadonlyMap<string, Result<SourceFrame, string>>;
  /** By study UID: what its images say of the patient and the study, for the objects that come to lie beside them. */
  readonly studies: ReadonlyMap<string, Dataset>;
}

/**
 * Series under the ids that they have in this library.
 *
 * @param here - those ids by the ones under the seal; another workstation gives others
 */
export const bookHere = (book: SourceParts['book'], here: ReadonlyMap<SeriesId, SeriesId>): SourceParts['book'] =>
  ({ series: (id) => book.series(here.get(id) ?? id) });

/** Where images are found. */
interface StudyParts {
  readonly book: Pick<CaseBook, 'series'>;
  readonly files: Pick<ManagedFiles, 'verify'>;
}

/** Where images are found and vessels measured. */
export interface SourceParts extends StudyParts {
  readonly engine: Pick<VesselEngine, 'measure' | 'forget'>;
}

/** The images of a signed version, where they are still those that it was signed on. */
export async function planSources(parts: SourceParts, sealed: SealedPlan): Promise<PlanSources> {
  const { evidence: { lesion }, content: { keyImages } } = sealed;
  return {
    calcium: lesion === null ? null : await calciumOf(parts, sealed, lesion),
    frames: new Map(keyImages.flatMap((image) => {
      const { frame } = image;
      return frame === undefined ? [] : [[image.id, frameOf(parts, sealed, image, frame)] as const];
    })),
    studies: await planStudies(parts, sealed),
  };
}

/** Of each study the words of one image of it, where that is as it was when it was imported. */
export async function planStudies(parts: StudyParts, sealed: SealedPlan): Promise<ReadonlyMap<string, Dataset>> {
  const studies = new Map<string, Dataset>();
  for (const { id, studyUid } of sealed.series) {
    const found = studies.has(studyUid) ? null : sealedSeries(parts, sealed, id);
    const file = found?.ok === true ? found.value.there.find(({ header }) => header.study.uid === studyUid) : undefined;
    if (file === undefined || await changedFiles(parts.files, [file]) > 0) continue;
    studies.set(studyUid, studyElements(file, sealed.patient));
  }
  return studies;
}

const GONE = 'The images are not in the library, or not as they were when the plan was signed. Import or fetch them.';
const NO_WORK = 'The version is from before the entries of a vessel were sealed with it. Have it signed again.';
const OTHERWISE = 'The vessel is measured otherwise here and now than when the plan was signed. Have it looked at and signed again.';
const KINDS: readonly RecipeKind[] = ['acquired', 'corrected', 'intact'];

/** A series with exactly the files that were sealed, by their names. */
function sealedSeries({ book }: StudyParts, sealed: SealedPlan, id: SeriesId | null):
  Result<{ readonly series: FoundSeries; readonly there: readonly CaseFile[] }, string> {
  const known = sealed.series.find((one) => one.id === id);
  const found = known === undefined ? undefined : book.series(known.id);
  if (known === undefined || found?.ok !== true) return err(GONE);
  const { there, missing } = filesOf(found.value);
  const isSame = missing === 0 && filesSha256(there.flatMap(({ sha256 }) => sha256 ?? [])) === known.sha256;
  return isSame ? ok({ series: found.value, there }) : err(GONE);
}

async function calciumOf(parts: SourceParts, sealed: SealedPlan, lesion: SealedLesion): Promise<Result<SourceCalcium, string>> {
  const { work } = lesion;
  if (work === undefined) return err(NO_WORK);
  const entries = entriesOfWork(work, lesion.vessel, sealed.signedAt);
  const found = sealedSeries(parts, sealed, entries.find(isOf('path'))?.content.series ?? null);
  if (!found.ok) return found;
  const { series: { found: { item }, inCase }, there } = found.value;
  if (await changedFiles(parts.files, there) > 0) return err(GONE);
  for (const kind of KINDS) {
    const chosen = chosenRecipe(item, kind);
    if (!chosen.ok || chosen.value.valuesAre !== 'HU') continue;
    const recipe = chosen.value;
    const opened = openVolume(recipe, inCase.files);
    const blob = randomUUID();
    try {
      const read = await opened.done;
      if (!read.ok) return err(GONE);
      const { grid, voxels } = opened;
      const measured = await parts.engine.measure(
        { blob, vessel: lesion.vessel, work: vesselWork(entries, lesion.vessel), upTo: 'all', has: null }, { grid, voxels, seriesUid: item.seriesUid },
      );
      const answer = measured.ok ? heard<VesselSent>(measured.value, null)?.answer : undefined;
      const findings = answer === undefined ? null : answerOf(answer).findings;
      const measures = findings === null ? null : lesionMeasures(findings, laidOver(entries, lesion.vessel, findings));
      if (findings === null || measures?.ok !== true) continue;
      const { vessel, name, frameOfReferenceUid } = lesion;
      const now = sealedLesion({ name, vessel, frameOfReferenceUid, measures: measures.value, entries });
      if (now === null || !isAsSealed(lesion, now)) continue;
      const mask = await finished(calciumMask({ grid, voxels }, { findings, measures: measures.value }), () => true);
      return mask === null ? err(GONE) : ok({
        recipe, voxels: mask, instances: new Map(there.map((file) => [file.header.sopInstanceUid, instanceOf(file)])),
      });
    } finally {
      parts.engine.forget(blob);
      await opened.close();
    }
  }
  return err(OTHERWISE);
}

function frameOf(parts: SourceParts, sealed: SealedPlan, { series }: KeyImage, { of, index }: KeyFrame): Result<SourceFrame, string> {
  const found = sealedSeries(parts, sealed, series);
  if (!found.ok) return found;
  const { series: { found: { item }, inCase } } = found.value;
  const source = of === 'volume' ? item.geometry.recipe?.slices[index] : of === 'slices' ? item.pictures?.slices[index] : undefined;
  const file = inCase.files.get((of === 'run' ? item.instanceUid : source?.sopInstanceUid) ?? '');
  const frame = of === 'run' ? index : source?.frame ?? 0;
  const format = file?.header.image?.format;
  if (file === undefined || format === undefined || frame >= format.frames) return err(GONE);
  const { frames = [], xa = null } = file.header.image ?? {};
  const spacing = (frames[frame] ?? frames[0])?.pixelSpacing ?? null;
  return ok({
    ...instanceOf(file), frame: format.frames === 1 ? null : frame + 1, rows: format.rows, columns: format.columns,
    isColour: format.samplesPerPixel !== 1, rescale: source?.rescale ?? null,
    pixelSpacing: xa === null || isCalibrated(xa, spacing) ? spacing : null, detectorSpacing: xa?.imagerPixelSpacing ?? spacing,
  });
}

/** Whether the spacing of a projection is one in the patient. That of the detector would tell lengths as they are there, too long. */
function isCalibrated(xa: XaHeader, spacing: SourceFrame['pixelSpacing']): boolean {
  const { source } = runScale(geometryOfHeader(xa, spacing), null);
  return source === 'fiducial' || source === 'geometry';
}

const instanceOf = ({ header: { sopClassUid, sopInstanceUid, study, series } }: CaseFile): SourceInstance =>
  ({ studyUid: study.uid, studyDate: study.date, seriesUid: series.uid, sopClassUid, sopInstanceUid });
