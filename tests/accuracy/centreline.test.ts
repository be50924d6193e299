import { expect, it } from 'vitest';
import { paintedVessel, vesselCase } from '../phantoms/randomVessel.ts';
import { type CentrelineErrors, centrelineErrors } from './centreline.ts';

/** A fixed part of what the accuracy command measures: short, tight, calcified, blurred; fat and mixed. */
const CASES = [0, 1, 2, 3, 5, 6, 8, 10].map((seed) => vesselCase(seed, { occlusionMm: 6 + 3 * (seed % 6) }));

it('centrelines of random vessels reach their goals, each of them', () => {
  const errors = CASES.map((one) => centrelineErrors(paintedVessel(one)));
  const traced = errors.filter((one): one is CentrelineErrors => typeof one !== 'string');
  expect(errors.filter((one) => typeof one === 'string')).toEqual([]);
  expect(Math.max(...traced.map(({ openMean }) => openMean))).toBeLessThanOrEqual(0.2);
  expect(Math.max(...traced.map(({ occludedMean }) => occludedMean))).toBeLessThanOrEqual(0.35);
  expect(Math.min(...traced.map(({ overlap }) => overlap))).toBeGreaterThanOrEqual(0.99);
});
