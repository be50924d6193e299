import {
  calcifiedDistalVessel,
  calciumSevere,
  largeDistalVessel,
  longOcclusion,
  plannedExtraplaque,
  plannedIntraplaque,
  startOfCrossing,
  tortuousOcclusion,
} from './definitions.ts';
import { all, anyOf, holds, is, not, surely, yes, type Condition } from './expression.ts';
import type { Rule } from './rule.ts';

const longOrTortuous: Condition = anyOf(longOcclusion, tortuousOcclusion);
const antegradeReentry: Condition = holds('plannedStrategies', 'ADR');

/**
 * Tracking through the occlusion: inside the plaque first, around it where it must be.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: sections (I) and (II), Figures 3A
 *   and 5, Table 2
 */
export const trackRules: readonly Rule[] = [
  {
    id: 'S080',
    verb: 'REC',
    when: startOfCrossing,
    text: 'Track intraplaque first, antegrade or retrograde.',
    why: 'It keeps the tools against calcium usable later.',
    where: ['F3A', 'T2-fn'],
    mark: 'read',
    notes: [
      'In a long or tortuous occlusion S083 recommends extraplaque tracking; S030 shows where the published ' +
        'algorithms differ.',
    ],
  },
  {
    id: 'S081',
    verb: 'CONS',
    when: is('track', 'extraplaque'),
    text:
      'Intraplaque tracking has failed: as second line consider dissection re-entry, antegrade or ' +
      'retrograde.',
    why: 'The algorithm goes on with it.',
    where: ['F3A'],
    mark: 'read',
  },
  {
    id: 'S082',
    verb: 'REC',
    when: all(plannedIntraplaque, calciumSevere),
    text:
      'Use wires of high tip load and dedicated microcatheters along the whole occlusion, not at the ' +
      'cap alone.',
    why: 'Friction is almost the rule.',
    where: ['I-TRACK'],
    mark: 'read',
  },
  {
    id: 'S083',
    verb: 'REC',
    when: longOrTortuous,
    text: 'Track extraplaque with a knuckled polymer-jacketed wire, within the architecture of the vessel.',
    why: 'It leads around the calcified plaque.',
    where: ['I-TRACK', 'F5'],
    mark: 'read',
    notes: [
      'From where on an occlusion is long or tortuous is our parameter.',
      'S080 recommends intraplaque tracking first.',
      'The review cites the paper on balloon rupture here; the section counts, not the number.',
    ],
  },
  {
    id: 'S084',
    verb: 'AVOID',
    when: all(longOrTortuous, plannedExtraplaque),
    text: 'Avoid very high balloon pressures after extraplaque tracking.',
    why: 'They risk a large perforation along the extraplaque course.',
    where: ['I-TRACK'],
    mark: 'read',
    against: ['very-high-pressure', 'high-pressure'],
    notes: ['Read as: the occlusion is long or tortuous (S083) and the planned track is extraplaque.'],
  },
  {
    id: 'S085',
    verb: 'REC',
    when: all(antegradeReentry, largeDistalVessel, not(calcifiedDistalVessel)),
    text:
      'The distal vessel is large and free of significant calcium: it favours antegrade dissection ' +
      're-entry.',
    why: 'The re-entry punctures a soft wall.',
    where: ['II'],
    mark: 'read',
    notes: ['What is large, and what is significant, are our parameters.'],
  },
  {
    id: 'S086',
    verb: 'CAUT',
    when: all(antegradeReentry, anyOf(not(largeDistalVessel), calcifiedDistalVessel)),
    text:
      'The distal vessel is small or calcified: re-entry is hard there. Weigh a retrograde approach ' +
      'or another zone.',
    why: 'It follows from the reverse of S085.',
    where: ['II'],
    mark: 'inferred',
  },
  {
    id: 'S087',
    verb: 'INFO',
    when: all(is('vessel', 'RCA'), longOcclusion, tortuousOcclusion, calciumSevere),
    text:
      'A way that has worked in such a right coronary artery: polymer-jacketed wire, antegrade knuckle, ' +
      'retrograde wiring of the distal vessel, overlap, reverse CART.',
    why: 'An illustrated case of the review.',
    where: ['F5'],
    mark: 'read',
    notes: ['Calcium must also show the course on fluoroscopy, which no fact says.'],
  },
  {
    id: 'S088',
    verb: 'CAUT',
    when: plannedExtraplaque,
    text:
      'Going extraplaque can close the door to rotational and orbital atherectomy, laser and high ' +
      'pressure later.',
    why: 'These tools are not safe outside the plaque.',
    where: ['T2-fn'],
    mark: 'read',
  },
  {
    id: 'S089',
    verb: 'GATE',
    when: not(surely(yes('trackConfirmedByIvus'))),
    text:
      'The position of the wire is not proven: no very-high-pressure balloon and no atherectomy ' +
      'before IVUS has shown it.',
    why: 'Both presuppose an intraplaque wire.',
    where: ['CI-cap', 'CI-C'],
    mark: 'read',
    against: ['very-high-pressure', 'atherectomy'],
    notes: [
      'The box says "ideally" after IVUS, the caption makes it a condition; override with a reason. It gates ' +
        'S108, S110, S111, S123, S127.',
    ],
  },
  {
    id: 'S090',
    verb: 'REC',
    when: yes('wireCrossed'),
    text: 'Try to cross with a device, a microcatheter or a balloon.',
    why: 'The algorithm goes on with it.',
    where: ['F3A'],
    mark: 'read',
  },
];
