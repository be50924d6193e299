import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rleFrame } from '../../core/dicom/codec/rle.ts';
import type { PixelFormat } from '../../core/dicom/header.ts';
import type { Result } from '../../core/result.ts';
import { decodeJpeg2000, decodeJpegLossless, decodeJpegLs } from '../../electron/host/dicom/codecs/decodeCodestream.ts';
import { readFrame } from '../../electron/host/dicom/readFrames.ts';
import { readHeader } from '../../electron/host/dicom/readHeader.ts';
import { instanceBytes } from '../../electron/host/dicom/writeInstance.ts';
import { openRun } from '../../electron/host/engine/runEngine.ts';
import { CODINGS, coded, type CodingName } from '../phantoms/codings.ts';
import { timed, where, type Contender, type Course, type Goal } from './harness.ts';
import { cineFile, storedSlices } from './inputs.ts';
import { peer } from './peers.ts';

const FRAMES = 16;
const SIDE = 512;
const ROUNDS = 7;
const CT: PixelFormat = {
  rows: SIDE, columns: SIDE, frames: 1, samplesPerPixel: 1, photometric: 'MONOCHROME2', planarConfiguration: 0,
  bitsAllocated: 16, bitsStored: 16, highBit: 15, isSigned: true, padding: null, isLossy: false,
};

interface LosslessDecoder {
  readonly Decoder: new () => { decompress(buffer: ArrayBuffer, offset: number, length: number): ArrayBuffer };
}
interface Daikon {
  readonly default: { readonly Series: { parseImage(view: DataView): { decompress(): void; getPixelDataBytes(): unknown } } };
}
interface CodecDecoder { getEncodedBuffer(length: number): Uint8Array; decode(): void; getDecodedBuffer(): Uint8Array; delete(): void }

const must = async (result: Result<unknown, unknown> | Promise<Result<unknown, unknown>>): Promise<void> => {
  if (!(await result).ok) throw new Error('a frame was refused');
};
const averaged = async (work: () => Promise<void> | void): Promise<number> => await timed(work) / FRAMES;

/** The bare codec that Cornerstone3D uses, straight from its package. */
async function codec(name: string, decoder: string, streams: readonly Uint8Array[]): Promise<Contender> {
  const require = createRequire(import.meta.url);
  const quiet = { print: () => undefined, printErr: () => undefined };
  const library = await (require(`@cornerstonejs/${name}`) as (options: object) => Promise<Record<string, new () => CodecDecoder>>)(quiet);
  const Decoder = library[decoder];
  return {
    name: name.replace(/\/.*/, ''),
    run: where(Decoder ?? null, (Made) => averaged(() => {
      for (const stream of streams) {
        const one = new Made();
        one.getEncodedBuffer(stream.length).set(stream);
        one.decode();
        one.getDecodedBuffer();
        one.delete();
      }
    })),
  };
}

/** daikon decodes whole files. */
const daikonOver = (daikon: Daikon | null, files: readonly Uint8Array<ArrayBuffer>[]): Contender['run'] =>
  where(daikon, ({ default: { Series } }) => averaged(() => {
    for (const file of files) {
      const image = Series.parseImage(new DataView(file.buffer));
      image.decompress();
    }
  }));

