import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { OpenFile } from './readAt.ts';

/** A stretch of a file. */
export interface ByteRange { readonly position: number; readonly length: number }
/** The fragments of each frame, in frame order. */
export type FrameRanges = readonly (readonly ByteRange[])[];

/** Which bytes a coded frame begins with, where its coding has such a mark. */
export type StartMark = 'jpeg' | 'jpeg 2000' | null;

const ITEM = 0xfffee000;
const SEQUENCE_END = 0xfffee0dd;
const ITEM_HEAD = 8;
const MOST_FRAGMENTS_PER_FRAME = 16;
const EXTENDED_OFFSETS = 0x7fe00001;
const EXTENDED_LENGTHS = 0x7fe00002;
const LONG_HEAD = 12;

const bad = (detail: string): Result<never, FrameFailure> => err({ code: 'pixels/bad-fragments', detail });
const truncated = (detail: string): Result<never, FrameFailure> => err({ code: 'pixels/truncated', detail });

/**
 * Which fragments make up which frame of an encapsulated picture whose value begins at `start`.
 *
 * The fragments are walked item by item; offset tables are believed only where they agree with what is there.
 *
 * @param length - of the value where the header states one
 * @fails pixels/bad-fragments - too many fragments, a table that lies, or frames that cannot be told apart
 * @fails pixels/truncated - the file ends inside a fragment
 * @source DICOM PS3.5 A.4
 */
export function frameRanges(
  file: OpenFile, start: number, length: number | null, frames: number, mark: StartMark,
): Result<FrameRanges, FrameFailure> {
  const items = itemsAt(file, start, length, frames);
  if (!items.ok) return items;
  const [tableItem, ...fragments] = items.value;
  if (tableItem === undefined || fragments.length === 0) return truncated('no fragments');
  const basic = basicTable(file, tableItem, frames);
  if (!basic.ok) return basic;
  const extended = extendedTable(file, start, frames);
  if (!extended.ok) return extended;
  const offsets = basic.value ?? extended.value?.map(({ offset }) => offset) ?? null;
  if (offsets !== null) {
    const ranges = byTable(fragments, offsets);
    const lengths = extended.value;
    if (!ranges.ok || lengths === null) return ranges;
    const isTrue = ranges.value.every((frame, n) =>
      frame.length === 1 && [0, 1].includes((frame[0]?.length ?? 0) - (lengths[n]?.length ?? 0)));
    return isTrue ? ranges : bad('the extended offset table names other lengths');
  }
  if (fragments.length === frames) return ok(fragments.map((fragment) => [fragment]));
  if (frames === 1) return ok([fragments]);
  if (mark === null) return bad(`${fragments.length} fragments for ${frames} frames`);
  return byMark(file, fragments, frames, mark);
}

/** The items of the value: the offset table first, then the fragments. */
function itemsAt(
  file: OpenFile, start: number, length: number | null, frames: number,
): Result<readonly ByteRange[], FrameFailure> {
  const end = length === null ? file.size : start + length;
  if (end > file.size) return truncated('the file ends before its pixel data');
  const items: ByteRange[] = [];
  const head = new Uint8Array(ITEM_HEAD);
  const view = new DataView(head.buffer);
  let at = start;
  while (at + ITEM_HEAD <= end) {
    if (!file.fill(at, head)) return truncated('the file ends between fragments');
    const tag = view.getUint16(0, true) * 0x10000 + view.getUint16(2, true);
    const size = view.getUint32(4, true);
    if (tag === SEQUENCE_END) return ok(items);
    if (tag !== ITEM) return bad(`no item at byte ${at}`);
    if (at + ITEM_HEAD + size > end) return truncated(`fragment ${items.length} is cut off`);
    items.push({ position: at + ITEM_HEAD, length: size });
    if (items.length > MOST_FRAGMENTS_PER_FRAME * frames + 1) {
      return bad(`more than ${MOST_FRAGMENTS_PER_FRAME} fragments a frame`);
    }
    at += ITEM_HEAD + size;
  }
  // The closing delimiter is missing, but every fragment is whole.
  return ok(items);
}

