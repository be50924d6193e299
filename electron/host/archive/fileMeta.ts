/** What the head of a DICOM file says of it. */
export interface FileMeta {
  readonly sopClassUid: string;
  readonly instanceUid: string;
  readonly transferSyntaxUid: string;
  /** Where the data set begins, bytes. */
  readonly offset: number;
}

const PREFIX_END = 132;
/** Value representations whose length takes four bytes. @source DICOM PS3.5 7.1.2 */
const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'UC', 'UN', 'UR', 'UT']);

/**
 * Reads the head of a DICOM file; null where it is none, or names not all of these.
 *
 * @source DICOM PS3.10 7.1: after the prefix, elements of group 0002, explicit and little-endian
 */
export function fileMeta(bytes: Uint8Array): FileMeta | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < PREFIX_END || file.toString('latin1', PREFIX_END - 4, PREFIX_END) !== 'DICM') return null;
  const texts = new Map<number, string>();
  let at = PREFIX_END;
  while (at + 8 <= file.length && file.readUInt16LE(at) === 2) {
    const isLong = LONG.has(file.toString('latin1', at + 4, at + 6));
    if (isLong && at + 12 > file.length) return null;
    const [start, length] = isLong ? [at + 12, file.readUInt32LE(at + 8)] : [at + 8, file.readUInt16LE(at + 6)];
    if (start + length > file.length) return null;
    texts.set(file.readUInt16LE(at + 2), file.toString('latin1', start, start + Math.min(length, 128)).replace(/[\0 ]+$/, ''));
    at = start + length;
  }
  const [sopClassUid, instanceUid, transferSyntaxUid] = [texts.get(0x02), texts.get(0x03), texts.get(0x10)];
  return sopClassUid === undefined || instanceUid === undefined || transferSyntaxUid === undefined ? null
    : { sopClassUid, instanceUid, transferSyntaxUid, offset: at };
}
