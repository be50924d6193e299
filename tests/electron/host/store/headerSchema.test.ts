import { expect, it } from 'vitest';
import type { InstanceHeader } from '../../../../core/dicom/header.ts';
import { headerSchema } from '../../../../electron/host/store/headerSchema.ts';
import { sliceHeader } from './imports.ts';

const slice = sliceHeader({}, 0);
const { image } = slice;
if (image === null) throw new Error('a slice without a picture');
/** A header of a run, of a report, and of each way in which pixels lie. */
const headers: readonly InstanceHeader[] = [
  slice,
  { ...slice, image: null, notes: [{ code: 'text/undecodable', detail: 'PatientName' }] },
  { ...slice, image: { ...image, frames: image.frames.map((frame) => ({ ...frame, rescale: 'unreadable' })) } },
  { ...slice, image: { ...image, pixels: { kind: 'encapsulated', offset: 1234, length: null } } },
  { ...slice, image: { ...image, pixels: { kind: 'deflated', start: 400, offset: 900, length: 8192 } } },
  { ...slice, image: { ...image, pixelFault: { code: 'truncated-pixels', expectedBytes: 10, presentBytes: 3 } } },
  { ...slice, image: { ...image, xa: {
    primaryAngle: -30.5, secondaryAngle: 25, distanceSourceToDetectorMm: 1100, distanceSourceToPatientMm: 765, estimatedMagnification: null,
    imagerPixelSpacing: [0.2, 0.2], calibrationType: null, frameTimeMs: null, frameTimeVectorMs: [0, 66.7, 66.6], cineRate: 15,
    recommendedFrameRate: null, rWaveFrames: [3, 12],
  } } },
];

it.each(headers)('header %# comes back from its text as it was', (header) => {
  expect(headerSchema.parse(JSON.parse(JSON.stringify(header)))).toEqual(header);
});

it.each([
  ['a number that is none', { ...slice, instanceNumber: Number.NaN }],
  ['an endless number', { ...slice, instanceNumber: Number.POSITIVE_INFINITY }],
  ['a field that nobody knows', { ...slice, colour: 'blue' }],
  ['a field that is missing', { ...slice, patient: { name: null, id: null, birthDate: null } }],
  ['half a point', { ...slice, image: { ...image, frames: [{ ...image.frames[0], position: [1, 2] }] } }],
])('refuses %s', (_what, header) => {
  expect(headerSchema.safeParse(header).success).toBe(false);
});
