import { HEADER_LIMITS } from '../../../core/dicom/limits.ts';
import type { CarriedFault } from '../../../core/plan/carriedFault.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { bytes, text, type Dataset } from '../dicom/dataset.ts';
import { scanFor } from '../dicom/elementScan.ts';
import { withFile } from '../dicom/headerSource.ts';
import { withValues } from '../dicom/readHeader.ts';
import { checkedCarried, type CheckedPlan } from './carriedPlan.ts';

/** Reserves the block for us. @source DICOM PS3.5 7.8.1 */
const CREATOR = 'FULLMOON SEALED PLAN';
const [CREATOR_TAG, CHAIN_TAG, LENGTH_TAG] = [0x00710010, 0x00711001, 0x00711002];
const scan = scanFor([CREATOR_TAG, CHAIN_TAG, LENGTH_TAG]);

/**
 * The sealed chain in a private block of the printed plan. Archives keep private elements as they are; who removes them, as a
 * de-identified copy must, leaves a printed plan that nobody takes for a sealed one.
 *
 * @source DICOM PS3.5 7.8 private data elements; PS3.2 3.11.3 standard extended SOP class; PS3.15 E.3.10 private elements go
 */
export const chainBlock = (chain: Uint8Array): Dataset => [
  text(CREATOR_TAG, 'LO', CREATOR),
  bytes(CHAIN_TAG, 'OB', chain),
  // A value of bytes is padded to an even length.
  text(LENGTH_TAG, 'IS', `${chain.length}`),
];

/** The plan that travels in a DICOM file, after every link was checked; null where there is none in it. */
export function readChainBlock(path: string): Result<CheckedPlan | null, CarriedFault> {
  const read = withFile(path, (source) => withValues(source, scan, HEADER_LIMITS, (values) => {
    if (values.text(CREATOR_TAG) !== CREATOR || !values.has(CHAIN_TAG)) return null;
    const [chain, length] = [values.bytes(CHAIN_TAG), values.integer(LENGTH_TAG) ?? -1];
    return chain === null || length < 0 || chain.length - length > 1 || length > chain.length ? err({ code: 'plan/not-readable' } as const)
      : checkedCarried(chain.subarray(0, length));
  }));
  if (!read.ok) return err({ code: 'plan/not-readable' });
  return read.value ?? ok(null);
}
