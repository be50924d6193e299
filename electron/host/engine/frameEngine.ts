import { availableParallelism } from 'node:os';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { DecodeAnswer, DecodeJob } from './decodeJob.ts';
import { openDecodePool, type DecodeTicket, type PoolOptions } from './decodePool.ts';
import { frameCache } from './frameCache.ts';
import { freeMemory } from './freedMemory.ts';

/** Pictures that are looked at one by one, while they are open: decoded on demand and a little ahead. */
export interface OpenFrames {
  readonly frames: number;
  /**
   * Samples of frame n, 0-based, as wide as the format says, little-endian. Shared with the cache: not to be
   * written to.
   */
  frame(n: number): Promise<Result<Uint8Array, FrameFailure>>;
  /** Asks a decoding thread for something else about the same files. */
  ask(job: DecodeJob): Promise<DecodeAnswer>;
  close(): Promise<void>;
}

export interface FrameOptions {
  readonly pool?: Partial<PoolOptions>;
  /** Decoded frames kept, bytes. */
  readonly cacheBytes?: number;
  /** Frames decoded ahead of the one that was asked for; the last is followed by the first. */
  readonly ahead?: number;
}

/** How frame n is decoded, and what becomes of the answer. */
export interface FrameWork {
  readonly job: DecodeJob;
  bytes(answer: DecodeAnswer): Result<Uint8Array, FrameFailure>;
}

const CACHE_BYTES = 128 * 2 ** 20;
const AHEAD = 4;
const MOST_THREADS = 2;

/** A frame that was asked for and is not there yet. */
interface Coming {
  readonly ticket: DecodeTicket;
  readonly samples: Promise<Result<Uint8Array, FrameFailure>>;
}

/**
 * Frames of one size; nothing is decoded before the first is asked for.
 *
 * @param frameBytes - of one decoded frame
 * @param workOf - null where the frame cannot be read at all
 */
export function openFrames(
  frames: number, frameBytes: number, workOf: (n: number) => FrameWork | null, options: FrameOptions = {},
): OpenFrames {
  const limit = options.cacheBytes ?? CACHE_BYTES;
  const cache = frameCache(limit);
  const pool = openDecodePool({ threads: Math.min(MOST_THREADS, availableParallelism()), ...options.pool });
  // What is decoded ahead must not push out of the cache what was decoded ahead before it.
  const fitting = Math.floor(limit / frameBytes) - 1;
  const ahead = Math.max(0, Math.min(options.ahead ?? AHEAD, frames - 1, fitting));
  const coming = new Map<number, Coming>();

  const begin = (n: number): Coming | null => {
    const known = coming.get(n);
    if (known !== undefined) return known;
    const work = workOf(n);
    if (work === null) return null;
    const ticket = pool.decode(work.job);
    const samples = ticket.answer.then((answer) => {
      coming.delete(n);
      const bytes = work.bytes(answer);
      if (bytes.ok) cache.put(n, bytes.value);
      return bytes;
    });
    const begun = { ticket, samples };
    coming.set(n, begun);
    return begun;
  };

  return {
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
      if (kept !== undefined) return ok(kept);
      return wanted === null ? err({ code: 'pixels/file-unreadable', detail: 'no file' }) : wanted.samples;
    },
    ask: (job) => pool.decode(job).answer,
    close: async () => {
      await pool.close();
      cache.clear();
      coming.clear();
      freeMemory();
    },
  };
}
