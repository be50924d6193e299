import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { VolumeRecipe } from '../../../../core/dicom/series.ts';
import { huAtPoint } from '../../../../core/volume/sample.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { middleOutwards, NO_VOXEL } from '../../../../electron/host/engine/openVolume.ts';
import { openVolume } from '../../../../electron/host/engine/volumeEngine.ts';
import { slicesInOrder, volumeSummary } from '../../../../electron/host/engine/volumeSummary.ts';
import { mm } from '../../../../core/units.ts';
import { rampHu } from '../../../phantoms/series.ts';
import { hasSharedData, picturesBelow, sharedData } from '../dicom/sharedData.ts';
import { phantom, recipeOf } from './phantomRecipe.ts';

const FDA = 'fda-thorax-phantom_0.8mm-0.4mm_j2k-truncated-tilepart';
const standIn = new URL('./standInWorker.ts', import.meta.url);
async function collected(order: AsyncIterable<number>): Promise<readonly number[]> {
  const all: number[] = [];
  for await (const k of order) all.push(k);
  return all;
}

describe('the order of slices', () => {
  it('is from the middle outwards', () => {
    expect(middleOutwards(5)).toEqual([2, 3, 1, 4, 0]);
    expect(middleOutwards(4)).toEqual([2, 3, 1, 0]);
    expect(middleOutwards(1)).toEqual([0]);
  });
});

describe('an open volume', () => {
  it('holds at every voxel what the phantom is there', async () => {
    const { recipe, byUid } = recipeOf(phantom());
    const volume = openVolume(recipe, byUid, 2);
    expect(await volume.done).toEqual({ ok: true, value: { clampedVoxels: 0 } });
    const { grid, voxels } = volume;
    const [x, y, z] = [-16 + 0.5 * 7, -14 + 0.6 * 11, -9 + 0.75 * 4];
    expect(voxels[7 + 64 * (11 + 48 * 4)]).toBe(Math.round(rampHu(x, y, z)));
    expect(huAtPoint({ grid, voxels }, pointLps(x, y, z))).toBeCloseTo(Math.round(rampHu(x, y, z)), 6);
    await volume.close();
  });
  it('gives every slice once, the middle one first, to each reader, early or late', async () => {
    const { recipe, byUid } = recipeOf(phantom());
    const volume = openVolume(recipe, byUid, { threads: 1, worker: standIn });
    const early = collected(volume.order());
    await volume.done;
    expect(await early).toEqual(middleOutwards(9));
    expect(await collected(volume.order())).toEqual(middleOutwards(9));
    await volume.close();
  });
  it('reads a slice that is asked for ahead of the queue', async () => {
    const files = phantom().map((file) => ({ ...file, path: 'waits 15' }));
    const { recipe, byUid } = recipeOf(files);
    const encapsulated =
      new Map([...byUid].map(([uid, file]) =>
      [uid, { ...file, header: { ...file.header, transferSyntaxUid: '1.2.840.10008.1.2.5' } }]));
    const volume = openVolume(recipe, encapsulated, { threads: 1, worker: standIn });
    const order = collected(volume.order());
    const slice = await volume.slice(0);
    expect(slice.ok && slice.value.length).toBe(64 * 48);
    await volume.done;
    expect((await order).slice(0, 3)).toEqual([4, 0, 5]);
    await volume.close();
  });
  it('says which slice failed, leaves no voxels in its place, and reads the others', async () => {
    const files = phantom();
    const broken = files.map((file, n) => (n === 2 ? { ...file, path: `${file.path}-gone` } : file));
    const { recipe, byUid } = recipeOf(broken);
    const uid = broken[2]?.header.sopInstanceUid;
    const k = recipe.slices.findIndex((slice) => slice.sopInstanceUid === uid);
    const volume = openVolume(recipe, byUid, 2);
    expect(await volume.done).toMatchObject({ ok: false,
      failure: { code: 'pixels/file-unreadable', sopInstanceUid: uid } });
    expect(await volume.slice(k)).toMatchObject({ ok: false });
    expect(volume.voxels.subarray(k * 64 * 48, (k + 1) * 64 * 48).every((value) =>
      value === NO_VOXEL)).toBe(true);
    expect((await collected(volume.order())).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7,
      8].filter((one) => one !== k));
    await volume.close();
  });
  it('ends its readers and its slices when it is closed', async () => {
    const files = phantom().map((file) => ({ ...file, path: 'hangs' }));
    const { recipe, byUid } = recipeOf(files);
    const volume = openVolume(recipe, byUid, { threads: 1, worker: standIn });
    const order = collected(volume.order());
    const slice = volume.slice(3);
    await volume.close();
    expect(await order).toEqual([]);
    expect(await slice).toMatchObject({ ok: false, failure: { code: 'pixels/closed' } });
    expect(volume.voxels.length).toBe(0);
    expect(await volume.slice(3)).toMatchObject({ ok: false, failure: { code: 'pixels/closed' } });
  });
  it('has no slice outside its grid', async () => {
    const { recipe, byUid } = recipeOf(phantom());
    const volume = openVolume(recipe, byUid, 1);
    for (const k of [-1, 9, 1.5]) expect(await volume.slice(k)).toMatchObject({ ok: false,
      failure: { code: 'pixels/no-such-frame' } });
    await volume.close();
  });
  it('gives its memory back when it is closed', async () => {
    const { recipe, byUid } = recipeOf(phantom());
    const large: VolumeRecipe = { ...recipe, grid: { ...recipe.grid, dims: [4096, 4096, 9] } };
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 4; round += 1) {
      const volume = openVolume(large, byUid, { threads: 1, worker: standIn });
      await volume.done;
      expect(process.memoryUsage().rss - before).toBeGreaterThan(250e6);
      await volume.close();
    }
    // The collector hands memory back from a thread of its own, a moment later.
    await expect.poll(() => process.memoryUsage().rss - before, { timeout: 5000 }).toBeLessThan(150e6);
  });
});

