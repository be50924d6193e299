import { concentric, eccentric, lumenCompromised, notFullyExpanded, wireExtraplaque } from './definitions.ts';
import { all, is, no, not, yes } from './expression.ts';
import type { Rule } from './rule.ts';

const undilatable = yes('undilatable');
const intraplaque = is('track', 'intraplaque');

/**
 * Ladder C, the lesion that does not dilate, and the preparation of calcified plaque by its pattern on IVUS.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: section (III), Figure 3B, Central
 *   Illustration C
 */
export const preparationRules: readonly Rule[] = [
  {
    id: 'S120',
    verb: 'DEF',
    when: undilatable,
    text: 'The lesion is undilatable: the balloon keeps its waist with conventional technique.',
    why: 'Definition.',
    where: ['CI-C'],
    mark: 'read',
  },
  {
    id: 'S121',
    verb: 'REC',
    when: all(yes('wireCrossed'), no('deviceUncrossable')),
    text:
      'Dilate with a non-compliant balloon 1:1 to the reference, confirm its full expansion in two ' +
      'views, then IVUS, then the stent.',
    why: 'The standard path.',
    where: ['F3B'],
    mark: 'read',
    notes: ['The review announces two main steps and then numbers three sections; this is the last of them.'],
  },
  {
    id: 'S122',
    verb: 'CONS',
    when: undilatable,
    rung: { ladder: 'C', step: 1 },
    text: 'Consider a non-compliant balloon at high pressure, below 30 atm; undersized and shorter balloons.',
    why: 'More force on a short stretch with less risk of rupture (our inference).',
    where: ['CI-C'],
    mark: 'inferred',
    asks: ['high-pressure', 'other-size'],
    notes: [
      'Not extraplaque, where less than 14 atm is the limit: S084, S129, S140, S145; below 30 atm: S141. ' +
        'Undersizing here is the exception to S149, and not for BASE: S150.',
    ],
  },
  {
    id: 'S123',
    verb: 'CONS',
    when: all(undilatable, intraplaque),
    rung: { ladder: 'C', step: 2 },
    text: 'Consider a very-high-pressure balloon (OPN NC) at 40 to 50 atm.',
    why: 'Very high pressure, and only with intraplaque tracking.',
    where: ['CI-C', 'CI-cap'],
    mark: 'read',
    asks: ['very-high-pressure'],
    notes: [
      'Intraplaque has to be proven: S089. Limits: S142. Not where the plan is extraplaque: S084.',
      'The rated burst pressure of the maker is lower than 50 atm in public data (unverified: 35 atm).',
    ],
  },
  {
    id: 'S124',
    verb: 'CONS',
    when: all(undilatable, yes('ivlDeliverable')),
    rung: { ladder: 'C', step: 3 },
    text: 'Consider lithotripsy.',
    why: 'A valid alternative.',
    where: ['CI-C', 'CI-cap'],
    mark: 'read',
  },
  {
    id: 'S125',
    verb: 'CONS',
    when: all(undilatable, intraplaque, yes('trackConfirmedByIvus')),
    rung: { ladder: 'C', step: 4 },
    text: 'Consider rotational or orbital atherectomy, now that IVUS has shown the wire intraplaque.',
    why: 'Plaque modification.',
    where: ['CI-C', 'CI-cap'],
    mark: 'read',
    asks: ['atherectomy'],
    notes: [
      'The box says "ideally" after IVUS, the caption makes it a condition: a gate with override (S089).',
    ],
  },
  {
    id: 'S126',
    verb: 'REC',
    when: notFullyExpanded,
    text:
      'The balloon is not fully expanded: characterise the plaque precisely with IVUS before the ' +
      'next device.',
    why: 'The strategy follows the pattern of the calcium.',
    where: ['F3B'],
    mark: 'read',
  },
  {
    id: 'S127',
    verb: 'CONS',
    when: all(is('ivus.depth', 'superficial'), concentric, intraplaque),
    text:
      'All tools are open; consider any of rotational or orbital atherectomy, cutting, scoring, high ' +
      'or very high pressure, lithotripsy.',
    why: 'Superficial and concentric, inside the plaque.',
    where: ['III', 'F3B'],
    mark: 'figure-not-seen',
    asks: ['atherectomy', 'high-pressure', 'very-high-pressure'],
    notes: [
      'Intraplaque has to be proven for atherectomy and very high pressure: S089. Limits: S141, S142. Not ' +
        'where the plan is extraplaque: S084.',
    ],
  },
  {
    id: 'S128',
    verb: 'CAUT',
    when: eccentric,
    text: 'Eccentric calcium is harder to treat.',
    why: 'The force goes to the soft side (our inference).',
    where: ['III'],
    mark: 'inferred',
  },
  {
    id: 'S129',
    verb: 'AVOID',
    when: all(eccentric, wireExtraplaque),
    text: 'Avoid aggressive dilatation and the like; stay below 14 atm.',
    why: 'Eccentric calcium beside an extraplaque wire: the trauma is hard to control.',
    where: ['III'],
    mark: 'read',
    against: ['high-pressure', 'very-high-pressure'],
  },
  {
    id: 'S130',
    verb: 'CONS',
    when: eccentric,
    text: 'Consider lithotripsy; perforations have been reported.',
    why: 'First experience.',
    where: ['III'],
    mark: 'read',
  },
  {
    id: 'S131',
    verb: 'CONS',
    when: all(is('ivus.depth', 'deep'), concentric, lumenCompromised),
    text: 'Consider to treat the deep calcium.',
    why: 'It is worth it only where the lumen suffers.',
    where: ['F3-fn'],
    mark: 'read',
    asks: ['deep-calcium'],
    notes: ['When a lumen area is clearly reduced the review does not say: the operator is asked.'],
  },
  {
    id: 'S132',
    verb: 'AVOID',
    when: all(is('ivus.depth', 'deep'), concentric, not(lumenCompromised)),
    text: 'Do not treat deep concentric calcium for its own sake.',
    why: 'The lumen does not suffer from it.',
    where: ['F3-fn'],
    mark: 'read',
    against: ['deep-calcium'],
  },
  {
    id: 'S133',
    verb: 'DEF',
    when: yes('ivus.nodule'),
    text: 'A calcified nodule belongs to the footnoted class of Figure 3B, almost surely the eccentric one.',
    why: 'The footnote names nodules, but its anchor is in the drawing.',
    where: ['F3-fn'],
    mark: 'figure-not-seen',
  },
  {
    id: 'S134',
    verb: 'REC',
    when: yes('preparationDone'),
    text: 'Use IVUS again before the drug-eluting stent.',
    why: 'It optimises the result.',
    where: ['F3B'],
    mark: 'read',
  },
];
