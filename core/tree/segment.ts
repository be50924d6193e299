import { type Mm, mm } from '../units.ts';

/** The vessels that a path can follow. */
export type VesselName = 'LM' | 'LAD' | 'LCx' | 'RCA';

/** A segment in both schemes: their numbers differ beyond 11. */
export interface Segment {
  readonly name: string;
  /** Numbers of the 18-segment model of 2014 and of the SYNTAX score. */
  readonly scct: string;
  readonly syntax: string;
}

/** Segments that a place can lie in, likeliest first, with what that was judged on; none where nothing speaks for one. */
export interface SegmentProposal {
  readonly segments: readonly Segment[];
  readonly because: string;
  readonly by: string;
}

/** Algorithm and version. */
export const SEGMENT_BY = 'segment/1';

/** A segment ends somewhere between two distances from the vessel's ostium, mm; the last does not end. */
interface Row { readonly segment: Segment; readonly endsFrom: Mm; readonly endsBy: Mm }

const row = (name: string, scct: string, syntax: string, endsFrom: number, endsBy: number): Row =>
  ({ segment: { name, scct, syntax }, endsFrom: mm(endsFrom), endsBy: mm(endsBy) });

/**
 * Where segments end is anatomy (acute margin, first septal, first marginal), which distance alone only brackets. The
 * brackets are our own, wide on purpose, and unverified.
 *
 * @source names and numbers: measurements, section 8; brackets: own, unverified
 */
const ROWS: Readonly<Record<VesselName, readonly Row[]>> = {
  LM: [row('left main', '5', '5', Infinity, Infinity)],
  LAD: [row('proximal LAD', '6', '6', 12, 35), row('middle LAD', '7', '7', 40, 80),
    row('distal LAD', '8', '8', Infinity, Infinity)],
  LCx: [row('proximal LCx', '11', '11', 15, 40), row('distal LCx', '13', '13', Infinity, Infinity)],
  RCA: [row('proximal RCA', '1', '1', 25, 50), row('middle RCA', '2', '2', 60, 100),
    row('distal RCA', '3', '3', 110, 150), row('posterior descending artery', '4', '4', Infinity, Infinity)],
};

/** A left main is at most so long, mm. @source own, unverified */
const LONGEST_LEFT_MAIN = mm(25);

/** Where a lesion begins. */
export interface LesionPlace {
  /** From the operator or the case; null where nobody has said. A graft has no segments. */
  readonly vessel: VesselName | 'graft' | null;
  /** From the aorta to the proximal cap along the vessel; null where the path does not begin in the aorta, or the cap lies before it. */
  readonly fromAorta: Mm | null;
  /** Length of the left main on that way; null where it is not known. The right coronary artery has none. */
  readonly leftMain: Mm | null;
}

/**
 * The segment where a lesion begins: an occlusion is named for the segment it starts in.
 *
 * @method vessel and distance from its ostium against brackets of where each segment ends; where a bracket holds the
 * distance, both sides of it are named. A left main of unknown length widens the distance by all that it can be
 * @source measurements, section 8
 */
export function segmentProposal({ vessel, fromAorta, leftMain }: LesionPlace): SegmentProposal {
  const none = (because: string): SegmentProposal => ({ segments: [], because, by: SEGMENT_BY });
  if (vessel === null) return none('Nobody has said which vessel this is.');
  if (vessel === 'graft') return none('A bypass graft has no segment of its own: name the segment that its anastomosis lies in.');
  if (vessel === 'LM') return { segments: ROWS.LM.map(({ segment }) => segment), because: 'The vessel is the left main.', by: SEGMENT_BY };
  if (fromAorta === null) return none('The path does not begin in the aorta, or the cap lies before the ostium, so that the distance between them is not known.');
  const isLeft = vessel !== 'RCA';
  const least = fromAorta - (isLeft ? leftMain ?? LONGEST_LEFT_MAIN : 0);
  const most = fromAorta - (isLeft ? leftMain ?? 0 : 0);
  const rows = ROWS[vessel];
  const fits = rows.filter(({ endsBy }, n) => least <= endsBy && most >= (rows[n - 1]?.endsFrom ?? -Infinity));
  const middle = (least + most) / 2;
  const far = (one: Row): number => {
    const begins = rows[rows.indexOf(one) - 1];
    const [from, to] = [begins === undefined ? 0 : (begins.endsFrom + begins.endsBy) / 2, (one.endsFrom + one.endsBy) / 2];
    return Math.max(0, from - middle, middle - to);
  };
  const segments = fits.toSorted((a, b) => far(a) - far(b)).map(({ segment }) => segment);
  return { segments, because: reasonOf(vessel, fromAorta, isLeft ? leftMain : null), by: SEGMENT_BY };
}

function reasonOf(vessel: VesselName, fromAorta: Mm, leftMain: Mm | null): string {
  const way = `${vessel}, ${Math.round(fromAorta)} mm from the aorta`;
  if (vessel === 'RCA') return `Judged on the distance alone: ${way}.`;
  return leftMain === null ? `Judged on the distance alone: ${way}, of which an unknown part is left main.`
    : `Judged on the distance alone: ${way}, of which ${Math.round(leftMain)} mm are left main.`;
}