describe('a corrected volume', () => {
  it('is made from the acquired slices: uneven spacing', async () => {
    const { recipe, byUid } = recipeOf(phantom());
    const places = recipe.slices.map(({ alongNormal }, n) => mm(alongNormal + (n % 2 === 1 ? 0.25 : 0)));
    const uneven: VolumeRecipe = {
      ...recipe, correction: { kind: 'uneven-spacing', method: 'linear along the normal',
        alongNormal: places },
    };
    const [as, corrected] = [openVolume(recipe, byUid, 1), openVolume(uneven, byUid, 1)];
    expect(await as.done).toEqual(await corrected.done);
    const [slice, before, after] = [await corrected.slice(1), await as.slice(0), await as.slice(1)];
    if (!slice.ok || !before.ok || !after.ok) throw new Error('slices');
    // The plane at 0.75 mm lies three quarters of the way from the slice at 0 to the one at 1 mm.
    expect(slice.value[100]).toBe(Math.round(0.25 * (before.value[100] ?? 0)
      + 0.75 * (after.value[100] ?? 0)));
    expect(await collected(corrected.order())).toHaveLength(9);
    await as.close();
    await corrected.close();
    expect(corrected.voxels.length).toBe(0);
  });
  it('fails where one of its slices does', async () => {
    const { recipe, byUid } = recipeOf(phantom());
    const places = recipe.slices.map(({ alongNormal }) => alongNormal);
    const uneven: VolumeRecipe = { ...recipe,
      correction: { kind: 'uneven-spacing', method: 'linear along the normal', alongNormal: places } };
    const missing = new Map([...byUid].filter(([uid]) => uid !== recipe.slices[0]?.sopInstanceUid));
    const volume = openVolume(uneven, missing, 1);
    expect(await volume.done).toMatchObject({ ok: false,
      failure: { sopInstanceUid: recipe.slices[0]?.sopInstanceUid } });
    expect((await collected(volume.order())).includes(0)).toBe(false);
    await volume.close();
  });
});

