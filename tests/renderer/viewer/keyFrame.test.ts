import { describe, expect, it } from 'vitest';
import type { Annotation, Drawing } from '../../../core/annotation/annotation.ts';
import { annotationIdSchema, seriesIdSchema } from '../../../core/contract/ids.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import { frameInTile } from '../../../renderer/viewer/marks/keyFrame.ts';
import type { FrameOnTile, Projected, Surface } from '../../../renderer/viewer/marks/surface.ts';
import type { PointCanvas } from '../../../renderer/viewer/viewTransform.ts';

const series = seriesIdSchema.parse('ser_0123456789abcdef');
const other = seriesIdSchema.parse('ser_fedcba9876543210');

/** A tile of 200 x 100 on which the frame begins at (20, 10) and each pixel takes two; `aspect` is how many it takes downwards. */
const frameAt = (aspect = 2): FrameOnTile => ({
  of: 'run', index: 7, window: { width: 200, level: 100 }, isInverted: false,
  pixelAt: ([x, y]) => pointPixel((x - 20) / 2 - 0.5, (y - 10) / aspect - 0.5),
});
const surfaceOf = (frame: FrameOnTile | null, projected: (drawing: Drawing) => Projected | null = () => null): Surface => ({
  series: () => series, size: () => [200, 100], frame: () => frame, projected: (drawing) => projected(drawing), valueWords: () => ['12.0 mm', 'mean 300'],
}) as Partial<Surface> as Surface;
const drawn = (kind: Annotation['kind'], changed: Partial<Annotation> = {}): Annotation => ({
  id: annotationIdSchema.parse('ann_0123456789abcdef'), series, kind, text: null, place: { space: 'frame', frame: 7, points: [] }, revision: 1,
  author: null, createdAt: '', changedBy: null, changedAt: '', ...changed,
});
const line = (...at: readonly PointCanvas[]): Projected => ({
  pieces: at.slice(1).map((to, n) => [at[n] ?? to, to] as const), isWhole: true, handles: at.map((one) => ({ at: one, isSeen: true })),
});

describe('the frame that a key image shows', () => {
  it('is told with what of it was seen, in its own pixels: the corner of the first pixel is -0.5', () => {
    expect(frameInTile(surfaceOf(frameAt()), [])).toEqual({
      series, frame: { of: 'run', index: 7, window: { width: 200, level: 100 }, isInverted: false, area: [-10.5, -5.5, 89.5, 44.5], marks: [] },
    });
    const mirrored: FrameOnTile = { ...frameAt(), pixelAt: ([x, y]) => pointPixel(99.5 - x / 2, y / 2 - 0.5) };
    expect(frameInTile(surfaceOf(mirrored), [])?.frame.area).toEqual([-0.5, -0.5, 99.5, 49.5]);
  });

  it('is none of a cut that lies on no frame', () => {
    expect(frameInTile(surfaceOf(null), [drawn('path')])).toBeNull();
  });

  it('carries the marks that are seen, where they are seen', () => {
    const marksOf = (annotation: Annotation, projected: Projected, frame = frameAt()) =>
      frameInTile(surfaceOf(frame, () => projected), [annotation])?.frame.marks;
    expect(marksOf(drawn('path', { text: 'cap' }), line([21, 11], [41, 11], [41, 31]))).toEqual([
      { shape: 'line', points: [[0, 0], [10, 0], [10, 10]], words: 'cap, 12.0 mm, mean 300' },
    ]);
    // Its middle piece lies outside the slab.
    const broken = { ...line([21, 11], [41, 11]), pieces: [[[21, 11], [25, 11]], [[35, 11], [41, 11]]] as const, isWhole: false };
    expect(marksOf(drawn('path'), broken)).toEqual([
      { shape: 'line', points: [[0, 0], [2, 0]], words: '12.0 mm' }, { shape: 'line', points: [[7, 0], [10, 0]], words: '' },
    ]);
    expect(marksOf(drawn('path', { series: other }), line([21, 11], [41, 11]))?.[0]?.words).toBe('12.0 mm');
    expect(marksOf(drawn('arrow'), line([21, 11], [41, 11]))?.[1]).toEqual({ shape: 'point', points: [[0, 0]], words: '' });
  });

  it('keeps a circle as one where its pixels are square', () => {
    const circle = line([61, 51], [81, 51]);
    const shapes = (frame: FrameOnTile) => frameInTile(surfaceOf(frame, () => circle), [drawn('circle')])?.frame.marks.map(({ shape, points }) => [shape, points]);
    expect(shapes(frameAt())).toEqual([['circle', [[20, 20], [30, 20]]]]);
    expect(shapes(frameAt(3))?.[0]?.[0]).toBe('line');
  });
});
