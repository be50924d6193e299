import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paintedVessel, vesselCase } from '../phantoms/randomVessel.ts';
import { quantile } from './distribution.ts';
import { FIGURES, isMet, kappa } from './quantities.ts';
import { reportLines } from './report.ts';
import { type VesselErrors, vesselErrors } from './vessel.ts';

/** A fixed part of what the accuracy command measures: short, tight, calcified, blurred; fat and mixed. */
const CASES = [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13].map((seed) => vesselCase(seed, { occlusionMm: 8 + 3 * (seed % 5) }));

describe('a dozen random vessels through the whole chain', () => {
  const answers = CASES.map((one) => vesselErrors(paintedVessel(one)));
  const measured = answers.filter((one): one is VesselErrors => typeof one !== 'string');
  it('are all measured', () => {
    expect(answers.filter((one) => typeof one === 'string')).toEqual([]);
  });
  it.each(FIGURES.filter(({ goal }) => goal !== null))('$name reaches its goal', (figure) => {
    const value = figure.of(measured);
    expect(value).not.toBeNaN();
    expect(isMet(figure, value), `${value} ${figure.unit}`).toBe(true);
  });
  it('has a centreline near the true one in each of them', () => {
    const meanOff = (isOccluded: boolean): readonly number[] => measured.map(({ sections }) => {
      const off = sections.filter((section) => section.isOccluded === isOccluded).map(({ offMm }) => offMm);
      return off.reduce((sum, value) => sum + value, 0) / off.length;
    });
    expect(Math.max(...meanOff(false))).toBeLessThanOrEqual(0.2);
    expect(Math.max(...meanOff(true))).toBeLessThanOrEqual(0.35);
  });
});

describe('the figures', () => {
  const reading = (found: boolean, truth: boolean) => ({ found, truth });
  it('count agreement beyond chance', () => {
    // 20 of 50 yes-yes, 15 no-no, 5 and 10 apart: 0.7 agreed, 0.5 by chance.
    const table = [...Array<null>(20).fill(null).map(() => reading(true, true)), ...Array<null>(5).fill(null).map(() => reading(true, false)),
      ...Array<null>(10).fill(null).map(() => reading(false, true)), ...Array<null>(15).fill(null).map(() => reading(false, false))];
    expect(kappa(table)).toBeCloseTo(0.4, 9);
    expect(kappa([reading(true, true), reading(true, true)])).toBe(1);
    expect(kappa([reading(true, false), reading(false, true)])).toBe(-1);
  });
  it('leave none out but what is not a number', () => {
    expect(quantile([3, 1, NaN, 2], 0.5)).toBe(2);
    expect(quantile([3, 1, 2], 1)).toBe(3);
    expect(quantile([], 0.5)).toBeNaN();
  });
  it('hold a bias to its goal on both sides', () => {
    const figure = FIGURES.find(({ name }) => name === 'wall radius, occlusion: bias');
    expect(figure).toBeDefined();
    if (figure === undefined) return;
    expect([-0.16, -0.15, 0.15, 0.16].map((value) => isMet(figure, value))).toEqual([false, true, true, false]);
  });
});

describe('the page on measures', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/measures.md'), 'utf8');
  it.each(reportLines([]))('tells how well: $name, held to $goal', ({ name, goal }) => {
    const row = page.split('\n').find((line) => line.startsWith(`| ${name} `)) ?? '';
    expect(row.split('|')[2]?.trim()).toBe(goal);
  });
});
