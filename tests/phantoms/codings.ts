import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import {
  type Dataset, encapsulated, type OffsetTable, text, withElements,
} from '../../electron/host/dicom/dataset.ts';
import {
  DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE,
} from '../../electron/host/dicom/writeInstance.ts';
import { jpegLossless } from './jpegLosslessEncoder.ts';
import type { SliceFile } from './series.ts';

/** One grey frame to be coded: little-endian samples, and what they are. */
interface Frame {
  readonly bytes: Uint8Array;
  readonly columns: number;
  readonly rows: number;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly isSigned: boolean;
}

interface Coding {
  readonly uid: string;
  readonly isLossless: boolean;
  readonly encode: (frame: Frame) => Promise<Uint8Array>;
  /** Codestreams may be cut into fragments; RLE must not. */
  readonly mayBeCut: boolean;
  readonly takes: (frame: Frame) => boolean;
}

/** The native syntaxes that the writer itself knows. */
export const NATIVE = {
  'implicit little endian': IMPLICIT_LE, 'explicit little endian': EXPLICIT_LE,
  'explicit big endian': EXPLICIT_BE, 'deflated': DEFLATED_LE,
} as const;

const require = createRequire(import.meta.url);

interface FrameInfo {
  readonly width: number; readonly height: number; readonly bitsPerSample: number;
  readonly componentCount: number; readonly isSigned: boolean; readonly isUsingColorTransform: boolean;
}
interface Encoder {
  getDecodedBuffer(info: FrameInfo): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  encode(): void;
  delete(): void;
  setNearLossless?(allowed: number): void;
  setQuality?(...quality: readonly (boolean | number)[]): void;
  setProgressive?(is: boolean): void;
  setDecompositions?(levels: number): void;
  setProgressionOrder?(order: number): void;
}
type Library = Readonly<Record<string, new () => Encoder>>;
const libraries = new Map<string, Promise<Library>>();

async function wasmEncoded(
  frame: Frame, codec: 'charls' | 'openjpeg' | 'openjph' | 'libjpeg-turbo-8bit', name: string,
    prepare: (encoder: Encoder) => void,
): Promise<Uint8Array> {
  const factory = require(`@cornerstonejs/codec-${codec}/wasmjs`) as (options: object) => Promise<Library>;
  const quiet = { print: () => undefined, printErr: () => undefined };
  const loading = libraries.get(codec) ?? factory(quiet);
  libraries.set(codec, loading);
  const Made = (await loading)[name];
  if (Made === undefined) throw new Error(`codec-${codec} has no ${name}`);
  const encoder = new Made();
  encoder.getDecodedBuffer({
    width: frame.columns, height: frame.rows, bitsPerSample: frame.bitsAllocated === 8 ? 8 : frame.bitsStored,
    componentCount: 1, isSigned: frame.isSigned, isUsingColorTransform: false,
  }).set(signExtended(frame));
  prepare(encoder);
  encoder.encode();
  const coded = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  return coded;
}

/** Words with sign as the libraries take them: the sign in every bit above the stored ones. */
function signExtended({ bytes, bitsAllocated, bitsStored, isSigned }: Frame): Uint8Array {
  if (!isSigned || bitsAllocated === 8) return bytes;
  const words = Int16Array.from(new Int16Array(bytes.slice().buffer),
    (word) => (word << (32 - bitsStored)) >> (32 - bitsStored));
  return new Uint8Array(words.buffer);
}

/** Byte planes, the high one first, each packed. @source DICOM PS3.5 annex G */
function runLength(frame: Frame): Uint8Array {
  const size = frame.bitsAllocated / 8;
  const count = frame.columns * frame.rows;
  const planes = Array.from({ length: size }, (_, p) =>
    packed(Uint8Array.from({ length: count }, (_unused, n) => frame.bytes[n * size + size - 1 - p] ?? 0),
      frame.columns));
  const head = new Uint32Array(16);
  head[0] = size;
  planes.forEach((_, p) => { head[p + 1] = 64 + planes.slice(0, p).reduce((sum, plane) => sum + plane.length,
    0); });
  return Buffer.concat([new Uint8Array(head.buffer), ...planes]);
}

