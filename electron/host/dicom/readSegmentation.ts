import { readFileSync } from 'node:fs';
import type { DataSet } from 'dicom-parser';
import type { VesselMask } from '../../../core/centreline/masked.ts';
import {
  affine, between, cross, dot, type IndexIjk, norm, type PointLps, pointLps, scaled, type VectorLps, vectorLps,
} from '../../../core/geometry/frame.ts';
import type { HeaderFailureCode } from '../../../core/dicom/headerFailure.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { neighbours } from '../../../core/sequence.ts';
import { mm } from '../../../core/units.ts';
import { dicomParser } from './dicomParser.ts';
import { withFile } from './headerSource.ts';
import { readHeader } from './readHeader.ts';

/** Why a file gives no vessel mask. `detail` is a figure or a tag, never patient data. */
export interface SegmentationFailure {
  readonly code:
    | 'segmentation/unreadable' | 'segmentation/not-dicom' | 'segmentation/too-large' | 'segmentation/not-a-segmentation'
    | 'segmentation/compressed' | 'segmentation/not-binary' | 'segmentation/no-geometry' | 'segmentation/uneven'
    | 'segmentation/truncated' | 'segmentation/several-segments' | 'segmentation/no-such-segment'
    | 'segmentation/other-frame-of-reference';
  readonly detail: string;
}

const SEGMENTATION_CLASS = '1.2.840.10008.5.1.4.1.1.66.4';
const PLAIN: ReadonlySet<string> = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1']);
const GREATEST_BYTES = 512 * 2 ** 20;
const MOST_VOXELS = 400e6;
const MOST_FRAMES = 10_000;
/** Planes lie on a regular grid within this share of their distance; directions are square within this. */
const UNEVEN = 0.05;
const SKEW = 1e-3;
const ORIGIN = pointLps(0, 0, 0);

const failed = (code: SegmentationFailure['code'], detail = ''): Result<never, SegmentationFailure> => err({ code, detail });

/**
 * The mask of one segment of a DICOM segmentation of planes.
 *
 * @param segment - its number; null where there is but one
 * @param frameOfReferenceUid - of the series that it is to be laid over; null where that has none
 * @source DICOM PS3.3 A.51, C.8.20
 */
export function readSegmentation(path: string, segment: number | null, frameOfReferenceUid: string | null): Result<VesselMask, SegmentationFailure> {
  // The bounded scan goes first: what it lets through is neither too deep nor too long to be parsed.
  const header = readHeader(path);
  if (!header.ok && !IMAGE_CODES.has(header.failure.code)) {
    return failed(HEADER_CODES[header.failure.code] ?? 'segmentation/not-dicom', header.failure.code);
  }
  const read = withFile(path, (source) => ok(source.size));
  if (!read.ok) return failed('segmentation/unreadable', read.failure.code);
  if (read.value > GREATEST_BYTES) return failed('segmentation/too-large', `${Math.round(read.value / 2 ** 20)} MiB`);
  const bytes = bytesOf(path);
  if (bytes === null) return failed('segmentation/unreadable', 'gone while it was read');
  const data = parsed(bytes);
  // Its header was well: what cannot be parsed lies beyond.
  if (data === null) return failed('segmentation/truncated', 'parser gave up');
  try {
    return maskIn(data, segment, frameOfReferenceUid);
  } catch (cause) {
    // dicom-parser throws strings and range errors at values that it can make no sense of; any other Error is a bug.
    if (cause instanceof Error && !(cause instanceof RangeError)) throw cause;
    return failed('segmentation/not-dicom', typeof cause === 'string' ? cause.slice(0, 200) : 'parser gave up');
  }
}

