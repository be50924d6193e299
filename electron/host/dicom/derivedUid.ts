import { createHash } from 'node:crypto';

/**
 * A UID that follows from a text: the same text gives the same UID, on every machine.
 *
 * @source DICOM PS3.5 B.2: 2.25. and a UUID as a decimal number; at most 44 characters
 */
export function derivedUid(from: string): string {
  const hash = createHash('sha256').update(from).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return `2.25.${BigInt(`0x${hash.toString('hex')}`)}`;
}
