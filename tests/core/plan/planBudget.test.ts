import { expect, it } from 'vitest';
import { mostContrast, proposedBudget, USUAL_LIMITS } from '../../../core/plan/planBudget.ts';
import { asiaPacific } from '../../../core/strategy/algorithms/asiaPacific.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';

it('names the row that radiation and time come from, with its own numbers', () => {
  const row = asiaPacific.remarks.find(({ id }) => id === 'A9');
  expect([row?.mark, row?.text]).toEqual(['numbers UNVERIFIED (that guidance exists: READ)', expect.stringContaining('3 h')]);
  const { airKermaGy, totalMinutes } = USUAL_LIMITS;
  for (const { origin } of [airKermaGy, totalMinutes]) expect(origin).toMatch(/^Asia Pacific 2017, row A9, unverified: /);
  expect(row?.text).toContain(`${totalMinutes.value / 60} h`);
  expect(row?.text).toContain(`${airKermaGy.value} Gy`);
});

it('proposes contrast within what the eGFR allows, and nothing where that is not known', () => {
  expect([mostContrast({ egfr: 45 }, STANDARD_PARAMETERS), mostContrast({}, STANDARD_PARAMETERS)]).toEqual([{ ml: 135, words: '3 x eGFR 45 = 135' }, null]);
  expect([proposedBudget({ egfr: 45 }).contrastMl, proposedBudget({}).contrastMl]).toEqual([130, null]);
});