/** What a file holds; null where it can no longer be read. */
function bytesOf(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** The data set, or null for bytes that dicom-parser throws at, be it an Error, a string or a bare object. */
function parsed(bytes: Uint8Array): DataSet | null {
  try {
    return dicomParser().parseDicom(bytes);
  } catch {
    return null;
  }
}

const HEADER_CODES: Readonly<Partial<Record<HeaderFailureCode, SegmentationFailure['code']>>> = {
  'file/unreadable': 'segmentation/unreadable', 'file/truncated': 'segmentation/truncated', 'file/too-large': 'segmentation/too-large',
};
/** A segmentation has no pixel format that an image has: such complaints of the header are no reason to stop. */
const IMAGE_CODES: ReadonlySet<string> = new Set(['file/no-pixel-format', 'file/no-image-size', 'file/image-too-large', 'file/too-many-frames']);

interface Plane { readonly frame: number; readonly at: PointLps; readonly segment: number }

function maskIn(data: DataSet, chosen: number | null, frameOfReferenceUid: string | null): Result<VesselMask, SegmentationFailure> {
  if (data.string('x00080016') !== SEGMENTATION_CLASS) return failed('segmentation/not-a-segmentation', data.string('x00080060') ?? 'no modality');
  if (!PLAIN.has(data.string('x00020010') ?? '')) return failed('segmentation/compressed', data.string('x00020010') ?? '');
  const own = data.string('x00200052') ?? null;
  if (own !== null && frameOfReferenceUid !== null && own !== frameOfReferenceUid) return failed('segmentation/other-frame-of-reference', '');
  const [rows, columns, frames] = [data.uint16('x00280010') ?? 0, data.uint16('x00280011') ?? 0, data.intString('x00280008') ?? 0];
  const bits = data.uint16('x00280100') ?? 0;
  const isBinary = data.string('x00620001') === 'BINARY';
  if ((isBinary && bits !== 1) || (!isBinary && bits !== 8)) return failed('segmentation/not-binary', `${bits} bits`);
  if (rows < 1 || columns < 1 || frames < 1 || frames > MOST_FRAMES) return failed('segmentation/no-geometry', `${rows} x ${columns} x ${frames}`);
  const planes = planesOf(data, frames);
  const grid = planes === null ? null : gridOf(data, planes);
  if (planes === null || grid === null) return failed('segmentation/no-geometry', 'position, orientation or spacing');
  const numbers = [...new Set(planes.map(({ segment }) => segment))].toSorted((a, b) => a - b);
  if (chosen === null && numbers.length > 1) return failed('segmentation/several-segments', numbers.slice(0, 20).join(', '));
  const segment = chosen ?? numbers[0] ?? 1;
  if (!numbers.includes(segment)) return failed('segmentation/no-such-segment', numbers.slice(0, 20).join(', '));
  const pixels = data.elements['x7fe00010'];
  const wanted = Math.ceil((frames * rows * columns * bits) / 8);
  if (pixels === undefined || pixels.length < wanted || pixels.dataOffset + wanted > data.byteArray.length) {
    return failed('segmentation/truncated', `${pixels?.length ?? 0} of ${wanted} bytes`);
  }
  return masked(data, planes.filter((plane) => plane.segment === segment), grid,
    { rows, columns, bits, offset: pixels.dataOffset, own });
}

/** Where each frame lies and to which segment it belongs; null where one does not say. */
function planesOf(data: DataSet, frames: number): readonly Plane[] | null {
  const perFrame = data.elements['x52009230']?.items ?? [];
  if (perFrame.length !== frames) return null;
  const planes = perFrame.flatMap(({ dataSet }, frame) => {
    const place = numbersIn(dataSet?.elements['x00209113']?.items?.[0]?.dataSet, 'x00200032', 3);
    const segment = dataSet?.elements['x0062000a']?.items?.[0]?.dataSet?.uint16('x0062000b');
    return place === null || segment === undefined ? [] : [{ frame, segment, at: pointLps(place[0] ?? 0, place[1] ?? 0, place[2] ?? 0) }];
  });
  return planes.length === frames ? planes : null;
}

interface Axes { readonly row: VectorLps; readonly column: VectorLps; readonly normal: VectorLps; readonly spacing: readonly [number, number] }

function gridOf(data: DataSet, planes: readonly Plane[]): Axes | null {
  const shared = data.elements['x52009229']?.items?.[0]?.dataSet;
  const first = data.elements['x52009230']?.items?.[planes[0]?.frame ?? 0]?.dataSet;
  const group = (tag: string): DataSet | undefined => (shared?.elements[tag] ?? first?.elements[tag])?.items?.[0]?.dataSet;
  const orientation = numbersIn(group('x00209116'), 'x00200037', 6);
  const spacing = numbersIn(group('x00289110'), 'x00280030', 2);
  if (orientation === null || spacing === null || !spacing.every((value) => value > 0.01 && value < 100)) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = orientation;
  const [row, column] = [vectorLps(a, b, c), vectorLps(d, e, f)];
  if (Math.abs(norm(row) - 1) > SKEW || Math.abs(norm(column) - 1) > SKEW || Math.abs(dot(row, column)) > SKEW) return null;
  return { row, column, normal: cross(row, column), spacing: [spacing[1] ?? 1, spacing[0] ?? 1] };
}

/** So many finite numbers of a decimal string; null where there are not. */
function numbersIn(data: DataSet | undefined, tag: string, count: number): readonly number[] | null {
  const values = (data?.string(tag) ?? '').split('\\').map((value) => (value.trim() === '' ? NaN : Number(value)));
  return values.length === count && values.every(Number.isFinite) ? values : null;
}

interface Pixels { readonly rows: number; readonly columns: number; readonly bits: number; readonly offset: number; readonly own: string | null }

/** The planes put in their places: those that are left out hold nothing. */
function masked(
  { byteArray }: DataSet, planes: readonly Plane[], { row, column, normal, spacing }: Axes, { rows, columns, bits, offset, own }: Pixels,
): Result<VesselMask, SegmentationFailure> {
  const along = (at: PointLps): number => dot(normal, between(ORIGIN, at));
  const sorted = planes.toSorted((a, b) => along(a.at) - along(b.at));
  const gaps = neighbours(sorted).map(([a, b]) => along(b.at) - along(a.at)).filter((gap) => gap > 1e-3);
  const [first] = sorted;
  if (first === undefined || gaps.length === 0) return failed('segmentation/no-geometry', 'one plane');
  const apart = Math.min(...gaps);
  const place = (at: PointLps): number => (along(at) - along(first.at)) / apart;
  const isOff = sorted.some(({ at }) => Math.abs(place(at) - Math.round(place(at))) > UNEVEN
    || Math.hypot(...across(at, first.at, row, column)) > UNEVEN * apart);
  if (isOff) return failed('segmentation/uneven', `${apart.toFixed(3)} mm`);
  const count = Math.round(place(sorted.at(-1)?.at ?? first.at)) + 1;
  const size = rows * columns;
  if (size * count > MOST_VOXELS) return failed('segmentation/too-large', `${columns} x ${rows} x ${count} voxels`);
  const inside = new Uint8Array(size * count);
  for (const { frame, at } of sorted) {
    const into = size * Math.round(place(at));
    for (let n = 0; n < size; n += 1) {
      const pixel = frame * size + n;
      const value = bits === 1 ? ((byteArray[offset + (pixel >> 3)] ?? 0) >> (pixel & 7)) & 1 : (byteArray[offset + pixel] ?? 0) >= 128 ? 1 : 0;
      if (value === 1) inside[into + n] = 1;
    }
  }
  const columnsOf = [scaled(row, spacing[0]), scaled(column, spacing[1]), scaled(normal, apart)];
  const lpsFromIjk = affine<PointLps, IndexIjk>(([0, 1, 2] as const).flatMap((r) => [...columnsOf.map((axis) => axis[r]), first.at[r]]));
  return ok({ inside, grid: {
    dims: [columns, rows, count], spacing: [mm(spacing[0]), mm(spacing[1]), mm(apart)], lpsFromIjk, frameOfReferenceUid: own } });
}

const across = (at: PointLps, from: PointLps, row: VectorLps, column: VectorLps): readonly [number, number] => {
  const off = between(from, at);
  return [dot(off, row), dot(off, column)];
};

const WORDS: Readonly<Record<SegmentationFailure['code'], string>> = {
  'segmentation/unreadable': 'The segmentation cannot be read. Check its path and permissions.',
  'segmentation/not-dicom': 'The segmentation is no DICOM file that can be read. Export it again as DICOM SEG.',
  'segmentation/too-large': 'The segmentation is too large. Export only the vessel.',
  'segmentation/not-a-segmentation': 'The file named as segmentation is another kind of DICOM object. Name a DICOM SEG.',
  'segmentation/compressed': 'The segmentation is compressed. Export it uncompressed (explicit VR little endian).',
  'segmentation/not-binary': 'The segmentation is neither binary with 1 bit nor fractional with 8 bits a pixel. Export it as binary.',
  'segmentation/no-geometry': 'The segmentation does not say where its planes lie. Export it again with position, orientation and spacing.',
  'segmentation/uneven': 'The planes of the segmentation are not evenly spaced, or shifted against each other. Export it on the grid of its series.',
  'segmentation/truncated': 'The segmentation is damaged, or ends before its last pixel. Export or copy it again.',
  'segmentation/several-segments': 'The segmentation holds several segments. Name one by "segment".',
  'segmentation/no-such-segment': 'The segmentation has no segment of that number.',
  'segmentation/other-frame-of-reference': 'The segmentation belongs to another frame of reference than the series. Name one that was made on this series.',
};

/** What is wrong with a segmentation and what to do. */
export const segmentationSentence = ({ code, detail }: SegmentationFailure): string =>
  (code === 'segmentation/several-segments' || code === 'segmentation/no-such-segment' ? `${WORDS[code]} There are: ${detail}.` : WORDS[code]);
