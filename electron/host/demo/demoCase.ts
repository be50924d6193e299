import type { CArmView } from '../../../core/geometry/carm.ts';
import { pointLps, type PointLps, vectorLps } from '../../../core/geometry/frame.ts';
import type { Imaging, PaintGrid } from '../../../core/phantom/painter.ts';
import { DEMO_RECIPE } from '../../../core/phantom/phantom.ts';
import type { RunRecipe } from '../../../core/phantom/projection.ts';
import { deg } from '../../../core/units.ts';
import { derivedUid } from '../dicom/derivedUid.ts';
import type { CtSeriesFacts } from './ctImage.ts';
import type { StudyFacts } from './imageModules.ts';
import type { XaRunFacts } from './xaImage.ts';

const PATIENT = {
  patientName: 'DEMO-ALBRECHT-WIESENBURGER^Josef Maximilian', patientId: 'FM-DEMO-0047',
  birthDate: '19550314', sex: 'M', age: '071Y',
} as const;

/** The demo patient's CT. */
export const CT_STUDY: StudyFacts = {
  ...PATIENT, uid: derivedUid('demo ct study'), id: 'CT-1', date: '20261112', time: '094210',
    accession: 'DEMO-CT-1',
  description: 'Coronary CT angiography',
};

/** The demo patient's angiography, two weeks before. */
export const XA_STUDY: StudyFacts = {
  ...PATIENT, uid: derivedUid('demo xa study'), id: 'XA-1', date: '20261030', time: '140516',
    accession: 'DEMO-XA-1',
  description: 'Coronary angiography, dual injection',
};

/** The demo's CCTA: what its slices share. */
export const CT_SERIES: CtSeriesFacts = {
  uid: derivedUid('demo ct series'), number: 4, description: 'CCTA 75 %, smooth', kernel: 'Bv40',
    phasePercent: DEMO_RECIPE.phasePercent,
  triggerTimeMs: 776, frameOfReferenceUid: derivedUid('demo frame of reference'), patientPosition: 'HFS',
  format: { bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: false }, slope: 1, intercept: -1024,
    hasContrast: true,
};

const SIZE = 512;
const PIXEL_MM = 0.35;
const SLICES = 320;
const SLICE_MM = 0.5;
const HALF_MM = (PIXEL_MM * (SIZE - 1)) / 2;
/** Middle of the field of view. */
const MIDDLE = { x: 8, y: 0, z: -4 };

/** The demo's planes, from the head downwards, as a scanner numbers them. */
export const CT_GRID: PaintGrid = {
  columns: SIZE, rows: SIZE, pixelSpacing: [PIXEL_MM, PIXEL_MM], row: vectorLps(1, 0, 0),
    column: vectorLps(0, 1, 0),
  positions: Array.from({ length: SLICES }, (_, k): PointLps =>
    pointLps(MIDDLE.x - HALF_MM, MIDDLE.y - HALF_MM, MIDDLE.z + (SLICES / 2 - k) * SLICE_MM)),
};

/** Slices overlap a little: 0.6 mm every 0.5 mm. */
export const CT_THICKNESS_MM = 0.6;

/** A scanner with a smooth kernel. */
export const CT_IMAGING: Imaging = { fwhmInPlaneMm: 0.7, fwhmThroughMm: 0.7, noiseSd: 24,
  noiseCorrelation: 0.8, seed: DEMO_RECIPE.seed };

/** LAO 30 CRA 20: the right artery with its crux, and the septal collaterals. */
export const XA_VIEW: CArmView = {
  primary: deg(30), secondary: deg(20), sourceToDetectorMm: 1195, sourceToPatientMm: 785,
    isocentre: pointLps(6, -4, -2),
  columns: 512, rows: 512, imagerPixelSpacing: [0.4, 0.4],
};

/** What a run's header states; its R waves and its pixels come with the frames. */
type StatedRun = Omit<XaRunFacts, 'pixels' | 'rWaveFrames'>;
const FRAME_TIME_MS = 66.667;

const run = (
  number: number, description: string, acquisitionTime: string, chosen: Pick<RunRecipe,
    'injected' | 'frames' | 'firstFrameMs'>,
): { readonly facts: StatedRun; readonly recipe: RunRecipe } => ({
  facts: {
    uid: derivedUid(`demo xa run ${number}`), seriesUid: derivedUid(`demo xa series ${number}`),
      seriesNumber: number,
    instanceNumber: number, description, acquisitionTime, rows: XA_VIEW.rows, columns: XA_VIEW.columns,
      frames: chosen.frames,
    frameTimeMs: FRAME_TIME_MS, primaryAngle: XA_VIEW.primary, secondaryAngle: XA_VIEW.secondary,
    sourceToDetectorMm: XA_VIEW.sourceToDetectorMm, sourceToPatientMm: XA_VIEW.sourceToPatientMm,
    imagerPixelSpacing: XA_VIEW.imagerPixelSpacing, contrastMl: 8,
    format: { bitsAllocated: 8, bitsStored: 8, highBit: 7, isSigned: false },
  },
  recipe: {
    ...chosen, view: XA_VIEW, frameTimeMs: FRAME_TIME_MS, rToRMs: 968, injectionAtS: 0.5,
      disease: DEMO_RECIPE.disease,
    seed: DEMO_RECIPE.seed + number,
  },
});

/** The dual injection: donor first, the target 2.4 s later. */
export const XA_RUNS = [
  run(1, 'Donor: left coronary, LAO 30 CRA 20', '140516.000000',
    { injected: 'donor', frames: 60, firstFrameMs: 620 }),
  run(2, 'Target: right coronary, LAO 30 CRA 20', '140518.400000',
    { injected: 'target', frames: 54, firstFrameMs: 116 }),
] as const;
