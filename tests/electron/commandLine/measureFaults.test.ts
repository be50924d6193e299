import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { correctionWarnings } from '../../../electron/commandLine/namedVolume.ts';
import { cleanSeries } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { folderOf, said, uidOf } from './said.ts';

const [size, spacing] = [64, 0.6];
const half = (size * spacing) / 2;
type Field = (x: number, y: number, z: number) => number;

/** A straight vessel along z in fat: 1.8 mm to the lumen's edge, 2.3 mm to the wall's, occluded from −6 to 6 mm. */
const vessel = (lumenHu: number, more: Field = () => -Infinity): Field => (x, y, z) => {
  const r = Math.hypot(x, y);
  const isOpen = Math.abs(z) > 6;
  const tissue = r < 1.8 && isOpen ? lumenHu : r < 2.3 ? 70 : -95;
  return Math.max(tissue, more(x, y, z));
};

async function measured(field: Field, slices = size, seeds: object = {}, ...options: readonly string[]) {
  const whole = cleanSeries({
    columns: size, rows: size, slices, spacing: [spacing, spacing, spacing], origin: pointLps(-half, -half, -half),
    row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0), field,
  });
  // One slice next to the first is missing where the intact part is asked for.
  const files = options.includes('--intact') ? whole.filter((_, k) => k !== 1) : whole;
  const path = join(tempFolder(), 'seeds.json');
  writeFileSync(path, JSON.stringify({ points: [[0, 0, -16], [0, 0, 16]], proximalCap: [0, 0, -6], distalCap: [0, 0, 6], ...seeds }));
  return said(['measure', folderOf(files), '--series', uidOf(files), '--seeds', path, ...options]);
}

describe('measure of what cannot be measured', () => {
  it.each([
    ['a volume of one density', () => measured(() => 40), 'centreline/no-contrast'],
    ['a series without contrast', () => measured(vessel(45)), 'centreline/no-contrast'],
    ['a vessel without an end of its contrast between the caps', () => measured((x, y) => (Math.hypot(x, y) < 1.8 ? 400 : -95)), 'measure/no-occlusion'],
    ['seeds in air', () => measured((x, y, z) => (Math.hypot(x, y) > 8 ? -1000 : vessel(400)(x, y, z)), size, { points: [[14, 14, -16], [0, 0, 16]] }), 'centreline/point-in-air'],
  ])('refuses %s by its own code, in a sentence or two, and prints no figure', async (_, answer, code) => {
    const { status, answer: answered, err } = await answer();
    expect({ status, code: answered.error.code, keys: Object.keys(answered) }).toEqual({ status: 1, code, keys: ['error'] });
    expect(err.at(-1)).toBe(answered.error.message);
    expect(answered.error.message).toMatch(/^[A-Z].*\.$/);
  });
  it('refuses a series of one slice and one of a few', async () => {
    for (const slices of [1, 4]) {
      const { status, answer } = await measured(vessel(400), slices, { points: [[0, 0, -19], [0, 0, -18]] });
      expect({ slices, status, keys: Object.keys(answer) }).toEqual({ slices, status: 1, keys: ['error'] });
    }
  });
});

describe('a volume that is not the series as acquired', () => {
  it('is told with what is measured in it, and where the facts alone are asked for', async () => {
    const { answer, err } = await measured(vessel(400), size, {}, '--intact');
    expect(answer.correction).toBe('Largest stretch without a gap: 62 of 63 slices');
    expect(answer.warnings[0]).toEqual({ code: 'volume/intact-part', message: `Measured in a volume that is not the series as acquired. ${answer.correction}.` });
    const facts = await measured(vessel(400), size, {}, '--intact', '--facts');
    expect([facts.err[0], err[0]]).toEqual([answer.warnings[0].message, answer.warnings[0].message]);
  });
  it('is told by what was done to it', () => {
    expect(correctionWarnings('corrected', 'Gantry tilt of 15.0° straightened (shear, linear in the slice)')).toEqual([
      { code: 'volume/corrected', message: expect.stringMatching(/Gantry tilt of 15\.0° straightened .*\.$/u) }]);
    expect(correctionWarnings('acquired', null)).toEqual([]);
  });
});

