import { describe, expect, it } from 'vitest';
import { framesAlong } from '../../../core/geometry/frameAlong.ts';
import { affine, type IndexIjk, type PointLps, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { evenPoints, polylineLength } from '../../../core/geometry/polyline.ts';
import { DEMO_RECIPE, heartPhantom } from '../../../core/phantom/phantom.ts';
import { SCCT_SEGMENTS, scctSegment } from '../../../core/tree/segmentNames.ts';
import { segmentProposal } from '../../../core/tree/segment.ts';
import { vesselNameProposal } from '../../../core/tree/vesselName.ts';
import { mm } from '../../../core/units.ts';

/** A field of 180 mm about a heart that lies a little left of the origin, as scanners centre it. */
const GRID = { dims: [361, 361, 321] as const, lpsFromIjk: affine<PointLps, IndexIjk>([0.5, 0, 0, -82, 0, 0.5, 0, -90, 0, 0, 0.5, -84]) };
const phantom = heartPhantom({ ...DEMO_RECIPE, hasThorax: false });

/** A path along a vessel of the phantom from an abscissa to another, mm. */
function line(vessel: string, from: number, to: number) {
  const course = phantom.truth(vessel)?.centreline ?? [];
  const even = evenPoints(course, mm(0.5)).slice(Math.round(from / 0.5), Math.round(to / 0.5) + 1);
  const frames = framesAlong(Float64Array.from(even.flatMap((point) => [...point])), vectorLps(0, -1, 0));
  const points = even.map((at, n) => ({
    at, abscissa: mm(frames.abscissae[n] ?? 0), tangent: vectorLps(1, 0, 0), u: vectorLps(0, 1, 0), v: vectorLps(0, 0, 1),
    isBridged: false, uncertainty: mm(0),
  }));
  return { points, step: mm(0.5), length: polylineLength(even) };
}
const atAorta = { state: 'found', abscissa: mm(0) } as const;
const elsewhere = { state: 'not found', why: 'The path does not begin in the aorta.' } as const;

describe('the name of a path', () => {
  it.each([['RCA', 'RCA', 100], ['LM', 'LM', 22], ['LAD', 'LAD', 100], ['LCx', 'LCx', 80]])('from the aorta along the %s is %s', (vessel, expected, to) => {
    expect(vesselNameProposal(line(vessel, 0, to), atAorta, GRID).vessel).toBe(expected);
  });

  it.each([['RCA', 'RCA', 20, 110], ['LAD', 'LAD', 15, 90], ['LCx', 'LCx', 10, 70]])('that begins within the %s is %s by its side', (vessel, expected, from, to) => {
    const proposal = vesselNameProposal(line(vessel, from, to), elsewhere, GRID);
    expect(proposal.vessel).toBe(expected);
    expect(proposal.because).toContain('of the scan');
  });

  it('is not guessed in the middle of the scan, nor of a path of no points', () => {
    const middle = { points: line('LAD', 0, 30).points.map((point, n) => ({ ...point, at: pointLps(8, 0, n) })), step: mm(0.5), length: mm(30) };
    expect(vesselNameProposal(middle, elsewhere, GRID).vessel).toBeNull();
    expect(vesselNameProposal({ points: [], step: mm(0.5), length: mm(0) }, atAorta, GRID).vessel).toBeNull();
  });
});

describe('the segments', () => {
  it('are eighteen, each with a number and names of its own', () => {
    expect(SCCT_SEGMENTS.map(({ scct }) => scct)).toEqual(Array.from({ length: 18 }, (_, n) => `${n + 1}`));
    expect(new Set(SCCT_SEGMENTS.map(({ name }) => name)).size).toBe(18);
    expect(new Set(SCCT_SEGMENTS.map(({ short }) => short)).size).toBe(18);
  });

  it('are those that are proposed for a lesion', () => {
    const proposed = (['RCA', 'LAD', 'LCx', 'LM'] as const).flatMap((vessel) => [5, 45, 75, 130].flatMap((fromAorta) =>
      segmentProposal({ vessel, fromAorta: mm(fromAorta), leftMain: mm(10) }).segments));
    expect(proposed.filter(({ scct }) => scctSegment(scct) === undefined)).toEqual([]);
    expect(scctSegment('2')?.name).toBe(segmentProposal({ vessel: 'RCA', fromAorta: mm(55), leftMain: null }).segments[0]?.name);
  });
});
