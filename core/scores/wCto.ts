import { below, BLUNT_STUMP, EVIDENT_CALCIUM, lengthOf } from './questions.ts';
import { aboutCalcium, ALWAYS, category, item, rate, scoreTable } from './score.ts';

/** Length beyond which an occlusion scores, mm. Edge exclusive (read). @source PMC9706745 */
const LONGER_THAN = 20;
/** Rentrop grade below which collateral filling scores. Edge exclusive (read). @source PMC9706745 */
const WELL_FILLED = 2;

/**
 * W-CTO, the weighted angiographic score of antegrade wire crossing.
 *
 * @source open-access article PMC9706745 (authors and journal unverified)
 */
export const W_CTO = scoreTable({
  id: 'w-cto',
  name: 'W-CTO',
  items: [
    item('stump', 'Blunt stump', 'Blunt stump.', 2, BLUNT_STUMP, 'A'),
    item(
      'length',
      'Length',
      `Occlusion of more than ${LONGER_THAN} mm.`,
      1.5,
      lengthOf('angiography', '>', LONGER_THAN),
      'A',
    ),
    aboutCalcium(
      'angiography',
      item(
        'calcification',
        'Calcification',
        'Calcification present on angiography.',
        1,
        EVIDENT_CALCIUM,
        'A',
      ),
    ),
    item(
      'tortuosity',
      'Tortuosity',
      'Tortuosity of the vessel present; from which grade was not read.',
      1,
      {
        is: 'one-of',
        fact: 'proximalTortuosity',
        of: ['moderate', 'severe'],
        presumed: ['mild'],
        open: ['unseen'],
      },
      'A',
    ),
    item(
      'rentrop',
      'Poor collateral filling',
      `Collateral filling of Rentrop grade below ${WELL_FILLED}.`,
      1,
      below('collaterals.rentrop', WELL_FILLED),
      'A',
    ),
  ],
  range: [0, 6.5],
  step: 0.5,
  categories: [
    category(0, 2, 'low', 'A', 'low difficulty'),
    category(2.5, 4, 'intermediate', 'A', 'intermediate difficulty'),
    category(4.5, 6.5, 'high', 'A', 'high difficulty'),
  ],
  published: [
    {
      outcome: 'antegrade wire crossing',
      short: 'n 285, W-CTO',
      cohort: 'derivation: 285 lesions, one centre (W-CTO)',
      rates: [rate(0, 2, 98, 'A'), rate(2.5, 4, 74.2, 'A'), rate(4.5, 6.5, 42.5, 'A')],
    },
    {
      outcome: 'antegrade wire crossing',
      short: 'n 123, W-CTO',
      cohort: 'validation: 123 lesions, one centre (W-CTO)',
      rates: [rate(0, 2, 100, 'A'), rate(2.5, 4, 82.4, 'A'), rate(4.5, 6.5, 48.4, 'A')],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation:
    'Weighted angiographic scoring model (W-CTO score). PMC9706745 (authors, journal and year unverified)',
  notes: [
    'The outcome is antegrade crossing only; overall procedural success was 83.6 %.',
    'Mild tortuosity is read as present, marked: what we read does not grade it.',
  ],
});
