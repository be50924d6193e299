import type { Volume } from '../volume/volume.ts';
import { eroded, fadeBeyond, labelled, pieceHistogram, pieceSums, spreadDistance, taken } from './heart.kernel.ts';
import { reducedVolume } from './reduced.ts';

/** Which part of a volume is the heart with what runs on it, found to be looked at and for nothing else. */
export interface HeartRegion {
  /** The grid in which the distances lie: coarser than the volume. */
  readonly grid: Volume['grid'];
  /** mm from the blood of the heart, 1000 where a bone is nearer. */
  readonly distance: Float32Array;
  /** Median HU of the blood in it. */
  readonly bloodHu: number;
}

/** HU from which something may be blood with contrast, or bone. */
const CONTRASTED = 170;
/** A piece is blood of the heart, or bone, only from this much, mm³; the rest is neither. */
const LEAST_PIECE = 2500;
/** A piece whose middle is that near to the middle of the greatest belongs to it, mm: a chamber behind its valve. */
const SAME_HEART = 52;
/** The greatest piece counts the less the further it is from the middle of the picture, mm. */
const CENTRAL = 60;
const COARSE_MM = 1.6;
const NOT_HEART = 1000;

/** Muscle and fat around the blood that still belong to the picture, mm, and how softly it ends. */
export const HEART_RIM_MM = 19;
const RIM_SOFT_MM = 5;

interface Piece { readonly label: number; readonly voxels: number; readonly at: readonly [number, number, number] }

/**
 * The heart of a contrast CT; null where no contrasted blood stands out.
 *
 * @method on means of about 1.6 mm: all above 170 HU, a voxel of its skin taken off so that ribs come loose; of the
 * pieces, the greatest near the middle and those around it are blood, the others bone; each voxel belongs to the nearer
 */
export function heartRegion(volume: Volume): HeartRegion | null {
  const factor = (spacing: number): number => Math.max(1, Math.round(COARSE_MM / spacing));
  const coarse = reducedVolume(volume, [
    factor(volume.grid.spacing[0]), factor(volume.grid.spacing[1]), factor(volume.grid.spacing[2]),
  ]);
  const { dims: [nx, ny, nz], spacing } = coarse.grid;
  if (Math.min(nx, ny, nz) < 8) return null;
  const dense = Uint8Array.from(coarse.voxels, (value) => (value >= CONTRASTED ? 1 : 0));
  const { labels, pieces: count } = labelled(eroded(dense, nx, ny, nz), nx, ny, nz);
  const pieces = largePieces(pieceSums(labels, nx, ny, nz, count), spacing);
  const middle = [nx, ny].map((along, axis) => ((along - 1) / 2) * (spacing[axis] ?? 1));
  const weight = ({ voxels, at }: Piece): number =>
    voxels * Math.exp(-(((at[0] - (middle[0] ?? 0)) ** 2 + (at[1] - (middle[1] ?? 0)) ** 2) / CENTRAL ** 2));
  const [greatest] = pieces.toSorted((one, other) => weight(other) - weight(one));
  if (greatest === undefined) return null;
  const isHeart = ({ at }: Piece): boolean => Math.hypot(...at.map((x, axis) => x - (greatest.at[axis] ?? 0))) <= SAME_HEART;
  const chosen = (wanted: (piece: Piece) => boolean): Uint8Array => {
    const flags = new Uint8Array(count + 1);
    for (const piece of pieces) flags[piece.label] = wanted(piece) ? 1 : 0;
    return taken(labels, flags);
  };
  const distance = spreadDistance(chosen(isHeart), nx, ny, nz, spacing);
  const toBone = spreadDistance(chosen((piece) => !isHeart(piece)), nx, ny, nz, spacing);
  for (let n = 0; n < distance.length; n += 1) if ((toBone[n] ?? 0) < (distance[n] ?? 0)) distance[n] = NOT_HEART;
  return { grid: coarse.grid, distance, bloodHu: medianOf(pieceHistogram(coarse.voxels, labels, greatest.label)) };
}

function largePieces(sums: Float64Array, spacing: Volume['grid']['spacing']): readonly Piece[] {
  const voxel = spacing[0] * spacing[1] * spacing[2];
  return Array.from({ length: sums.length / 4 }, (_, label): Piece => {
    const [voxels = 0, x = 0, y = 0, z = 0] = sums.subarray(4 * label, 4 * label + 4);
    return { label, voxels, at: [(x / voxels) * spacing[0], (y / voxels) * spacing[1], (z / voxels) * spacing[2]] };
  }).filter(({ voxels }) => voxels * voxel >= LEAST_PIECE);
}

/** The value in the middle of counts of values from −1024 on. */
function medianOf(counts: Uint32Array): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let before = 0;
  return counts.findIndex((count) => {
    before += count;
    return before >= half;
  }) - 1024;
}

/**
 * Makes air of all but the heart, in the volume's own voxels; the rim fades within 5 mm, so that it shows no steps.
 *
 * @param volume - of the same place in the patient
 */
export function keepHeart(volume: Volume & { readonly voxels: Int16Array }, { grid, distance }: HeartRegion): void {
  const scale = ([0, 1, 2] as const).map((axis) => volume.grid.spacing[axis] / grid.spacing[axis]);
  const three = (of: (ratio: number) => number): readonly [number, number, number] =>
    [of(scale[0] ?? 1), of(scale[1] ?? 1), of(scale[2] ?? 1)];
  // The means lie in the middle of their blocks.
  fadeBeyond(
    volume.voxels, volume.grid.dims, distance, grid.dims, three((ratio) => ratio), three((ratio) => (ratio - 1) / 2),
    HEART_RIM_MM, RIM_SOFT_MM,
  );
}
