import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import type { PageId, SeriesId } from '../../../core/contract/ids.ts';
import type { Opened } from '../../../core/contract/schemas.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { decimals } from '../../../electron/host/dicom/dataset.ts';
import type { RunningHost } from '../../../electron/host/runningHost.ts';
import { changed, cut, each, stripped } from '../../phantoms/faults.ts';
import { cleanRun } from '../../phantoms/runs.ts';
import { cleanSeries, huOfSlice, rampHu, writeSeries, type RawFile, type SliceFile } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { imported, only, opened, runningHost, value, watched } from './running.ts';

/** A library with one series of these files. */
async function stored(files: readonly (SliceFile | RawFile)[]) {
  const data = tempFolder();
  const running = await runningHost(data);
  const folder = tempFolder();
  writeSeries(folder, files);
  const { job } = await imported(running, folder);
  const { series } = await opened(running, only(job.cases));
  return { data, running, series: only(series) };
}
type As = 'acquired' | 'slices' | 'intact';
const open = (running: RunningHost, series: SeriesId, as: As) => running.host['series.open']({ series, as });
const slicesOf = async (running: RunningHost, id: SeriesId): Promise<Extract<Opened, { kind: 'ct-slices' }>> => {
  const answer = value(await open(running, id, 'slices'));
  if (answer.kind !== 'ct-slices') throw new Error(answer.kind);
  return answer;
};
async function pictureOf(running: RunningHost, blob: string, n: number): Promise<readonly number[] | string> {
  const served = running.blobs.open(blob);
  if (served?.kind !== 'xa') throw new Error('not open');
  const frame = await served.run.frame(n);
  if (!frame.ok) return frame.failure.code;
  return [...new Int16Array(frame.value.buffer, frame.value.byteOffset, frame.value.byteLength / 2)];
}
/** What slice k of a clean series holds. */
const huOf = (k: number, [columns, rows] = [64, 48]): readonly number[] => [...huOfSlice({
  columns, rows, spacing: [0.5, 0.6, 0.75], row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0), field: rampHu,
}, pointLps(-16, -14, -9 + 0.75 * k))];
/** What is known of an opened series when everything is. */
const finalState = (running: RunningHost, blob: string) => vi.waitFor(async () => {
  const state = await running.host['series.state']({ blob });
  if (state.ok && !state.value.isChecked) throw new Error('not yet');
  return state;
}, 10_000);

describe('the threads that decode', () => {
  it('serve one series after another, and end with the host', async () => {
    const started: Worker[] = [];
    const listen = (worker: Worker): void => { started.push(worker); };
    process.on('worker', listen);
    const { running, series } = await stored(cleanSeries());
    const read = async (): Promise<number> => {
      const { blob } = value(await open(running, series.id, 'acquired'));
      if (blob === null) throw new Error('not open');
      expect(value(await finalState(running, blob)).isChecked).toBe(true);
      await running.host['series.close']({ blob });
      return started.length;
    };
    const first = await read();
    // Four are kept: on a larger machine the others start anew.
    expect(await read()).toBeLessThanOrEqual(first + Math.max(0, availableParallelism() - 4));
    await running.close();
    process.off('worker', listen);
    expect(started.map(({ threadId }) => threadId)).toEqual(started.map(() => -1));
  });
});

describe('the slices of a series that is no volume', () => {
  it('are each a picture of its own, in order, with its directions and without a grid', async () => {
    const { running, series } = await stored(cleanSeries().filter((_, k) => k !== 7));
    expect(series.measurable).toBe('no');
    const answer = await slicesOf(running, series.id);
    expect(answer).toMatchObject({ columns: 64, rows: 48, frames: 23, valuesAre: 'HU', isInverted: false });
    expect(Object.keys(answer)).not.toContain('grid');
    expect(answer.directions).toEqual(Array.from({ length: 23 }, () => [1, 0, 0, 0, 1, 0]));
    // Pixels of 0.5 × 0.6 mm: a round vessel must not look flat.
    expect(answer.pixelAspects).toEqual(Array.from({ length: 23 }, () => 1.2));
    expect(await pictureOf(running, answer.blob, 6)).toEqual(huOf(6));
    expect(await pictureOf(running, answer.blob, 7)).toEqual(huOf(8));
    expect(await pictureOf(running, answer.blob, 22)).toEqual(huOf(23));
    expect(await pictureOf(running, answer.blob, 23)).toBe('pixels/no-such-frame');
    expect(value(await finalState(running, answer.blob))).toEqual({ isChecked: true, clampedVoxels: 0 });
  });

  it('that cannot be read fail alone', async () => {
    const { running, series } = await stored(cleanSeries().map((file, k) => (k === 5 ? cut(file, 0.9) : file)));
    const answer = await slicesOf(running, series.id);
    const pictures = await Promise.all(Array.from({ length: 24 }, (_, n) => pictureOf(running, answer.blob, n)));
    expect(pictures.map((picture) => typeof picture)).toEqual(
      Array.from({ length: 24 }, (_, n) => (n === 5 ? 'string' : 'object')));
  });

  it('of two sizes lie in the upper left corner of the larger, with nothing around', async () => {
    const small = cleanSeries({ columns: 16, rows: 16 });
    const { running, series } = await stored(cleanSeries().map((file, k) => {
      const other = small[k];
      return k === 3 && other !== undefined ? other : file;
    }));
    const answer = await slicesOf(running, series.id);
    expect(answer).toMatchObject({ columns: 64, rows: 48 });
    const pictures = await Promise.all(Array.from({ length: answer.frames }, (_, n) => pictureOf(running, answer.blob, n)));
    const odd = pictures.filter((picture) => typeof picture !== 'string' && picture.includes(-32_768));
    expect(odd).toHaveLength(1);
    const hu = huOf(3, [16, 16]);
    const wanted = Array.from({ length: 48 * 64 }, (_, at) => {
      const [x, y] = [at % 64, Math.floor(at / 64)];
      return x < 16 && y < 16 ? hu[16 * y + x] : -32_768;
    });
    expect(odd[0]).toEqual(wanted);
  });

  it('without a position or direction come in the order of their numbers, and say nothing of sides', async () => {
    const { running, series } = await stored(each(cleanSeries(), (file) => stripped(file, 0x00200032, 0x00200037)));
    const answer = await slicesOf(running, series.id);
    expect(answer.directions).toEqual(Array.from({ length: 24 }, () => null));
    expect(await pictureOf(running, answer.blob, 0)).toEqual(huOf(0));
  });

  it('without a rescale are stored values', async () => {
    const { running, series } = await stored(each(cleanSeries(), (file) => stripped(file, 0x00281052, 0x00281053)));
    expect(await slicesOf(running, series.id)).toMatchObject({ valuesAre: 'stored values' });
  });
});

