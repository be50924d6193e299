import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../electron/host/dicom/dataset.ts';
import { readFrame } from '../../electron/host/dicom/readFrames.ts';
import { readHeader, readHeaderFrom } from '../../electron/host/dicom/readHeader.ts';
import { EXPLICIT_LE } from '../../electron/host/dicom/writeInstance.ts';
import { CODING_NAMES, CODINGS, coded, NATIVE, takesFile } from './codings.ts';
import { enhancedRun, enhancedTwin } from './enhanced.ts';
import {
  CHARACTER_SETS, cut, missing, named, positionOf, shuffled, tilted, twoPhases, uneven,
} from './faults.ts';
import { cleanRun, runPixels, UNSIGNED_8 } from './runs.ts';
import {
  cleanSeries, fileBytes, rampHu, SIGNED_12, SIGNED_16, type SliceFile, UNSIGNED_12, writeSeries,
} from './series.ts';
import { tempFolder } from '../tempFolder.ts';

const folder = tempFolder();

const isInstalled = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
const hasDcmdump = isInstalled('dcmdump');
const hasGdcm = isInstalled('gdcmraw');
if (!hasDcmdump) console.log('dcmdump is not installed: our files are not read by it');
if (!hasGdcm) console.log('gdcmraw is not installed: our files are not decoded by it');

let written = 0;
function onDisk(file: SliceFile): string {
  written += 1;
  const [path = ''] = writeSeries(folder, [{ ...file, name: `${written}-${file.name}` }]);
  return path;
}

async function samplesOf(file: SliceFile, frame = 0): Promise<readonly number[]> {
  const path = onDisk(file);
  const header = readHeader(path);
  if (!header.ok) throw new Error(`${header.failure.code} ${header.failure.detail}`);
  const samples = await readFrame({ path, header: header.value }, frame);
  if (!samples.ok) throw new Error(`${samples.failure.code} ${samples.failure.detail}`);
  return [...samples.value.values];
}

const slice = (options: Parameters<typeof cleanSeries>[0] = {}): SliceFile => {
  const file = cleanSeries(options)[3];
  if (file === undefined) throw new Error('too few slices');
  return file;
};