/** Offsets of the frames from the first fragment's item, or null where the table is empty. */
function basicTable(
  file: OpenFile, item: ByteRange, frames: number,
): Result<readonly number[] | null, FrameFailure> {
  if (item.length === 0) return ok(null);
  if (item.length !== 4 * frames) return bad(`offset table of ${item.length} bytes for ${frames} frames`);
  const table = new Uint8Array(item.length);
  if (!file.fill(item.position, table)) return truncated('offset table');
  const view = new DataView(table.buffer);
  return ok(Array.from({ length: frames }, (_, n) => view.getUint32(4 * n, true)));
}

interface ExtendedEntry { readonly offset: number; readonly length: number }

/**
 * The extended offset table, or null. Its two elements stand directly before the pixel data and their size
 * follows from the number of frames, so they are looked for where they must be. @source DICOM PS3.3
 * C.7.6.3.1.8
 */
function extendedTable(
  file: OpenFile, start: number, frames: number,
): Result<readonly ExtendedEntry[] | null, FrameFailure> {
  const size = LONG_HEAD + 8 * frames;
  const at = start - LONG_HEAD - 2 * size;
  if (at < 0) return ok(null);
  const bytes = new Uint8Array(2 * size);
  if (!file.fill(at, bytes)) return truncated('extended offset table');
  const view = new DataView(bytes.buffer);
  const isThere = [EXTENDED_OFFSETS, EXTENDED_LENGTHS].every((tag, n) =>
    view.getUint16(n * size, true) * 0x10000 + view.getUint16(n * size + 2, true) === tag
    && view.getUint32(n * size + 8, true) === 8 * frames);
  if (!isThere) return ok(null);
  return ok(Array.from({ length: frames }, (_, n) => ({
    offset: Number(view.getBigUint64(LONG_HEAD + 8 * n, true)),
    length: Number(view.getBigUint64(size + LONG_HEAD + 8 * n, true)),
  })));
}

/** Frames begin where the table says, if it says so truly: at fragments, in order, the first at the first. */
function byTable(
  fragments: readonly ByteRange[], offsets: readonly number[],
): Result<FrameRanges, FrameFailure> {
  const origin = (fragments[0]?.position ?? 0) - ITEM_HEAD;
  const numberAt = new Map(fragments.map((fragment, n) => [fragment.position - ITEM_HEAD - origin, n]));
  const firsts: number[] = [];
  for (const offset of offsets) {
    const first = numberAt.get(offset);
    if (first === undefined || first <= (firsts.at(-1) ?? -1)) {
      return bad('the offset table does not fit the fragments');
    }
    firsts.push(first);
  }
  if (firsts[0] !== 0) return bad('the offset table leaves out the first fragment');
  return ok(firsts.map((first, n) => fragments.slice(first, firsts[n + 1] ?? fragments.length)));
}

/** Frames begin at fragments that begin with the mark of their coding. */
function byMark(
  file: OpenFile, fragments: readonly ByteRange[], frames: number, mark: 'jpeg' | 'jpeg 2000',
): Result<FrameRanges, FrameFailure> {
  const wanted = mark === 'jpeg' ? [0xff, 0xd8, 0xff] : [0xff, 0x4f, 0xff, 0x51];
  const head = new Uint8Array(wanted.length);
  const ranges: ByteRange[][] = [];
  for (const fragment of fragments) {
    const begins = fragment.length >= head.length && file.fill(fragment.position, head)
      && wanted.every((byte, n) => head[n] === byte);
    if (begins) ranges.push([fragment]);
    else if (ranges.length === 0) return bad('the first fragment does not begin a frame');
    else ranges.at(-1)?.push(fragment);
  }
  return ranges.length === frames ? ok(ranges) : bad(`${ranges.length} pictures for ${frames} frames`);
}
