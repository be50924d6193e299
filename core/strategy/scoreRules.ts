import { calciumSevere, ctAvailable, retrogradeArm, startOfCrossing } from './definitions.ts';
import { all, anyOf, named, SHOWABLE, shown } from './expression.ts';
import type { Rule } from './rule.ts';

const clubsKnuckle = named(
  'S028 holds',
  all(calciumSevere, anyOf(shown('euro'), shown('asia-pacific'))),
  'the rule itself',
);
const globalReenters = named(
  'S029 holds',
  all(calciumSevere, shown('global'), retrogradeArm),
  'the rule itself',
);
const scores = SHOWABLE.filter((what) => !['hybrid', 'asia-pacific', 'euro', 'global'].includes(what));

/**
 * How the scores count calcium, and what the published crossing algorithms make of it.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: scores and algorithms, Table 1
 */
export const scoreRules: readonly Rule[] = [
  {
    id: 'S020',
    verb: 'DEF',
    when: shown('j-cto'),
    text:
      'J-CTO: any calcium inside the occlusion on angiography is one point. It predicts a wire ' +
      'crossing within 30 minutes.',
    why: 'Definition of the score.',
    where: ['SCORE', 'T1'],
    mark: 'read',
  },
  {
    id: 'S021',
    verb: 'INFO',
    when: shown('progress-cto'),
    text: 'PROGRESS-CTO has no item for calcium: a low score says nothing reassuring about it.',
    why: 'It comes from expert hybrid centres that went extraplaque early and so around the calcium.',
    where: ['SCORE', 'T1'],
    mark: 'read',
    notes: ['The review cites the paper of the hybrid algorithm here; the section counts, not the number.'],
  },
  {
    id: 'S022',
    verb: 'DEF',
    when: shown('cl'),
    text: 'CL score: severe calcium is two points.',
    why: 'Definition of the score.',
    where: ['T1'],
    mark: 'read',
  },
  {
    id: 'S023',
    verb: 'DEF',
    when: shown('castle'),
    text: 'CASTLE: severe calcium, in more than half of the occlusion, is one point.',
    why: 'Definition of the score, derived from 14,882 patients.',
    where: ['SCORE', 'T1'],
    mark: 'read',
  },
  {
    id: 'S024',
    verb: 'DEF',
    when: all(shown('kcct'), ctAvailable),
    text:
      'KCCT on CT: calcium around at least 180° with at least 50 % of the area is one point; calcium ' +
      'of the whole area is two in all.',
    why: 'Definition of the score; eight binary items, of which the two of calcium add up.',
    where: ['T1', 'CCTA'],
    mark: 'read',
  },
  {
    id: 'S025',
    verb: 'DEF',
    when: all(shown('ct-rector'), ctAvailable),
    text: 'CT-RECTOR: calcium of at least 50 % of the cross-section on CT is one point.',
    why: 'Definition of the score.',
    where: ['T1', 'CCTA'],
    mark: 'read',
    notes: [
      'The text of the review says more than 50 %, its Table 1 at least 50 %. At least is used, exactly 50 % ' +
        'is flagged.',
    ],
  },
  {
    id: 'S026',
    verb: 'REC',
    when: anyOf(...scores.map(shown)),
    text:
      'See beside each score which modality feeds its calcium: CT for KCCT and CT-RECTOR, ' +
      'angiography for the others.',
    why: 'One lesion scores differently by modality.',
    where: ['T1'],
    mark: 'read',
  },
  {
    id: 'S027',
    verb: 'CAUT',
    when: all(calciumSevere, shown('hybrid')),
    text: 'The hybrid algorithm of 2012 takes no account of severe calcium.',
    why: 'The review says so.',
    where: ['SCORE'],
    mark: 'read',
  },
  {
    id: 'S028',
    verb: 'INFO',
    when: clubsKnuckle.of,
    text:
      'For the EuroCTO and Asia Pacific algorithms heavy calcium is one of the reasons to start ' +
      'extraplaque with a knuckled wire.',
    why: 'The review says so.',
    where: ['SCORE'],
    mark: 'read',
  },
  {
    id: 'S029',
    verb: 'INFO',
    when: globalReenters.of,
    text: 'In its retrograde arm the Global algorithm prefers dissection re-entry to retrograde wiring.',
    why: 'The review names heavy calcium among other criteria for it.',
    where: ['SCORE'],
    mark: 'read',
  },
  {
    id: 'S030',
    verb: 'CAUT',
    when: all(anyOf(clubsKnuckle, globalReenters), startOfCrossing),
    text:
      'Two advices pull apart: the review would track intraplaque first (S080), the club algorithms ' +
      'lean to a knuckle or a retrograde dissection in heavy calcium (S028, S029). Weigh both.',
    why: 'Both stand in the review.',
    where: ['SCORE', 'F3A', 'T2-fn'],
    mark: 'read',
  },
];