/** P2b: frames decoded by one thread. */
export async function decoders(): Promise<readonly Course[]> {
  const slices = await storedSlices(FRAMES);
  const frames = slices.map(({ dataset }) => {
    const pixels = dataset.find(({ tag }) => tag === 0x7fe00010);
    if (pixels?.kind !== 'bytes') throw new Error('the input has no pixels');
    return { bytes: pixels.value, columns: SIDE, rows: SIDE, bitsAllocated: 16 as const, bitsStored: 16, isSigned: true };
  });
  const streams = async (name: CodingName): Promise<readonly Uint8Array<ArrayBuffer>[]> =>
    Promise.all(frames.map(async (frame) => Uint8Array.from(await CODINGS[name].encode(frame))));
  const lossless = await streams('JPEG lossless');
  const rle = await streams('RLE');
  const ls = await streams('JPEG-LS');
  const j2k = await streams('JPEG 2000 lossless');
  const ht = await streams('HTJ2K lossless');
  const rleFiles = await Promise.all(slices.map(async (slice) => {
    const file = await coded(slice, 'RLE');
    return Uint8Array.from(instanceBytes(file.dataset, file.transferSyntaxUid));
  }));
  const decoder = await peer<LosslessDecoder>('jpeg-lossless-decoder-js');
  const daikon = await peer<Daikon>('daikon');
  const course = (title: string, run: (stream: Uint8Array) => Result<unknown, unknown> | Promise<Result<unknown, unknown>>,
    of: readonly Uint8Array[], peers: readonly Contender[], goals: readonly Goal[]): Course => ({
    title: `P2b  ${title}, one thread, CT 512 x 512`, unit: 'ms a frame', rounds: ROUNDS, warmUps: 2, goals,
    contenders: [{ name: 'Fullmoon', run: () => averaged(async () => { for (const stream of of) await must(run(stream)); }) }, ...peers],
  });
  const shape = { pixels: SIDE * SIDE, samplesPerPixel: 1, bytesPerSample: 2 } as const;
  return [
    course('JPEG lossless', (stream) => decodeJpegLossless(stream, CT), lossless, [{
      name: 'jpeg-lossless-decoder-js',
      run: where(decoder, ({ Decoder }) => averaged(() => {
        for (const stream of lossless) new Decoder().decompress(stream.buffer, 0, stream.length);
      })),
    }], [{ id: 'P2b', against: 'jpeg-lossless-decoder-js', atLeast: 3 }]),
    course('RLE', (stream) => rleFrame(stream, shape), rle, [{ name: 'daikon', run: daikonOver(daikon, rleFiles) }],
      [{ id: 'P2b', against: 'daikon', atLeast: 5 }]),
    course('JPEG-LS', (stream) => decodeJpegLs(stream, CT), ls, [await codec('codec-charls/decodewasmjs', 'JpegLSDecoder', ls)],
      [{ id: 'P2b', against: 'codec-charls', atLeast: 0.9 }]),
    course('JPEG 2000', (stream) => decodeJpeg2000(stream, CT, false), j2k, [await codec('codec-openjpeg/decodewasmjs', 'J2KDecoder', j2k)],
      [{ id: 'P2b', against: 'codec-openjpeg', atLeast: 0.9 }]),
    course('HTJ2K', (stream) => decodeJpeg2000(stream, CT, true), ht, [await codec('codec-openjph/wasmjs', 'HTJ2KDecoder', ht)],
      [{ id: 'P2b', against: 'codec-openjph', atLeast: 0.9 }]),
  ];
}

/** P2d: an angiogram shows its first frame long before it is decoded, and plays. */
export async function cine(): Promise<readonly Course[]> {
  const path = await cineFile();
  const header = readHeader(path);
  if (!header.ok) throw new Error(header.failure.code);
  const bytes = readFileSync(path);
  const location = header.value.image?.pixels;
  if (location?.kind !== 'native') throw new Error('the input is not native');
  const side = 1024;
  const frame = { columns: side, rows: side, bitsAllocated: 16 as const, bitsStored: 12, isSigned: false };
  const streams = await Promise.all(Array.from({ length: FRAMES }, async (_, n) => Uint8Array.from(await CODINGS['JPEG lossless'].encode({
    ...frame, bytes: Uint8Array.from(bytes.subarray(location.offset + n * side * side * 2, location.offset + (n + 1) * side * side * 2)),
  }))));
  const format: PixelFormat = { ...CT, rows: side, columns: side, bitsStored: 12, highBit: 11, isSigned: false };
  const decoder = await peer<LosslessDecoder>('jpeg-lossless-decoder-js');
  return [
    {
      title: 'P2d  first frame of a 168 MB angiogram, opened anew', unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon, first frame', run: () => timed(async () => {
          const run = openRun(header.value, path);
          if (!run.ok) throw new Error(run.failure.code);
          await must(run.value.frame(0));
          await run.value.close();
        }) },
        { name: 'one frame decoded here and the file read once', run: () => timed(async () => {
          await must(readFrame({ path, header: header.value }, 0));
          readFileSync(path);
        }) },
        { name: 'one frame decoded here', run: () => timed(() => must(readFrame({ path, header: header.value }, 0))) },
      ],
      goals: [{ id: 'P2d', against: 'one frame decoded here and the file read once', atLeast: 0.5 }],
    },
    {
      title: 'P2d  JPEG lossless cine 1024 x 1024, 12 bits, one thread (30 frames a second: 33.3 ms)', unit: 'ms a frame', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon', run: () => averaged(async () => { for (const stream of streams) await must(decodeJpegLossless(stream, format)); }) },
        {
          name: 'jpeg-lossless-decoder-js',
          run: where(decoder, ({ Decoder }) => averaged(() => {
            for (const stream of streams) new Decoder().decompress(stream.buffer, 0, stream.length);
          })),
        },
      ],
      goals: [{ id: 'P2d', atMost: 33.3 }],
    },
  ];
}

