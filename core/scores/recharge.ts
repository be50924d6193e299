import { BLUNT_STUMP, bendOf, EVIDENT_CALCIUM, isYes, lengthOf } from './questions.ts';
import { aboutCalcium, ALWAYS, category, item, rate, scoreTable } from './score.ts';

/**
 * Bend from which an occlusion scores, degrees. Edge inclusive, unlike J-CTO; unverified.
 *
 * @source Maeremans 2018
 */
const BENT_FROM = 45;
/** Length from which an occlusion scores, mm. Edge inclusive; unverified. @source Maeremans 2018 */
const LONG_IN_RECHARGE = 20;

/**
 * RECHARGE score of procedural success. All items are unverified.
 *
 * @source Maeremans J et al., Catheter Cardiovasc Interv 2018;91:192-202, doi:10.1002/ccd.27092, from memory
 */
export const RECHARGE = scoreTable({
  id: 'recharge',
  name: 'RECHARGE',
  items: [
    item('stump', 'Blunt stump', 'Blunt stump.', 1, BLUNT_STUMP, 'M'),
    aboutCalcium(
      'angiography',
      item(
        'calcification',
        'Calcification',
        'Calcification present on angiography.',
        1,
        EVIDENT_CALCIUM,
        'M',
      ),
    ),
    item(
      'bend',
      'Bend',
      `Bend of ${BENT_FROM}° or more inside the occlusion.`,
      1,
      bendOf('angiography', '>=', BENT_FROM),
      'M',
    ),
    item(
      'length',
      'Length',
      `Occlusion of ${LONG_IN_RECHARGE} mm or more.`,
      1,
      lengthOf('angiography', '>=', LONG_IN_RECHARGE),
      'M',
    ),
    item(
      'landing-zone',
      'Diseased landing zone',
      'Diseased distal landing zone.',
      1,
      isYes('distalVessel.diseased'),
      'M',
    ),
    item(
      'graft',
      'Graft on the target',
      'Previous bypass graft on the target vessel.',
      1,
      isYes('graftOnTarget'),
      'M',
    ),
  ],
  range: [0, 6],
  step: 1,
  categories: [category(0, 6, null, '-')],
  published: [
    {
      outcome: 'technical success',
      short: 'n 1,253, RECHARGE',
      cohort: '1,253 CTO PCIs, 17 centres (RECHARGE registry); rates per score not found',
      rates: [rate(0, 6, null, '-')],
    },
  ],
  applies: ALWAYS,
  evidence: 'M',
  citation:
    'Maeremans J et al. Catheter Cardiovasc Interv 2018;91:192-202. DOI 10.1002/ccd.27092 (unverified)',
  notes: ['All items are from memory: not to be taken as fact before the paper was checked.'],
});
