import { describe, expect, it } from 'vitest';
import type { InstanceHeader } from '../../../../core/dicom/header.ts';
import { frameCache } from '../../../../electron/host/engine/frameCache.ts';
import type { FrameOptions } from '../../../../electron/host/engine/frameEngine.ts';
import { openRun, runFormat } from '../../../../electron/host/engine/runEngine.ts';
import { cleanRun, runPixels, UNSIGNED_8 } from '../../../phantoms/runs.ts';
import { fileBytes } from '../../../phantoms/series.ts';
import { writtenFile } from '../dicom/pixelFiles.ts';
import { hasSharedData, imageFile, sharedData } from '../dicom/sharedData.ts';

const worker = new URL('./standInWorker.ts', import.meta.url);
const run = imageFile(writtenFile(fileBytes(cleanRun())));
const format = run.header.image?.format;
if (format === undefined) throw new Error('no picture');
const withFrames = (frames: number): InstanceHeader =>
  ({ ...run.header, image: run.header.image === null ? null
    : { ...run.header.image, format: { ...format, frames, rows: 1, columns: 4 } } });
const opened = (options: FrameOptions, frames = 12, path = '') => {
  const result = openRun(withFrames(frames), path, { pool: { threads: 1, worker }, ...options });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};

describe('an open run', () => {
  it('answers each frame with its own samples', async () => {
    const result = openRun(run.header, run.path);
    if (!result.ok) throw new Error(result.failure.code);
    const all = runPixels({ rows: format.rows, columns: format.columns, frames: format.frames,
      format: UNSIGNED_8 });
    const perFrame = all.length / format.frames;
    for (const n of [0, format.frames - 1, 1]) {
      const frame = await result.value.frame(n);
      expect(frame.ok && Buffer.compare(frame.value, all.subarray(n * perFrame, (n + 1) * perFrame))).toBe(0);
    }
    expect(await result.value.frame(format.frames)).toMatchObject({ ok: false,
      failure: { code: 'pixels/no-such-frame' } });
    expect(await result.value.frame(-1)).toMatchObject({ ok: false,
      failure: { code: 'pixels/no-such-frame' } });
    await result.value.close();
    expect(await result.value.frame(0)).toMatchObject({ ok: false, failure: { code: 'pixels/closed' } });
  });
  it('does not wait with the first frame for the others', async () => {
    const slow = opened({ ahead: 11 }, 12, 'waits 100');
    const begun = performance.now();
    const third = await slow.frame(3);
    expect(third.ok && third.value[0]).toBe(3);
    expect(performance.now() - begun).toBeLessThan(1000);
    await slow.close();
  });
  it('passes frames that wait ahead with one that is asked for', async () => {
    const slow = opened({ ahead: 8 }, 12, 'waits 200');
    const asked = [slow.frame(0), slow.frame(11)].map((frame) => frame.then(() => performance.now()));
    const [first = 0, far = 0] = await Promise.all(asked);
    // Behind the eight, two of which are worked on at once, it would come 800 ms later.
    expect(far - first).toBeLessThan(600);
    await slow.close();
  });
  it('keeps frames that were decoded, within its bytes', async () => {
    const small = opened({ cacheBytes: 12, ahead: 0 });
    const frames = [await small.frame(0), await small.frame(0)];
    expect(frames[0]?.ok && frames[1]?.ok && frames[0].value === frames[1].value).toBe(true);
    for (const n of [1, 2, 3]) await small.frame(n);
    const again = await small.frame(0);
    expect(again.ok && frames[0]?.ok && again.value === frames[0].value).toBe(false);
    await small.close();
  });
  it('says so where a frame cannot be read, and goes on', async () => {
    const broken = opened({ ahead: 0 }, 12, 'dies');
    expect(await broken.frame(4)).toMatchObject({ ok: false, failure: { code: 'pixels/damaged' } });
    expect(await broken.frame(5)).toMatchObject({ ok: false, failure: { code: 'pixels/damaged' } });
    await broken.close();
  });
});

describe('the format of a run', () => {
  it('names bytes, samples and inversion', () => {
    expect(runFormat(run.header)).toEqual({ ok: true, value: {
      rows: format.rows, columns: format.columns, frames: format.frames, bytesPerSample: 1,
      samplesPerPixel: 1, isInverted: false,
    } });
    const inverted = { ...format, photometric: 'MONOCHROME1', bitsAllocated: 16 };
    expect(runFormat({ ...run.header, image: run.header.image === null ? null
      : { ...run.header.image, format: inverted } }))
      .toMatchObject({ ok: true, value: { isInverted: true, bytesPerSample: 2 } });
  });
  it('is refused where samples have a sign, or there is no picture', () => {
    const signed = { ...format, isSigned: true };
    expect(runFormat({ ...run.header, image: run.header.image === null ? null
      : { ...run.header.image, format: signed } }))
      .toMatchObject({ ok: false, failure: { code: 'pixels/unsupported-format' } });
    expect(runFormat({ ...run.header, image: null })).toMatchObject({ ok: false,
      failure: { code: 'pixels/no-picture' } });
  });
});

describe('the cache of frames', () => {
  it('drops what was used longest ago, and counts bytes', () => {
    const cache = frameCache(10);
    cache.put(1, new Uint8Array(4));
    cache.put(2, new Uint8Array(4));
    cache.get(1);
    cache.put(3, new Uint8Array(4));
    expect([cache.has(1), cache.has(2), cache.has(3), cache.bytes]).toEqual([true, false, true, 8]);
    cache.put(4, new Uint8Array(11));
    expect([cache.has(4), cache.bytes]).toEqual([false, 8]);
    cache.put(1, new Uint8Array(6));
    expect(cache.bytes).toBe(10);
    cache.clear();
    expect(cache.bytes).toBe(0);
  });
});

describe.skipIf(!hasSharedData)('a real cine', () => {
  it('plays all 96 frames, and again from what was kept', async () => {
    const cine = imageFile(`${sharedData}/xa/rubo-demo_RCA_96frames_jpeg-baseline.dcm`);
    const result = openRun(cine.header, cine.path);
    if (!result.ok) throw new Error(result.failure.code);
    const first: Uint8Array[] = [];
    for (let n = 0; n < 96; n += 1) {
      const frame = await result.value.frame(n);
      if (!frame.ok) throw new Error(frame.failure.code);
      expect(frame.value.length).toBe(512 * 512);
      first.push(frame.value);
    }
    for (let n = 0; n < 96; n += 1) {
      const frame = await result.value.frame(n);
      expect(frame.ok && frame.value === first[n]).toBe(true);
    }
    await result.value.close();
  });
});
