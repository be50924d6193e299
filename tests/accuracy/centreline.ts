import { searchSpace } from '../../core/centreline/searchSpace.ts';
import { tracing } from '../../core/centreline/trace.ts';
import { greatestBend } from '../../core/geometry/bend.ts';
import { occlusionTruth } from '../../core/phantom/truth.ts';
import { openRadiusAt } from '../../core/phantom/vessel.ts';
import { gapToCourse, type PaintedVessel } from '../phantoms/randomVessel.ts';

/** How far one traced vessel lies from the truth. All in mm but for the shares and the bend. */
export interface CentrelineErrors {
  readonly openMean: number;
  readonly occludedMean: number;
  readonly occludedMost: number;
  /** Share of points within the vessel's own radius. */
  readonly overlap: number;
  /** Share of points no farther off than their stated uncertainty. */
  readonly withinStated: number;
  /** Of the traced bend in the occlusion from the true one, degrees. */
  readonly bend: number;
}

/** The errors of one painted vessel, or why it was not traced. */
export function centrelineErrors({ vessel, volume, seeds }: PaintedVessel): CentrelineErrors | string {
  const result = finished(tracing(finished(searchSpace(volume)), seeds));
  if (!result.ok) return result.failure.code;
  const { fromMm, toMm } = vessel.occlusion ?? { fromMm: 0, toMm: 0 };
  const points = result.value.centreline.points.map((point) => ({ ...point, ...gapToCourse(vessel, point.at) }));
  const occluded = points.filter(({ atMm }) => atMm > fromMm && atMm < toMm);
  const open = points.filter((point) => !occluded.includes(point));
  const share = (isSo: (point: typeof points[number]) => boolean): number => points.filter(isSo).length / points.length;
  const bend = greatestBend(occluded.map(({ at }) => at));
  return {
    openMean: mean(open.map(({ distance }) => distance)), occludedMean: mean(occluded.map(({ distance }) => distance)),
    occludedMost: Math.max(...occluded.map(({ distance }) => distance)),
    overlap: share(({ distance, atMm }) => distance <= openRadiusAt(vessel, atMm)),
    withinStated: share(({ distance, uncertainty }) => distance <= uncertainty),
    bend: bend.ok ? Math.abs(bend.value.angle - (occlusionTruth(vessel)?.bendDeg ?? NaN)) : NaN,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
