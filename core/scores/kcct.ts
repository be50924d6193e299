import { SHARP_BEND } from './jcto.ts';
import {
  allOf,
  anyOf,
  atLeast,
  below,
  BLUNT_STUMP,
  bendOf,
  isNo,
  isYes,
  lengthOf,
  RETRY,
} from './questions.ts';
import type { Condition } from './condition.ts';
import { aboutCalcium, ALWAYS, category, item, rate, scoreTable } from './score.ts';

/** Length from which an occlusion scores, mm: 15, not 20. Edge inclusive (read). @source Yu 2017 */
const LONG_IN_KCCT = 15;
/** Duration from which it scores, months. Edge inclusive; "unknown" scores too (read). @source Yu 2017 */
const LONG_DURATION = 12;
/** Calcium arc from which calcium is severe, degrees. Edge inclusive (read). @source Yu 2017; seed review */
const SEVERE_ARC = 180;
/**
 * Calcified share from which calcium is severe, per cent. Edge inclusive (read).
 *
 * @source Yu 2017; seed review
 */
const SEVERE_SHARE = 50;
/** Calcified share of a full moon, per cent: the whole section (read). @source seed review, table 1 */
const WHOLE_SECTION = 100;
/**
 * A full moon may measure as little: own tolerance of the engine around 360° and 100 %.
 *
 * @source own proposal
 */
const FULL_MOON_AT_LEAST = { arc: 350, share: 95 };

const FILLED = atLeast('ctCalcium.maxCsaPercent', WHOLE_SECTION);

/**
 * The whole section is calcium: as told, else from the greatest share.
 *
 * @source seed review, table 1; our own tolerance for what is told
 */
export const FULL_MOON: Condition = {
  is: 'checked',
  of: {
    is: 'told',
    fact: 'ctCalcium.fullMoon',
    follows: FILLED,
    refuted: anyOf(
      below('ctCalcium.maxCsaPercent', FULL_MOON_AT_LEAST.share),
      below('ctCalcium.maxArcDeg', FULL_MOON_AT_LEAST.arc),
    ),
  },
  contradicted: allOf(isNo('ctCalcium.fullMoon'), FILLED),
};

/** Wide and thick in one place: as told, else from the two greatest values; a full moon is both. */
const SEVERE: Condition = {
  is: 'checked',
  of: anyOf(FULL_MOON, {
    is: 'told',
    fact: 'ctCalcium.peripheralSevere',
    follows: allOf(
      atLeast('ctCalcium.maxArcDeg', SEVERE_ARC), atLeast('ctCalcium.maxCsaPercent', SEVERE_SHARE),
    ),
    refuted: anyOf(below('ctCalcium.maxArcDeg', SEVERE_ARC), below('ctCalcium.maxCsaPercent', SEVERE_SHARE)),
  }),
  // Not by the two greatest values: they may lie in two places.
  contradicted: allOf(isNo('ctCalcium.peripheralSevere'), isYes('ctCalcium.fullMoon')),
};

/**
 * KCCT, the Korean CT score. Calcium gives 0, 1 or 2, never 3: the paper's two predictors are worth one point
 * each, and a full moon satisfies both (inferred from abstract and seed review, which writes central = 2).
 *
 * @source Yu CW et al., Circ Cardiovasc Imaging 2017;10:e005800, doi:10.1161/CIRCIMAGING.116.005800
 */
export const KCCT = scoreTable({
  id: 'kcct',
  name: 'KCCT',
  items: [
    item('entry', 'Blunt entry', 'The proximal entry is not tapered.', 1, BLUNT_STUMP, 'A'),
    item(
      'side-branch',
      'Side branch',
      'A side branch at the entry; its greatest distance was not read.',
      1,
      isYes('sideBranchAtProximalCap'),
      'A',
    ),
    item(
      'bend',
      'Bend',
      `Bend of more than ${SHARP_BEND}° inside the occlusion; the angle is unverified.`,
      1,
      bendOf('CT', '>', SHARP_BEND),
      'M',
    ),
    item(
      'length',
      'Length',
      `Occlusion of ${LONG_IN_KCCT} mm or more.`,
      1,
      lengthOf('CT', '>=', LONG_IN_KCCT),
      'A',
    ),
    aboutCalcium(
      'CT',
      item(
        'peripheral',
        'Severe calcification',
        `Calcium of ${SEVERE_ARC}° or more and ${SEVERE_SHARE} % of the cross-section or more, in one ` +
          'place, on CT.',
        1,
        SEVERE,
        'A',
      ),
    ),
    aboutCalcium(
      'CT',
      item(
        'full-moon',
        'Whole luminal calcification',
        'Calcium fills the whole cross-section on CT (full moon); one point beside that of severe ' +
          'calcification.',
        1,
        FULL_MOON,
        'I',
      ),
    ),
    item('retry', 'Re-try', 'Previous failed attempt at this lesion.', 1, RETRY, 'A'),
    item(
      'duration',
      'Duration',
      `Occluded for ${LONG_DURATION} months or more, or for an unknown time.`,
      1,
      atLeast('durationMonths', LONG_DURATION, { unknownScores: true }),
      'A',
    ),
  ],
  range: [0, 8],
  step: 1,
  categories: [
    category(0, 3, null, 'A', 'below the published cut point of 4 for crossing within 30 min'),
    category(4, 8, null, 'A', 'not below the published cut point of 4 for crossing within 30 min'),
  ],
  published: [
    {
      outcome: 'guidewire crossing within 30 min',
      short: 'n 684, Yu 2017',
      cohort:
        '684 CTO lesions with CT before PCI, four Korean centres (Yu 2017); ' +
        'rates of 1 to 7 points from a secondary source',
      rates: [
        rate(0, 0, 100, 'A'),
        rate(1, 2, 84, 'B'),
        rate(3, 3, 51, 'B'),
        rate(4, 7, 30, 'B'),
        rate(8, 8, 0, 'A'),
      ],
    },
    {
      outcome: 'procedural success',
      short: 'n 684, Yu 2017',
      cohort: '684 CTO lesions with CT before PCI (Yu 2017), from a secondary source',
      rates: [rate(0, 0, 100, 'B'), rate(1, 2, [94, 100], 'B'), rate(3, 3, 84, 'B'), rate(4, 8, 62, 'B')],
    },
  ],
  applies: ALWAYS,
  evidence: 'I',
  citation: 'Yu CW et al. Circ Cardiovasc Imaging 2017;10(4):e005800. DOI 10.1161/CIRCIMAGING.116.005800',
  notes: [
    'No official names of categories were found; the published cut point is < 4 (sensitivity 70, ' +
    'specificity 68, ' +
      'positive and negative predictive value 72 and 73 %).',
    'Rates between 0 and the highest score come from one slide deck of 2026 and are weak.',
    'Only the arc or only the area does not score: 200° with 40 % is 0, and so is 170° with 60 %.',
    'In 110 lesions of a hybrid programme no CT score was significantly better than the angiographic J-CTO.',
  ],
});
