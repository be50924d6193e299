import { centrelineAt, type Centreline } from '../centreline/centreline.ts';
import { apply, between, indexIjk, type PointLps } from '../geometry/frame.ts';
import { mm, type Mm } from '../units.ts';
import type { VolumeGrid } from '../volume/volume.ts';
import type { Ostium } from './ostium.ts';
import type { VesselName } from './segment.ts';

/** The vessel that a path probably follows, and why; null where nothing speaks for one. */
export interface VesselNameProposal { readonly vessel: VesselName | null; readonly because: string; readonly by: string }

/** Algorithm and version. */
export const VESSEL_NAME_BY = 'vesselName/1';

/**
 * What tells the coronary arteries apart. @source anatomy: the right one leaves the root to the right and runs in the right
 * groove, the anterior descending one runs on the front, the circumflex around the left to the back; lengths own, unverified
 */
const RULE = {
  /** The first stretch after the ostium, which goes right or left, and by how much at least, mm. */
  firstMm: 25, leastRightMm: 5,
  /** A longer path has left the left main, mm. */
  longestLeftMainMm: 25,
  /** A path so far to one side of the middle of the scan, on the mean, lies on that side, mm. */
  sideMm: 10,
  /** How far the path runs to the front or the back, at least, mm. */
  leastFrontMm: 5,
};

const none = (because: string): VesselNameProposal => ({ vessel: null, because, by: VESSEL_NAME_BY });
const named = (vessel: VesselName, because: string): VesselNameProposal => ({ vessel, because, by: VESSEL_NAME_BY });

/**
 * The name of a traced vessel, to be confirmed. A graft, and a side branch, is not told from the vessel that it runs beside.
 *
 * @param ostium - null while nobody has looked
 * @method from the aorta: first to the right, or not; then to the front or to the back. A path that begins elsewhere is
 * judged by the side of the scan on which it lies
 * @source see RULE
 */
export function vesselNameProposal(
  line: Pick<Centreline, 'points' | 'step' | 'length'>, ostium: Ostium | null, grid: Pick<VolumeGrid, 'dims' | 'lpsFromIjk'>,
): VesselNameProposal {
  const begins = ostium?.state === 'found' ? ostium.abscissa : null;
  const from = centrelineAt(line, begins ?? mm(0));
  const to = centrelineAt(line, line.length);
  if (from === undefined || to === undefined) return none('There is no path yet.');
  if (begins !== null) return byOstium(line, begins);
  return bySide(line, between(from.at, farthestAlong(line, from.at))[1], grid, ostium === null ? '' : '; its path does not begin in the aorta');
}

function byOstium(line: Pick<Centreline, 'points' | 'step' | 'length'>, begins: Mm): VesselNameProposal {
  const [from, first] = [centrelineAt(line, begins), centrelineAt(line, mm(begins + RULE.firstMm))];
  if (from === undefined || first === undefined) return none('There is no path yet.');
  const [right] = between(first.at, from.at);
  if (right >= RULE.leastRightMm) return named('RCA', 'It leaves the aorta to the right.');
  if (line.length - begins <= RULE.longestLeftMainMm) return named('LM', `It leaves the aorta to the left and is traced for ${Math.round(line.length - begins)} mm.`);
  const [, back] = between(from.at, farthestAlong(line, from.at));
  return leftBy(back, 'It leaves the aorta to the left');
}

function bySide(
  line: Pick<Centreline, 'points'>, back: number, { dims: [nx, ny, nz], lpsFromIjk }: Pick<VolumeGrid, 'dims' | 'lpsFromIjk'>, beside: string,
): VesselNameProposal {
  const middle = apply(lpsFromIjk, indexIjk((nx - 1) / 2, (ny - 1) / 2, (nz - 1) / 2));
  const left = line.points.reduce((sum, { at }) => sum + at[0] - middle[0], 0) / Math.max(1, line.points.length);
  if (left <= -RULE.sideMm) return named('RCA', `It lies on the right of the scan${beside}.`);
  if (left < RULE.sideMm) return none(`It lies in the middle of the scan${beside}.`);
  return leftBy(back, 'It lies on the left of the scan');
}

function leftBy(back: number, where: string): VesselNameProposal {
  if (back <= -RULE.leastFrontMm) return named('LAD', `${where} and runs to the front.`);
  return back >= RULE.leastFrontMm ? named('LCx', `${where} and runs to the back.`) : none(`${where}, neither to the front nor to the back.`);
}

/** The point of the path that lies farthest to the front or to the back of where it begins. */
const farthestAlong = ({ points }: Pick<Centreline, 'points'>, from: PointLps): PointLps =>
  points.reduce((best, { at }) => (Math.abs(at[1] - from[1]) > Math.abs(best[1] - from[1]) ? at : best), from);
