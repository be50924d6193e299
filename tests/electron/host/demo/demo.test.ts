import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seriesIndex } from '../../../../core/dicom/seriesIndex.ts';
import type { InstanceHeader } from '../../../../core/dicom/header.ts';
import { courseAt } from '../../../../core/phantom/course.ts';
import { DEMO_RECIPE, heartPhantom } from '../../../../core/phantom/phantom.ts';
import { CT_GRID, XA_VIEW } from '../../../../electron/host/demo/demoCase.ts';
import { partSize, writePart } from '../../../../electron/host/demo/demoFiles.ts';
import { makeDemo } from '../../../../electron/host/demo/makeDemo.ts';
import { readFrame } from '../../../../electron/host/dicom/readFrames.ts';
import { readHeader } from '../../../../electron/host/dicom/readHeader.ts';
import { tempFolder } from '../../../tempFolder.ts';

const folder = tempFolder();
const place = (name: string): string => {
  const made = join(folder, name);
  mkdirSync(made);
  return made;
};
const headersIn = (made: string): readonly InstanceHeader[] => readdirSync(made).toSorted().map((name) => {
  const header = readHeader(join(made, name));
  if (!header.ok) throw new Error(`${name}: ${header.failure.code}`);
  return header.value;
});

describe('the demo’s CT', () => {
  const rca = heartPhantom(DEMO_RECIPE).tree.vessels[0];
  if (rca === undefined) throw new Error('the heart has no right artery');
  const fullMoon = courseAt(rca.course, 62);
  const k = CT_GRID.positions.findIndex(([, , z]) => Math.abs(z - fullMoon[2]) <= 0.25);
  const made = place('ct');
  let units = 0;
  writePart(made, { kind: 'ct', from: k - 1, to: k + 2 }, (done) => { units += done; });

  it('is a volume that may be measured, with the patient of the mock-ups', () => {
    const { items, refused } = seriesIndex(headersIn(made));
    expect(refused).toEqual([]);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: 'ct-volume', phasePercent: 75, kernel: 'Bv40', spacing: [0.35, 0.35, 0.5], rows: 512,
        columns: 512,
      patient: { name: 'DEMO-ALBRECHT-WIESENBURGER, Josef Maximilian', id: 'FM-DEMO-0047',
        birthDate: '1955-03-14', sex: 'M' },
    });
    expect(units).toBe(partSize({ kind: 'ct', from: k - 1, to: k + 2 }));
  });

  it('holds the full moon where the truth says', async () => {
    const name = readdirSync(made).toSorted()[1] ?? '';
    const path = join(made, name);
    const header = readHeader(path);
    if (!header.ok) throw new Error(header.failure.code);
    const samples = await readFrame({ path, header: header.value }, 0);
    if (!samples.ok) throw new Error(samples.failure.code);
    const [x, y, z] = header.value.image?.frames[0]?.position ?? [0, 0, 0];
    expect(Math.abs(z - fullMoon[2])).toBeLessThanOrEqual(0.25);
    const at = (dx: number, dy: number): number =>
      (samples.value.values[Math.round((fullMoon[1] + dy - y) / 0.35) * 512 + Math.round((fullMoon[0] + dx - x) / 0.35)] ?? 0) - 1024;
    expect(at(0, 0)).toBeGreaterThan(900);
    expect(at(-3.5, 0)).toBeLessThan(200);
  });

  it('is the same, byte for byte, whichever stretch a thread makes', () => {
    const other = place('ct-again');
    writePart(other, { kind: 'ct', from: k, to: k + 1 }, () => undefined);
    const [name = ''] = readdirSync(other);
    const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(hash(join(other, name))).toBe(hash(join(made, name)));
  });
});

describe('the demo’s angiograms', () => {
  const made = place('xa');
  let units = 0;
  writePart(made, { kind: 'xa' }, (done) => { units += done; });

  it('are a donor and a target run of one view, calibrated by distances, with a clock', () => {
    const { items } = seriesIndex(headersIn(made));
    expect(items.map(({ kind, frames }) => [kind, frames])).toEqual([['xa-run', 60], ['xa-run', 54]]);
    for (const { xa, patient } of items) {
      expect(patient.id).toBe('FM-DEMO-0047');
      expect(xa).toMatchObject({
        primaryAngle: XA_VIEW.primary, secondaryAngle: XA_VIEW.secondary, distanceSourceToDetectorMm: 1195,
        distanceSourceToPatientMm: 785, imagerPixelSpacing: [0.4, 0.4], frameTimeMs: 66.667,
      });
      expect(xa?.rWaveFrames?.length).toBeGreaterThanOrEqual(3);
    }
    expect(units).toBe(partSize({ kind: 'xa' }));
  });

  const hasDcmdump = spawnSync('dcmdump', ['--version']).error === undefined;
  if (!hasDcmdump) console.log('dcmdump is not installed: the demo’s runs are not read by it');
  it.skipIf(!hasDcmdump)('are read by dcmdump without a word', () => {
    for (const name of readdirSync(made)) {
      expect(spawnSync('dcmdump', [join(made, name)], { encoding: 'utf8' }).stderr).toBe('');
    }
  });
});

describe('making the demo', () => {
  it('leaves nothing behind when it is cancelled', async () => {
    const home = place('cancelled');
    const stop = new AbortController();
    const made = makeDemo(join(home, 'demo'), () => stop.abort(new Error('enough')), stop.signal);
    await expect(made).rejects.toThrow('enough');
    expect(readdirSync(home)).toEqual([]);
  });

  it('does not begin when it is cancelled before', async () => {
    const home = place('never');
    await expect(makeDemo(join(home, 'demo'), () => undefined,
      AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
    expect(readdirSync(home)).toEqual([]);
  });

  it('does not touch a folder that holds something', async () => {
    const home = place('full');
    mkdirSync(join(home, 'demo'));
    writeFileSync(join(home, 'demo', 'mine.txt'), 'mine');
    await expect(makeDemo(join(home, 'demo'), () => undefined,
      new AbortController().signal)).rejects.toThrow(/empty/);
    expect(readFileSync(join(home, 'demo', 'mine.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(home)).toEqual(['demo']);
    expect(existsSync(join(home, 'demo', 'CT0001.dcm'))).toBe(false);
  });
});
