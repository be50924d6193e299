import { above } from './questions.ts';
import { aboutCalcium, ALWAYS, category, item, rate, scoreTable } from './score.ts';

/**
 * Arc beyond which calcium scores, degrees. Edge exclusive (read).
 *
 * @source Fujino 2018, doi:10.4244/EIJ-D-17-00962
 */
const WIDE_ARC = 180;
/**
 * Thickness beyond which calcium scores, mm. Edge exclusive (read).
 *
 * @source Fujino 2018, doi:10.4244/EIJ-D-17-00962
 */
const THICK = 0.5;
/**
 * Length beyond which calcium scores, mm. Edge exclusive (read).
 *
 * @source Fujino 2018, doi:10.4244/EIJ-D-17-00962
 */
const LONG_CALCIUM = 5;

/**
 * OCT calcium score of stent expansion.
 *
 * @source Fujino A et al., EuroIntervention 2018, doi:10.4244/EIJ-D-17-00962
 */
export const OCT_CALCIUM = scoreTable({
  id: 'oct-calcium',
  name: 'OCT calcium',
  items: [
    aboutCalcium(
      'OCT',
      item('arc', 'Arc', `Greatest arc of more than ${WIDE_ARC}°.`, 2, above('oct.arcDeg', WIDE_ARC), 'A'),
    ),
    aboutCalcium(
      'OCT',
      item(
        'thickness',
        'Thickness',
        `Greatest thickness of more than ${THICK} mm.`,
        1,
        above('oct.thicknessMm', THICK),
        'A',
      ),
    ),
    aboutCalcium(
      'OCT',
      item(
        'length',
        'Length',
        `Length of more than ${LONG_CALCIUM} mm.`,
        1,
        above('oct.lengthMm', LONG_CALCIUM),
        'A',
      ),
    ),
  ],
  range: [0, 4],
  step: 1,
  categories: [
    category(0, 3, 'good', 'A', 'good stent expansion'),
    category(4, 4, 'poor', 'A', 'poor stent expansion: consider to modify the plaque'),
  ],
  published: [
    {
      outcome: 'stent expansion reached: a degree of expansion, not a probability',
      short: 'n 133, not CTO, Fujino 2018',
      cohort: 'validation: 133 patients, not a CTO cohort (Fujino 2018)',
      rates: [rate(0, 3, 96, 'A'), rate(4, 4, 78, 'A')],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation: 'Fujino A et al. EuroIntervention 2018. DOI 10.4244/EIJ-D-17-00962',
  notes: [
    'The percentages are stent expansion, not probabilities.',
    'Not made for chronic occlusions (inferred).',
  ],
});
