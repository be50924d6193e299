import { err, ok, type Result } from '../../../core/result.ts';
import type { HeaderFailure, HeaderFailureCode } from '../../../core/dicom/headerFailure.ts';
import type { HeaderLimits } from '../../../core/dicom/limits.ts';
import {
  SCAN_DONE, SCAN_DUPLICATE, SCAN_MALFORMED, SCAN_NEEDS_MORE, SCAN_TOO_DEEP, SCAN_TOO_MANY, SCAN_TRUNCATED,
  scanElements, slotOf, slotTable, type Scan as KernelScan,
} from './elementScan.kernel.ts';

/** The elements that were asked for, found in one data set, and where its pixels begin. */
export type Scan = KernelScan;

/** Place of a tag in the tables of a scan; -1 where it was not asked for. */
export const slotFor = ({ table, wanted }: Scan, tag: number): number => slotOf(table, wanted, tag);

/** A table for these tags; one table is used for many files. */
export function scanFor(tags: readonly number[]): Scan {
  const wanted = Uint32Array.from(tags).sort();
  return {
    wanted, table: slotTable(wanted),
    offsets: new Float64Array(wanted.length), lengths: new Float64Array(wanted.length),
    vrs: new Uint16Array(wanted.length), met: 0, position: 0, pixelOffset: -1, pixelLength: 0, pixelVr: 0,
    tag: 0,
  };
}

/** How the bytes of a data set are to be walked. */
export interface ScanRange {
  readonly start: number;
  /** How many bytes are in hand, and how many the whole data set has: equal where all of it is in hand. */
  readonly available: number;
  readonly end: number;
  readonly isExplicit: boolean;
  readonly isBig: boolean;
  readonly lastGroup: number;
}

const CODES: Readonly<Record<number, HeaderFailureCode>> = {
  [SCAN_TRUNCATED]: 'file/truncated', [SCAN_MALFORMED]: 'file/malformed', [SCAN_TOO_DEEP]: 'file/too-deep',
  [SCAN_TOO_MANY]: 'file/too-many-elements', [SCAN_DUPLICATE]: 'file/contradicts-itself',
};

/** A tag as people write it: (0010,0020). */
export const tagText = (tag: number): string => {
  const digits = tag.toString(16).padStart(8, '0');
  return `(${digits.slice(0, 4)},${digits.slice(4)})`;
};

/**
 * Walks a data set up to its pixel data and fills `scan`.
 * Non-recursive; every length is checked against its parent and the file.
 * @returns 0 when done, else how many bytes must be in hand before it is called again
 */
export function scanned(
  bytes: Uint8Array, scan: Scan, range: ScanRange, limits: HeaderLimits,
): Result<number, HeaderFailure> {
  scan.offsets.fill(-1);
  scan.met = 0;
  scan.pixelOffset = -1;
  const status = scanElements(bytes, scan, {
    ...range, mostElements: limits.elements, mostDepth: limits.sequenceDepth,
  });
  if (status === SCAN_DONE) return ok(0);
  if (status === SCAN_NEEDS_MORE) return ok(scan.position);
  return err({
    code: CODES[status] ?? 'file/malformed',
    detail: `${tagText(scan.tag)} at byte ${scan.position}`,
  });
}
