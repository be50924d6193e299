import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { FRAME_FAILURE_CODES } from '../../../../core/dicom/codec/frameFailure.ts';
import type { PixelFormat } from '../../../../core/dicom/header.ts';
import { openDecodePool } from '../../../../electron/host/engine/decodePool.ts';
import type { PixelSource } from '../../../../electron/host/dicom/imageFile.ts';
import { losslessJpeg } from '../../../core/dicom/codec/losslessEncoder.ts';
import { END, even, item, pixelFormat, UID, writtenFile } from './pixelFiles.ts';

const CASES = 1500;
/** One fixed seed, and one of the day that is printed. */
const SEEDS = [20261112, Math.floor(Math.random() * 2 ** 31)];
console.log(`pixel fuzz seeds: ${SEEDS.join(', ')}`);

function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Encoder {
  getDecodedBuffer(info: object): Uint8Array; encode(): void; getEncodedBuffer(): Uint8Array;
  setQuality(isReversible: boolean,
    step: number): void; setNearLossless(near: number): void; setDecompositions(levels: number): void;
}
const require = createRequire(import.meta.url);
const [columns, rows] = [48, 40];
const samples = Array.from({ length: columns * rows }, (_, n) => (n * 37 + (n % 13) * 90) % 4096);
async function encoded(module: string, name: string): Promise<Uint8Array> {
  const load = require(module) as (options: object) => Promise<Record<string, new () => Encoder>>;
  const Encoder = (await load({ print: () => undefined, printErr: () => undefined }))[name];
  if (Encoder === undefined) throw new Error(name);
  const encoder = new Encoder();
  encoder.getDecodedBuffer({ width: columns, height: rows, bitsPerSample: 12, componentCount: 1,
    isSigned: false, isUsingColorTransform: false })
    .set(new Uint8Array(Uint16Array.from(samples).buffer));
  if (name === 'JpegLSEncoder') encoder.setNearLossless(0);
  else encoder.setQuality(true, 0);
  encoder.encode();
  return encoder.getEncodedBuffer().slice();
}
/** Two byte planes as literals. */
function runLength(): Uint8Array {
  const planes = [8, 0].map((shift) => Array.from({ length: samples.length / 128 }, (_, block) =>
    [127, ...samples.slice(128 * block, 128 * block + 128).map((value) => (value >> shift) & 255)]).flat());
  const head = Uint32Array.of(2, 64, 64 + (planes[0]?.length ?? 0), ...Array<number>(13).fill(0));
  return Uint8Array.from([...new Uint8Array(head.buffer), ...planes.flat()]);
}

/**
 * Changes that a careless or hostile writer makes: bytes, cuts, stretches repeated, moved, blanked; lengths
 * that lie.
 */
function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  let out: number[] = [...bytes];
  for (let n = random(3); n >= 0; n -= 1) {
    const at = random(out.length);
    const length = 1 + random(Math.min(64, out.length - at));
    switch (random(7)) {
      case 0: out[at] = random(256); break;
      case 1: out[at] = [0, 1, 0x7f, 0x80, 0xfe, 0xff][random(6)] ?? 0; break;
      case 2: out = out.slice(0, Math.max(2, at)); break;
      case 3: out.splice(at, 0, ...out.slice(at, at + length)); break;
      case 4: out.splice(at, length); break;
      case 5: out.fill([0, 255][random(2)] ?? 0, at, at + length); break;
      default: out.splice(Math.min(random(96), out.length - 1), 1, random(256));
    }
  }
  return Uint8Array.from(out);
}

describe('pixels of hostile files', () => {
  it(`give samples or a failure with a name: ${2 * CASES} changed frames, none hangs`, async () => {
    const streams: readonly (readonly [string, Uint8Array])[] = [
      [UID.lossless, losslessJpeg(samples, { columns, rows, precision: 12, predictor: 4, restartRows: 8 })],
      [UID.rle, runLength()],
      [UID.jpegLs, await encoded('@cornerstonejs/codec-charls/wasmjs', 'JpegLSEncoder')],
      [UID.jpeg2000, await encoded('@cornerstonejs/codec-openjpeg/wasmjs', 'J2KEncoder')],
      [UID.highThroughput, await encoded('@cornerstonejs/codec-openjph/wasmjs', 'HTJ2KEncoder')],
    ];
    const format: PixelFormat = pixelFormat({ rows, columns, bitsStored: 12, highBit: 11 });
    const pool = openDecodePool({ threads: 2 });
    const codes = new Map<string, number>();
    const slow: string[] = [];
    const decode = async (source: PixelSource): Promise<string> => {
      const begun = performance.now();
      const { result } = await pool.decode({ kind: 'frame', source, frame: 0 }).answer;
      if (performance.now() - begun > 10_000) slow.push(source.path);
      return result.ok ? 'read' : result.failure.code;
    };
    for (const [uid, stream] of streams) {
      const source =
        { path: writtenFile(new Uint8Array(12), item(new Uint8Array()), item(even(stream)), END), format,
        transferSyntaxUid: uid,
        pixels: { kind: 'encapsulated', offset: 12, length: null } } as const;
      expect([uid, await decode(source)]).toEqual([uid, 'read']);
    }
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      for (let n = 0; n < CASES; n += 1) {
        const [uid, stream] = streams[n % streams.length] ?? [UID.rle, new Uint8Array()];
        const container = [item(new Uint8Array()), item(even(mutated(stream, random))), END];
        // Now and then the container is changed too.
        const bytes = Buffer.concat(random(5) === 0 ? [mutated(Buffer.concat(container), random)]
          : container);
        const code = await decode({
          path: writtenFile(new Uint8Array(12), bytes), format, transferSyntaxUid: uid,
          pixels: { kind: 'encapsulated', offset: 12, length: null },
        });
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }
    await pool.close();
    expect(slow).toEqual([]);
    for (const code of codes.keys()) expect(['read', ...FRAME_FAILURE_CODES]).toContain(code);
    expect(codes.get('pixels/took-too-long') ?? 0).toBe(0);
    // The changes do reach the decoders: most are noticed, some leave a picture.
    expect(codes.get('pixels/damaged')).toBeGreaterThan(CASES / 4);
    console.log(`pixel fuzz: ${[...codes].map(([code, count]) => `${code} ${count}`).join(', ')}`);
  });
});
