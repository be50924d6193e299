import {
  atherectomy,
  calciumSevere,
  deviceExtraplaque,
  deviceNotIntraplaque,
  ivusAcquired,
  notFullyExpanded,
  offProximalReference,
  oversized,
  rotational,
  undersized,
} from './definitions.ts';
import {
  above,
  all,
  anyOf,
  atLeast,
  below,
  holds,
  is,
  no,
  not,
  recorded,
  surely,
  yes,
} from './expression.ts';
import type { Rule } from './rule.ts';

const isRotationalAtTransition = surely(all(is('track', 'transition'), rotational));
const HIGH_ATM = 14;

/**
 * The safety gates and what belongs to planning for severe calcium. The condition of a gate says when it is
 * violated; a gate that is kept is silent.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: section (III), Central Illustration,
 *   Table 2, conclusions
 */
export const gateRules: readonly Rule[] = [
  {
    id: 'S140',
    verb: 'GATE',
    when: all(deviceExtraplaque, atLeast('balloon.pressureAtm', HIGH_ATM)),
    text: 'Outside the plaque a balloon stays below 14 atm.',
    why: 'The trauma is hard to control there.',
    where: ['III'],
    mark: 'read',
    against: ['high-pressure', 'very-high-pressure'],
  },
  {
    id: 'S141',
    verb: 'GATE',
    when: all(is('balloon.kind', 'NC'), atLeast('balloon.pressureAtm', 30)),
    text: 'An ordinary non-compliant balloon stays below 30 atm; only an OPN goes beyond (S142).',
    why: 'Limit of the panel.',
    where: ['CI-C'],
    mark: 'read',
    limits: ['high-pressure'],
    notes: ['S122 and S127 ask for high pressure within this limit.'],
  },
  {
    id: 'S142',
    verb: 'GATE',
    when: all(
      is('balloon.kind', 'OPN'),
      anyOf(below('balloon.pressureAtm', 40), above('balloon.pressureAtm', 50), deviceNotIntraplaque),
    ),
    text: 'An OPN balloon is for 40 to 50 atm and for an intraplaque wire only.',
    why: 'Very high pressure outside the plaque ruptures the vessel.',
    where: ['CI-C', 'CI-cap'],
    mark: 'read',
    limits: ['very-high-pressure'],
    notes: [
      'S123 and S127 ask for very high pressure within these limits.',
      'The rated burst pressure of the maker is lower than 50 atm in public data (unverified: 35 atm): a ' +
        'note, not part of the gate.',
    ],
  },
  {
    id: 'S143',
    verb: 'GATE',
    when: all(anyOf(deviceExtraplaque, is('track', 'transition')), atherectomy, not(isRotationalAtTransition)),
    text: 'Outside the plaque avoid rotational and orbital atherectomy and laser.',
    why: 'These tools are not safe there.',
    where: ['T2-fn'],
    mark: 'read',
    against: ['atherectomy'],
    notes: [
      'The footnote avoids them, section (III) allows limited rotational atherectomy at the transition zone: ' +
        'a rule with its exception (S144), which is of no other tool (our reading).',
    ],
  },
  {
    id: 'S144',
    verb: 'GATE',
    when: all(is('track', 'transition'), rotational, atLeast('atherectomy.burrMm', 1.5)),
    text:
      'At the transition zone only a burr smaller than 1.5 mm, for limited use, against the ' +
      'resistance of the cap.',
    why: 'It is the exception to S143.',
    where: ['III'],
    mark: 'read',
    limits: ['atherectomy'],
  },
  {
    id: 'S145',
    verb: 'GATE',
    when: all(
      deviceExtraplaque,
      anyOf(
        atLeast('balloon.pressureAtm', HIGH_ATM),
        all(not(recorded('balloon.pressureAtm')), surely(is('balloon.kind', 'OPN'))),
      ),
    ),
    text: 'Outside the plaque avoid high-pressure balloons; a dilatation below 14 atm is allowed.',
    why: 'They are not safe there.',
    where: ['T2-fn', 'III'],
    mark: 'read',
    against: ['high-pressure', 'very-high-pressure'],
  },
  {
    id: 'S146',
    verb: 'CAUT',
    when: all(deviceExtraplaque, anyOf(is('balloon.kind', 'IVL'), surely(yes('ivlDeliverable')))),
    text: 'Lithotripsy outside the plaque is possible with caution.',
    why: 'The first experience calls it safe and effective; perforations are described.',
    where: ['III'],
    mark: 'read',
    notes: ['The review both encourages and warns; encoded as a caution.'],
  },
  {
    id: 'S147',
    verb: 'GATE',
    when: all(
      yes('deviceUncrossable'),
      atLeast('balloon.diameterMm', 1.5),
      not(surely(is('balloon.kind', 'BAM'))),
    ),
    text: 'The first balloon for an uncrossable lesion is smaller than 1.5 mm.',
    why: 'Profile.',
    where: ['T2'],
    mark: 'read',
    notes: ['A balloon for BAM has its own limits: S148.'],
  },
  {
    id: 'S148',
    verb: 'GATE',
    when: all(
      is('balloon.kind', 'BAM'),
      anyOf(below('balloon.diameterMm', 1.25), above('balloon.diameterMm', 1.5)),
    ),
    text: 'The balloon for BAM measures 1.25 to 1.50 mm.',
    why: 'The series used these.',
    where: ['II'],
    mark: 'read',
  },
  {
    id: 'S149',
    verb: 'GATE',
    when: all(
      is('balloon.kind', 'NC'),
      anyOf(oversized, undersized),
      not(surely(all(undersized, yes('undilatable')))),
    ),
    text: 'The non-compliant balloon for preparation is sized 1:1 to the reference.',
    why: 'The standard path.',
    where: ['F3B', 'CI-C'],
    mark: 'read',
    limits: ['other-size'],
    notes: [
      'Undersizing at high pressure in an undilatable lesion is the exception: S122.',
      'The tolerance is our parameter. With two references the balloon may lie between them.',
    ],
  },
  {
    id: 'S150',
    verb: 'GATE',
    when: all(
      yes('baseChosen'),
      not(surely(is('phase', 'preparation', 'before-stent', 'after-stent', 'follow-up'))),
      anyOf(is('balloon.kind', 'NC', 'OPN', 'cutting', 'scoring', 'IVL', 'BAM'), offProximalReference),
    ),
    text: 'The balloon for BASE is semicompliant and sized 1:1 to the proximal reference.',
    why: 'The technique asks for it.',
    where: ['F4'],
    mark: 'read',
    limits: ['other-size'],
    notes: [
      'From preparation on the balloon is not the one of BASE (our reading). The tolerance is our parameter. ' +
        'Not for the undersized balloons of S122.',
    ],
  },
  {
    id: 'S151',
    verb: 'GATE',
    when: all(is('phase', 'before-stent'), anyOf(notFullyExpanded, not(ivusAcquired))),
    text: 'No stent before full expansion in two views and IVUS.',
    why: 'A stent that does not expand is a main predictor of thrombosis and restenosis.',
    where: ['F3B'],
    mark: 'read',
    against: ['stent'],
  },
  {
    id: 'S152',
    verb: 'CAUT',
    when: all(
      yes('octPlanned'),
      yes('dissection'),
      is('phase', 'planning', 'cap', 'tracking', 'device', 'preparation', 'before-stent'),
    ),
    text:
      'OCT before the stent in a dissected vessel: its flush can widen the dissection. IVUS is the ' +
      'alternative.',
    why: 'The exception is limited contrast after the stent.',
    where: ['IVI'],
    mark: 'read',
  },
  {
    id: 'S153',
    verb: 'CAUT',
    when: all(
      is('phase', 'planning'),
      anyOf(not(holds('skills', 'ADR')), not(holds('skills', 'RDR')), no('highVolumeCentre')),
    ),
    text: 'Such an occlusion asks for antegrade and retrograde dissection re-entry in a high-volume setting.',
    why: 'The review makes it a condition.',
    where: ['INTRO', 'II', 'CONC'],
    mark: 'read',
  },
  {
    id: 'S154',
    verb: 'REC',
    when: all(calciumSevere, is('phase', 'planning')),
    text:
      'Have the special tools against calcium and the kit for extraplaque work at hand: they are the ' +
      'rule, not the exception.',
    why: 'Conclusion of the review.',
    where: ['CONC'],
    mark: 'read',
  },
  {
    id: 'S155',
    verb: 'INFO',
    when: calciumSevere,
    text: 'Complete revascularisation is reached less often, and the long-term outlook is worse.',
    why: 'Conclusion of the review.',
    where: ['CONC'],
    mark: 'read',
  },
];
