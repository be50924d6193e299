import { all, anyOf, holds, not, yes } from './expression.ts';
import type { Rule } from './rule.ts';

const impenetrable = yes('capImpenetrable');

/**
 * Ladder A, the impenetrable proximal cap. The review lists the steps without a strict sequence; A1 to A7 is
 * the order in which it lists them.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: Central Illustration A, section (I),
 *   Figure 4
 */
export const capRules: readonly Rule[] = [
  {
    id: 'S070',
    verb: 'DEF',
    when: impenetrable,
    text: 'The proximal cap is impenetrable: no wire passes it.',
    why: 'Definition.',
    where: ['CI-A'],
    mark: 'read',
  },
  {
    id: 'S071',
    verb: 'REC',
    when: impenetrable,
    rung: { ladder: 'A', step: 1 },
    text: 'Step up to stiffer wires: Confianza Pro 12, Hornet 14, Infiltrac Plus, Warrior, Astato 20 or 40.',
    why: 'A high tip load penetrates calcium.',
    where: ['CI-A', 'I-CAP'],
    mark: 'read',
    notes: ['The review prints "Astat 20/40", a misprint of Astato.'],
  },
  {
    id: 'S072',
    verb: 'REC',
    when: impenetrable,
    rung: { ladder: 'A', step: 2 },
    text: 'Get more support: an Amplatz guide, a guide extension, anchoring, trapping of the wire.',
    why: 'The force has to reach the tip.',
    where: ['CI-A'],
    mark: 'read',
  },
  {
    id: 'S073',
    verb: 'REC',
    when: all(impenetrable, yes('proximalCapCalcified')),
    rung: { ladder: 'A', step: 3 },
    text: 'Screw in a coiled microcatheter with a metal tip (Tornus, Turnpike Gold).',
    why: 'It cuts a track through the calcium.',
    where: ['I-CAP'],
    mark: 'read',
  },
  {
    id: 'S074',
    verb: 'CONS',
    when: impenetrable,
    rung: { ladder: 'A', step: 4 },
    text: 'Consider to move the cap: BASE, scratch-and-go, side-BASE.',
    why: 'Entering extraplaque in front of the cap leads around it.',
    where: ['CI-A', 'CI-cap', 'I-CAP'],
    mark: 'read',
  },
  {
    id: 'S075',
    verb: 'REC',
    when: yes('baseChosen'),
    text:
      'For BASE inflate a semicompliant balloon, 1:1 to the proximal reference, just in front of the ' +
      'cap; then lead a polymer-jacketed wire over a microcatheter into the small dissection and push ' +
      'it to a knuckle.',
    why: 'That makes a channel from the lumen to the extraplaque space and uses it.',
    where: ['F4', 'I-CAP'],
    mark: 'read',
  },
  {
    id: 'S076',
    verb: 'DEF',
    when: yes('baseChosen'),
    text: 'With BASE the planned track is extraplaque, and the safety gates for that apply.',
    why: 'It follows from the technique.',
    where: ['F4', 'T2-fn'],
    mark: 'inferred',
  },
  {
    id: 'S077',
    verb: 'CONS',
    when: impenetrable,
    rung: { ladder: 'A', step: 5 },
    text: 'Consider the Carlino technique: a small, selective injection of contrast to break up the cap.',
    why: 'Fluid under pressure modifies it.',
    where: ['CI-A', 'CI-cap'],
    mark: 'read',
  },
  {
    id: 'S078',
    verb: 'CONS',
    when: all(impenetrable, yes('sideBranchAtProximalCap'), yes('ivlDeliverable')),
    rung: { ladder: 'A', step: 6 },
    text: 'Consider lithotripsy from the side branch at the cap.',
    why: 'It breaks the calcium of the cap from outside.',
    where: ['CI-A', 'CI-cap'],
    mark: 'read',
  },
  {
    id: 'S079',
    verb: 'CONS',
    when: all(impenetrable, yes('collaterals.interventional')),
    rung: { ladder: 'A', step: 7 },
    text: 'Consider to go retrograde.',
    why: 'The review gives no reason; the distal cap is often softer (our inference).',
    where: ['CI-A'],
    mark: 'inferred',
  },
  {
    id: 'S079b',
    verb: 'CAUT',
    when: all(impenetrable, anyOf(not(holds('skills', 'ADR')), not(holds('skills', 'RDR')))),
    text:
      'Master antegrade and retrograde dissection re-entry before taking on such an occlusion; else ' +
      'refer it or ask a proctor.',
    why: 'The review makes it a condition.',
    where: ['II'],
    mark: 'read',
  },
];
