// Walks the elements of a data set without recursion and without reading values. Imports nothing.

export const SCAN_DONE = 0;
export const SCAN_NEEDS_MORE = 1;
export const SCAN_TRUNCATED = 2;
export const SCAN_MALFORMED = 3;
export const SCAN_TOO_DEEP = 4;
export const SCAN_TOO_MANY = 5;
export const SCAN_DUPLICATE = 6;

const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const PIXEL_DATA = 0x7fe00010;
const [SQ, UN, OB, OW] = [0x5351, 0x554e, 0x4f42, 0x4f57];
// The VRs whose length takes four bytes. @source DICOM PS3.5 Table 7.1-1
const LONG_VRS = [OB, OW, SQ, UN, 0x4f44, 0x4f46, 0x4f4c, 0x4f56, 0x5356, 0x5543, 0x5552, 0x5554, 0x5556];
const isLongVr = new Uint8Array(0x10000);
for (const vr of LONG_VRS) isLongVr[vr] = 1;
// Levels of the walk: a data set, a sequence of items, or the raw fragments of an encapsulated picture.
const [DATA_SET, SEQUENCE, FRAGMENTS] = [0, 1, 2];
const MOST_LEVELS = 1024;
const levelEnd = new Float64Array(MOST_LEVELS);
// The end that nothing inside a level may cross; where the level has no length of its own, its parent's.
const levelBound = new Float64Array(MOST_LEVELS);
const levelKind = new Uint8Array(MOST_LEVELS);
const levelIsExplicit = new Uint8Array(MOST_LEVELS);

export interface Scan {
  // Sorted tags to note down, and per tag: offset of the value (-1: not there), length, VR.
  readonly wanted: Uint32Array;
  // Of `slotTable`.
  readonly table: Uint8Array;
  readonly offsets: Float64Array;
  readonly lengths: Float64Array;
  readonly vrs: Uint16Array;
  // Elements met so far, at any depth.
  met: number;
  // Where the walk stopped; for SCAN_NEEDS_MORE, the number of bytes it must see to go on.
  position: number;
  // Value of the pixel data element; -1 when it was not met.
  pixelOffset: number;
  pixelLength: number;
  pixelVr: number;
  // The tag at which the walk failed.
  tag: number;
}

export interface ScanBounds {
  readonly start: number;
  // How many bytes of `bytes` hold data, and where the data set ends in the file.
  readonly available: number;
  readonly end: number;
  readonly isExplicit: boolean;
  readonly isBig: boolean;
  // The walk stops before the first element of a group above this one.
  readonly lastGroup: number;
  readonly mostElements: number;
  readonly mostDepth: number;
}

function u16(bytes: Uint8Array, at: number, isBig: boolean): number {
  return isBig ? (bytes[at]! << 8) | bytes[at + 1]! : bytes[at]! | (bytes[at + 1]! << 8);
}

