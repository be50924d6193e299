import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { DecodeAnswer, DecodeJob } from '../../../../electron/host/engine/decodeJob.ts';
import { openDecodePool, type DecodePool } from '../../../../electron/host/engine/decodePool.ts';
import {
  keepThreads, type KeptThreadOptions, type KeptThreads,
} from '../../../../electron/host/engine/keptThreads.ts';
import { openVolume } from '../../../../electron/host/engine/volumeEngine.ts';
import { pixelFormat, UID } from '../dicom/pixelFiles.ts';
import { phantom, recipeOf } from './phantomRecipe.ts';

const worker = new URL('./standInWorker.ts', import.meta.url);
const all: KeptThreads[] = [];
const keep = (options: Partial<KeptThreadOptions> = {}): KeptThreads => {
  const kept = keepThreads({ most: 2, worker, ...options });
  all.push(kept);
  return kept;
};
afterEach(async () => { for (const one of all.splice(0)) await one.close(); });

const job = (path: string): DecodeJob => ({
  kind: 'frame', frame: 1,
  source: { path, transferSyntaxUid: UID.rle, format: pixelFormat({ rows: 1, columns: 4 }),
    pixels: { kind: 'encapsulated', offset: 0, length: null } },
});
const codeOf = ({ result }: DecodeAnswer): string => (result.ok ? 'read' : result.failure.code);
const valueOf = ({ kind, result }: DecodeAnswer): number | null =>
  (kind === 'frame' && result.ok ? result.value.values[0] ?? null : null);
const open = (kept: KeptThreads, threads = 1): DecodePool =>
  openDecodePool({ threads, kept, frameLimitMs: 4_000 });
/** Opens a pool, has these decoded and closes it. */
async function read(kept: KeptThreads, paths: readonly string[]): Promise<readonly DecodeAnswer[]> {
  const pool = open(kept);
  const answers = await Promise.all(paths.map((path) => pool.decode(job(path)).answer));
  await pool.close();
  return answers;
}
const who = async (kept: KeptThreads): Promise<readonly (number | null)[]> => (await read(kept, ['who'])).map(valueOf);

describe('threads that are kept', () => {
  it('cannot be started for now: nothing else is hindered', () => {
    const kept = keep({ worker: new URL('https://nowhere.invalid/') });
    kept.prepare();
    expect(kept.count()).toEqual({ alive: 0, atRest: 0 });
    expect(() => kept.take()).toThrow();
  });

  it('start when they are prepared, as many as are kept, and only once', () => {
    const kept = keep();
    expect(kept.count()).toEqual({ alive: 0, atRest: 0 });
    kept.prepare();
    kept.prepare();
    expect(kept.count()).toEqual({ alive: 2, atRest: 2 });
  });
  it('read one picture after another, whoever asks', async () => {
    const kept = keep({ most: 1 });
    const first = await who(kept);
    expect(first).toEqual([expect.any(Number)]);
    expect([await who(kept), await who(kept)]).toEqual([first, first]);
    expect(kept.count()).toEqual({ alive: 1, atRest: 1 });
  });
  it('are nobody else’s while they work: two who read at once have two; one is kept as agreed', async () => {
    const kept = keep({ most: 1 });
    const pools = [open(kept), open(kept)];
    const answers = await Promise.all(pools.map((pool) => pool.decode(job('who')).answer));
    expect(new Set(answers.map(valueOf)).size).toBe(2);
    expect(kept.count()).toEqual({ alive: 2, atRest: 0 });
    for (const pool of pools) await pool.close();
    expect(kept.count()).toEqual({ alive: 1, atRest: 1 });
  });
  it('are ended and replaced where a frame hangs: nobody gets that thread again', async () => {
    const kept = keep({ most: 1 });
    kept.prepare();
    const first = await who(kept);
    expect((await read(kept, ['hangs', ''])).map(codeOf)).toEqual(['pixels/took-too-long', 'read']);
    const next = await who(kept);
    expect(next).toEqual([expect.any(Number)]);
    expect(next).not.toEqual(first);
    expect(kept.count()).toEqual({ alive: 1, atRest: 1 });
  });
  it('are replaced where a frame kills one', async () => {
    const kept = keep({ most: 1 });
    kept.prepare();
    const codes = (await read(kept, ['dies', '', 'throws', ''])).map(codeOf);
    expect(codes).toEqual(['pixels/damaged', 'read', 'pixels/damaged', 'read']);
    await expect.poll(() => kept.count()).toEqual({ alive: 1, atRest: 1 });
  });
  it('are ended and replaced where what they are at is closed', async () => {
    const kept = keep({ most: 1 });
    kept.prepare();
    const first = await who(kept);
    const pool = open(kept);
    const answer = pool.decode(job('hangs')).answer;
    await pool.close();
    expect(codeOf(await answer)).toBe('pixels/closed');
    expect(kept.count()).toEqual({ alive: 1, atRest: 1 });
    expect(await who(kept)).not.toEqual(first);
  });
  it.each(['never rests', 'is heavy'])('are ended and replaced where one %s', async (path) => {
    const kept = keep({ most: 1, restLimitMs: 300 });
    kept.prepare();
    const thread = kept.take();
    const ended = once(thread, 'exit');
    thread.postMessage(job(path));
    await once(thread, 'message');
    kept.giveBack(thread);
    await ended;
    expect(kept.count()).toEqual({ alive: 1, atRest: 1 });
    expect(kept.take()).not.toBe(thread);
  });
  it('end with their keeper, those at work too; what comes back later is ended', async () => {
    const kept = keep();
    kept.prepare();
    const pool = open(kept, 2);
    const answer = pool.decode(job('hangs')).answer;
    await kept.close();
    expect(codeOf(await answer)).toBe('pixels/damaged');
    await pool.close();
    expect(kept.count()).toEqual({ alive: 0, atRest: 0 });
  });
  it('that die before any work are not started again and again', async () => {
    const kept = keep({ worker: new URL('./endsAtOnce.ts', import.meta.url) });
    kept.prepare();
    await expect.poll(() => kept.count()).toEqual({ alive: 0, atRest: 0 });
  });
});

describe('what keeps threads for the next picture', () => {
  it('a volume gives its threads back once it is read', async () => {
    const kept = keep({ worker: undefined });
    const { recipe, byUid } = recipeOf(phantom());
    for (let round = 0; round < 3; round += 1) {
      const volume = openVolume(recipe, byUid, { threads: 2, kept });
      expect((await volume.done).ok).toBe(true);
      expect(kept.count()).toEqual({ alive: 2, atRest: 2 });
      await volume.close();
    }
  });
  it('gives the memory of a closed volume back though its threads stay', async () => {
    const kept = keep({ worker: undefined });
    const { recipe, byUid } = recipeOf(phantom());
    const large = { ...recipe, grid: { ...recipe.grid, dims: [4096, 4096, 9] } } as const;
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 4; round += 1) {
      const volume = openVolume(large, byUid, { threads: 2, kept });
      // Its slices are smaller than that: each fails, and is filled as such.
      await volume.done;
      expect(process.memoryUsage().rss - before).toBeGreaterThan(250e6);
      await volume.close();
    }
    await expect.poll(() => process.memoryUsage().rss - before, { timeout: 5000 }).toBeLessThan(150e6);
    expect(kept.count()).toEqual({ alive: 2, atRest: 2 });
  });
});
