import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seriesIndex } from '../../core/dicom/seriesIndex.ts';
import { sectionTruth, vesselTruth } from '../../core/phantom/truth.ts';
import { readFrame } from '../../electron/host/dicom/readFrames.ts';
import { readHeader } from '../../electron/host/dicom/readHeader.ts';
import { benchVessel, VESSEL_MM } from './benchPhantom.ts';
import { makeBenchSeries, WHOLE, writeStretch } from './benchSeries.ts';
import { tempFolder } from '../tempFolder.ts';

const folder = tempFolder();

describe('the benchmark’s vessel', () => {
  const vessel = benchVessel();
  const truth = vesselTruth(vessel);

  it('is 184 mm long, with 25 mm occluded at 42 % of its length and a plug of 3 mm', () => {
    expect(Math.abs(truth.lengthMm - VESSEL_MM)).toBeLessThan(0.5);
    expect(truth.occlusion?.lengthMm).toBeCloseTo(25, 9);
    expect(truth.occlusion?.fromMm).toBeCloseTo(77.28, 9);
    expect(truth.occlusion?.fullMoonMm).toBeCloseTo(3, 1);
  });

  it('has calcium from 40° over 360° back to 40°, from 8 mm before to 8 mm after', () => {
    const from = truth.occlusion?.fromMm ?? 0;
    expect(sectionTruth(vessel, from - 8.01).arcDeg).toBe(0);
    expect(sectionTruth(vessel, from - 8).arcDeg).toBeCloseTo(40, 6);
    expect(sectionTruth(vessel, from + 12.5).arcDeg).toBe(360);
    expect(sectionTruth(vessel, from + 33).arcDeg).toBeCloseTo(40, 6);
  });

  it('leaves the box of its end points', () => {
    const [first, last] = [truth.centreline[0], truth.centreline.at(-1)];
    const outside = truth.centreline.filter((at) => [0, 1, 2].some((c) =>
      (at[c] ?? 0) < Math.min(first?.[c] ?? 0, last?.[c] ?? 0) - 5 || (at[c] ?? 0) > Math.max(first?.[c] ?? 0,
        last?.[c] ?? 0) + 5));
    expect(outside.length).toBeGreaterThan(truth.centreline.length / 4);
  });
});

describe('the benchmark’s series', () => {
  it('is a series that may be measured, under names that tell no order, with headers of about 4 KB',
    async () => {
    const made = join(folder, 'tiny');
    await makeBenchSeries(made, { columns: 64, slices: 12, pixelMm: 2.8, sliceMm: 4 });
    const names = readdirSync(made).toSorted();
    const headers = names.map((name) => {
      const header = readHeader(join(made, name));
      if (!header.ok) throw new Error(header.failure.code);
      return header.value;
    });
    const heights = headers.map((header) => header.image?.frames[0]?.position?.[2] ?? 0);
    expect(heights).not.toEqual(heights.toSorted((a, b) => a - b));
    expect(seriesIndex(headers).items[0]).toMatchObject({ instances: expect.any(Array),
      spacing: [2.8, 2.8, 4], geometry: { usable: true } });
    const size = statSync(join(made, names[0] ?? '')).size - 64 * 64 * 2;
    expect(size).toBeGreaterThan(3800);
    expect(size).toBeLessThan(4600);
    expect(JSON.parse(readFileSync(`${made}.axis.json`, 'utf8')).centreline.length).toBeGreaterThan(700);
  });

  it('has two pools of contrast, a calcified vessel and noise', async () => {
    const made = tempFolder();
    writeStretch({ folder: made, size: WHOLE, patient: 1, from: 139, to: 140 });
    const path = join(made, readdirSync(made)[0] ?? '');
    const header = readHeader(path);
    if (!header.ok) throw new Error(header.failure.code);
    const samples = await readFrame({ path, header: header.value }, 0);
    if (!samples.ok) throw new Error(samples.failure.code);
    const hu = Array.from(samples.value.values, (value) => value - 1024);
    expect(hu.filter((value) => value > 330 && value < 430).length).toBeGreaterThan(5_000);
    const [x, y] = [18, 4].map((at) => Math.round((at + 0.35 * 255.5) / 0.35));
    const pool = Array.from({ length: 400 },
      (_, n) => hu[((y ?? 0) - 10 + Math.floor(n / 20)) * 512 + (x ?? 0) - 10 + (n % 20)] ?? 0);
    const mean = pool.reduce((sum, value) => sum + value, 0) / pool.length;
    expect(Math.abs(mean - 380)).toBeLessThan(6);
    expect(Math.abs(Math.sqrt(pool.reduce((sum, value) => sum + (value - mean) ** 2,
      0) / pool.length) - 22)).toBeLessThan(4);
  });
});