function u32(bytes: Uint8Array, at: number, isBig: boolean): number {
  return isBig
    ? ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
    : (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

const letters = (bytes: Uint8Array, at: number): boolean =>
  bytes[at]! >= 0x41 && bytes[at]! <= 0x5a && bytes[at + 1]! >= 0x41 && bytes[at + 1]! <= 0x5a;

// Elements as they were once found: of each of some slots its length (-1: not there) and its VR, and the bytes
// of all, one after another.
export interface KeptElements {
  readonly slots: Int32Array;
  readonly lengths: Float64Array;
  readonly vrs: Uint16Array;
  readonly bytes: Uint8Array;
}

// Whether all of these elements are there as they were, byte by byte.
export function areAsKept(kept: KeptElements, bytes: Uint8Array, scan: Scan): boolean {
  const { slots, lengths, vrs, bytes: before } = kept;
  let at = 0;
  for (let n = 0; n < slots.length; n += 1) {
    const slot = slots[n]!;
    const from = scan.offsets[slot]!;
    const length = from < 0 ? -1 : scan.lengths[slot]!;
    if (length !== lengths[n]! || (length >= 0 && scan.vrs[slot]! !== vrs[n]!)) return false;
    for (let k = 0; k < length; k += 1) {
      if (bytes[from + k]! !== before[at]!) return false;
      at += 1;
    }
  }
  return true;
}

// Keeps the elements of the slots as they are; false where they do not fit.
export function keep(kept: KeptElements, bytes: Uint8Array, scan: Scan): boolean {
  let at = 0;
  for (let n = 0; n < kept.slots.length; n += 1) {
    const slot = kept.slots[n]!;
    const from = scan.offsets[slot]!;
    const length = from < 0 ? -1 : scan.lengths[slot]!;
    if (at + length > kept.bytes.length) return false;
    kept.lengths[n] = length;
    kept.vrs[n] = scan.vrs[slot]!;
    for (let k = 0; k < length; k += 1) {
      kept.bytes[at] = bytes[from + k]!;
      at += 1;
    }
  }
  return true;
}

// Leads from a tag to its slot in few steps: slots plus one at the places of their tags, 0 elsewhere. For at
// most 254 tags.
export function slotTable(wanted: Uint32Array): Uint8Array {
  const table = new Uint8Array(PLACES);
  for (let slot = 0; slot < wanted.length; slot += 1) {
    let place = placeOf(wanted[slot]!);
    while (table[place]! !== 0) place = (place + 1) & (PLACES - 1);
    table[place] = slot + 1;
  }
  return table;
}

const PLACES = 1024;
const placeOf = (tag: number): number => ((tag >>> 16) * 37 + (tag & 0xffff)) & (PLACES - 1);

// The slot of a tag; -1 where it is not wanted.
export function slotOf(table: Uint8Array, wanted: Uint32Array, tag: number): number {
  for (let place = placeOf(tag); ; place = (place + 1) & (PLACES - 1)) {
    const slot = table[place]! - 1;
    if (slot < 0 || wanted[slot]! === tag) return slot;
  }
}

export function scanElements(bytes: Uint8Array, scan: Scan, bounds: ScanBounds): number {
  const { available, end, isBig, lastGroup, mostElements, mostDepth } = bounds;
  const { wanted, table, offsets, lengths, vrs } = scan;
  let position = bounds.start;
  let level = 0;
  let depth = 0;
  levelEnd[0] = end;
  levelBound[0] = end;
  levelKind[0] = DATA_SET;
  levelIsExplicit[0] = bounds.isExplicit ? 1 : 0;
  const stop = (status: number, tag: number): number => {
    scan.position = position;
    scan.tag = tag;
    return status;
  };
  const needs = (count: number, tag: number): number => {
    position = Math.min(count, end);
    return stop(count > end ? SCAN_TRUNCATED : SCAN_NEEDS_MORE, tag);
  };
  const overrun = (reached: number, tag: number): number =>
    stop(reached > end ? SCAN_TRUNCATED : SCAN_MALFORMED, tag);
  const isPlainForm = bounds.isExplicit && !isBig;
  for (;;) {
    // Nearly all elements are values of the top level, explicit and little endian. Whatever is not, and
    // whatever is wrong, is left to the general case below.
    while (level === 0 && isPlainForm && position + 12 <= available) {
      const group = bytes[position]! | (bytes[position + 1]! << 8);
      const tag = ((group << 16) | bytes[position + 2]! | (bytes[position + 3]! << 8)) >>> 0;
      const vr = (bytes[position + 4]! << 8) | bytes[position + 5]!;
      const isLong = isLongVr[vr]!;
      if (group > lastGroup || group >= 0x7fe0 || vr === SQ || !letters(bytes, position + 4)
        || scan.met >= mostElements) break;
      const length = isLong === 1 ? u32(bytes, position + 8, false)
        : bytes[position + 6]! | (bytes[position + 7]! << 8);
      const value = position + 8 + 4 * isLong;
      if (length === UNDEFINED_LENGTH || value + length > end) break;
      const slot = slotOf(table, wanted, tag);
      if (slot >= 0) {
        if (offsets[slot]! >= 0) break;
        offsets[slot] = value;
        lengths[slot] = length;
        vrs[slot] = vr;
      }
      scan.met += 1;
      position = value + length;
    }
    while (level > 0 && position === levelEnd[level]!) {
      if (levelKind[level] !== DATA_SET) depth -= 1;
      level -= 1;
    }
    if (level === 0 && position === end) return available < end ? needs(end, 0) : stop(SCAN_DONE, 0);
    if (position + 8 > levelBound[level]!) return overrun(position + 8, 0);
    if (position + 8 > available) return needs(position + 8, 0);
    const group = u16(bytes, position, isBig);
    const tag = ((group << 16) | u16(bytes, position + 2, isBig)) >>> 0;
    if (level === 0 && group > lastGroup && group !== 0xfffe) return stop(SCAN_DONE, tag);
    if (group === 0xfffe) {
      const length = u32(bytes, position + 4, isBig);
      if (tag === ITEM && levelKind[level] !== DATA_SET) {
        position += 8;
        const itemEnd = length === UNDEFINED_LENGTH ? Infinity : position + length;
        if (levelKind[level] === FRAGMENTS) {
          if (length === UNDEFINED_LENGTH) return stop(SCAN_MALFORMED, tag);
          if (itemEnd > levelBound[level]!) return overrun(itemEnd, tag);
          position = itemEnd;
          continue;
        }
        const bound = levelBound[level]!;
        if (itemEnd !== Infinity && itemEnd > bound) return overrun(itemEnd, tag);
        const isExplicit = levelIsExplicit[level]!;
        level += 1;
        levelEnd[level] = itemEnd;
        levelBound[level] = Math.min(itemEnd, bound);
        levelKind[level] = DATA_SET;
        levelIsExplicit[level] = isExplicit;
        continue;
      }
      const closes = tag === ITEM_END ? levelKind[level] === DATA_SET && level > 0
        : tag === SEQUENCE_END && levelKind[level] !== DATA_SET;
      // A delimiter may only close what has no length of its own.
      if (!closes || levelEnd[level] !== Infinity) return stop(SCAN_MALFORMED, tag);
      position += 8;
      if (levelKind[level] !== DATA_SET) depth -= 1;
      level -= 1;
      continue;
    }
    if (levelKind[level] !== DATA_SET) return stop(SCAN_MALFORMED, tag);
    scan.met += 1;
    if (scan.met > mostElements) return stop(SCAN_TOO_MANY, tag);
    let vr = 0;
    let length: number;
    let value = position + 8;
    if (levelIsExplicit[level] === 1) {
      if (!letters(bytes, position + 4)) return stop(SCAN_MALFORMED, tag);
      vr = (bytes[position + 4]! << 8) | bytes[position + 5]!;
      if (isLongVr[vr] === 1) {
        if (position + 12 > available) return needs(position + 12, tag);
        length = u32(bytes, position + 8, isBig);
        value = position + 12;
      } else {
        length = u16(bytes, position + 6, isBig);
      }
    } else {
      length = u32(bytes, position + 4, isBig);
    }
    if (level === 0) {
      if (tag === PIXEL_DATA) {
        scan.pixelOffset = value;
        scan.pixelLength = length;
        scan.pixelVr = vr;
        return stop(SCAN_DONE, tag);
      }
      const slot = slotOf(table, wanted, tag);
      if (slot >= 0) {
        if (offsets[slot]! >= 0) return stop(SCAN_DUPLICATE, tag);
        offsets[slot] = value;
        lengths[slot] = length;
        vrs[slot] = vr;
      }
    }
    const isUndefined = length === UNDEFINED_LENGTH;
    let opens = vr === SQ || isUndefined;
    if (vr === 0 && !isUndefined && length >= 8) {
      // Implicit VR: a value that begins with an item is a sequence.
      if (value + 4 > available) return needs(value + 4, tag);
      opens = (((u16(bytes, value, isBig) << 16) | u16(bytes, value + 2, isBig)) >>> 0) === ITEM;
    }
    const valueEnd = isUndefined ? Infinity : value + length;
    const bound = levelBound[level]!;
    if (!isUndefined && valueEnd > bound) return overrun(valueEnd, tag);
    if (!opens) {
      position = valueEnd;
      continue;
    }
    depth += 1;
    if (depth > mostDepth || level + 2 >= MOST_LEVELS) return stop(SCAN_TOO_DEEP, tag);
    // An unknown VR of undefined length is an implicit little endian sequence. @source DICOM PS3.5 6.2.2
    const isExplicit = vr === UN ? 0 : levelIsExplicit[level]!;
    level += 1;
    levelEnd[level] = valueEnd;
    levelBound[level] = Math.min(valueEnd, bound);
    levelKind[level] = (vr === OB || vr === OW) ? FRAGMENTS : SEQUENCE;
    levelIsExplicit[level] = isExplicit;
    position = value;
  }
}
