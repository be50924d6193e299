import { calciumModerateOrSevere, longOcclusion, plannedIntraplaque } from './definitions.ts';
import { all, anyOf, is, surely, yes } from './expression.ts';
import type { Rule } from './rule.ts';

const uncrossable = yes('deviceUncrossable');

/**
 * Ladder B, the cap or lesion that no device crosses. B1 to B8 is the order in which the review lists the
 * steps.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: section (II), Table 2, Central
 *   Illustration B
 */
export const deviceRules: readonly Rule[] = [
  {
    id: 'S100',
    verb: 'DEF',
    when: all(yes('wireCrossed'), uncrossable),
    text:
      'The occlusion is device-uncrossable: the wire is across, but no low-profile balloon or ' +
      'microcatheter follows.',
    why: 'Definition.',
    where: ['II', 'CI-B'],
    mark: 'read',
  },
  {
    id: 'S101',
    verb: 'INFO',
    when: all(calciumModerateOrSevere, is('phase', 'planning')),
    text: 'Prepare for an occlusion that the wire crosses and devices do not: 9 % of all.',
    why: 'In a multicentre series calcium was present in 82 % of the uncrossable, in 52 % of the others.',
    where: ['II'],
    mark: 'read',
    notes: ['From where on calcium is moderate on CT is our parameter.'],
  },
  {
    id: 'S102',
    verb: 'REC',
    when: uncrossable,
    rung: { ladder: 'B', step: 1 },
    text:
      'Take a better guide: a large lumen for passive support, a shape such as Amplatz for active ' +
      'support.',
    why: 'Support.',
    where: ['T2', 'CI-B'],
    mark: 'read',
  },
  {
    id: 'S103',
    verb: 'REC',
    when: uncrossable,
    rung: { ladder: 'B', step: 2 },
    text: 'Take what passes more easily: low-profile balloons of less than 1.5 mm, another microcatheter.',
    why: 'Profile.',
    where: ['T2', 'CI-B'],
    mark: 'read',
  },
  {
    id: 'S104',
    verb: 'REC',
    when: uncrossable,
    rung: { ladder: 'B', step: 3 },
    text: 'Add a guide extension.',
    why: 'Support.',
    where: ['T2', 'CI-B'],
    mark: 'read',
  },
  {
    id: 'S105',
    verb: 'REC',
    when: uncrossable,
    rung: { ladder: 'B', step: 4 },
    text: 'Anchor with a balloon, or trap the wire.',
    why: 'Support.',
    where: ['T2', 'CI-B'],
    mark: 'read',
  },
  {
    id: 'S106',
    verb: 'REC',
    when: uncrossable,
    rung: { ladder: 'B', step: 5 },
    text: 'Screw a microcatheter through: Tornus, Turnpike Spiral, Turnpike Gold.',
    why: 'It penetrates actively.',
    where: ['T2', 'CI-B'],
    mark: 'read',
  },
  {
    id: 'S107',
    verb: 'CONS',
    when: uncrossable,
    rung: { ladder: 'B', step: 6 },
    text:
      'Consider BAM: wedge a small balloon of 1.25 to 1.50 mm at the proximal cap and inflate it ' +
      'until it bursts.',
    why: 'It worked in about half of a small series.',
    where: ['II', 'T2', 'CI-B'],
    mark: 'read',
    notes: [
      'The panel lists it for uncrossable lesions, the text introduces it for breaking up the proximal cap.',
    ],
  },
  {
    id: 'S108',
    verb: 'CONS',
    when: all(uncrossable, is('track', 'intraplaque')),
    rung: { ladder: 'B', step: 7 },
    text: 'Consider, with care, rotational, orbital or, where there is one, laser atherectomy.',
    why: 'They modify the plaque.',
    where: ['T2', 'CI-B', 'F3A', 'III'],
    mark: 'read',
    asks: ['atherectomy'],
    notes: ['Intraplaque has to be proven: S089.'],
  },
  {
    id: 'S109',
    verb: 'CAUT',
    when: is('atherectomy.kind', 'orbital'),
    text:
      'For orbital atherectomy the evidence is limited: in uncrossable lesions it is less ' +
      'established than rotational atherectomy and laser.',
    why: 'Footnotes of the review.',
    where: ['CI-cap', 'F3-fn'],
    mark: 'read',
  },
  {
    id: 'S110',
    verb: 'CONS',
    when: all(plannedIntraplaque, yes('microcatheterStuck')),
    text:
      'Consider to bring the microcatheter as far as it goes, wire the rest with the atherectomy ' +
      'wire itself, and then rotate or orbit.',
    why: 'It gives access to atherectomy without an exchange.',
    where: ['II'],
    mark: 'read',
    asks: ['atherectomy'],
    notes: [
      'Not while the wire is extraplaque: S143, with S144 at the transition zone; intraplaque has to be ' +
        'proven: S089.',
    ],
  },
  {
    id: 'S111',
    verb: 'REC',
    when: all(calciumModerateOrSevere, is('proximalTortuosity', 'moderate', 'severe'), longOcclusion),
    text:
      'Calcium, proximal tortuosity and length keep gear away from the occlusion: use rotational or ' +
      'orbital atherectomy or laser first, a non-compliant balloon after.',
    why: 'Delivery.',
    where: ['III'],
    mark: 'inferred',
    asks: ['atherectomy'],
    notes: [
      'Read as: calcium and proximal tortuosity at least moderate, and a long occlusion.',
      'Not while the wire is extraplaque: S143, with S144 at the transition zone; intraplaque has to be ' +
        'proven: S089.',
    ],
  },
  {
    id: 'S112',
    verb: 'CONS',
    when: all(uncrossable, yes('intraplaqueSpent')),
    rung: { ladder: 'B', step: 8 },
    text:
      'As second line consider to go around: antegrade dissection re-entry (BASE, side-BASE, power ' +
      'knuckle) or retrograde dissection re-entry.',
    why: 'It by-passes the lesion, and an uncrossable cap too.',
    where: ['T2', 'CI-cap'],
    mark: 'read',
  },
  {
    id: 'S113',
    verb: 'INFO',
    when: anyOf(yes('rotationalConsidered'), surely(is('atherectomy.kind', 'rotational'))),
    text:
      'After rotational atherectomy the long-term events were like those of other occlusions, in ' +
      'spite of the higher risk.',
    why: 'A series that the review cites (Azzalini).',
    where: ['III'],
    mark: 'read',
  },
];
