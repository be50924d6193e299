import { describe, expect, it } from 'vitest';
import { measuredShaft, outerDiameter } from '../../../core/angiography/catheter.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import { FULL_MOON_DISEASE } from '../../../core/phantom/coronaries.ts';
import { angiogram, type RunRecipe } from '../../../core/phantom/projection.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { deg } from '../../../core/units.ts';

const SIZE = 512;
const RECIPE: RunRecipe = {
  view: {
    primary: deg(30), secondary: deg(20), sourceToDetectorMm: 1195, sourceToPatientMm: 785, isocentre: pointLps(6, -4, -2),
    columns: SIZE, rows: SIZE, imagerPixelSpacing: [0.4, 0.4],
  },
  frames: 60, frameTimeMs: 66.667, rToRMs: 968, firstFrameMs: 620, injected: 'target', injectionAtS: 0.5,
  disease: FULL_MOON_DISEASE, seed: 4,
};
const even = new Float32Array(SIZE * SIZE).fill(0.5);
const run = angiogram(RECIPE, { rest: even, contracted: even });

/** Millimetres a pixel that a 6F guiding catheter gives, measured from one place before its tip to another, before the injection. */
function scaleBy(which: RunRecipe['injected'], fromMm: number, toMm: number): number {
  const [from, to] = [run.catheterAt(which, fromMm, 0), run.catheterAt(which, toMm, 0)];
  const shaft = measuredShaft(
    { samples: run.frame(0), columns: SIZE, rows: SIZE, aspect: 1, intensity: 'linear' },
    pointPixel(from.column, from.row), pointPixel(to.column, to.row), 'guiding',
  );
  if (!shaft.ok) throw new Error(shaft.failure.code);
  return outerDiameter(6) / shaft.value.diameterPixels;
}

describe.each([['target', 13, 25], ['target', 29, 41], ['donor', 5, 17], ['donor', 13, 25], ['donor', 21, 33]] as const)(
  'the empty 6F guiding catheter of the %s, %d to %d mm before its tip', (which, from, to) => {
    it('gives the scale at its own depth within 3 %', () => {
      const { magnification } = run.catheterAt(which, (from + to) / 2, 0);
      expect(Math.abs((scaleBy(which, from, to) * magnification) / 0.4 - 1)).toBeLessThan(0.03);
    });

    it('agrees with the scale that the geometry of the run states for the isocentre within 5 %', () => {
      expect(Math.abs((scaleBy(which, from, to) * 1195) / 785 / 0.4 - 1)).toBeLessThan(0.05);
    });
  },
);
