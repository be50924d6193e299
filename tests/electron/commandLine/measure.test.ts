import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { courseAt } from '../../../core/phantom/course.ts';
import { affine, type IndexIjk, type PointLps, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { mm } from '../../../core/units.ts';
import { instanceBytes } from '../../../electron/host/dicom/writeInstance.ts';
import { segmentationDataset } from '../../phantoms/segmentation.ts';
import { huAtPoint } from '../../../core/volume/sample.ts';
import { cleanSeries } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { arcVessel, scene } from '../../core/centreline/scene.ts';
import { evenDeposit } from '../../core/phantom/straightVessel.ts';
import { folderOf, said, uidOf } from './said.ts';

/** An arc of 56 mm, occluded from 22 to 34 mm; full moon in its middle and a deposit of 120° beside it. */
const vessel = arcVessel({ deposits: [evenDeposit(25, 29, 360, 2, 0), evenDeposit(30, 32, 120, 0.8, 90)] });
const at = (abscissa: number): readonly number[] => [...courseAt(vessel.course, abscissa)];
const SEEDS = { points: [at(3), at(53)], proximalCap: at(23), distalCap: at(33) };

let folder = '';
let uid = '';
beforeAll(() => {
  const volume = scene(vessel);
  const files = cleanSeries({
    columns: 160, rows: 98, slices: 80, spacing: [0.45, 0.45, 0.45], origin: pointLps(-36, -17, -18),
    row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0), field: (x, y, z) => huAtPoint(volume, pointLps(x, y, z)) ?? -1000,
  });
  folder = folderOf(files);
  uid = uidOf(files);
});

