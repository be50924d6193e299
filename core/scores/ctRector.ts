import { SHARP_BEND } from './jcto.ts';
import { atLeast, BLUNT_STUMP, bendOf, isYes, RETRY } from './questions.ts';
import { aboutCalcium, ALWAYS, category, item, rate, scoreTable } from './score.ts';

/**
 * Calcified share of the cross-section from which calcium scores, per cent. Edge inclusive: table 1 of the
 * seed review and a secondary source write ">= 50 %", the running text of the seed review "> 50 %". Both are
 * shown.
 *
 * @source Opolski 2015, doi:10.1016/j.jcin.2014.07.031; Mashayekhi 2023, doi:10.4244/EIJ-D-22-01096
 */
const CALCIFIED_SHARE = 50;
/**
 * Duration from which it scores, months. Edge inclusive (second hand); "unknown" stays open.
 *
 * @source Opolski 2015
 */
const LONG_DURATION = 12;

/**
 * CT-RECTOR. Length is no item.
 *
 * @source Opolski MP et al., JACC Cardiovasc Interv 2015;8:257-267, doi:10.1016/j.jcin.2014.07.031
 */
export const CT_RECTOR = scoreTable({
  id: 'ct-rector',
  name: 'CT-RECTOR',
  items: [
    item(
      'multiple',
      'Multiple occlusions',
      'Two or more complete interruptions with an enhanced segment between them (of 5 mm or more, ' +
        'unverified).',
      1,
      isYes('multipleOcclusions'),
      'B',
    ),
    item('stump', 'Blunt stump', 'The entry, and perhaps the exit, is not tapered.', 1, BLUNT_STUMP, 'B'),
    aboutCalcium(
      'CT',
      item(
        'calcification',
        'Severe calcification',
        `Calcium in ${CALCIFIED_SHARE} % of the cross-section or more on CT; the seed review also writes ` +
          'more than.',
        1,
        atLeast('ctCalcium.maxCsaPercent', CALCIFIED_SHARE, { elsewhere: '>' }),
        'A',
      ),
    ),
    item(
      'bend',
      'Bend',
      `Bend of more than ${SHARP_BEND}° inside the occlusion; the angle is unverified.`,
      1,
      bendOf('CT', '>', SHARP_BEND),
      'B',
    ),
    item(
      'duration',
      'Duration',
      `Occluded for ${LONG_DURATION} months or more; whether an unknown time scores is not certain.`,
      1,
      atLeast('durationMonths', LONG_DURATION),
      'B',
    ),
    item('retry', 'Re-try', 'Previous failed attempt at this lesion.', 1, RETRY, 'B'),
  ],
  range: [0, 6],
  step: 1,
  categories: [
    category(0, 0, 'easy', 'B'),
    category(1, 1, 'intermediate', 'B'),
    category(2, 2, 'difficult', 'B'),
    category(3, 6, 'very difficult', 'B'),
  ],
  published: [
    {
      outcome: 'guidewire crossing within 30 min',
      short: 'n 240, Opolski 2015',
      cohort: '240 CTO lesions, several centres (Opolski 2015), from a secondary source',
      rates: [rate(0, 0, 95, 'B'), rate(1, 1, 88, 'B'), rate(2, 2, 57, 'B'), rate(3, 6, 22, 'B')],
    },
  ],
  applies: ALWAYS,
  evidence: 'B',
  citation: 'Opolski MP et al. JACC Cardiovasc Interv 2015;8(2):257-267. DOI 10.1016/j.jcin.2014.07.031',
  notes: ['Length is no item: a straight occlusion of 60 mm can score 0.'],
});
