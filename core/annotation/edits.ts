import { dot, moved, scaled, vectorLps, type PointLps, type VectorLps } from '../geometry/frame.ts';
import { pointPixel, type PointPixel } from '../geometry/plane.ts';
import type { Drawing, PatientPlace } from './annotation.ts';

/** The drawing moved as a whole in the patient; one that is not there stays as it is. */
export function shiftedInPatient<D extends Drawing>(drawing: D, by: VectorLps): D {
  const { place } = drawing;
  return place.space !== 'patient'
    ? drawing
    : { ...drawing, place: { ...place, points: place.points.map((point) => moved(point, by)) } };
}

/** The drawing moved as a whole on its frame by columns and rows; one that is not there stays as it is. */
export function shiftedOnFrame<D extends Drawing>(drawing: D, columns: number, rows: number): D {
  const { place } = drawing;
  return place.space === 'patient'
    ? drawing
    : {
        ...drawing,
        place: { ...place, points: place.points.map(([x, y]) => pointPixel(x + columns, y + rows)) },
      };
}

/**
 * The drawing with one handle carried to another point of the patient.
 *
 * A circle moves with its centre, and so does an ellipse. A handle of a region stays in the plane of the region: of a
 * way that leaves it the part within is taken.
 *
 * @param handle - number of the point
 */
export function withPatientPoint<D extends Drawing>(drawing: D, handle: number, to: PointLps): D {
  const { kind, place } = drawing;
  const from = place.space === 'patient' ? place.points[handle] : undefined;
  if (place.space !== 'patient' || from === undefined) return drawing;
  const way = vectorLps(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  const isFlat = kind === 'circle' || kind === 'ellipse' || kind === 'polygon';
  const by = isFlat ? within(way, place) : way;
  if (handle === 0 && (kind === 'circle' || kind === 'ellipse')) return shiftedInPatient(drawing, by);
  const points = place.points.map((point, n) => (n === handle ? moved(point, by) : point));
  return { ...drawing, place: { ...place, points } };
}

const within = (way: VectorLps, { normal }: PatientPlace): VectorLps => {
  const across = scaled(normal, dot(way, normal));
  return vectorLps(way[0] - across[0], way[1] - across[1], way[2] - across[2]);
};

/** The drawing with one handle carried to another point of its frame; round shapes move with their centre. */
export function withFramePoint<D extends Drawing>(drawing: D, handle: number, to: PointPixel): D {
  const { kind, place } = drawing;
  const from = place.space === 'patient' ? undefined : place.points[handle];
  if (place.space === 'patient' || from === undefined) return drawing;
  if (handle === 0 && (kind === 'circle' || kind === 'ellipse'))
    return shiftedOnFrame(drawing, to[0] - from[0], to[1] - from[1]);
  return {
    ...drawing,
    place: { ...place, points: place.points.map((point, n) => (n === handle ? to : point)) },
  };
}