describe('metal in the open vessel before the occlusion', () => {
  it('is not the level of contrast', async () => {
    const { status, answer } = await measured(vessel(400, (x, y, z) => (Math.hypot(x, y) < 1.8 && z > -14.5 && z < -9.5 ? 3000 : -Infinity)));
    expect(status).toBe(0);
    expect(Math.abs(answer.threshold.lumenMeanHu - 400)).toBeLessThan(30);
    expect(answer.threshold.openHu).toBeLessThan(600);
  });
});

describe('metal in the occlusion', () => {
  const strut: Field = (x, y, z) => (Math.abs(Math.hypot(x, y) - 1.9) < 0.4 && z > -4 && z < 2 ? 3000 : -Infinity);
  it('is flagged, and is no calcium', async () => {
    const { status, answer } = await measured(vessel(400, strut));
    expect(status).toBe(0);
    expect(answer.warnings.map(({ code }: { readonly code: string }) => code)).toContain('calcium/metal');
    expect(answer.summary.metal).toHaveLength(1);
    const [from, to] = answer.summary.metal[0];
    expect(to - from).toBeGreaterThan(5);
    expect(answer.summary.calcifiedLengthMm).toBeLessThan(2.5);
    expect(answer.facts.proposed.inStent).toBe(true);
  });
  it('that fills most of it leaves calcium unknown, with the reason', async () => {
    const { answer } = await measured(vessel(400, (x, y, z) => (z > -5.5 && z < 5.5 ? strut(x, y, 0) : -Infinity)));
    expect(answer.facts.proposed.ctCalcium ?? null).toBeNull();
    expect(answer.facts.unknown['ctCalcium.maxArcDeg']).toContain('metal');
  });
});

describe('metal that looks like calcium', () => {
  /** Ten HU of unrest, so that no two voxels are cut off alike. */
  const uneven = (x: number, y: number, z: number): number => 10 * Math.sin(37 * x + 91 * y + 53 * z);
  const ring = (hu: number, unrest: Field): Field => (x, y, z) =>
    (Math.abs(Math.hypot(x, y) - 1.9) < 0.4 && Math.abs(z) < 5.5 ? hu + unrest(x, y, z) : -Infinity);
  it.each([
    ['a stent of blurred struts', ring(1200, uneven), ['calcium/ring-like-stent']],
    ['a clip', (x, y, z) => (Math.hypot(x - 1.4, y, z) < 1.4 ? 1750 + uneven(x, y, z) : -Infinity), ['calcium/very-dense']],
    ['what the scan cuts off', ring(1400, () => 0), ['calcium/cut-off', 'calcium/ring-like-stent']],
    ['calcium on one side', (x, y, z) => (Math.hypot(x, y) < 2.3 && x > 1.2 && Math.abs(z) < 3 ? 1000 + uneven(x, y, z) : -Infinity), []],
  ] as readonly (readonly [string, Field, readonly string[]])[])('is counted, and it is said: %s', async (_, more, codes) => {
    const { status, answer } = await measured(vessel(400, more));
    expect(status).toBe(0);
    const doubts = answer.warnings.filter(({ code }: { readonly code: string }) => /^calcium\/(?:cut-off|very-dense|ring-like-stent)$/u.test(code));
    expect(doubts.map(({ code }: { readonly code: string }) => code)).toEqual(codes);
    for (const { message } of doubts) expect(message).toMatch(/^[A-Z].* mm from the proximal cap\)\. It is counted as calcium: if it is a stent, state it\.$/u);
    expect(answer.summary).toMatchObject({ metal: [] });
    expect(answer.summary.maxArcDeg).toBeGreaterThan(0);
  });
});
