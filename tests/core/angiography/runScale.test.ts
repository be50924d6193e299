import { describe, expect, it } from 'vitest';
import { frameLength, pixelLength } from '../../../core/angiography/frameLength.ts';
import { runScale, scaleDisagreement, type MeasuredScale, type StatedGeometry } from '../../../core/angiography/runScale.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';

const NONE: StatedGeometry = {
  imagerPixelSpacing: null, pixelSpacing: null, calibrationType: null, sourceToDetectorMm: null, sourceToPatientMm: null,
  estimatedMagnification: null,
};
/** On paper: 0.184 × 785 / 1195 = 0.1209 mm. */
const ROOM: StatedGeometry = { ...NONE, imagerPixelSpacing: [0.184, 0.184], sourceToDetectorMm: 1195, sourceToPatientMm: 785 };
const SIX_FRENCH: MeasuredScale = { by: 'catheter', knownMm: 2, measuredPixels: 10, spreadPixels: 0.2, french: 6 };

describe('a scale by the header', () => {
  it('is the spacing of the detector over the magnification of the distances', () => {
    const scale = runScale(ROOM, null);
    expect(scale.mmPerPixel).toBeCloseTo(0.12087, 5);
    expect([scale.source, scale.words]).toEqual(['distances', 'Estimated from SOD and SID (1.52×): 0.121 mm a pixel']);
  });

  it('is the same from the stated magnification, which goes before', () => {
    const scale = runScale({ ...ROOM, estimatedMagnification: 1195 / 785 }, null);
    expect([scale.mmPerPixel?.toFixed(3), scale.source]).toEqual(['0.121', 'magnification']);
  });

  it.each([['FIDUCIAL', 'fiducial'], ['GEOMETRY', 'geometry']] as const)('is a %s spacing as it stands', (type, source) => {
    const scale = runScale({ ...ROOM, pixelSpacing: [0.118, 0.118], calibrationType: type }, null);
    expect([scale.mmPerPixel, scale.source]).toEqual([0.118, source]);
  });

  it('says at which depth an estimate holds, and nothing of the kind of a fiducial', () => {
    expect(runScale(ROOM, null).cautions.join()).toContain('isocentre');
    expect(runScale({ ...ROOM, pixelSpacing: [0.118, 0.118], calibrationType: 'FIDUCIAL' }, null).cautions).toEqual([]);
  });
});

describe('a header that cannot be trusted gives no millimetre and a word', () => {
  it.each<readonly [string, Partial<StatedGeometry>, RegExp]>([
    ['nothing', { imagerPixelSpacing: null, sourceToDetectorMm: null, sourceToPatientMm: null }, /^$/],
    ['no magnification', { sourceToDetectorMm: null }, /magnification unknown/],
    ['a detector distance of zero', { sourceToDetectorMm: 0 }, /Source to detector of 0 mm is impossible/],
    ['a negative patient distance', { sourceToPatientMm: -785 }, /Source to patient of -785 mm is impossible/],
    ['a detector nearer than the patient', { sourceToDetectorMm: 700 }, /less than source to patient/],
    ['a magnification below one', { estimatedMagnification: 0.66, sourceToDetectorMm: null }, /Magnification of 0.66 is impossible/],
    ['a negative magnification', { estimatedMagnification: -1.5, sourceToPatientMm: null }, /Magnification of -1.5 is impossible/],
    ['a magnification that the distances contradict', { estimatedMagnification: 1.4 }, /contradicts SID over SOD/],
    ['a detector spacing of zero', { imagerPixelSpacing: [0, 0] }, /Detector spacing of 0 mm is impossible/],
    ['an impossible width', { imagerPixelSpacing: [18.4, 18.4] }, /impossible for a coronary run/],
  ])('%s', (_, wrong, word) => {
    const scale = runScale({ ...ROOM, ...wrong }, null);
    expect(scale.mmPerPixel).toBeNull();
    expect(scale.cautions.join('\n')).toMatch(word);
  });

  it.each<readonly [string, Partial<StatedGeometry>, RegExp]>([
    ['a spacing without a type', { pixelSpacing: [0.2, 0.2] }, /without a calibration type/],
    ['a type without a spacing', { calibrationType: 'FIDUCIAL' }, /names a calibration \(FIDUCIAL\) but no pixel spacing/],
    ['an unknown type', { pixelSpacing: [0.2, 0.2], calibrationType: 'GUESS' }, /GUESS is unknown/],
    ['a spacing of zero', { pixelSpacing: [0, 0], calibrationType: 'FIDUCIAL' }, /impossible/],
    ['a spacing larger than the detector’s', { imagerPixelSpacing: [0.1, 0.1], pixelSpacing: [0.2, 0.2], calibrationType: 'GEOMETRY' }, /contradicts itself/],
  ])('%s', (_, wrong, word) => {
    const scale = runScale({ ...NONE, ...wrong }, null);
    expect(scale.mmPerPixel).toBeNull();
    expect(scale.cautions.join('\n')).toMatch(word);
  });

  it('takes the other source where only one is wrong, and still says the word', () => {
    const scale = runScale({ ...ROOM, estimatedMagnification: 0 }, null);
    expect([scale.source, scale.cautions[0]]).toEqual(['distances', 'Magnification of 0 is impossible: not used']);
  });

  it.each([[1.0099, true], [0.9901, true], [1.011, false], [0.989, false]])(
    'lets a magnification differ by a hundredth from the distances (%d)', (times, isTaken) => {
      expect(runScale({ ...ROOM, estimatedMagnification: (1195 / 785) * times }, null).mmPerPixel !== null).toBe(isTaken);
    },
  );

  it('says where pixels are not square, and not for rounding', () => {
    expect(runScale({ ...ROOM, imagerPixelSpacing: [0.184, 0.2] }, null).cautions.join()).toContain('Pixels are not square (0.184 × 0.2 mm)');
    expect(runScale({ ...ROOM, imagerPixelSpacing: [0.184, 0.1841] }, null).cautions.join()).not.toContain('square');
  });
});

