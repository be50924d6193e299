import { err, ok, type Result } from '../../../core/result.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { HeaderFailure } from '../../../core/dicom/headerFailure.ts';
import { HEADER_LIMITS, type HeaderLimits } from '../../../core/dicom/limits.ts';
import { sopKind } from '../../../core/dicom/sopClasses.ts';
import { transferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { scanFor, scanned, slotFor, type Scan, type ScanRange } from './elementScan.ts';
import { instanceHeader, isUid, type Note } from './headerOf.ts';
import { HeaderMemory, part } from './headerMemory.ts';
import { FIRST_READ, sourceOver, withBytes, withFile, type HeaderSource } from './headerSource.ts';
import { TAGS } from './headerTags.ts';
import { Values } from './headerValues.ts';

const MEDIA_CLASS = 0x00020002;
const TRANSFER_SYNTAX = 0x00020010;
const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1';
const IMPLICIT_LITTLE = '1.2.840.10008.1.2';
const EXPLICIT_BIG = '1.2.840.10008.1.2.2';
const metaScan = scanFor([MEDIA_CLASS, TRANSFER_SYNTAX]);
const metaMemory = new HeaderMemory(metaScan);
const headerScan = scanFor(Object.values(TAGS));
const memory = new HeaderMemory(headerScan);

const PAGE = 4096;
/** How much of the next file is read at once: as many pages as the header of the last took, with some room. */
let firstRead = FIRST_READ;
const wouldHaveRead = (length: number): number =>
  Math.min(FIRST_READ, PAGE * Math.ceil((length + PAGE / 8) / PAGE));

/** Reads the header of a DICOM file: only up to its pixel data, and never the pixels. */
export const readHeader = (path: string, limits = HEADER_LIMITS): Result<InstanceHeader, HeaderFailure> =>
  withFile(path, (source) => headerFrom(source, limits), firstRead);

/** The same over the bytes of a whole file. */
export const readHeaderFrom = (bytes: Uint8Array, limits = HEADER_LIMITS): Result<InstanceHeader,
  HeaderFailure> =>
  withBytes(bytes, (source) => headerFrom(source, limits));

/**
 * What may be read by a thread that nobody can stop: one page of a file, of so few elements and frames that
 * there is little to do, whatever they are. Nothing is inflated, and no sequence is parsed.
 */
export const QUICK_LIMITS: HeaderLimits = {
  ...HEADER_LIMITS, headerBytes: FIRST_READ, elements: 4_000, frames: 256, inflatedBytes: 0,
  functionalGroups: false,
};

/** The header, and how many bytes of the file were read for it. */
export const readHeaderCounting = (
  path: string,
): Result<{ readonly header: InstanceHeader; readonly bytesRead: number }, HeaderFailure> =>
  withFile(path, (source) => {
    const header = headerFrom(source, HEADER_LIMITS);
    return header.ok ? ok({ header: header.value, bytesRead: source.bytesRead }) : header;
  }, firstRead);

/** "DICM" after 128 bytes, and the meta group after that. */
const hasMark = ({ bytes, available }: HeaderSource): boolean => available >= 134
  && bytes.readUInt32BE(128) === 0x4449434d && bytes[132] === 0x02 && bytes[133] === 0x00;
const isLetter = (byte = 0): boolean => byte >= 0x41 && byte <= 0x5a;
const isVr = (bytes: Uint8Array, at: number): boolean => isLetter(bytes[at]) && isLetter(bytes[at + 1]);

/** Programs that hide in the 128 bytes before a DICOM file. TIFF there is lawful (dual-personality files). */
const PROGRAMS: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['a Windows program', [0x4d, 0x5a]], ['a Linux program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a macOS program', [0xcf, 0xfa, 0xed, 0xfe]], ['a macOS program', [0xce, 0xfa, 0xed, 0xfe]],
  ['a macOS program', [0xca, 0xfe, 0xba, 0xbe]], ['a script', [0x23, 0x21]],
];

interface Opening {
  /** Where the data set begins, and how it is written. */
  readonly start: number;
  readonly transferSyntaxUid: string;
  readonly notes: readonly Note[];
}

