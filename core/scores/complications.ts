import { atLeast, atMost, BLUNT_OR_NO_STUMP, BLUNT_STUMP, isOneOf, MODERATE_CALCIUM } from './questions.ts';
import {
  aboutCalcium,
  aboutPlan,
  ALWAYS,
  category,
  item,
  rate,
  type Applicability,
  type Item,
  scoreTable,
} from './score.ts';
import type { CaseFacts } from '../lesion/caseFacts.ts';

/** Age from which the patient scores, years. Edge inclusive (read). @source Simsek 2022; Kostantinis 2023 */
const OLD_AGE = 65;
/** Ejection fraction up to which the patient scores, per cent. Edge inclusive (read). @source Simsek 2022 */
const LOW_LVEF = 45;

const AGE = item('age', 'Age', `Age of ${OLD_AGE} years or more.`, 1, atLeast('ageYears', OLD_AGE), 'A');
const CALCIFICATION = aboutCalcium(
  'angiography',
  item(
    'calcification',
    'Moderate or severe calcification',
    'Moderate or severe calcification on angiography.',
    1,
    MODERATE_CALCIUM,
    'A',
  ),
);
const female = (points: number): Item => item('sex', 'Female', 'Female.', points, isOneOf('sex', 'F'), 'A');

/**
 * Dissection and re-entry from before, or a retrograde approach: alternatives, the larger counts. Inferred:
 * the abstract joins them with "or", and the external table of MACE ends at 6 to 7.
 */
const strategy = (antegradeReEntry: number, retrograde: number): Item =>
  aboutPlan(
    'Planned strategy',
    `Antegrade dissection and re-entry ${antegradeReEntry}, retrograde ${retrograde}; the larger counts.`,
    [
      { points: retrograde, when: { is: 'planned', any: ['RWE', 'RDR'], besides: ['ADR'] } },
      { points: antegradeReEntry, when: { is: 'planned', any: ['ADR'], besides: ['RWE', 'RDR'] } },
    ],
  );

const SIMSEK = 'Simsek B et al. JACC Cardiovasc Interv 2022;15(14):1413-1422';
const COHORT = '10,480 CTO PCIs (Simsek 2022)';
const SHORT = 'n 10,480, Simsek 2022';
const ALTERNATIVES =
  'Re-entry and the retrograde approach are read as alternatives (inferred); a plan with both is marked.';

/**
 * PROGRESS-CTO score of in-hospital major adverse events.
 *
 * @source Simsek B et al., JACC Cardiovasc Interv 2022;15:1413-1422; external rates Simsek, Int J Cardiol
 * 2022
 */
