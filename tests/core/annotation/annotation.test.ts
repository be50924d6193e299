import { expect, it } from 'vitest';
import { checkedDrawing, type Drawing, type ShapeKind } from '../../../core/annotation/annotation.ts';
import { shiftedInPatient, withFramePoint, withPatientPoint } from '../../../core/annotation/edits.ts';
import { statisticsWords, frameMeasureWords, patientMeasureWords } from '../../../core/annotation/words.ts';
import { seriesIdSchema } from '../../../core/contract/ids.ts';
import { pointLps, vectorLps, type PointLps } from '../../../core/geometry/frame.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import { deg, hu, mm, mm2 } from '../../../core/units.ts';

const [a, b, c, d] = [pointLps(0, 0, 0), pointLps(3, 0, 0), pointLps(0, 4, 0), pointLps(0, 0, 5)];
const drawn = (kind: ShapeKind, points: readonly PointLps[], normal = vectorLps(0, 0, 1)): Drawing =>
  ({ kind, text: null, place: { space: 'patient', points, normal, frameOfReferenceUid: null } });
const fault = (drawing: Drawing): string => {
  const checked = checkedDrawing(drawing);
  return checked.ok ? 'fits' : checked.failure.code;
};

it.each([
  ['distance', [a, b], 'fits'], ['distance', [a], 'annotation/point-count'], ['distance', [a, b, c], 'annotation/point-count'],
  ['distance', [a, a], 'annotation/no-extent'], ['path', [a, b, c, d], 'fits'], ['path', [a], 'annotation/point-count'],
  ['path', [a, a, a], 'annotation/no-extent'], ['path', Array.from({ length: 501 }, (_, n) => pointLps(n, 0, 0)), 'annotation/point-count'],
  ['angle', [b, a, d], 'fits'], ['angle', [b, a, a], 'annotation/no-extent'], ['angle', [a, a, b], 'annotation/no-extent'],
  ['circle', [a, b], 'fits'], ['circle', [a, d], 'annotation/off-plane'], ['ellipse', [a, b, c], 'fits'], ['ellipse', [a, b, d], 'annotation/off-plane'],
  ['polygon', [a, b, c], 'fits'], ['polygon', [a, b], 'annotation/point-count'], ['polygon', [a, b, c, d], 'annotation/off-plane'],
  ['arrow', [a, b], 'fits'], ['gap', [a, b], 'annotation/wrong-place'],
] as const)('a %s of %j: %s', (kind, points, code) => {
  expect(fault(drawn(kind, points))).toBe(code);
});

it('a normal must have the length 1', () => {
  expect(fault(drawn('distance', [a, b], vectorLps(0, 0, 1.1)))).toBe('annotation/off-plane');
});

it('a gap lies between two runs', () => {
  const partner = seriesIdSchema.parse('ser_0123456789abcdef');
  const place = { space: 'dual', frame: 0, partner, partnerFrame: 3, points: [pointPixel(1, 1), pointPixel(1, 1)] } as const;
  expect([fault({ kind: 'gap', text: null, place }), fault({ kind: 'distance', text: null, place })])
    .toEqual(['fits', 'annotation/wrong-place']);
});

it('moves one handle, or the whole of a round shape by its centre', () => {
  expect(withPatientPoint(drawn('distance', [a, b]), 1, d).place.points).toEqual([a, d]);
  expect(withPatientPoint(drawn('circle', [a, b]), 0, c).place.points).toEqual([c, pointLps(3, 4, 0)]);
  expect(shiftedInPatient(drawn('path', [a, b, c]), vectorLps(0, 0, 5)).place.points).toEqual([d, pointLps(3, 0, 5), pointLps(0, 4, 5)]);
  const frame: Drawing = { kind: 'distance', text: null, place: { space: 'frame', frame: 2, points: [pointPixel(1, 2), pointPixel(3, 4)] } };
  expect(withFramePoint(frame, 0, pointPixel(9, 9)).place.points).toEqual([[9, 9], [3, 4]]);
});

it('keeps a region in its plane whatever plane its handle is dragged on', () => {
  const dragged = withPatientPoint(drawn('polygon', [a, b, c]), 1, pointLps(5, 1, 7));
  expect(dragged.place.points[1]).toEqual(pointLps(5, 1, 0));
  expect(fault(dragged)).toBe('fits');
});

it('rounds lengths to 0.1 mm, angles to a degree, densities to whole HU, and says what is no HU or no millimetre', () => {
  expect(patientMeasureWords({ of: 'length', length: mm(12.349) })).toBe('12.3 mm');
  expect(patientMeasureWords({ of: 'angle', angle: deg(89.6) })).toBe('90°');
  expect(patientMeasureWords({ of: 'area', area: mm2(12.25) })).toBe('12.3 mm²');
  expect(frameMeasureWords({ of: 'length', pixels: 41.26, length: null, source: null })).toBe('41.3 px, not calibrated');
  expect(frameMeasureWords({ of: 'length', pixels: 41, length: mm(8.21), source: 'catheter 6F' })).toBe('8.2 mm, catheter 6F');
  const values = { mean: hu(-12.6), sd: hu(4.4), min: hu(-30), max: hu(2) };
  const statistics = { area: mm2(1), n: 9, values, padded: 2, outside: 0, sampling: 'voxels' } as const;
  expect(statisticsWords(statistics, 'HU')).toEqual(['mean −13 ± 4 HU', '−30 to 2', 'n 9 voxels', '2 on padding left out']);
  expect(statisticsWords(statistics, 'stored values')[0]).toBe('mean −13 ± 4 stored, not HU');
  expect(statisticsWords({ ...statistics, padded: 0, sampling: { step: mm(0.3516) } }, 'HU')[2]).toBe('n 9 samples every 0.35 mm');
});
