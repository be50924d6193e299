import { BLUNT_STUMP, bendOf, EVIDENT_CALCIUM, lengthOf, RETRY } from './questions.ts';
import {
  aboutCalcium,
  category,
  item,
  rate,
  type Applicability,
  type Category,
  scoreTable,
} from './score.ts';
import type { CaseFacts } from '../lesion/caseFacts.ts';

/**
 * Bend beyond which an occlusion scores, degrees. Edge exclusive: exactly 45° does not score (read).
 *
 * @source Morino 2011, doi:10.1016/j.jcin.2010.09.024; operator in two summaries
 */
export const SHARP_BEND = 45;

/**
 * Length from which an occlusion scores, mm. Edge inclusive, by decision: summaries of the abstract write ">
 * 20 mm", the score sheet as remembered (unverified), Li 2015 and CASTLE ">= 20 mm". At 20 mm both are shown.
 *
 * @source Morino 2011, doi:10.1016/j.jcin.2010.09.024; Szijgyarto 2019, doi:10.1016/j.jcin.2018.11.020
 */
const LONG_OCCLUSION = 20;

/**
 * Names of the totals of J-CTO.
 *
 * @source Morino 2011, doi:10.1016/j.jcin.2010.09.024, by secondary sources
 */
export const jctoCategories = (evidence: 'B' | 'I'): readonly Category[] => [
  category(0, 0, 'easy', evidence),
  category(1, 1, 'intermediate', evidence),
  category(2, 2, 'difficult', evidence),
  category(3, 5, 'very difficult', evidence),
];

/**
 * Built on native vessels. A graft does not exclude: no paper says that it may not be used there.
 *
 * @source Morino 2011, doi:10.1016/j.jcin.2010.09.024
 */
export const nativeVessels = ({ vessel }: CaseFacts): Applicability => ({
  applicable: true,
  reason: vessel === 'graft' ? 'Its cohort holds native vessels only; a graft is outside it.' : null,
});

/**
 * J-CTO on angiography.
 *
 * @source Morino Y et al., JACC Cardiovasc Interv 2011;4:213-221, doi:10.1016/j.jcin.2010.09.024
 */
export const JCTO = scoreTable({
  id: 'j-cto',
  name: 'J-CTO',
  items: [
    item(
      'entry',
      'Blunt entry',
      'Blunt stump; any taper or dimple towards the true lumen counts as tapered.',
      1,
      BLUNT_STUMP,
      'A',
    ),
    aboutCalcium(
      'angiography',
      item(
        'calcification',
        'Calcification',
        'Any evident calcium in the occluded segment on angiography, however little.',
        1,
        EVIDENT_CALCIUM,
        'A',
      ),
    ),
    item(
      'bend',
      'Bend',
      `Bend of more than ${SHARP_BEND}° inside the occlusion.`,
      1,
      bendOf('angiography', '>', SHARP_BEND),
      'A',
    ),
    item(
      'length',
      'Length',
      `Occlusion of ${LONG_OCCLUSION} mm or more; summaries write more than: exactly there it is unverified.`,
      1,
      lengthOf('angiography', '>=', LONG_OCCLUSION, { elsewhere: '>' }),
      'A',
    ),
    item('retry', 'Re-try', 'Previous failed attempt at this lesion.', 1, RETRY, 'A'),
  ],
  range: [0, 5],
  step: 1,
  categories: jctoCategories('B'),
  published: [
    {
      outcome: 'guidewire crossing within 30 min',
      short: 'n 329, Morino 2011',
      cohort: 'derivation: 329 native CTO lesions, 12 Japanese centres (Morino 2011)',
      rates: [rate(0, 0, 88, 'B'), rate(1, 1, 67, 'B'), rate(2, 2, 42, 'B'), rate(3, 5, 10, 'B')],
    },
    {
      outcome: 'guidewire crossing within 30 min',
      short: 'n 165, Morino 2011',
      cohort: 'validation: 165 lesions (Morino 2011)',
      rates: [rate(0, 0, 92.3, 'M'), rate(1, 1, 58.3, 'M'), rate(2, 2, 34.8, 'M'), rate(3, 5, 22.2, 'M')],
    },
  ],
  applies: nativeVessels,
  evidence: 'A',
  citation: 'Morino Y et al. JACC Cardiovasc Interv 2011;4(2):213-221. DOI 10.1016/j.jcin.2010.09.024',
  notes: [
    'The outcome is crossing within 30 minutes, not success: in 209 lesions the score was not associated ' +
    'with final ' +
      'success (Nombela-Franco 2013).',
    'No separate rate was published for 4 and 5 points.',
    'Re-try must be asked; no image shows it.',
  ],
});