/** PackBits, row by row, padded to an even length. */
function packed(plane: Uint8Array, columns: number): Uint8Array {
  const out: number[] = [];
  for (let row = 0; row < plane.length; row += columns) {
    let at = row;
    while (at < row + columns) {
      const run = runAt(plane, at, row + columns);
      if (run >= 2) {
        out.push(257 - run, plane[at] ?? 0);
        at += run;
        continue;
      }
      let end = at + 1;
      while (end < row + columns && end - at < 128 && runAt(plane, end, row + columns) < 3) end += 1;
      out.push(end - at - 1, ...plane.subarray(at, end));
      at = end;
    }
  }
  return Uint8Array.from(out.length % 2 === 0 ? out : [...out, 0]);
}

function runAt(plane: Uint8Array, at: number, end: number): number {
  let run = 1;
  while (run < 128 && at + run < end && plane[at + run] === plane[at]) run += 1;
  return run;
}

const any = (): boolean => true;
const wordsOf = ({ bytes, bitsAllocated }: Frame): Uint16Array | Uint8Array =>
  (bitsAllocated === 8 ? bytes : new Uint16Array(bytes.slice().buffer));

/** Compressed syntaxes that we can write. */
export const CODINGS = {
  'RLE': { uid: '1.2.840.10008.1.2.5', isLossless: true, mayBeCut: false, takes: any,
    encode: async (frame) => runLength(frame) },
  'JPEG lossless': {
    uid: '1.2.840.10008.1.2.4.70', isLossless: true, mayBeCut: true, takes: any,
    encode: async (frame) => jpegLossless(wordsOf(frame), frame.columns, frame.rows,
      frame.isSigned ? 16 : frame.bitsStored),
  },
  'JPEG lossless, any prediction': {
    uid: '1.2.840.10008.1.2.4.57', isLossless: true, mayBeCut: true, takes: any,
    encode: async (frame) => jpegLossless(wordsOf(frame), frame.columns, frame.rows,
      frame.isSigned ? 16 : frame.bitsStored),
  },
  'JPEG-LS': {
    uid: '1.2.840.10008.1.2.4.80', isLossless: true, mayBeCut: true, takes: any,
    // The codestream holds words without a sign; the header tells how they are meant.
    encode: (frame) => wasmEncoded({ ...frame, isSigned: false,
      bitsStored: frame.isSigned ? 16 : frame.bitsStored }, 'charls', 'JpegLSEncoder',
      (encoder) => encoder.setNearLossless?.(0)),
  },
  'JPEG-LS, nearly lossless': {
    uid: '1.2.840.10008.1.2.4.81', isLossless: false, mayBeCut: true, takes: (frame) => !frame.isSigned,
    encode: (frame) => wasmEncoded(frame, 'charls', 'JpegLSEncoder',
      (encoder) => encoder.setNearLossless?.(2)),
  },
  'JPEG 2000 lossless': {
    uid: '1.2.840.10008.1.2.4.90', isLossless: true, mayBeCut: true, takes: any,
    encode: (frame) => wasmEncoded(frame, 'openjpeg', 'J2KEncoder', (encoder) => {
      encoder.setQuality?.(true, 0);
      encoder.setDecompositions?.(3);
    }),
  },
  'JPEG 2000': {
    uid: '1.2.840.10008.1.2.4.91', isLossless: false, mayBeCut: true, takes: any,
    encode: (frame) => wasmEncoded(frame, 'openjpeg', 'J2KEncoder', (encoder) => {
      encoder.setQuality?.(false, 0.01);
      encoder.setDecompositions?.(3);
    }),
  },
  'HTJ2K lossless': {
    uid: '1.2.840.10008.1.2.4.201', isLossless: true, mayBeCut: true, takes: any,
    encode: (frame) => wasmEncoded(frame, 'openjph', 'HTJ2KEncoder', (encoder) => {
      encoder.setQuality?.(true, 0);
      encoder.setDecompositions?.(3);
    }),
  },
  'HTJ2K lossless, by resolution': {
    uid: '1.2.840.10008.1.2.4.202', isLossless: true, mayBeCut: true, takes: any,
    encode: (frame) => wasmEncoded(frame, 'openjph', 'HTJ2KEncoder', (encoder) => {
      encoder.setQuality?.(true, 0);
      encoder.setDecompositions?.(3);
      encoder.setProgressionOrder?.(2);
    }),
  },
  'JPEG baseline': {
    uid: '1.2.840.10008.1.2.4.50', isLossless: false, mayBeCut: true,
      takes: (frame) => frame.bitsAllocated === 8,
    encode: (frame) => wasmEncoded(frame, 'libjpeg-turbo-8bit', 'JPEGEncoder', (encoder) => {
      encoder.setProgressive?.(false);
      encoder.setQuality?.(92);
    }),
  },
  'deflated frames': {
    uid: '1.2.840.10008.1.2.8.1', isLossless: true, mayBeCut: false, takes: any,
    encode: async (frame) => deflateRawSync(frame.bytes),
  },
} satisfies Readonly<Record<string, Coding>>;
export type CodingName = keyof typeof CODINGS;