export const MACE = scoreTable({
  id: 'progress-mace',
  name: 'PROGRESS-CTO MACE',
  items: [
    AGE,
    female(2),
    CALCIFICATION,
    item('stump', 'Blunt stump', 'Blunt stump.', 1, BLUNT_STUMP, 'A'),
    strategy(1, 2),
  ],
  range: [0, 7],
  step: 1,
  categories: [category(0, 7, null, '-')],
  published: [
    {
      outcome: 'in-hospital MACE',
      short: 'n 4,569, Simsek 2022',
      cohort: 'external validation: 4,569 CTO PCIs (Simsek, Int J Cardiol 2022)',
      rates: [
        rate(0, 1, 0.7, 'A'),
        rate(2, 2, 1.5, 'A'),
        rate(3, 3, 2.2, 'A'),
        rate(4, 4, 3.8, 'A'),
        rate(5, 5, 4.9, 'A'),
        rate(6, 7, 5.8, 'A'),
      ],
    },
    {
      outcome: 'in-hospital MACE',
      short: SHORT,
      cohort: `development: ${COHORT}: 2.05 % overall`,
      rates: [
        rate(0, 0, 0.4, 'A'),
        rate(1, 1, null, '-'),
        rate(2, 3, [1.1, 2], 'A'),
        rate(4, 6, null, '-'),
        rate(7, 7, 9.4, 'A'),
      ],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation: SIMSEK,
  notes: [
    'MACE: death, infarction, stroke, urgent revascularisation, tamponade that needs pericardiocentesis.',
    ALTERNATIVES,
  ],
});

/**
 * PROGRESS-CTO score of in-hospital death.
 *
 * @source Simsek B et al., JACC Cardiovasc Interv 2022;15:1413-1422
 */
export const DEATH = scoreTable({
  id: 'progress-death',
  name: 'PROGRESS-CTO death',
  items: [
    AGE,
    CALCIFICATION,
    item(
      'lvef',
      'Low ejection fraction',
      `Left ventricular ejection fraction of ${LOW_LVEF} % or less.`,
      1,
      atMost('lvefPercent', LOW_LVEF),
      'A',
    ),
    strategy(1, 1),
  ],
  range: [0, 4],
  step: 1,
  categories: [category(0, 4, null, '-')],
  published: [
    {
      outcome: 'in-hospital death',
      short: SHORT,
      cohort: `development: ${COHORT}: 0.45 % overall`,
      rates: [
        rate(0, 0, 0.05, 'A'),
        rate(1, 2, [0.1, 0.5], 'A'),
        rate(3, 3, null, '-'),
        rate(4, 4, 2.42, 'A'),
      ],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation: SIMSEK,
  notes: ['The rate of 3 points was not read.', ALTERNATIVES],
});

/**
 * The cohort holds no patient with previous bypass surgery.
 *
 * @source Simsek 2022, pericardiocentesis abstract
 */
function withoutCabg({ priorCabg }: CaseFacts): Applicability {
  if (priorCabg === true)
    return { applicable: false, reason: 'Made from patients without previous bypass surgery.' };
  return {
    applicable: true,
    reason:
      priorCabg === false
        ? null
        : 'For patients without previous bypass surgery; whether there was any is not known.',
  };
}

/**
 * PROGRESS-CTO score of pericardiocentesis, for patients without previous bypass surgery.
 *
 * @source Simsek B et al., JACC Cardiovasc Interv 2022;15:1413-1422
 */
export const PERICARDIOCENTESIS = scoreTable({
  id: 'progress-pericardiocentesis',
  name: 'PROGRESS-CTO pericardiocentesis',
  items: [AGE, female(1), CALCIFICATION, strategy(1, 2)],
  range: [0, 5],
  step: 1,
  categories: [category(0, 5, null, '-')],
  published: [
    {
      outcome: 'pericardiocentesis in hospital',
      short: 'n 7,672, Simsek 2022',
      cohort: 'development: 7,672 CTO PCIs without previous bypass surgery (Simsek 2022): 1.08 % overall',
      rates: [
        rate(0, 0, 0.18, 'A'),
        rate(1, 2, [0.4, 1.6], 'A'),
        rate(3, 4, null, '-'),
        rate(5, 5, 8.74, 'A'),
      ],
    },
  ],
  applies: withoutCabg,
  evidence: 'A',
  citation: SIMSEK,
  notes: ['Rates of 3 and 4 points were not read.', ALTERNATIVES],
});

/**
 * PROGRESS-CTO score of perforation.
 *
 * @source Kostantinis S et al., EuroIntervention 2023;18:1022-1030, doi:10.4244/EIJ-D-22-00593
 */
export const PERFORATION = scoreTable({
  id: 'progress-perforation',
  name: 'PROGRESS-CTO perforation',
  items: [
    AGE,
    CALCIFICATION,
    item('stump', 'Blunt or no stump', 'Blunt or no stump.', 1, BLUNT_OR_NO_STUMP, 'A'),
    strategy(1, 2),
  ],
  range: [0, 5],
  step: 1,
  categories: [category(0, 5, null, '-')],
  published: [
    {
      outcome: 'perforation that needs treatment',
      short: 'n 9,618, Kostantinis 2023',
      cohort: '9,618 CTO PCIs (Kostantinis 2023): 3.8 % overall; rates per score not found',
      rates: [rate(0, 5, null, '-')],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation: 'Kostantinis S et al. EuroIntervention 2023;18:1022-1030. DOI 10.4244/EIJ-D-22-00593',
  notes: [ALTERNATIVES],
});