/** Scans, and brings in more of the file as often as the walk asks for it. */
function scannedThrough(
  source: HeaderSource, scan: typeof headerScan, range: Omit<ScanRange, 'available' | 'end'>,
  limits: HeaderLimits,
): Result<null, HeaderFailure> {
  for (;;) {
    const found = scanned(
      source.bytes, scan, { ...range, available: source.available, end: source.size }, limits);
    if (!found.ok) return found;
    if (found.value === 0) break;
    if (found.value - range.start > limits.headerBytes) {
      return err({ code: 'file/header-too-long',
        detail: `more than ${limits.headerBytes} bytes before the pixels` });
    }
    source.extend(found.value);
    if (source.available < found.value) {
      return err({ code: 'file/truncated', detail: 'it became shorter while it was read' });
    }
  }
  const length = (scan.pixelOffset >= 0 ? scan.pixelOffset : scan.position) - range.start;
  return length > limits.headerBytes
    ? err({ code: 'file/header-too-long', detail: `${length} bytes before the pixels` })
    : ok(null);
}

const META = part<{ readonly isDirectory: boolean; readonly stated: string | null }>(
  [MEDIA_CLASS, TRANSFER_SYNTAX]);

/** The meta group, or without one the first elements themselves, tell how the data set is written. */
function opening(source: HeaderSource, limits: HeaderLimits): Result<Opening, HeaderFailure> {
  const { bytes, available } = source;
  const hasPreamble = hasMark(source);
  const program = hasPreamble && bytes[0] !== 0
    ? PROGRAMS.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0] : undefined;
  const notes: Note[] = program === undefined ? []
    : [{ code: 'header/program-in-preamble', detail: program }];
  let start = hasPreamble ? 132 : 0;
  const byteAt = (at: number): number => (start + at < available ? bytes[start + at] ?? 0 : 0);
  const [b0, b1] = [byteAt(0), byteAt(1)];
  if (!hasPreamble) {
    const isLittle = (b0 === 0x08 || b0 === 0x02) && b1 === 0 && byteAt(3) === 0;
    const isBig = b0 === 0 && b1 === 0x08 && byteAt(2) === 0 && isVr(bytes, 4);
    const isPlausible = available >= 16 && (isLittle || isBig);
    if (!isPlausible) return err({ code: 'file/not-dicom', detail: 'no DICM mark' });
    notes.push({ code: 'header/no-preamble', detail: 'no DICM mark' });
    if (isBig) return ok({ start, transferSyntaxUid: EXPLICIT_BIG, notes });
  }
  if (b0 === 0x02 && b1 === 0) {
    const range = { start, isExplicit: isVr(bytes, start + 4), isBig: false, lastGroup: 2 };
    const walked = scannedThrough(source, metaScan, range, limits);
    if (!walked.ok) return walked;
    start = metaScan.position;
    metaMemory.see(source.bytes, range.isExplicit, limits);
    const { isDirectory, stated } = metaMemory.kept(META, () => {
      const meta = Values.ofScan(source.bytes, metaScan, range);
      const uid = meta.text(TRANSFER_SYNTAX);
      return { isDirectory: sopKind(meta.text(MEDIA_CLASS) ?? '', false) === 'directory',
        stated: uid === null ? null : transferSyntax(uid).uid };
    });
    if (isDirectory) return err({ code: 'file/directory-record', detail: 'a DICOMDIR' });
    if (stated !== null) return ok({ start, transferSyntaxUid: stated, notes });
    notes.push({ code: 'header/no-transfer-syntax', detail: 'found out from the first element' });
  }
  return ok({ start, transferSyntaxUid: isVr(source.bytes, start + 4) ? EXPLICIT_LITTLE : IMPLICIT_LITTLE,
    notes });
}

/**
 * Other elements of a file than those of its header, by the same bounded walk; `scan` names them.
 *
 * @param use - the values are good only within it
 */
export function withValues<T>(
  source: HeaderSource, scan: Scan, limits: HeaderLimits, use: (values: Values) => T,
): Result<T, HeaderFailure> {
  if (source.size > limits.instanceBytes) return err({ code: 'file/too-large', detail: `${source.size} bytes` });
  const opened = opening(source, limits);
  if (!opened.ok) return opened;
  const { start, transferSyntaxUid } = opened.value;
  const { dataSet } = transferSyntax(transferSyntaxUid);
  const inflated = dataSet === 'deflated' ? inflatedDataSet(source, start, limits) : null;
  if (inflated !== null && !inflated.ok) return inflated;
  const [from, at] = inflated === null ? [source, start] : [sourceOver(inflated.value), 0];
  const range = rangeFrom(from, at, dataSet);
  const walked = scannedThrough(from, scan, range, limits);
  return walked.ok ? ok(use(Values.ofScan(from.bytes, scan, range))) : walked;
}

/** How the data set at `start` is walked; some writers state one VR coding and use the other. */
function rangeFrom(source: HeaderSource, start: number, dataSet: string): Omit<ScanRange, 'available' | 'end'> {
  if (start + 8 > source.available) source.extend(start + 8);
  return { start, isExplicit: isVr(source.bytes, start + 4), isBig: dataSet === 'explicit big endian', lastGroup: 0x7fe0 };
}

