import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { courseAt } from '../../../core/phantom/course.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
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
