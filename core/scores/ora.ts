import { atLeast, below, isYes } from './questions.ts';
import { ALWAYS, category, item, rate, scoreTable } from './score.ts';

/** Rentrop grade below which collateral filling scores. Edge exclusive (read). @source Galassi 2016 */
const WELL_FILLED = 2;
/**
 * Age from which the patient scores, years. Edge inclusive (read; one source writes "age 75").
 *
 * @source Galassi 2016
 */
const OLD_AGE = 75;

/**
 * ORA score of technical failure.
 *
 * @source Galassi AR et al., JACC Cardiovasc Interv 2016;9:911-922 (citation unverified)
 */
export const ORA = scoreTable({
  id: 'ora',
  name: 'ORA',
  items: [
    item('ostial', 'Ostial location', 'Ostial location.', 1, isYes('ostial'), 'A'),
    item(
      'rentrop',
      'Poor collateral filling',
      `Collateral filling of Rentrop grade below ${WELL_FILLED}.`,
      2,
      below('collaterals.rentrop', WELL_FILLED),
      'A',
    ),
    item('age', 'Age', `Age of ${OLD_AGE} years or more.`, 1, atLeast('ageYears', OLD_AGE), 'A'),
  ],
  range: [0, 4],
  step: 1,
  categories: [
    category(0, 0, 'easy', 'A'),
    category(1, 1, 'intermediate', 'A'),
    category(2, 2, 'difficult', 'A'),
    category(3, 4, 'very difficult', 'A'),
  ],
  published: [
    {
      outcome: 'technical failure',
      short: 'n 1,073, Galassi 2016',
      cohort: '1,073 procedures of one operator (Galassi 2016); rates per score not read',
      rates: [rate(0, 4, null, '-')],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation: 'Galassi AR et al. JACC Cardiovasc Interv 2016;9:911-922 (volume and pages unverified)',
  notes: ['Rentrop rates the filling of the vessel, not the size of the channel.'],
});