describe('a scale by what the operator measured', () => {
  it('is the true size over the size in the picture', () => {
    const scale = runScale(NONE, SIX_FRENCH);
    expect([scale.mmPerPixel, scale.source, scale.words]).toEqual([0.2, 'catheter', 'Catheter 6F: 0.200 mm a pixel ± 2.0 %']);
  });

  it('goes before every estimate, and says how far that one lies', () => {
    const scale = runScale(ROOM, { ...SIX_FRENCH, measuredPixels: 2 / 0.12 });
    expect(scale.mmPerPixel).toBeCloseTo(0.12, 9);
    expect(scale.cautions).toEqual(['Not used: estimated from SOD and SID, 0.7 % larger']);
  });

  it('stands behind a fiducial, and says how far it lies', () => {
    const scale = runScale({ ...NONE, pixelSpacing: [0.16, 0.16], calibrationType: 'FIDUCIAL' }, SIX_FRENCH);
    expect([scale.mmPerPixel, scale.cautions]).toEqual([0.16, ['Not used: catheter 6F, 25.0 % larger']]);
  });

  it.each([[0, 10], [2, 0], [-2, 10], [2, Number.NaN], [200, 10]])('is none of %d mm over %d pixels', (knownMm, measuredPixels) => {
    expect(runScale(NONE, { ...SIX_FRENCH, knownMm, measuredPixels }).mmPerPixel).toBeNull();
  });

  it.each([['sphere', 'sphere 10 mm'], ['distance', 'known distance 10 mm']] as const)('names a %s', (by, beside) => {
    const scale = runScale(NONE, { by, knownMm: 10, measuredPixels: 50, spreadPixels: null, french: null });
    expect(scale.mmPerPixel === null ? null : scale.beside).toBe(beside);
  });
});

describe('a measured scale against that of the header', () => {
  it('differs by a share, or is without another to differ from', () => {
    expect(scaleDisagreement({ ...NONE, pixelSpacing: [0.16, 0.16], calibrationType: 'GEOMETRY' }, SIX_FRENCH)).toBeCloseTo(0.25, 12);
    expect([scaleDisagreement(NONE, SIX_FRENCH), scaleDisagreement(ROOM, null)]).toEqual([null, null]);
  });
});

describe('a length on a frame', () => {
  const path = [pointPixel(10, 10), pointPixel(13, 14), pointPixel(13, 24)];

  it('is counted in pixel widths, high pixels as high as they are', () => {
    expect(pixelLength(path, null)).toBe(15);
    expect(pixelLength(path, 2)).toBeCloseTo(Math.hypot(3, 8) + 20, 12);
  });

  it('is in millimetres only where the run has a scale', () => {
    expect(frameLength(path, 1, runScale(NONE, SIX_FRENCH))).toBeCloseTo(3, 12);
    expect(frameLength(path, 1, runScale(NONE, null))).toBeNull();
  });
});
