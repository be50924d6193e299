import { above, lengthOf } from './questions.ts';
import { aboutPlan, ALWAYS, category, item, rate, scoreTable } from './score.ts';

/**
 * Age beyond which the patient scores, years. Edge exclusive (read): at 65 it does not.
 *
 * @source Danek 2016
 */
const OLDER_THAN = 65;
/** Length from which the lesion scores, mm. Edge inclusive (read). @source Danek 2016 */
const LONG_LESION = 23;

/**
 * PROGRESS-CTO score of complications, 2016.
 *
 * @source Danek BA et al., J Am Heart Assoc 2016, doi:10.1161/JAHA.116.004272
 */
export const COMPLICATIONS_2016 = scoreTable({
  id: 'progress-complications-2016',
  name: 'PROGRESS-CTO complications 2016',
  items: [
    item('age', 'Age', `Age of more than ${OLDER_THAN} years.`, 3, above('ageYears', OLDER_THAN), 'A'),
    item(
      'length',
      'Length',
      `Lesion of ${LONG_LESION} mm or more.`,
      2,
      lengthOf('angiography', '>=', LONG_LESION),
      'A',
    ),
    aboutPlan('Retrograde approach', 'Retrograde approach used.', [
      { points: 1, when: { is: 'planned', any: ['RWE', 'RDR'], besides: [] } },
    ]),
  ],
  range: [0, 6],
  step: 1,
  categories: [category(0, 2, 'low', 'A'), category(3, 4, 'intermediate', 'A'), category(5, 6, 'high', 'A')],
  published: [
    {
      outcome: 'any periprocedural complication',
      short: 'two thirds of n 1,569, Danek 2016',
      cohort: 'derivation, two thirds of 1,569 CTO PCIs (Danek 2016)',
      rates: [rate(0, 2, 0.4, 'A'), rate(3, 4, 1.8, 'A'), rate(5, 6, 6.5, 'A')],
    },
    {
      outcome: 'any periprocedural complication',
      short: 'one third of n 1,569, Danek 2016',
      cohort: 'validation, one third of 1,569 CTO PCIs (Danek 2016)',
      rates: [rate(0, 2, 0, 'A'), rate(3, 4, 2.5, 'A'), rate(5, 6, 6.8, 'A')],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation: 'Danek BA et al. J Am Heart Assoc 2016. DOI 10.1161/JAHA.116.004272',
  notes: ['Age counts from beyond 65 here and from 65 in the scores of 2022 and 2023.'],
});
