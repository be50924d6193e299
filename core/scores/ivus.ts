import { above, allOf, below, isYes } from './questions.ts';
import { aboutCalcium, ALWAYS, category, item, rate, scoreTable } from './score.ts';

/** Superficial arc beyond which calcium scores, degrees. Edge exclusive (second hand). @source Zhang 2021 */
export const WIDE_ARC = 270;
/** Length beyond which that arc must reach, mm. Edge exclusive (second hand). @source Zhang 2021 */
const LONG_CALCIUM = 5;
/** Vessel diameter below which a vessel scores, mm. Edge exclusive (second hand). @source Zhang 2021 */
const SMALL_VESSEL = 3.5;

/**
 * IVUS calcium score of stent underexpansion.
 *
 * @source Zhang M et al., Circ Cardiovasc Interv 2021;14:e010296 (citation unverified; rules by a secondary
 * source)
 */
export const IVUS_CALCIUM = scoreTable({
  id: 'ivus-calcium',
  name: 'IVUS calcium',
  items: [
    aboutCalcium(
      'IVUS',
      item(
        'arc',
        'Wide and long superficial calcium',
        `Superficial arc of more than ${WIDE_ARC}° over more than ${LONG_CALCIUM} mm; not where the ` +
          'calcium lies deep.',
        1,
        allOf(above('ivus.arcDeg', WIDE_ARC), above('ivus.lengthMm', LONG_CALCIUM), { is: 'not-deep' }),
        'B',
      ),
    ),
    aboutCalcium('IVUS', item('ring', 'Ring', 'Superficial calcium of 360°.', 1, isYes('ivus.ring'), 'B')),
    aboutCalcium('IVUS', item('nodule', 'Nodule', 'Calcified nodule.', 1, isYes('ivus.nodule'), 'B')),
    item(
      'vessel',
      'Small vessel',
      `Vessel diameter below ${SMALL_VESSEL} mm beside the calcium.`,
      1,
      below('ivus.vesselMm', SMALL_VESSEL),
      'B',
    ),
  ],
  range: [0, 4],
  step: 1,
  categories: [
    category(0, 1, null, 'B', 'underexpansion not predicted'),
    category(2, 4, null, 'B', 'underexpansion predicted: modify the calcium before stenting'),
  ],
  published: [
    {
      outcome: 'stent underexpansion',
      short: 'size not read, Zhang 2021',
      cohort: 'size and rates not read (Zhang 2021)',
      rates: [rate(0, 4, null, '-')],
    },
  ],
  applies: ALWAYS,
  evidence: 'B',
  citation: 'Zhang M et al. Circ Cardiovasc Interv 2021;14:e010296 (citation unverified)',
  notes: ['Not known to be made for chronic occlusions.'],
});