function headerFrom(source: HeaderSource, limits: HeaderLimits): Result<InstanceHeader, HeaderFailure> {
  if (source.size > limits.instanceBytes) {
    return err({ code: 'file/too-large', detail: `${source.size} bytes` });
  }
  const opened = opening(source, limits);
  if (!opened.ok) return opened;
  const { start, transferSyntaxUid, notes } = opened.value;
  const syntax = transferSyntax(transferSyntaxUid);
  if (syntax.dataSet !== 'deflated') {
    return dataSetHeader(source, start, transferSyntaxUid, notes, null, limits);
  }
  const inflated = inflatedDataSet(source, start, limits);
  return inflated.ok
    ? dataSetHeader(sourceOver(inflated.value), 0, transferSyntaxUid, notes, start, limits)
    : inflated;
}

/** A data set that is deflated as a whole, pixels and all; there is no part of it that could be left out. */
function inflatedDataSet(source: HeaderSource, start: number, limits: HeaderLimits): Result<Uint8Array,
HeaderFailure> {
  if (source.size - start > limits.inflatedBytes) {
    return err({ code: 'file/inflates-too-far', detail: `${source.size} deflated bytes` });
  }
  source.extend(source.size);
  // Next to no file is deflated, and zlib takes longer to load than many files to read.
  const { inflateRawSync } = process.getBuiltinModule('node:zlib');
  try {
    const deflated = source.bytes.subarray(start, source.available);
    return ok(inflateRawSync(deflated, { maxOutputLength: limits.inflatedBytes }));
  } catch (cause) {
    const isTooLong = cause instanceof RangeError;
    return err(isTooLong
      ? { code: 'file/inflates-too-far', detail: `more than ${limits.inflatedBytes} bytes` }
      : { code: 'file/damaged-deflate', detail: 'the deflated data set does not inflate' });
  }
}

/** Which instance a data set is that cannot be used: it may say so before it breaks off. */
function stillNamed(source: HeaderSource, range: Pick<ScanRange, 'isExplicit' | 'isBig'>): Pick<HeaderFailure, 'instance'> {
  const isThere = [TAGS.sopInstance, TAGS.seriesUid].every((tag) => {
    const slot = slotFor(headerScan, tag);
    const offset = headerScan.offsets[slot] ?? -1;
    return offset >= 0 && offset + (headerScan.lengths[slot] ?? 0) <= source.available;
  });
  if (!isThere) return {};
  const values = Values.ofScan(source.bytes, headerScan, range);
  const [sopInstanceUid, seriesUid] = [values.text(TAGS.sopInstance), values.text(TAGS.seriesUid)];
  return isUid(sopInstanceUid) && isUid(seriesUid) ? { instance: { seriesUid, sopInstanceUid } } : {};
}

const GROUPS = [TAGS.sharedGroups, TAGS.frameGroups].map((tag) => slotFor(headerScan, tag));
const hasGroups = (): boolean => GROUPS.some((slot) => (headerScan.offsets[slot] ?? -1) >= 0);

function dataSetHeader(
  source: HeaderSource, start: number, transferSyntaxUid: string, notes: readonly Note[],
  deflatedFrom: number | null, limits: HeaderLimits,
): Result<InstanceHeader, HeaderFailure> {
  const { dataSet } = transferSyntax(transferSyntaxUid);
  const statesExplicit = dataSet !== 'implicit little endian';
  const range = rangeFrom(source, start, dataSet);
  const { isExplicit } = range;
  const walked = scannedThrough(source, headerScan, range, limits);
  if (!walked.ok) return err({ ...walked.failure, ...stillNamed(source, range) });
  const { bytes } = source;
  if (deflatedFrom === null && headerScan.pixelOffset >= 0) firstRead = wouldHaveRead(headerScan.pixelOffset);
  if (!limits.functionalGroups && hasGroups()) {
    return err({ code: 'file/too-deep', detail: 'functional groups' });
  }
  memory.see(bytes, isExplicit ? transferSyntaxUid : `${transferSyntaxUid} implicit`, limits);
  const header = instanceHeader({
    memory,
    values: Values.ofScan(bytes, headerScan, range), scan: headerScan, source, transferSyntaxUid,
    deflatedFrom, limits,
    notes: statesExplicit === isExplicit ? notes
      : [...notes, { code: 'header/other-coding-than-stated', detail: isExplicit ? 'explicit VR'
        : 'implicit VR' }],
  });
  return header.ok ? header : err({ ...header.failure, ...stillNamed(source, range) });
}
