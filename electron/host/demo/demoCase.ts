import { pointLps, type PointLps, vectorLps } from '../../../core/geometry/frame.ts';
import type { Imaging, PaintGrid } from '../../../core/phantom/painter.ts';
import { DEMO_RECIPE } from '../../../core/phantom/phantom.ts';
import { derivedUid } from '../dicom/derivedUid.ts';
import type { CtSeriesFacts } from './ctImage.ts';
import type { StudyFacts } from './imageModules.ts';

const PATIENT = {
  patientName: 'DEMO-ALBRECHT-WIESENBURGER^Josef Maximilian', patientId: 'FM-DEMO-0047',
  birthDate: '19550314', sex: 'M', age: '071Y',
} as const;

/** The demo patient's CT. */
export const CT_STUDY: StudyFacts = {
  ...PATIENT, uid: derivedUid('demo ct study'), id: 'CT-1', date: '20261112', time: '094210', accession: 'DEMO-CT-1',
  description: 'Coronary CT angiography',
};

/** The demo patient's angiography, two weeks before. */
export const XA_STUDY: StudyFacts = {
  ...PATIENT, uid: derivedUid('demo xa study'), id: 'XA-1', date: '20261030', time: '140516', accession: 'DEMO-XA-1',
  description: 'Coronary angiography, dual injection',
};

/** The demo's CCTA: what its slices share. */
export const CT_SERIES: CtSeriesFacts = {
  uid: derivedUid('demo ct series'), number: 4, description: 'CCTA 75 %, smooth', kernel: 'Bv40', phasePercent: DEMO_RECIPE.phasePercent,
  triggerTimeMs: 776, frameOfReferenceUid: derivedUid('demo frame of reference'), patientPosition: 'HFS',
  format: { bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: false }, slope: 1, intercept: -1024, hasContrast: true,
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
  columns: SIZE, rows: SIZE, pixelSpacing: [PIXEL_MM, PIXEL_MM], row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0),
  positions: Array.from({ length: SLICES }, (_, k): PointLps =>
    pointLps(MIDDLE.x - HALF_MM, MIDDLE.y - HALF_MM, MIDDLE.z + (SLICES / 2 - k) * SLICE_MM)),
};

/** Slices overlap a little: 0.6 mm every 0.5 mm. */
export const CT_THICKNESS_MM = 0.6;

/** A scanner with a smooth kernel. */
export const CT_IMAGING: Imaging = { fwhmInPlaneMm: 0.7, fwhmThroughMm: 0.7, noiseSd: 24, noiseCorrelation: 0.8, seed: DEMO_RECIPE.seed };
