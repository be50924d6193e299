import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operatorIdSchema } from '../../../../core/contract/ids.ts';
import { seriesIndex } from '../../../../core/dicom/seriesIndex.ts';
import type { InstanceHeader } from '../../../../core/dicom/header.ts';
import type { VolumeRecipe } from '../../../../core/dicom/series.ts';
import { pointLps, vectorLps } from '../../../../core/geometry/frame.ts';
import { pointPixel } from '../../../../core/geometry/plane.ts';
import type { KeyFrame, KeyImage } from '../../../../core/plan/plan.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { ok } from '../../../../core/result.ts';
import type { Dataset } from '../../../../electron/host/dicom/dataset.ts';
import { withdrawalObject, type PlanFile } from '../../../../electron/host/export/dicom/planObjects.ts';
import { derivedUid } from '../../../../electron/host/dicom/derivedUid.ts';
import { readHeaderFrom } from '../../../../electron/host/dicom/readHeader.ts';
import { studyElements } from '../../../../electron/host/dicom/studyElements.ts';
import type { PlanSources, SourceFrame, SourceInstance } from '../../../../electron/host/export/planSources.ts';
import { exampleContent, examplePlan } from '../../../core/report/examplePlan.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, fileBytes, type SliceFile } from '../../../phantoms/series.ts';

const headerOf = (file: SliceFile): InstanceHeader => {
  const read = readHeaderFrom(fileBytes(file));
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
};
const instanceOf = ({ sopClassUid, sopInstanceUid, study, series }: InstanceHeader): SourceInstance =>
  ({ studyUid: study.uid, studyDate: study.date, seriesUid: series.uid, sopClassUid, sopInstanceUid });

/** A small oblique series, of which 7 x 5 pixels a slice fill no whole bytes. */
export const CT_FILES = cleanSeries({
  key: 'objects', columns: 7, rows: 5, slices: 12, row: vectorLps(0.8, 0.6, 0), column: vectorLps(0, 0, -1), origin: pointLps(-10, 4, 30),
});
export const RUN_FILE = cleanRun({ key: 'objects', study: { uid: derivedUid('study of the run') } });
const ctHeaders = CT_FILES.map(headerOf);
const runHeader = headerOf(RUN_FILE);

function recipeOf(): VolumeRecipe {
  const recipe = seriesIndex(ctHeaders).items[0]?.geometry.recipe;
  if (recipe == null) throw new Error('no volume');
  return recipe;
}
export const recipe = recipeOf();

/** Voxels of three slices of the grid, (i, j, k); the last frame holds the last pixel. */
export const HELD = [[0, 0, 2], [6, 0, 2], [3, 4, 3], [1, 2, 9], [6, 4, 9]] as const;
const [nx, ny] = recipe.grid.dims;

const frameOf = (header: InstanceHeader, frame: number | null): SourceFrame => ({
  ...instanceOf(header), frame, rows: header.image?.format.rows ?? 0, columns: header.image?.format.columns ?? 0, isColour: false,
  rescale: frame === null ? { slope: 1, intercept: -1024, type: 'HU' } : null, pixelSpacing: header.image?.frames[0]?.pixelSpacing ?? null,
  detectorSpacing: header.image?.xa?.imagerPixelSpacing ?? null,
});

/** Each study's words, as they are read from a file of it. */
const STUDIES = ([[CT_FILES[0], ctHeaders[0]], [RUN_FILE, runHeader]] as const).flatMap(([file, header]): readonly (readonly [string, Dataset])[] => {
  if (file === undefined || header === undefined) return [];
  const path = join(tempFolder(), 'source.dcm');
  writeFileSync(path, fileBytes(file));
  return [[header.study.uid, studyElements({ path, header }, header.patient)]];
});

const AREA = [-0.5, -0.5, 6.5, 4.5] as const;
/** Slice 3 of the series with a line and a circle on it, and the fifth frame of the run, of which a part is seen. */
export const CT_FRAME: KeyFrame = {
  of: 'volume', index: 3, area: AREA, window: { width: 900, level: 300 }, isInverted: false,
  marks: [
    { shape: 'line', points: [pointPixel(0, 0), pointPixel(3.25, 2)], words: '2.1 mm' },
    { shape: 'circle', points: [pointPixel(3, 2), pointPixel(4.5, 2)], words: '' },
    { shape: 'line', points: [pointPixel(1, 1), pointPixel(2, 1), pointPixel(2, 2), pointPixel(1, 1)], words: '' },
  ],
};
export const RUN_FRAME: KeyFrame = {
  of: 'run', index: 4, area: [10.2, 20.6, 40.4, 30.5], window: { width: 200, level: 100 }, isInverted: true,
  marks: [{ shape: 'point', points: [pointPixel(12, 25)], words: 'stump' }],
};
const image = (id: string, frame?: KeyFrame): KeyImage => ({
  id, sha256: id.repeat(64), series: null, caption: `Key image ${id}`, detail: '', ...(frame === undefined ? {} : { frame }),
});
/** A slice, a frame of a run, and a cut that lies on no frame. */
export const KEY_IMAGES: readonly KeyImage[] = [image('1', CT_FRAME), image('2', RUN_FRAME), image('3')];

export const SOURCES: PlanSources = {
  calcium: ok({
    recipe, voxels: Uint32Array.from(HELD, ([i, j, k]) => i + nx * (j + ny * k)).sort(),
    instances: new Map(ctHeaders.map((header) => [header.sopInstanceUid, instanceOf(header)])),
  }),
  frames: new Map([['1', ok(frameOf(ctHeaders[3] ?? runHeader, null))], ['2', ok(frameOf(runHeader, 5))]]),
  studies: new Map(STUDIES),
};

/** The example plan, signed on this series. */
export const planOnSources = (plan: SealedPlan = examplePlan): SealedPlan => ({
  ...plan, content: { ...exampleContent, keyImages: KEY_IMAGES },
  patient: ctHeaders[0]?.patient ?? plan.patient, studyDate: ctHeaders[0]?.study.date ?? null,
  series: plan.series.map((series) => ({ ...series, studyUid: ctHeaders[0]?.study.uid ?? '', seriesUid: ctHeaders[0]?.series.uid ?? '' })),
});

/** The notice that this plan was withdrawn the day after. */
export const withdrawalOnSources = (sources: Pick<PlanSources, 'studies'> = SOURCES): PlanFile => withdrawalObject(
  planOnSources(), { at: '2026-11-28T09:30:00.000Z', by: { id: operatorIdSchema.parse('opr_0123456789abcdef'), name: 'Tina Test' }, reason: 'wrong vessel' }, Buffer.from('%PDF-1.7 even'), sources,
  { chain: Buffer.from('{}.'), mark: 'f'.repeat(64), withdrawals: 1, isWithdrawn: true },
);
