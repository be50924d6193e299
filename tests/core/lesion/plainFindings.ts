import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { SectionMeasure } from '../../../core/calcium/profile.ts';
import type { Centreline } from '../../../core/centreline/centreline.ts';
import { entryIdSchema, operatorIdSchema, seriesIdSchema, vesselIdSchema, type EntryId, type VesselId } from '../../../core/contract/ids.ts';
import { cross, type PointLps, pointLps, type VectorLps, vectorLps } from '../../../core/geometry/frame.ts';
import { framesAlong } from '../../../core/geometry/frameAlong.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { evenPoints } from '../../../core/geometry/polyline.ts';
import type { Entry, EntryContent } from '../../../core/lesion/entry.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { deg, hu, mm, mm2 } from '../../../core/units.ts';

const triple = (values: Float64Array, n: number): readonly [number, number, number] =>
  [values[3 * n] ?? 0, values[3 * n + 1] ?? 0, values[3 * n + 2] ?? 0];

/** A centreline through points, one each half millimetre. */
export function lineThrough(points: readonly PointLps[], zero: VectorLps = vectorLps(0, -1, 0.01)): Centreline {
  const even = evenPoints(points, mm(0.5));
  const { abscissae, tangents, normals } = framesAlong(Float64Array.from(even.flatMap((point) => [...point])), zero);
  const step = mm(abscissae[1] ?? 0);
  return {
    points: even.map((at, n) => {
      const [tangent, u] = [vectorLps(...triple(tangents, n)), vectorLps(...triple(normals, n))];
      return { at, abscissa: mm(step * n), tangent, u, v: cross(tangent, u), isBridged: false, uncertainty: mm(0.5) };
    }),
    step, length: mm(step * (even.length - 1)), legs: [], by: 'given/1',
  };
}

/** Along x, straight. */
export const straight = (lengthMm: number): Centreline => lineThrough([pointLps(0, 0, 0), pointLps(lengthMm, 0, 0)]);

/** A vessel of 4 mm with a lumen of 3 mm where it is open, occluded between two abscissae; `of` says what differs where. */
export function plainFindings(
  centreline: Centreline, [start, end]: readonly [number, number], of: (at: number) => Partial<SectionMeasure> = () => ({}),
): VesselFindings {
  const cap = (at: number) => ({ abscissa: mm(at), isSeen: true, shape: 'blunt', taper: mm(0) } as const);
  return {
    seriesUid: '1.2.3', surroundings: null,
    centreline: { ...centreline, points: centreline.points.map((point) => ({ ...point, isBridged: point.abscissa > start && point.abscissa < end })) },
    sections: centreline.points.map(({ abscissa }) => ({
      abscissa, arc: deg(0), arcSpan: deg(0), csaPercent: 0, vesselArea: mm2(4 * Math.PI),
      lumenArea: abscissa > start && abscissa < end ? null : mm2(2.25 * Math.PI), thickness: mm(0), peak: hu(400), pattern: 'none',
      arcRange: [0, 0], csaRange: [0, 0], brightBeside: deg(0), wallSeen: 1, wallFrom: 'automatic', lumenFrom: 'automatic', ...of(abscissa),
    })),
    forms: centreline.points.map(() => ({ depth: null, arcs: 0, eccentricity: null })),
    outlines: centreline.points.map(() => ({ centre: pointUv(0, 0), wall: [], lumen: null, calcium: null })),
    proximalCap: cap(start), distalCap: cap(end), areCapsProposed: true, proposedCaps: { proximal: cap(start), distal: cap(end) }, contourFaults: [],
    threshold: { openHu: hu(450), occlusionHu: hu(300), method: 'lumen-adaptive', lumenMeanHu: hu(400), lumenSdHu: hu(15) },
    edge: { blurMm: 0.3, wallMm: 0.5, lumenShiftMm: 0, isMeasured: true },
    histogram: { from: hu(0), width: 20, occlusion: [], open: [] },
  };
}

/** What a section full of calcium differs in, by its arc and share. */
export const calcified = (arc: number, csaPercent: number, pattern: SectionMeasure['pattern'] = 'peripheral'): Partial<SectionMeasure> => ({
  arc: deg(arc), arcSpan: deg(arc), csaPercent, pattern,
  arcRange: [Math.max(0, arc - 20), Math.min(360, arc + 20)], csaRange: [Math.max(0, csaPercent - 5), Math.min(100, csaPercent + 5)],
});

export const series = seriesIdSchema.parse('ser_0123456789abcdef');
export const vessel = vesselIdSchema.parse('ves_0123456789abcdef');
export const author: NonNullable<Annotation['author']> = { id: operatorIdSchema.parse('opr_0123456789abcdef'), name: 'Dr A' };
export const entryId = (n: number): EntryId => entryIdSchema.parse(`ent_${String(n).padStart(16, '0')}`);

/** Entries of the vessel as they are kept, each a second after the one before. */
export const kept = (contents: readonly EntryContent[], of: VesselId | null = vessel): readonly Entry[] => contents.map((content, n) => {
  const at = `2026-11-28T20:00:${String(n).padStart(2, '0')}.000Z`;
  return { id: entryId(n), vessel: of, content, revision: 1, author, createdAt: at, changedBy: author, changedAt: at };
});