describe('clamped voxels', () => {
  it('are counted when all was read, and announced', async () => {
    const { running, series } = await stored(each(cleanSeries({ slices: 8 }), (file) => changed(file, decimals(0x00281053, [100]))));
    const changes = watched(running);
    const { blob } = value(await open(running, series.id, 'acquired'));
    // Stored values are HU + 1024; hundredfold less 1024 they exceed 32767 from 338 on.
    const clamped = Array.from({ length: 8 }, (_, k) => huOf(k))
      .flat().filter((hu) => 100 * (hu + 1024) - 1024 > 32_767).length;
    expect(clamped).toBeGreaterThan(0);
    expect(value(await finalState(running, blob))).toEqual({ isChecked: true, clampedVoxels: clamped });
    expect(changes).toContainEqual({ what: 'opened', blob });
  });

  it('are none in a clean series', async () => {
    const { running, series } = await stored(cleanSeries());
    const { blob } = value(await open(running, series.id, 'acquired'));
    expect(value(await finalState(running, blob))).toEqual({ isChecked: true, clampedVoxels: 0 });
  });

  it('are not known of what is not open', async () => {
    const { running, series } = await stored(cleanSeries());
    const { blob } = value(await open(running, series.id, 'acquired'));
    await running.host['series.close']({ blob });
    for (const ref of [blob, '', 'blb_0000000000000000'])
      expect(await running.host['series.state']({ blob: ref })).toEqual({ ok: false, failure: { code: 'series/not-found' } });
  });
});

describe('a stored file that is no longer what was imported', () => {
  const storedFile = (data: string): string => {
    const root = join(data, 'files');
    const path = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name))
      .filter((one) => statSync(one).isFile()).toSorted()[0];
    if (path === undefined) throw new Error('no stored file');
    return path;
  };
  const changedFailure = {
    ok: false, failure: {
      code: 'series/files-changed',
      reason: 'A file of this series went away or changed on the disk. Remove the case and import its images again.',
    },
  };
  const flipped = (path: string): Buffer => {
    const bytes = readFileSync(path);
    const other = Buffer.from(bytes);
    const at = other.length - 5;
    other.writeUInt8(other.readUInt8(at) ^ 1, at);
    writeFileSync(path, other);
    return bytes;
  };

  it.each([
    ['volume', () => cleanSeries(), 'acquired'],
    ['slice', () => cleanSeries().filter((_, k) => k !== 7), 'slices'],
    ['run', () => [cleanRun()], 'acquired'],
  ] as const)('closes the %s, is announced, and is not shown again before it is as it was', async (_, files, as) => {
    const { data, running, series } = await stored(files());
    const path = storedFile(data);
    const bytes = flipped(path);
    const changes = watched(running);
    const { blob } = value(await open(running, series.id, as));
    expect(await finalState(running, blob)).toEqual(changedFailure);
    expect(running.blobs.open(blob)).toBeUndefined();
    expect(changes).toContainEqual({ what: 'opened', blob });
    expect(await open(running, series.id, as)).toEqual(changedFailure);
    writeFileSync(path, bytes);
    const again = value(await open(running, series.id, as));
    expect(await finalState(running, again.blob)).toMatchObject({ ok: true, value: { isChecked: true } });
  });

  it('is found, too, where it goes away while the series is open', async () => {
    const { data, running, series } = await stored(cleanSeries().filter((_, k) => k !== 7));
    rmSync(storedFile(data));
    expect(await open(running, series.id, 'slices')).toEqual(changedFailure);
  });
});

it('a fourth volume takes the place of one that only a window holds that is not there', async () => {
  const running = await runningHost();
  const [here, lost] = ['pag_000000000000000a', 'pag_000000000000000b'] as const;
  running.pages.here(here as PageId);
  const blobs: string[] = [];
  for (const [key, page] of [['a', here], ['b', lost], ['c', here], ['d', here]] as const) {
    const folder = tempFolder();
    writeSeries(folder, cleanSeries({ key }));
    const { series } = await opened(running, only((await imported(running, folder)).job.cases));
    blobs.push(value(await running.host['series.open']({ series: only(series).id, as: 'acquired' }, page as PageId)).blob ?? '');
  }
  expect(blobs.map((blob) => running.blobs.open(blob) !== undefined)).toEqual([true, false, true, true]);
});
