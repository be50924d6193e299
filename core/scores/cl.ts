import { BLUNT_STUMP, isOneOf, isYes, lengthOf } from './questions.ts';
import { aboutCalcium, category, item, rate, type Applicability, scoreTable } from './score.ts';
import type { CaseFacts } from '../lesion/caseFacts.ts';

/**
 * Length from which an occlusion scores, mm. Edge inclusive; unverified.
 *
 * @source Alessandrino 2015, doi:10.1016/j.jcin.2015.07.009, from memory
 */
const LONG_IN_CL = 20;

/** The cohort holds first attempts only. @source Alessandrino 2015, doi:10.1016/j.jcin.2015.07.009 */
function firstAttempts({ priorFailedAttempt }: CaseFacts): Applicability {
  if (priorFailedAttempt === true)
    return {
      applicable: false,
      reason: 'Made from first attempts only; an attempt at this lesion has failed before.',
    };
  return {
    applicable: true,
    reason:
      priorFailedAttempt === false ? null : 'For first attempts only; whether this is one is not known.',
  };
}

/**
 * CL score of first-attempt success. All but the points of calcium are unverified.
 *
 * @source Alessandrino G et al., JACC Cardiovasc Interv 2015;8:1540-1548, doi:10.1016/j.jcin.2015.07.009
 */
export const CL = scoreTable({
  id: 'cl',
  name: 'CL score',
  items: [
    item('cabg', 'Previous bypass surgery', 'Previous bypass surgery.', 1.5, isYes('priorCabg'), 'M'),
    item('infarction', 'Previous infarction', 'Previous myocardial infarction.', 1, isYes('priorMi'), 'M'),
    aboutCalcium(
      'angiography',
      item(
        'calcification',
        'Severe calcification',
        'Severe calcification on angiography; what is severe was not found.',
        2,
        isOneOf('angioCalcium', 'severe'),
        'A',
      ),
    ),
    item(
      'length',
      'Length',
      `Occlusion of ${LONG_IN_CL} mm or more.`,
      1.5,
      lengthOf('angiography', '>=', LONG_IN_CL),
      'M',
    ),
    item(
      'location',
      'Not the LAD',
      'The target vessel is not the LAD.',
      1,
      { is: 'vessel', named: 'LAD', answer: false },
      'M',
    ),
    item('stump', 'Blunt stump', 'Blunt stump.', 1, BLUNT_STUMP, 'M'),
  ],
  range: [0, 8],
  step: 0.5,
  categories: [
    category(0, 1, 'high', 'M', 'high probability of success'),
    category(1.5, 2.5, 'intermediate', 'M', 'intermediate probability of success'),
    category(3, 4.5, 'low', 'M', 'low probability of success'),
    category(5, 8, 'very low', 'M', 'very low probability of success'),
  ],
  published: [
    {
      outcome: 'first-attempt procedural success',
      short: 'n 1,143, Alessandrino 2015',
      cohort: 'derivation: 1,143 first attempts (Alessandrino 2015); rates unverified, not shown',
      rates: [rate(0, 1, 84.9, 'M'), rate(1.5, 2.5, 74.9, 'M'), rate(3, 4.5, 58, 'M'), rate(5, 8, 31.9, 'M')],
    },
    {
      outcome: 'first-attempt procedural success',
      short: 'n 514, Alessandrino 2015',
      cohort: 'validation: 514 first attempts (Alessandrino 2015)',
      rates: [
        rate(0, 1, 88.3, 'M'),
        rate(1.5, 2.5, 73.1, 'M'),
        rate(3, 4.5, 59.4, 'M'),
        rate(5, 8, 46.2, 'M'),
      ],
    },
  ],
  applies: firstAttempts,
  evidence: 'M',
  citation:
    'Alessandrino G et al. JACC Cardiovasc Interv 2015;8(12):1540-1548. DOI 10.1016/j.jcin.2015.07.009',
  notes: ['At least one public calculator under this name asks the questions of J-CTO.'],
});