describe('a clean series', () => {
  it.each([['unsigned 12', UNSIGNED_12, -1024], ['signed 16', SIGNED_16, 0],
    ['signed 12', SIGNED_12, 0]] as const)(
    'holds the field at each voxel centre, stored %s', async (_, format, intercept) => {
      const file = slice({ format, intercept });
      const [x, y, z] = positionOf(file) ?? [0, 0, 0];
      const samples = await samplesOf(file);
      expect(samples[0]).toBe(Math.round(rampHu(x, y, z)) - intercept);
      expect(samples[64 * 47 + 63]).toBe(Math.round(rampHu(x + 63 * 0.5, y + 47 * 0.6, z)) - intercept);
    });

  it('is the same, byte for byte, each time', () => {
    expect(cleanSeries().map(fileBytes)).toEqual(cleanSeries().map(fileBytes));
    expect(fileBytes(slice())).not.toEqual(fileBytes(slice({ key: 'another' })));
  });

  it.each(Object.entries(NATIVE))('reads the same in %s', async (_, transferSyntaxUid) => {
    expect(await samplesOf({ ...slice(), transferSyntaxUid })).toEqual(await samplesOf(slice()));
  });

  it.skipIf(!hasDcmdump).each(Object.entries(NATIVE))('is read by dcmdump without a word in %s',
    (_, transferSyntaxUid) => {
    const path = onDisk({ ...slice(), transferSyntaxUid });
    const { stderr, stdout } = spawnSync('dcmdump', ['+P', '0020,0032', '+P', '7fe0,0010', path],
      { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('[-16\\-14\\-6.75]');
    expect(stdout).toMatch(/7fe0,0010.*# *6144/);
  });
});

describe.each([
  ['unsigned 12', slice()], ['signed 16', slice({ format: SIGNED_16, intercept: 0 })], ['a run', cleanRun()],
] as const)('coded frames of %s', (_, file) => {
  const frame = file.name.startsWith('XA') ? 7 : 0;
  const lossless = CODING_NAMES.filter((name) => CODINGS[name].isLossless);

  it.each(lossless)('are the same after %s, in one fragment or three, with each kind of offsets or none',
    async (name) => {
    const want = await samplesOf(file, frame);
    for (const layout of [{}, { fragments: 3 }, { offsets: 'extended' }, { offsets: 'none' }] as const) {
      expect(await samplesOf(await coded(file, name, layout), frame)).toEqual(want);
    }
  });

  it('are near after the lossy codings, and say that they are lossy', async () => {
    const want = await samplesOf(file, frame);
    for (const name of CODING_NAMES.filter((candidate) => !CODINGS[candidate].isLossless && takesFile(file,
      candidate))) {
      const lossy = await coded(file, name);
      expect(textOf(lossy.dataset, 0x00282110)).toBe('01');
      const got = await samplesOf(lossy, frame);
      const worst = Math.max(...got.map((sample, n) => Math.abs(sample - (want[n] ?? 0))));
      // The run jumps from 255 to 0 within its pattern: a baseline JPEG rings there.
      expect(worst).toBeLessThanOrEqual(name === 'JPEG baseline' ? 90 : 6);
      expect(worst).toBeGreaterThan(0);
    }
  });

  it.skipIf(!hasGdcm).each(['RLE', 'JPEG lossless', 'JPEG-LS', 'JPEG 2000 lossless'] as const)(
    'are decoded by gdcm to the same bytes after %s', async (name) => {
      const path = onDisk(await coded(file, name));
      execFileSync('gdcmconv', ['--raw', path, `${path}.raw`], { stdio: 'pipe' });
      execFileSync('gdcmraw', ['-i', `${path}.raw`, '-o', `${path}.pixels`], { stdio: 'pipe' });
      const plain = onDisk(file);
      execFileSync('gdcmraw', ['-i', plain, '-o', `${plain}.pixels`], { stdio: 'pipe' });
      expect(execFileSync('cmp', [`${path}.pixels`, `${plain}.pixels`], { encoding: 'utf8' })).toBe('');
    });
});

describe('a clean run', () => {
  it('counts up by column, row and frame', async () => {
    const samples = await samplesOf(cleanRun(), 2);
    expect(samples.slice(0, 3)).toEqual([32, 35, 38]);
    expect(samples[64]).toBe(37);
    expect(runPixels({ rows: 2, columns: 2, frames: 1, format: UNSIGNED_8 })).toEqual(Uint8Array.of(0, 3, 5,
      8));
  });

  it('has an enhanced twin with the same angles and frames', async () => {
    const twin = enhancedRun(cleanRun());
    const header = readHeaderFrom(fileBytes(twin));
    expect(header.ok && header.value.image?.xa).toMatchObject({
      primaryAngle: 30, secondaryAngle: 25, distanceSourceToDetectorMm: 1195,
        imagerPixelSpacing: [0.308, 0.308],
    });
    expect(await samplesOf(twin, 9)).toEqual(await samplesOf(cleanRun(), 9));
  });
});

describe('faulty series', () => {
  it('loses the share of slices asked for, and never its ends', () => {
    const files = cleanSeries({ slices: 100, columns: 8, rows: 8 });
    for (const share of [0.01, 0.05, 0.1]) {
      const left = missing(files, share);
      expect(left).toHaveLength(100 - 100 * share);
      expect([left[0], left.at(-1)]).toEqual([files[0], files[99]]);
    }
  });

  it('is shuffled without a name kept twice', () => {
    const files = shuffled(cleanSeries(), 'wrong');
    expect(new Set(files.map(({ name }) => name)).size).toBe(24);
    expect(files.map(({ name }) => name)).not.toEqual(files.map(({ name }) => name).toSorted());
  });

  it('has pixels that belong to its uneven or tilted places', async () => {
    for (const files of [uneven('jump'), uneven('drift'), uneven('jitter'), tilted('orientation', 12),
      tilted('position', 12)]) {
      const file = files[20];
      if (file === undefined) throw new Error('too few slices');
      const [x, y, z] = positionOf(file) ?? [0, 0, 0];
      expect((await samplesOf(file))[0]).toBe(Math.round(rampHu(x, y, z)) + 1024);
    }
  });

  it('steps as the fault says', () => {
    const zOf = (files: readonly SliceFile[]): readonly number[] =>
      files.map((file) => positionOf(file)?.[2] ?? 0);
    const steps = (values: readonly number[]): readonly number[] =>
      values.slice(1).map((value, n) => value - (values[n] ?? 0));
    const jump = steps(zOf(uneven('jump')));
    expect(jump.filter((step) => Math.abs(step - 0.75) > 1e-6)).toHaveLength(1);
    expect(Math.max(...jump)).toBeCloseTo(1.2, 6);
    const jitter = steps(zOf(uneven('jitter')));
    expect(Math.max(...jitter)).toBeLessThan(0.75 * 1.21);
    expect(Math.min(...jitter)).toBeGreaterThan(0.75 * 0.79);
  });

  it('tells its two phases apart by one attribute alone', () => {
    for (const by of ['phase', 'trigger time', 'acquisition number', 'content time'] as const) {
      const files = twoPhases(by);
      expect(new Set(files.map((file) => textOf(file.dataset, 0x00080018))).size).toBe(48);
      expect(new Set(files.map((file) => textOf(file.dataset, 0x0020000e))).size).toBe(1);
    }
  });

  it('is cut where asked', () => {
    const whole = fileBytes(slice());
    expect(cut(slice(), 0.5).bytes).toEqual(whole.slice(0, Math.floor(whole.length / 2)));
    expect(cut(slice(), 200).bytes).toHaveLength(200);
  });

  it.each(CHARACTER_SETS)('reads a name in $set', (entry) => {
    const header = readHeaderFrom(fileBytes(named(slice(), entry)));
    expect(header.ok && header.value.patient.name).toBe(entry.reads);
  });

  it.each(['shared', 'per frame'] as const)('has an enhanced twin with the same geometry and pixels, groups %s', async (shared) => {
    const files = cleanSeries({ columns: 16, rows: 8 });
    const twin = enhancedTwin(files, shared);
    const header = readHeaderFrom(fileBytes(twin));
    const frames = header.ok ? (header.value.image?.frames ?? []) : [];
    expect(twin.transferSyntaxUid).toBe(EXPLICIT_LE);
    expect(frames.map((frame) => frame.position)).toEqual(files.map(positionOf));
    expect(frames[5]).toMatchObject({ pixelSpacing: [0.5, 0.6], phasePercent: 75,
      rescale: { slope: 1, intercept: -1024 } });
    expect(await samplesOf(twin, 11)).toEqual(await samplesOf(files[11] ?? slice()));
  });
});