/** The names of all codings. */
export const CODING_NAMES = Object.keys(CODINGS) as readonly CodingName[];

/**
 * The file with its frames compressed, each in so many fragments, with or without a table of their offsets (an
 * extended table is valid only with one fragment a frame).
 */
export async function coded(
  file: SliceFile, name: CodingName,
    layout: { readonly fragments?: number; readonly offsets?: OffsetTable } = {},
): Promise<SliceFile> {
  const coding: Coding = CODINGS[name];
  const frames = framesOf(file.dataset);
  const streams: Uint8Array[] = [];
  for (const frame of frames) streams.push(await coding.encode(frame));
  const pieces = streams.map((stream) => (coding.mayBeCut ? cutEvenly(stream,
    layout.fragments ?? 1) : [stream]));
  return {
    ...file, transferSyntaxUid: coding.uid,
    dataset: withElements(file.dataset, encapsulated(pieces, layout.offsets ?? 'basic'),
      ...(coding.isLossless ? [] : [text(0x00282110, 'CS', '01'), text(0x00282112, 'DS', '4')])),
  };
}

/** Whether the coding takes frames like those of the file. */
export const takesFile = (file: SliceFile, name: CodingName): boolean => {
  const coding: Coding = CODINGS[name];
  return framesOf(file.dataset).every((frame) => coding.takes(frame));
};

function framesOf(dataset: Dataset): readonly Frame[] {
  const number = (tag: number): number => {
    const element = dataset.find((candidate) => candidate.tag === tag);
    return element?.kind === 'numbers' ? (element.value[0] ?? 0) : element?.kind === 'text' ? Number(element.value) : 0;
  };
  const pixels = dataset.find(({ tag }) => tag === 0x7fe00010);
  const all = pixels?.kind === 'bytes' ? pixels.value : new Uint8Array();
  const bitsAllocated = number(0x00280100) === 8 ? 8 : 16;
  const length = number(0x00280010) * number(0x00280011) * (bitsAllocated / 8);
  return Array.from({ length: Math.max(1, number(0x00280008)) }, (_, n) => ({
    bytes: all.slice(n * length, (n + 1) * length), rows: number(0x00280010), columns: number(0x00280011),
      bitsAllocated,
    bitsStored: number(0x00280101), isSigned: number(0x00280103) === 1,
  }));
}

/** A stream in so many pieces of even length. */
function cutEvenly(stream: Uint8Array, pieces: number): readonly Uint8Array[] {
  const size = 2 * Math.ceil(stream.length / pieces / 2);
  return Array.from({ length: pieces }, (_, n) => stream.slice(n * size,
    (n + 1) * size)).filter(({ length }) => length > 0);
}
