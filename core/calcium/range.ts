/** Least and greatest plausible value. */
export type Range = readonly [least: number, greatest: number];

/** What the best estimate may be off by, from the distribution over random vessels. @source tests/accuracy (own) */
export const PLAUSIBLE = {
  /** Degrees, besides what half a voxel spans at the wall. */
  arcDeg: 13,
  /** Per cent of the vessel's area, and as a share of what is calcified or free, whichever is less. */
  sharePoints: 3,
  shareOfValue: 0.25,
} as const;

/** A range whose greatest value is at least so much. */
export const upTo = ([least, greatest]: Range, value: number): Range => [least, Math.max(greatest, value)];

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/**
 * Plausible arcs about the best estimate.
 *
 * @param best - degrees; 0 where no calcium is found: then nothing else is plausible
 * @param raw - degrees above the threshold, blurred as scanned
 * @param voxelMm - a section's voxel
 * @source measurements, sections 1.2 and 1.3: a range, raw and corrected in it
 */
export function arcRange(best: number, raw: number, radiusMm: number, voxelMm: number): Range {
  if (best === 0) return [0, within(raw, 360)];
  const off = PLAUSIBLE.arcDeg + (90 * voxelMm) / (Math.PI * Math.max(radiusMm, voxelMm));
  return [within(Math.min(best - off, raw), 360), within(Math.max(best + off, raw), 360)];
}

/**
 * Plausible shares of the vessel's area about the best estimate, per cent.
 *
 * @param best - per cent; 0 where no calcium is found
 * @param raw - per cent above the threshold, blurred as scanned
 * @source measurements, section 1.3: blooming
 */
export function shareRange(best: number, raw: number): Range {
  if (best === 0) return [0, within(raw, 100)];
  const off = PLAUSIBLE.sharePoints + PLAUSIBLE.shareOfValue * Math.min(best, 100 - best);
  return [within(Math.min(best - off, raw), 100), within(Math.max(best + off, raw), 100)];
}
