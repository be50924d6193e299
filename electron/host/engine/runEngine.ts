import { availableParallelism } from 'node:os';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { pixelSource } from '../dicom/imageFile.ts';
import type { FrameSamples } from '../dicom/readFrames.ts';
import { openDecodePool, type DecodeTicket, type PoolOptions } from './decodePool.ts';
import { frameCache } from './frameCache.ts';
import { freeMemory } from './freedMemory.ts';

/** How the samples of a run lie in the bytes that a frame answers. */
export interface RunFormat {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  /** Little-endian, unsigned. */
  readonly bytesPerSample: 1 | 2;
  readonly samplesPerPixel: 1 | 3;
  /** The least value is white. */
  readonly isInverted: boolean;
}

/** One angiographic run while it is open: frames decoded on demand and a little ahead. */
export interface OpenRun {
  readonly format: RunFormat;
  readonly frames: number;
  /**
   * Samples of frame n, 0-based: rows × columns × samplesPerPixel, little-endian. Shared with the cache:
   * not to be written to.
   */
  frame(n: number): Promise<Result<Uint8Array, FrameFailure>>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly pool?: PoolOptions;
  /** Decoded frames kept, bytes. */
  readonly cacheBytes?: number;
  /** Frames decoded ahead of the one that was asked for; the run goes round. */
  readonly ahead?: number;
}

const CACHE_BYTES = 128 * 2 ** 20;
const AHEAD = 4;
const MOST_THREADS = 2;

/**
 * How frames of this instance will be answered.
 *
 * @fails pixels/no-picture - the instance holds none
 * @fails pixels/unsupported-format - signed samples, which angiography does not have, or more than 16 bits
 */
export function runFormat({ image }: InstanceHeader): Result<RunFormat, FrameFailure> {
  if (image === null) return err({ code: 'pixels/no-picture', detail: '' });
  const { rows, columns, frames, bitsAllocated, samplesPerPixel, isSigned, photometric } = image.format;
  if (isSigned || (bitsAllocated !== 8 && bitsAllocated !== 16)
    || (samplesPerPixel !== 1 && samplesPerPixel !== 3)) {
    return err({
      code: 'pixels/unsupported-format',
      detail: `${samplesPerPixel} samples, ${bitsAllocated} bits${isSigned ? ', signed' : ''}`,
    });
  }
  return ok({
    rows, columns, frames, bytesPerSample: bitsAllocated === 8 ? 1 : 2, samplesPerPixel,
    isInverted: photometric === 'MONOCHROME1',
  });
}

/** A frame that was asked for and is not there yet. */
interface Coming {
  readonly ticket: DecodeTicket;
  readonly samples: Promise<Result<Uint8Array, FrameFailure>>;
}

/** Begins with an instance of one or many frames; nothing is decoded before the first frame is asked for. */
export function openRun(
  header: InstanceHeader, path: string, options: RunOptions = {},
): Result<OpenRun, FrameFailure> {
  const formatted = runFormat(header);
  const source = pixelSource({ header, path });
  if (!formatted.ok) return formatted;
  if (source === null) return err({ code: 'pixels/no-picture', detail: '' });
  const format = formatted.value;
  const { frames, rows, columns, bytesPerSample, samplesPerPixel } = format;
  const limit = options.cacheBytes ?? CACHE_BYTES;
  const cache = frameCache(limit);
  const pool = openDecodePool(options.pool ?? { threads: Math.min(MOST_THREADS, availableParallelism()) });
  // What is decoded ahead must not push out of the cache what was decoded ahead before it.
  const fitting = Math.floor(limit / (rows * columns * bytesPerSample * samplesPerPixel)) - 1;
  const ahead = Math.max(0, Math.min(options.ahead ?? AHEAD, frames - 1, fitting));
  const coming = new Map<number, Coming>();

  const begin = (n: number) => {
    const known = coming.get(n);
    if (known !== undefined) return known;
    const ticket = pool.decode({ kind: 'frame', source, frame: n });
    const samples = ticket.answer.then((answer): Result<Uint8Array, FrameFailure> => {
      coming.delete(n);
      if (answer.kind !== 'frame') return err({ code: 'pixels/damaged', detail: '' });
      if (!answer.result.ok) return answer.result;
      const bytes = bytesOf(answer.result.value, format);
      cache.put(n, bytes);
      return ok(bytes);
    });
    const begun = { ticket, samples };
    coming.set(n, begun);
    return begun;
  };

  return ok({
    format,
    frames,
    frame: async (n) => {
      if (!Number.isInteger(n) || n < 0 || n >= frames) {
        return err({ code: 'pixels/no-such-frame', detail: `${n + 1} of ${frames}` });
      }
      const kept = cache.get(n);
      const wanted = kept === undefined ? begin(n) : null;
      wanted?.ticket.hurry();
      for (let step = 1; step <= ahead; step += 1) {
        const next = (n + step) % frames;
        if (!cache.has(next)) begin(next);
      }
      return wanted === null ? ok(kept ?? new Uint8Array()) : wanted.samples;
    },
    close: async () => {
      await pool.close();
      cache.clear();
      coming.clear();
      freeMemory();
    },
  });
}

/** The samples as bytes, each as wide as the format says, whatever width they were coded in. */
function bytesOf({ values }: FrameSamples, { bytesPerSample }: RunFormat): Uint8Array {
  const wide = bytesPerSample === 2 && values instanceof Uint8Array ? Uint16Array.from(values) : values;
  return new Uint8Array(wide.buffer, wide.byteOffset, wide.byteLength);
}
