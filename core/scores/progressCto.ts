import { isNo, isYes } from './questions.ts';
import { ALWAYS, category, item, rate, scoreTable } from './score.ts';

/**
 * PROGRESS-CTO score of technical success.
 *
 * @source Christopoulos G et al., JACC Cardiovasc Interv 2016;9:1-9, doi:10.1016/j.jcin.2015.09.022
 */
export const PROGRESS_CTO = scoreTable({
  id: 'progress-cto',
  name: 'PROGRESS-CTO',
  items: [
    item(
      'cap',
      'Proximal cap ambiguity',
      'Site or direction of the proximal cap cannot be told.',
      1,
      isYes('proximalCapAmbiguous'),
      'A',
    ),
    item(
      'tortuosity',
      'Moderate or severe tortuosity',
      'Moderate or severe tortuosity of the vessel to the occlusion, not the bend inside it.',
      1,
      { is: 'one-of', fact: 'proximalTortuosity', of: ['moderate', 'severe'], open: ['unseen'] },
      'A',
    ),
    item(
      'circumflex',
      'Circumflex occlusion',
      'The target vessel is the LCx; whether a branch of it counts is not said in what we read.',
      1,
      { is: 'vessel', named: 'LCx', answer: true },
      'A',
    ),
    item(
      'collaterals',
      'No interventional collateral',
      'No collateral that the operator judges crossable by wire and microcatheter.',
      1,
      isNo('collaterals.interventional'),
      'A',
    ),
  ],
  range: [0, 4],
  step: 1,
  categories: [category(0, 4, null, '-')],
  published: [
    {
      outcome: 'technical success',
      short: 'n 781, Christopoulos 2016',
      cohort:
        '781 CTO PCIs, hybrid approach, expert centres (Christopoulos 2016): 92.9 % overall; ' +
        'rates per score not found',
      rates: [rate(0, 4, null, '-')],
    },
  ],
  applies: ALWAYS,
  evidence: 'A',
  citation: 'Christopoulos G et al. JACC Cardiovasc Interv 2016;9(1):1-9. DOI 10.1016/j.jcin.2015.09.022',
  notes: [
    'Calcium, length and the bend inside the occlusion are no items: a full-moon occlusion of 45 mm can ' +
    'score 0, so ' +
      'the score must not stand alone in calcified occlusions.',
    'Angles of moderate (two bends > 70° or one > 90°) and severe tortuosity (two > 90° or one > 120°) ' +
      'are unverified.',
    'At least one public calculator under this name asks other questions than the paper.',
  ],
});
