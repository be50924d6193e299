import { type Deg, radFromDeg } from '../units.ts';
import { between, dot, moved, type PointLps, type VectorLps, vectorLps } from './frame.ts';

/** How a C-arm looks: along the beam from source to detector, with the image's right and up as the viewer sees them. */
export interface BeamAxes {
  readonly beam: VectorLps;
  readonly right: VectorLps;
  readonly up: VectorLps;
}

/**
 * The axes of a view by its angles, for a patient who lies supine, head first. The viewer looks from the detector:
 * at AP the patient's left is on the right.
 *
 * @param primary - + LAO, − RAO
 * @param secondary - + cranial, − caudal
 * @source DICOM PS3.3 C.8.7.5 (angles); measurements, section 6 (axes)
 * @accuracy right × up is the beam to 1e-15 (carm.test.ts)
 */
export function beamAxes(primary: Deg, secondary: Deg): BeamAxes {
  const a = radFromDeg(primary);
  const b = radFromDeg(secondary);
  return {
    beam: vectorLps(Math.sin(a) * Math.cos(b), -Math.cos(a) * Math.cos(b), Math.sin(b)),
    right: vectorLps(Math.cos(a), Math.sin(a), 0),
    up: vectorLps(-Math.sin(a) * Math.sin(b), Math.cos(a) * Math.sin(b), Math.cos(b)),
  };
}

/** A view with its distances and its detector. */
export interface CArmView {
  readonly primary: Deg;
  readonly secondary: Deg;
  readonly sourceToDetectorMm: number;
  /** From the source to the isocentre. */
  readonly sourceToPatientMm: number;
  readonly isocentre: PointLps;
  readonly columns: number;
  readonly rows: number;
  /** At the detector, mm. */
  readonly imagerPixelSpacing: readonly [x: number, y: number];
}

/** Where a point falls: column and row (0-based, pixel centres are integers), and how much larger it is there. */
export interface ProjectedPoint {
  readonly column: number;
  readonly row: number;
  /** Detector mm per patient mm at the point's depth. */
  readonly magnification: number;
}

/** Where the source stands. */
export const sourceOf = (view: CArmView): PointLps =>
  moved(view.isocentre, beamAxes(view.primary, view.secondary).beam, -view.sourceToPatientMm);

/** The point as the view shows it; the isocentre falls into the middle of the image. */
export function projectedPoint(view: CArmView, at: PointLps): ProjectedPoint {
  const { beam, right, up } = beamAxes(view.primary, view.secondary);
  const ray = between(sourceOf(view), at);
  const magnification = view.sourceToDetectorMm / dot(ray, beam);
  return {
    magnification,
    column: (view.columns - 1) / 2 + (magnification * dot(ray, right)) / view.imagerPixelSpacing[0],
    row: (view.rows - 1) / 2 - (magnification * dot(ray, up)) / view.imagerPixelSpacing[1],
  };
}

