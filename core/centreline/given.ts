import { between, norm, type PointLps } from '../geometry/frame.ts';
import { polylineLength } from '../geometry/polyline.ts';
import { err, ok, type Result } from '../result.ts';
import { neighbours } from '../sequence.ts';
import { mm, type Mm } from '../units.ts';
import { huAtPoint, huSampler } from '../volume/sample.ts';
import type { Volume } from '../volume/volume.ts';
import type { Centreline } from './centreline.ts';
import { middles, surroundingsOf } from './edges.ts';
import { evenCourse } from './evenly.ts';
import { bridgedAlong } from './lookAlong.ts';
import { AIR_HU } from './seeds.ts';

/** What is wrong with a centreline from outside. `point` counts its points from 0. */
export type GivenFailure =
  | { readonly code: 'given/too-short'; readonly length: Mm }
  | { readonly code: 'given/not-a-place'; readonly point: number }
  | { readonly code: 'given/point-outside'; readonly point: number }
  /** From the point before it is too far to be one vessel. */
  | { readonly code: 'given/gap'; readonly point: number; readonly distance: Mm }
  /** So much of it lies in air. */
  | { readonly code: 'given/in-air'; readonly length: Mm };

/** Origin of what is measured along it. */
export const GIVEN_BY = 'centreline/given';

/** Shorter than this nothing is measured; points farther apart are no course, mm. */
const LEAST_MM = 5;
const MOST_APART_MM = 10;
/** No vessel runs through air: more of it than this is no slip beside a lung, mm. */
const MOST_AIR_MM = 3;
/** Contrast, HU, and how much of either end tells it, mm. */
const CONTRAST = { from: 180, to: 800 };
const END_MM = 6;

/**
 * A centreline from outside, resampled and given its axes; its points are not moved.
 *
 * @param line - proximal to distal, LPS mm
 * @returns with an infinite uncertainty: nobody has said how well it lies
 * @fails see GivenFailure
 */
export function givenCentreline(volume: Volume, line: readonly PointLps[]): Result<Centreline, GivenFailure> {
  for (const [point, at] of line.entries()) {
    if (at.length !== 3 || !at.every(Number.isFinite)) return err({ code: 'given/not-a-place', point });
    if (huAtPoint(volume, at) === null) return err({ code: 'given/point-outside', point });
  }
  for (const [n, [a, b]] of neighbours(line).entries()) {
    const distance = mm(norm(between(a, b)));
    if (distance > MOST_APART_MM) return err({ code: 'given/gap', point: n + 1, distance });
  }
  const total = polylineLength(line);
  if (!(total >= LEAST_MM)) return err({ code: 'given/too-short', length: total });
  const { points: course, step, length } = evenCourse(line);
  const huAt = huSampler(volume);
  const air = mm(step * course.filter(({ at }) => (huAt(at) ?? -Infinity) < AIR_HU).length);
  if (air > MOST_AIR_MM) return err({ code: 'given/in-air', length: air });
  const isBridged = bridgesOf(volume, Float64Array.from(course.flatMap(({ at }) => [...at])), Math.round(END_MM / step));
  const points = course.map((point, n) => ({ ...point, isBridged: isBridged[n] === true, uncertainty: mm(Infinity) }));
  const bridged = mm(isBridged.filter(Boolean).length * step);
  return ok({ points, step, length, legs: [{ from: mm(0), to: length, bridged }], by: GIVEN_BY });
}

/** Where there is no contrast, by the contrast of either end. */
function bridgesOf(volume: Volume, flat: Float64Array, reach: number): readonly boolean[] {
  const around = surroundingsOf(volume, flat);
  const hus = middles(around).map(({ hu }) => hu);
  const contrast = (values: readonly number[]): number | null => {
    const lit = values.filter((hu) => hu >= CONTRAST.from && hu <= CONTRAST.to).toSorted((a, b) => a - b);
    return lit[Math.floor(lit.length / 2)] ?? null;
  };
  return bridgedAlong(around, { proximal: contrast(hus.slice(0, reach)), distal: contrast(hus.slice(-reach)) });
}

/** Why a centreline from outside was not taken and what to do. Points are counted from 1. */
export function givenSentence(failure: GivenFailure): string {
  switch (failure.code) {
    case 'given/too-short':
      return `The centreline given is ${failure.length.toFixed(1)} mm long. Give one of at least ${LEAST_MM} mm, or leave it out and it is traced.`;
    case 'given/not-a-place':
      return `Point ${failure.point + 1} of the centreline is no place: it needs three finite numbers [x, y, z] in mm.`;
    case 'given/point-outside':
      return `Point ${failure.point + 1} of the centreline lies outside the volume. Coordinates are DICOM patient coordinates (LPS) in mm: check that it belongs to this series.`;
    case 'given/gap':
      return `Point ${failure.point + 1} of the centreline lies ${failure.distance.toFixed(1)} mm from the one before. Give its points in order, at most ${MOST_APART_MM} mm apart.`;
    case 'given/in-air':
      return `${failure.length.toFixed(1)} mm of the centreline lie in air. Coordinates are DICOM patient coordinates (LPS) in mm: check that it follows the vessel in this series.`;
  }
}
