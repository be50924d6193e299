import type { DataSet } from 'dicom-parser';
import { bytes, encapsulated, type Element } from './dataset.ts';

const PIXELS = 0x7fe00010;
const [ITEM, SEQUENCE_END] = [0xfffee000, 0xfffee0dd];

/**
 * The pixels of a file as they can be written again, and nothing of what follows them; null where they are cut short.
 * Little-endian syntaxes only.
 *
 * @param header - parsed up to the pixel data
 * @param frames - how many frames it states
 */
export function pixelElement(header: DataSet, frames: number): Element | null {
  const found = header.elements['x7fe00010'];
  const file = Buffer.from(header.byteArray.buffer, header.byteArray.byteOffset, header.byteArray.byteLength);
  if (found === undefined) return null;
  if (found.hadUndefinedLength !== true) {
    const end = found.dataOffset + found.length;
    return end > file.length ? null : bytes(PIXELS, found.vr === 'OB' ? 'OB' : 'OW', file.subarray(found.dataOffset, end));
  }
  const items = itemsFrom(file, found.dataOffset);
  if (items === null) return null;
  const [table, ...fragments] = items;
  if (table === undefined || fragments.length === 0) return null;
  const starts = Array.from({ length: Math.floor(table.length / 4) }, (_, n) => table.readUInt32LE(4 * n));
  if (starts.length === frames) return encapsulated(byFrame(fragments, starts));
  return fragments.length === frames
    ? encapsulated(fragments.map((fragment) => [fragment]))
    : encapsulated([fragments], frames === 1 ? 'basic' : 'none');
}

/** The items of encapsulated pixels, offset table first; null where they do not end. @source DICOM PS3.5 A.4 */
function itemsFrom(file: Buffer, from: number): readonly Buffer[] | null {
  const items: Buffer[] = [];
  for (let at = from; at + 8 <= file.length;) {
    const tag = file.readUInt16LE(at) * 0x10000 + file.readUInt16LE(at + 2);
    const length = file.readUInt32LE(at + 4);
    if (tag === SEQUENCE_END) return items;
    if (tag !== ITEM || at + 8 + length > file.length) return null;
    items.push(file.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return null;
}

/** The fragments of each frame, by where the frames start. */
function byFrame(fragments: readonly Buffer[], starts: readonly number[]): readonly (readonly Buffer[])[] {
  const frames: Buffer[][] = starts.map(() => []);
  let at = 0;
  for (const fragment of fragments) {
    const begun = starts.filter((start) => start <= at).length;
    frames[Math.max(0, begun - 1)]?.push(fragment);
    at += 8 + fragment.length;
  }
  return frames;
}
