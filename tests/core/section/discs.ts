import type { CentrelinePoint } from '../../../core/centreline/centreline.ts';
import type { VesselProfile } from '../../../core/calcium/profile.ts';
import type { UserThreshold } from '../../../core/calcium/threshold.ts';
import { vesselRays } from '../../../core/calcium/vesselLook.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { imageAround } from '../../../core/geometry/plane.ts';
import { passed } from '../../../core/section/blur.ts';
import { type CrossSection, SECTION_SHAPE } from '../../../core/section/section.ts';
import { mm } from '../../../core/units.ts';
import { profileOf, vesselLook } from '../calcium/atOnce.ts';

/** A straight vessel of known discs, blurred as a scan would: every answer is known on paper. */
export interface Discs {
  /** Radii of lumen and wall, mm; the middle of both lies `off` mm along u. */
  readonly lumen: number;
  readonly wall: number;
  readonly off: number;
  /** Without lumen between these abscissae, mm. */
  readonly closed: readonly [from: number, to: number];
  readonly outsideHu: number;
  /** Lung from so far beyond the wall on, mm; null where there is none. */
  readonly lungFrom: number | null;
  readonly lumenHu: number;
  /** A layer inside the wall: arc about `middleDeg`, thickness, density and where it lies. */
  readonly calcium: {
    readonly middleDeg: number; readonly arcDeg: number; readonly depth: number; readonly hu: number;
    readonly from: number; readonly to: number;
  } | null;
  /** Without lumen the wall lies so much farther out, mm, its layer of calcium with it. */
  readonly swollen: number;
  /** A vein or chamber along the whole vessel, on u, so far beyond the open vessel's wall, mm; null for none. */
  readonly neighbour: { readonly gap: number; readonly radius: number; readonly hu: number } | null;
  /** The path begins in a body of these HU that ends at this abscissa; null where it does not. */
  readonly aorta: { readonly to: number; readonly hu: number } | null;
  /** Whether v runs the other way. */
  readonly isMirrored: boolean;
}

export const DISCS: Discs = {
  lumen: 1.5, wall: 2, off: 0, closed: [15, 30], outsideHu: -95, lungFrom: null, lumenHu: 400, calcium: null,
  swollen: 0, neighbour: null, aorta: null, isMirrored: false,
};
export const WALL_HU = 60;
export const PLAQUE_HU = 90;
const LUNG_HU = -850;
const BLUR = 0.3;
const STEP = 0.5;
const LENGTH = 45;

/** Share within a round edge; blur moves it inwards by half its variance over the radius. */
const inside = (radius: number, r: number): number => passed((radius - BLUR ** 2 / (2 * Math.max(radius, BLUR)) - r) / BLUR);

/** HU across and along the vessel. */
function huAt(discs: Discs, u: number, v: number, at: number): number {
  if (discs.aorta !== null && at < discs.aorta.to) return discs.aorta.hu;
  const [x, y] = [u - discs.off, discs.isMirrored ? -v : v];
  const r = Math.hypot(x, y);
  const within = (from: number, to: number): number => passed((at - from) / BLUR) * passed((to - at) / BLUR);
  const isClosed = within(...discs.closed);
  const inner = WALL_HU + isClosed * (PLAQUE_HU - WALL_HU) + (1 - isClosed) * (discs.lumenHu - WALL_HU) * inside(discs.lumen, r);
  const surroundings = discs.lungFrom === null ? discs.outsideHu
    : LUNG_HU + (discs.outsideHu - LUNG_HU) * inside(discs.wall + discs.lungFrom, r);
  const { neighbour } = discs;
  const beyond = neighbour === null ? surroundings : surroundings + (neighbour.hu - discs.outsideHu)
    * inside(neighbour.radius, Math.hypot(x - discs.wall - neighbour.gap - neighbour.radius, y));
  const wall = discs.wall + discs.swollen * isClosed;
  const vessel = beyond + (inner - discs.outsideHu) * inside(wall, r);
  if (discs.calcium === null) return vessel;
  const { middleDeg, arcDeg, depth, hu, from, to } = discs.calcium;
  const off = ((((Math.atan2(y, x) * 180) / Math.PI - middleDeg) % 360) + 540) % 360 - 180;
  const around = arcDeg >= 360 ? 1 : passed((((arcDeg / 2 - Math.abs(off)) * Math.PI) / 180 * r) / BLUR);
  const radial = inside(wall, r) * (depth >= wall ? 1 : 1 - inside(wall - depth, r));
  return vessel + (hu - PLAQUE_HU) * around * radial * within(from, to);
}

/** Sections every half millimetre along z, with the points of their centreline. */
export function discSections(discs: Discs): {
  readonly points: readonly CentrelinePoint[]; readonly sections: readonly CrossSection[];
} {
  const { spacing, size } = SECTION_SHAPE;
  const [u, v] = [vectorLps(1, 0, 0), vectorLps(0, 1, 0)];
  const points = Array.from({ length: LENGTH / STEP + 1 }, (_, n) => ({
    at: pointLps(0, 0, n * STEP), abscissa: mm(n * STEP), tangent: vectorLps(0, 0, 1), u, v, isBridged: false, uncertainty: mm(0.1),
  }));
  const sections = points.map(({ at, abscissa }) => {
    const values = Int16Array.from({ length: size * size }, (_, pixel) => Math.round(huAt(discs,
      ((pixel % size) - (size - 1) / 2) * spacing, (Math.floor(pixel / size) - (size - 1) / 2) * spacing, abscissa)));
    return { abscissa, plane: { origin: at, u, v }, image: {
      plane: imageAround(at, { u, v }, [spacing, spacing], [size, size]), values, covered: new Uint8Array(size * size).fill(1),
    } };
  });
  return { points, sections };
}

/** What is measured on discs, their caps given as they are. */
export function measuredDiscs(chosen: Partial<Discs> = {}, user?: UserThreshold): VesselProfile {
  const discs = { ...DISCS, ...chosen };
  const { points, sections } = discSections(discs);
  const grid = { spacing: [mm(0.35), mm(0.35), mm(0.4)] } as const;
  const look = vesselLook(grid, vesselRays(grid, { points, step: mm(STEP) }, sections), { proximal: mm(discs.closed[0]), distal: mm(discs.closed[1]) });
  return profileOf(look, user);
}

/** The section at an abscissa. */
export const sectionAt = ({ sections }: VesselProfile, at: number): VesselProfile['sections'][number] => {
  const found = sections[Math.round(at / STEP)];
  if (found === undefined) throw new Error(`no section at ${at} mm`);
  return found;
};
