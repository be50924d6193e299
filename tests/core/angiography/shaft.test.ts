import { describe, expect, it } from 'vitest';
import { FRENCH_SIZES, measuredShaft, outerDiameter } from '../../../core/angiography/catheter.ts';
import { measuredScale } from '../../../core/angiography/runScale.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import type { ShaftKind } from '../../../core/angiography/shaftWidth.ts';
import { drawnShaft, ends, MIDDLE, type ShaftFacts } from './drawnShaft.ts';

const USUAL: ShaftFacts = {
  diameter: 10, hollow: 0.7, blur: 1, noise: 8, angle: 27, bend: null, intensity: 'logarithmic', isBright: false, seed: 7,
};
/** Measured between two clicks that lie `off` pixels beside the middle, to one side and to the other. */
function measured(facts: Partial<ShaftFacts>, { length = 40, off = 0, kind = 'diagnostic' as ShaftKind } = {}): ReturnType<typeof measuredShaft> {
  const all = { ...USUAL, ...facts };
  const [from, to] = ends(all, length);
  const [x, y] = [-Math.sin((all.angle * Math.PI) / 180), Math.cos((all.angle * Math.PI) / 180)];
  return measuredShaft(drawnShaft(all), pointPixel(from[0] + off * x, from[1] + off * y), pointPixel(to[0] - off * x, to[1] - off * y), kind);
}
const diameter = (result: ReturnType<typeof measuredShaft>): number => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value.diameterPixels;
};
const WITHIN = 0.1;

describe('a shaft is measured to a tenth of a pixel', () => {
  it.each([5.5, 6.6, 8.3, 10, 12.37, 16.9, 22])('%d pixels across', (size) => {
    expect(Math.abs(diameter(measured({ diameter: size })) - size)).toBeLessThan(WITHIN);
  });
  it.each([0, 10, 45, 71, 90, 133, 180])('at %d degrees', (angle) => {
    expect(Math.abs(diameter(measured({ angle })) - 10)).toBeLessThan(WITHIN);
  });
  it.each([0.6, 0.8, 1.2, 1.6])('through a blur of %d pixels', (blur) => {
    expect(Math.abs(diameter(measured({ blur })) - 10)).toBeLessThan(WITHIN);
  });
  it.each([['guiding', 0.88], ['diagnostic', 0.7], ['filled', 0]] as const)('%s, of which %d is hollow', (kind, hollow) => {
    expect(Math.abs(diameter(measured({ hollow, noise: 2 }, { kind })) - 10)).toBeLessThan(0.05);
  });
  it.each([['linear', false], ['logarithmic', true], ['linear', true]] as const)('%s, bright %s', (intensity, isBright) => {
    expect(Math.abs(diameter(measured({ intensity, isBright, noise: 4 })) - 10)).toBeLessThan(WITHIN);
  });
  it('with clicks beside its middle, one to each side', () => {
    expect(Math.abs(diameter(measured({}, { off: 3 })) - 10)).toBeLessThan(WITHIN);
  });
  it('in a gentle bend', () => {
    expect(Math.abs(diameter(measured({ bend: 400 }, { length: 30 })) - 10)).toBeLessThan(WITHIN);
  });
  it('and says how far the sections differ', () => {
    const found = measured({ noise: 20 });
    expect(found.ok && found.value.spreadPixels > 0 && found.value.spreadPixels < 0.6).toBe(true);
    expect(found.ok && found.value.edges.length === found.value.sections).toBe(true);
  });
});

describe('no width is given', () => {
  it('for clicks too close together', () => {
    expect(measured({}, { length: 6 })).toMatchObject({ ok: false, failure: { code: 'shaft/too-short' } });
  });
  it('where there is no shaft', () => {
    const picture = drawnShaft(USUAL);
    expect(measuredShaft(picture, pointPixel(10, 100), pointPixel(30, 112), 'diagnostic')).toMatchObject({ ok: false });
    const noise = { ...picture, samples: Uint16Array.from({ length: 128 * 128 }, (_, n) => 1000 + ((n * 7919) % 64)) };
    expect(measuredShaft(noise, pointPixel(40, 64), pointPixel(90, 64), 'diagnostic')).toMatchObject({ ok: false });
    expect(measuredShaft({ ...picture, samples: new Uint16Array(128 * 128) }, pointPixel(40, 64), pointPixel(90, 64), 'diagnostic'))
      .toMatchObject({ ok: false, failure: { code: 'shaft/no-edges' } });
  });
  it('for a wire', () => {
    expect(measured({ diameter: 2.5, hollow: 0, noise: 2 })).toMatchObject({ ok: false });
  });
  it('across pixels that are not square', () => {
    expect(measuredShaft({ ...drawnShaft(USUAL), aspect: 1.2 }, pointPixel(40, MIDDLE), pointPixel(90, MIDDLE), 'diagnostic'))
      .toMatchObject({ ok: false, failure: { code: 'shaft/not-square' } });
  });
  it('for a click beside the picture', () => {
    expect(measuredShaft(drawnShaft(USUAL), pointPixel(-1, 20), pointPixel(40, 60), 'diagnostic'))
      .toMatchObject({ ok: false, failure: { code: 'shaft/outside' } });
  });
});

it('French sizes are thirds of a millimetre', () => {
  expect(FRENCH_SIZES.map((french) => outerDiameter(french).toFixed(2))).toEqual(['1.33', '1.67', '2.00', '2.33', '2.67']);
});

it('a 6F shaft of 10 pixels makes 0.2 mm a pixel, to 1 %', () => {
  const scale = measuredScale({ by: 'catheter', knownMm: outerDiameter(6), measuredPixels: diameter(measured({})), spreadPixels: 0.1, french: 6 });
  expect(Math.abs((scale?.mmPerPixel ?? 0) / 0.2 - 1)).toBeLessThan(0.01);
});