const seedsFile = (content: unknown): string => {
  const path = join(tempFolder(), 'seeds.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const measured = async (content: unknown) => said(['measure', folder, '--series', uid, '--seeds', seedsFile(content)]);

describe('measure', () => {
  it('measures centreline, occlusion, calcium and references of one vessel', async () => {
    const { status, answer } = await measured(SEEDS);
    expect(status).toBe(0);
    expect(Object.keys(answer)).toEqual(expect.arrayContaining([
      'centreline', 'stepMm', 'lengthMm', 'occlusion', 'threshold', 'sections', 'summary', 'warnings', 'timingsMs']));
    expect(answer.stepMm).toBeLessThanOrEqual(0.505);
    expect(answer.sections).toHaveLength(answer.centreline.length);
    expect(Math.abs(answer.lengthMm - 50)).toBeLessThan(1);
    expect(Math.abs(answer.occlusion.lengthMm - 12)).toBeLessThan(1.5);
    expect(answer.occlusion.endMm - answer.occlusion.startMm).toBeCloseTo(answer.occlusion.lengthMm, 2);
    expect(answer.threshold).toMatchObject({ method: 'lumen-adaptive', occlusionHu: 300 });
    const { summary } = answer;
    expect(summary).toMatchObject({ maxArcDeg: 360, peripheralSevere: true, fullMoon: true });
    expect(Math.abs(summary.fullMoonLengthMm - 4)).toBeLessThan(1.1);
    expect(Math.abs(summary.proximalReferenceMm - 3)).toBeLessThan(0.3);
    expect(Math.abs(summary.distalReferenceMm - 3)).toBeLessThan(0.3);
    for (const section of answer.sections) {
      expect(section.arcDeg >= section.arcRangeDeg[0] && section.arcDeg <= section.arcRangeDeg[1]).toBe(true);
      expect(section.csaPercent >= section.csaRangePercent[0] && section.csaPercent <= section.csaRangePercent[1]).toBe(true);
      expect(section.arcSpanDeg).toBeLessThanOrEqual(section.arcDeg);
    }
    expect(Object.values(answer.timingsMs).every((value) => typeof value === 'number' && value >= 0)).toBe(true);
  });
  it('takes a user’s threshold, and says so', async () => {
    const { answer } = await measured({ ...SEEDS, occlusionHu: 400, openHu: 600 });
    expect(answer.threshold).toMatchObject({ method: 'user', occlusionHu: 400, openHu: 600 });
  });
  it('proposes facts that score takes as they are, and gives them alone where asked', async () => {
    const { answer } = await measured(SEEDS);
    const alone = await said(['measure', folder, '--series', uid, '--seeds', seedsFile(SEEDS), '--facts']);
    expect(alone.status).toBe(0);
    expect(alone.answer).toEqual(answer.facts.proposed);
    const path = seedsFile(alone.answer);
    const scored = await said(['score', path]);
    expect(scored.status).toBe(0);
    const kcct = scored.answer.scores.find(({ id }: { readonly id: string }) => id === 'kcct');
    expect(kcct.points.max).toBeGreaterThan(kcct.points.min);
    expect((await said(['strategy', path])).status).toBe(0);
    expect(answer.facts.origins['ctCalcium.maxArcDeg']).toMatchObject({ seriesUid: uid, threshold: { occlusionHu: 300 } });
    expect(Object.keys(answer.facts.unknown)).toEqual(expect.arrayContaining(['inStent', 'proximalTortuosity']));
  });
  it('refuses caps between which contrast fills the vessel, and flags a cap in open lumen', async () => {
    const open = await measured({ points: SEEDS.points, proximalCap: at(7), distalCap: at(15) });
    expect(open.answer.error.code).toBe('measure/no-occlusion');
    const wrong = await measured({ ...SEEDS, proximalCap: at(12) });
    expect(wrong.answer.warnings.map(({ code }: { readonly code: string }) => code)).toContain('cap/proximal-not-seen');
  });
  it('takes the name of the vessel, and refuses what is none', async () => {
    expect((await measured({ ...SEEDS, vessel: 'RCA' })).answer.facts.proposed.vessel).toBe('RCA');
    expect((await measured({ ...SEEDS, vessel: 'aorta' })).answer.error.code).toBe('seeds/not-a-vessel');
  });
  it.each([
    ['a cap far from the vessel', { ...SEEDS, distalCap: [0, 25, 10] }, 'measure/cap-off-the-path'],
    ['caps in the wrong order', { ...SEEDS, proximalCap: at(33), distalCap: at(23) }, 'measure/caps-in-wrong-order'],
    ['caps in one place', { ...SEEDS, distalCap: at(23) }, 'measure/caps-in-wrong-order'],
    ['a point outside the volume', { ...SEEDS, points: [at(3), [500, 0, 0]] }, 'centreline/point-outside'],
    ['points on top of each other', { ...SEEDS, points: [at(3), at(3)] }, 'centreline/points-coincide'],
  ])('refuses %s', async (_, seeds, code) => {
    const { status, answer, err } = await measured(seeds);
    expect({ status, code: answer.error.code, keys: Object.keys(answer) }).toEqual({ status: 1, code, keys: ['error'] });
    expect(err).toEqual([answer.error.message]);
  });
});

describe('measure takes from outside', () => {
  const line = Array.from({ length: 26 }, (_, n) => at(3 + 2 * n));
  it('a centreline, and measures along it', async () => {
    const { status, answer } = await measured({ ...SEEDS, centreline: line });
    expect({ status, by: answer.by.centreline }).toEqual({ status: 0, by: 'centreline/given' });
    expect(Math.abs(answer.lengthMm - 50)).toBeLessThan(0.2);
    expect(Math.abs(answer.occlusion.lengthMm - 12)).toBeLessThan(1.5);
  });
  it('a segmentation, named as seen from the file of seeds', async () => {
    const inside = Uint8Array.from({ length: 160 * 98 * 80 }, (_, n) => {
      const [i, j, k] = [n % 160, Math.floor(n / 160) % 98, Math.floor(n / (160 * 98))];
      const [x, y, z] = [0.45 * i - 36, 0.45 * j - 17, 0.45 * k - 18];
      // Across the arc y = x² / 80 the distance is that in y, over the length of its normal.
      return Math.hypot((y - (x * x) / 80) / Math.hypot(1, x / 40), z) < 1.8 && Math.abs(x) < 28 ? 1 : 0;
    });
    const grid = { dims: [160, 98, 80] as const, spacing: [mm(0.45), mm(0.45), mm(0.45)] as const, frameOfReferenceUid: null,
      lpsFromIjk: affine<PointLps, IndexIjk>([0.45, 0, 0, -36, 0, 0.45, 0, -17, 0, 0, 0.45, -18]) };
    const seeds = seedsFile({ ...SEEDS, segmentation: 'vessel.dcm' });
    writeFileSync(join(seeds, '..', 'vessel.dcm'), instanceBytes(segmentationDataset({ grid, inside })));
    const { status, answer } = await said(['measure', folder, '--series', uid, '--seeds', seeds]);
    expect({ status, by: answer.by?.centreline ?? answer.error }).toEqual({ status: 0, by: 'centreline/mask' });
    expect(Math.abs(answer.occlusion.lengthMm - 12)).toBeLessThan(1.5);
  });
  it.each([
    ['a centreline with a gap', { ...SEEDS, centreline: line.toSpliced(4, 9) }, 'given/gap'],
    ['a centreline outside', { ...SEEDS, centreline: line.map(([x = 0, y = 0, z = 0]) => [-x - 400, y, z]) }, 'given/point-outside'],
    ['a centreline that is far too short', { ...SEEDS, centreline: line.slice(0, 2) }, 'given/too-short'],
    ['a segmentation that is not there', { ...SEEDS, segmentation: 'nowhere.dcm' }, 'segmentation/unreadable'],
    ['both', { ...SEEDS, centreline: line, segmentation: 'vessel.dcm' }, 'seeds/two-sources'],
    ['a centreline of words', { ...SEEDS, centreline: 'LAD' }, 'seeds/not-a-centreline'],
    ['a centreline with a hole', { ...SEEDS, centreline: [...line, [1, 2]] }, 'seeds/not-a-centreline'],
    ['a segmentation that is a number', { ...SEEDS, segmentation: 3 }, 'seeds/not-a-segmentation'],
    ['a segment that is no number', { ...SEEDS, segmentation: 'vessel.dcm', segment: 'LAD' }, 'seeds/not-a-segment'],
  ])('no %s', async (_, seeds, code) => {
    const { status, answer, err } = await measured(seeds);
    expect({ status, code: answer.error.code, keys: Object.keys(answer) }).toEqual({ status: 1, code, keys: ['error'] });
    expect(err).toEqual([answer.error.message]);
    expect(answer.error.message).toMatch(/\.$/u);
  });
});

describe('measure refuses points', () => {
  it.each([
    ['that lead back', { ...SEEDS, points: [at(3), at(53), at(28)] }, 'centreline/wrong-order'],
    ['without a vessel between them', { ...SEEDS, points: [at(3), [0, 22, 10]] }, 'centreline/no-vessel-between'],
    ['at two places without contrast', { ...SEEDS, points: [[-10, 20, 12], [10, 22, 12]] }, 'centreline/no-contrast'],
  ])('%s', async (_, seeds, code) => {
    const { status, answer } = await measured(seeds);
    expect({ status, code: answer.error.code }).toEqual({ status: 1, code });
  });
  const series = (field: (x: number, y: number, z: number) => number, slices = 40): readonly [string, string] => {
    const files = cleanSeries({ columns: 64, rows: 64, slices, spacing: [0.5, 0.5, 0.5], origin: pointLps(0, 0, 0), row: vectorLps(1, 0, 0),
      column: vectorLps(0, 1, 0), field });
    return [folderOf(files), uidOf(files)];
  };
  const PLAIN = { points: [[5, 16, 10], [26, 16, 10]], proximalCap: [10, 16, 10], distalCap: [20, 16, 10] };
  it.each([
    ['in a volume of one HU everywhere', () => 40, 40, 'centreline/no-contrast'],
    ['in contrast everywhere', () => 350, 40, 'centreline/no-edge'],
    ['in air', () => -1000, 40, 'centreline/point-in-air'],
    ['in a series without contrast', (_: number, y: number, z: number) => (Math.hypot(y - 16, z - 10) < 2 ? 45 : -90), 40, 'centreline/no-contrast'],
  ])('%s', async (_, field, slices, code) => {
    const [place, own] = series(field, slices);
    const { status, answer, err } = await said(['measure', place, '--series', own, '--seeds', seedsFile(PLAIN)]);
    expect({ status, code: answer.error.code }).toEqual({ status: 1, code });
    expect(err).toEqual([answer.error.message]);
  });
  it('in a volume of one slice', async () => {
    const [place, own] = series(() => 40, 1);
    const { status, answer } = await said(['measure', place, '--series', own, '--seeds', seedsFile(PLAIN)]);
    expect(status).toBe(1);
    expect(answer.error.code).toMatch(/^(series|geometry)\//u);
  });
});

it('measure says where there is metal', async () => {
  const stented = arcVessel({ deposits: [evenDeposit(24, 31, 360, 0.6, 0, 2800)] });
  const volume = scene(stented);
  const files = cleanSeries({
    columns: 160, rows: 98, slices: 80, spacing: [0.45, 0.45, 0.45], origin: pointLps(-36, -17, -18),
    row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0), field: (x, y, z) => huAtPoint(volume, pointLps(x, y, z)) ?? -1000,
  });
  const { status, answer } = await said(['measure', folderOf(files), '--series', uidOf(files), '--seeds', seedsFile(SEEDS)]);
  expect(status).toBe(0);
  expect(answer.warnings.some(({ code }: { readonly code: string }) => code.includes('metal'))).toBe(true);
});

describe('the file of seeds', () => {
  it.each([
    ['no JSON', '{"points": [[1, NaN, 2]]}', 'seeds/not-json'],
    ['a list', [], 'seeds/not-an-object'],
    ['no points', {}, 'seeds/no-points'],
    ['one point', { ...SEEDS, points: [at(3)] }, 'seeds/too-few-points'],
    ['no point at all', { ...SEEDS, points: [] }, 'seeds/too-few-points'],
    ['a point of two numbers', { ...SEEDS, points: [at(3), [1, 2]] }, 'seeds/not-a-place'],
    ['a point with a word', { ...SEEDS, points: [at(3), [1, 2, 'x']] }, 'seeds/not-a-place'],
    ['an infinite number', `{"points":[[1,2,3],[1e999,2,3]],"proximalCap":[1,2,3],"distalCap":[1,2,3]}`, 'seeds/not-a-place'],
    ['no cap', { points: SEEDS.points, proximalCap: at(23) }, 'seeds/no-cap'],
    ['a threshold of 99 HU', { ...SEEDS, occlusionHu: 99 }, 'seeds/not-a-threshold'],
    ['a threshold of 3001 HU', { ...SEEDS, openHu: 3001 }, 'seeds/not-a-threshold'],
    ['a threshold in words', { ...SEEDS, openHu: 'high' }, 'seeds/not-a-threshold'],
  ])('is refused with %s before anything is read', async (_, content, code) => {
    const { status, answer } = await said(['measure', '/nowhere', '--series', 'x', '--seeds', seedsFile(content)]);
    expect({ status, code: answer.error.code }).toEqual({ status: 1, code });
  });
  it('is refused where there is none, and where it is a folder', async () => {
    const codes = await Promise.all(['/nowhere/seeds.json', tempFolder()].map(async (path) =>
      (await said(['measure', '/nowhere', '--series', 'x', '--seeds', path])).answer.error.code));
    expect(codes).toEqual(['seeds/not-found', 'seeds/not-a-file']);
  });
  it('must be named: wrong usage else', async () => {
    expect((await said(['measure', folder, '--series', uid])).status).toBe(2);
    expect((await said(['measure', folder, '--seeds', seedsFile(SEEDS)])).status).toBe(2);
  });
});