describe('the figures of a volume', () => {
  it('are least, greatest, mean and a checksum over little-endian int16', async () => {
    const { recipe } = recipeOf(phantom());
    const slices = [Int16Array.of(-1, 2, 300), Int16Array.of(-1024)];
    const grid = { ...recipe.grid, dims: [4, 1, 1] } as const;
    const summary = await volumeSummary({ ...recipe, grid }, slices);
    expect(summary).toMatchObject({
      hu: { min: -1024, max: 300, mean: -723 / 4 }, storedValues: null, padding: null });
    expect(await volumeSummary({ ...recipe, grid, valuesAre: 'stored values' }, slices)).toMatchObject({
      hu: null, storedValues: { min: -1024, max: 300, mean: -723 / 4 } });
    expect(summary.sha256).toBe(createHash('sha256').update(Uint8Array.of(255, 255, 2, 0, 44, 1, 0,
      252)).digest('hex'));
    expect(summary.origin).toEqual([-16, -14, -9]);
    expect(summary.direction.map((value) => value + 0)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(summary.spacing).toEqual([0.5, 0.6, 0.75]);
  });
});

describe('the slices of a volume in order', () => {
  it('come in order while they are read, are those of the volume, and end at one that cannot be read', async () => {
    const { recipe, byUid } = recipeOf(phantom());
    const volume = openVolume(recipe, byUid, 2);
    const found: number[] = [];
    for await (const slice of slicesInOrder(volume)) found.push(...slice);
    expect((await volume.done).ok).toBe(true);
    expect(found).toEqual([...volume.voxels]);
    await volume.close();
    const missing = new Map([...byUid].filter(([uid]) => uid !== recipe.slices[3]?.sopInstanceUid));
    const broken = openVolume(recipe, missing, 1);
    let count = 0;
    for await (const slice of slicesInOrder(broken)) count += slice.length > 0 ? 1 : 0;
    expect(count).toBe(3);
    expect((await broken.done).ok).toBe(false);
    await broken.close();
  });
});

describe('padding', () => {
  const figuresBeside = (least: number, most: number) => {
    const { recipe } = recipeOf(phantom());
    return volumeSummary({ ...recipe, padding: { least, most } }, [Int16Array.of(-3024, -3024, 10, -990, 40)]);
  };

  it('is counted and left out of figures of their own; the figures of all voxels stay', async () => {
    const { hu, padding } = await figuresBeside(-3024, -3000);
    const others = { min: -990, max: 40, mean: -940 / 3 };
    expect(padding).toEqual({ least: -3024, most: -3000, voxels: 2, others });
    expect(hu).toMatchObject({ min: -3024, max: 40 });
  });

  it('counts none where the range just misses, and leaves nothing where it covers all', async () => {
    expect((await figuresBeside(-3023, -991)).padding).toMatchObject({ voxels: 0, others: { min: -3024 } });
    expect((await figuresBeside(-3024, 40)).padding).toMatchObject({ voxels: 5, others: null });
    expect((await figuresBeside(-3024, 39)).padding).toMatchObject({ voxels: 4, others: { min: 40, max: 40 } });
  });
});

describe.skipIf(!hasSharedData)('real series', () => {
  it('come out in order of z at 1.0 mm, every voxel as stored', async () => {
    const { recipe,
      byUid } = recipeOf(picturesBelow(`${sharedData}/ct-thorax/lidc-idri-0314_1mm_implicit-vr`));
    const volume = openVolume(recipe, byUid, 2);
    expect(await volume.done).toEqual({ ok: true, value: { clampedVoxels: 0 } });
    const summary = await volumeSummary(recipe, slicesInOrder(volume));
    expect(summary.dims).toEqual([512, 512, 32]);
    expect(summary.spacing[2]).toBeCloseTo(1, 6);
    expect(summary.hu).toMatchObject({ min: -1000, max: 1758 });
    await volume.close();
  });
  it('in JPEG 2000 with wrong tile-part lengths come out whole', async () => {
    const { recipe, byUid } = recipeOf(picturesBelow(`${sharedData}/ct-thorax/${FDA}`));
    const volume = openVolume(recipe, byUid, 2);
    expect((await volume.done).ok).toBe(true);
    await volume.close();
  });
});
