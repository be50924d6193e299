import { above, atLeast, BLUNT_OR_NO_STUMP, isOneOf, isYes, lengthOf } from './questions.ts';
import { aboutCalcium, ALWAYS, category, item, rate, scoreTable } from './score.ts';

/** Age from which the patient scores, completed years. Edge inclusive (read). @source Szijgyarto 2019 */
const OLD_AGE = 70;
/** Length from which an occlusion scores, mm. Edge inclusive (read). @source Szijgyarto 2019 */
const LONG_IN_CASTLE = 20;
/**
 * Calcified share of the occlusion beyond which calcium scores, per cent. Edge exclusive (read).
 *
 * @source seed review
 */
const CALCIFIED_LENGTH = 50;

/**
 * EuroCTO CASTLE score of technical failure.
 *
 * @source Szijgyarto Z et al., JACC Cardiovasc Interv 2019;12:335-342, doi:10.1016/j.jcin.2018.11.020
 */
export const CASTLE = scoreTable({
  id: 'castle',
  name: 'EuroCTO CASTLE',
  items: [
    item('cabg', 'Bypass surgery', 'Any previous bypass surgery.', 1, isYes('priorCabg'), 'A'),
    item('age', 'Age', `Age of ${OLD_AGE} years or more.`, 1, atLeast('ageYears', OLD_AGE), 'A'),
    item('stump', 'Stump', 'Blunt or invisible stump.', 1, BLUNT_OR_NO_STUMP, 'A'),
    item(
      'tortuosity',
      'Tortuosity',
      'Severe tortuosity of the vessel, or a course that is not seen.',
      1,
      isOneOf('proximalTortuosity', 'severe', 'unseen'),
      'A',
    ),
    item(
      'length',
      'Length',
      `Occlusion of ${LONG_IN_CASTLE} mm or more.`,
      1,
      lengthOf('angiography', '>=', LONG_IN_CASTLE),
      'A',
    ),
    aboutCalcium(
      'angiography',
      item(
        'extent',
        'Extent of calcification',
        `Calcium over more than ${CALCIFIED_LENGTH} % of the occlusion on angiography.`,
        1,
        {
          is: 'first',
          flag: 'not-in-source',
          of: [
            above('angioCalciumLengthPercent', CALCIFIED_LENGTH),
            { is: 'one-of', fact: 'angioCalcium', of: ['severe'], open: ['mild', 'moderate'] },
          ],
        },
        'A',
      ),
    ),
  ],
  range: [0, 6],
  step: 1,
  categories: [category(0, 6, null, '-')],
  published: [
    {
      outcome: 'technical failure',
      short: 'n 14,882, Szijgyarto 2019',
      cohort:
        'EuroCTO registry, operators with more than 50 CTO PCIs a year: 14,882 derivation, ' +
        '5,745 validation (Szijgyarto 2019)',
      rates: [rate(0, 1, 8, 'A'), rate(2, 3, null, '-'), rate(4, 6, 35, 'A')],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation: 'Szijgyarto Z et al. JACC Cardiovasc Interv 2019;12(4):335-342. DOI 10.1016/j.jcin.2018.11.020',
  notes: [
    'The outcome is failure, not success. Rates of 2 and 3 points lie between 8 and 35 %; they were not ' +
      'read.',
    'No names of categories were found.',
    'Without the calcified share of the length, severe calcium on angiography scores and none does not, ' +
      'marked.',
    'How ages between two birthdays were rounded is not published; such ages are marked.',
  ],
});
