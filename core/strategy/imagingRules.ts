import {
  beforeModification, calciumModerateOrSevere, calciumSevere, ctAvailable, eccentric, fullMoonOnCt, ivusAcquired,
  onlyAngiography,
} from './definitions.ts';
import { above, all, any, atLeast, below, holds, is, none, not, recorded, shown, surely, yes } from './expression.ts';
import type { Rule } from './rule.ts';

const CT_AREA = 'ctCalcium.maxCsaPercent';

/**
 * Imaging before and during the procedure: CT, IVUS, OCT.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: CCTA, intravascular imaging, Figures 1 to 3
 */
export const imagingRules: readonly Rule[] = [
  {
    id: 'S039', verb: 'REC', when: all(calciumSevere, none('plannedStrategies')),
    text: 'Find and measure the calcium and its place first; choose the technique after that.',
    why: 'An efficient choice presupposes it.', where: ['INTRO'], mark: 'read',
  },
  {
    id: 'S040', verb: 'REC', when: is('phase', 'planning'),
    text: 'Begin with a dual injection; add CT angiography where there is one.',
    why: 'The crossing algorithm begins here.', where: ['F3A'], mark: 'read',
  },
  {
    id: 'S041', verb: 'REC', when: all(calciumModerateOrSevere, not(ctAvailable)),
    text: 'Have a CT angiography made for planning. Weigh its dose and who pays for it.',
    why: 'It shows the anatomy inside the occlusion, which a dual injection cannot.',
    where: ['CCTA', 'CONC'], mark: 'inferred',
    notes: ['"Severe or suspected" is read as moderate or severe on angiography.'],
  },
  {
    id: 'S042', verb: 'REC', when: all({ kind: 'points', score: 'j-cto', atLeast: 2 }, not(ctAvailable)),
    text: 'CT angiography is worth even more here: J-CTO is two or higher.',
    why: 'In a randomised trial CT guidance brought more success and fewer complications, more so from J-CTO 2 on.',
    where: ['CCTA'], mark: 'read',
  },
  {
    id: 'S043', verb: 'REC',
    when: all(
      ctAvailable, { kind: 'complete', score: 'j-cto-ct' }, { kind: 'complete', score: 'j-cto' },
    ),
    text: 'Go by the J-CTO of CT: it is the better predictor of success and of a crossing within 30 minutes.',
    why: 'Its accuracy was significantly higher than that of angiography.', where: ['CCTA'], mark: 'read',
  },
  {
    id: 'S044', verb: 'DEF', when: all(shown('j-cto-ct'), ctAvailable),
    text: 'The J-CTO of CT counts calcium only where it takes more than half of the cross-section.',
    why: 'CT sees calcium too readily; the cut marks what matters clinically.', where: ['CCTA'], mark: 'read',
  },
  {
    id: 'S045', verb: 'INFO', when: fullMoonOnCt,
    text: 'Full moon: expect a wire crossing beyond 30 minutes and procedural failure. Note the levels at which it '
      + 'lies.',
    why: 'It predicts them independently and is an item of KCCT.', where: ['CCTA'], mark: 'read',
  },
  {
    id: 'S046', verb: 'INFO',
    when: any(above(CT_AREA, 50), all(not(recorded(CT_AREA)), surely(yes('ctCalcium.fullMoon')))),
    text: 'Calcium takes more than half of a cross-section inside the occlusion: a crossing within 30 minutes is '
      + 'less likely.',
    why: 'CT-RECTOR.', where: ['CCTA'], mark: 'read',
    notes: ['The text of the review says more than 50 %, its Table 1 at least 50 %; this rule follows the text, '
      + 'the score follows the table (S025).'],
  },
  {
    id: 'S047', verb: 'REC', when: ctAvailable,
    text: 'Plan the technique along the segment, by where CT shows the calcium.',
    why: 'Techniques can be adapted to its distribution.', where: ['CCTA'], mark: 'read',
  },
  {
    id: 'S048', verb: 'CONS', when: all(ctAvailable, yes('coRegistration')),
    text: 'Consider CT fused with live fluoroscopy.',
    why: 'It is feasible; the experience is preliminary.', where: ['CCTA'], mark: 'read',
  },
  {
    id: 'S049', verb: 'REC', when: all(ctAvailable, holds('plannedStrategies', 'ADR')),
    text: 'Mark the calcium-free stretches beyond the occlusion on CT as zones for the re-entry.',
    why: 'Co-registered CT has led re-entry to such a segment.', where: ['CCTA'], mark: 'read',
  },
  {
    id: 'S050', verb: 'CAUT', when: ctAvailable,
    text: 'Do not rely on the thickness of calcium on CT.',
    why: 'It is below what CT resolves.', where: ['CCTA'], mark: 'read',
    notes: ['Read as: CT is available, so that its thickness could be used.'],
  },
  {
    id: 'S051', verb: 'CAUT', when: ctAvailable,
    text: 'Take the size of calcium on CT as an upper bound.',
    why: 'Blooming enlarges it.', where: ['CCTA'], mark: 'read',
    notes: ['Read as: CT is available, so that its size could be used.'],
  },
  {
    id: 'S052', verb: 'REC',
    when: any(yes('priorCabg'), yes('proximalCapAmbiguous'), is('proximalTortuosity', 'unseen')),
    text: 'Trace the native course, the length, the graft and the bifurcations on CT.',
    why: 'The review shows it in a case: LAD with a LIMA graft and full moons at its side branches.',
    where: ['F1'], mark: 'inferred',
    notes: ['"Ambiguous course" is read as an ambiguous cap or a course that cannot be seen.'],
  },
  {
    id: 'S053', verb: 'CAUT', when: all(is('angioCalcium', 'none'), onlyAngiography),
    text: 'No calcium on angiography does not exclude calcium.',
    why: 'IVUS found it in 96 % of occlusions, angiography in 61 %.', where: ['IVI'], mark: 'read',
  },
  {
    id: 'S054', verb: 'REC', when: all(yes('wireCrossed'), beforeModification),
    text: 'Use IVUS now: find and measure the calcium, and make sure where the wire runs.',
    why: 'The choice of tool hangs on the distribution, its safety on the track.',
    where: ['IVI', 'III', 'F3B', 'CONC'], mark: 'read',
  },
  {
    id: 'S055', verb: 'REC', when: is('phase', 'cap', 'tracking', 'device', 'preparation', 'before-stent'),
    text: 'Until the stent is in, use IVUS rather than OCT.',
    why: 'The flush of OCT widens dissections, feeds intramural haematoma and loads the kidneys.',
    where: ['IVI'], mark: 'read',
  },
  {
    id: 'S056', verb: 'CONS',
    when: all(is('phase', 'after-stent'), below({ ratio: ['contrastMl', 'egfr'] }, 'limitedContrastRatio')),
    text: 'Consider OCT to optimise the stent, now that little contrast was used.',
    why: 'Its resolution is higher.', where: ['IVI'], mark: 'inferred', asks: ['oct'],
    notes: ['How much contrast is limited is our parameter, unverified.'],
  },
  {
    id: 'S057', verb: 'CONS', when: is('phase', 'follow-up'),
    text: 'Consider OCT to look for new plaque in the stent, malapposition and underexpansion.',
    why: 'Its resolution is higher.', where: ['IVI'], mark: 'read', asks: ['oct'],
  },
  {
    id: 'S058', verb: 'REC', when: ivusAcquired,
    text: 'Read the IVUS for preparation: concentric or eccentric, superficial or deep, nodule or none, and the arc.',
    why: 'Plaque preparation follows from it.', where: ['IVI', 'F3B'], mark: 'read',
  },
  {
    id: 'S059', verb: 'CAUT', when: any(yes('ivus.nodule'), eccentric),
    text: 'A nodule or eccentric calcium: the stent is more likely to expand incompletely, with a poorer outcome.',
    why: 'Studies that the review cites.', where: ['IVI'], mark: 'read',
  },
  {
    id: 'S060', verb: 'CONS', when: all(yes('wireCrossed'), yes('ivusWillNotPass')),
    text: 'Consider a first modification of the plaque, then IVUS again.',
    why: 'In a case of the review a cutting balloon opened the way.', where: ['F2'], mark: 'read',
  },
  {
    id: 'S061', verb: 'CONS',
    when: all(
      yes('ostial'), yes('inStent'), yes('ivus.nodule'),
      any(atLeast('distalVessel.calciumArcDeg', 360), yes('ivus.ring'), atLeast('ivus.arcDeg', 360)),
    ),
    text: 'Consider lithotripsy and then a stent.',
    why: 'One case of the review (balloon of 4.0 × 12 mm), not a general rule.', where: ['F2'], mark: 'read',
    asks: ['lithotripsy', 'stent'],
    notes: ['Not before a balloon has expanded fully in two views and IVUS was done: S005, S151.'],
  },
  {
    id: 'S062', verb: 'REC', when: is('phase', 'before-stent'),
    text: 'Use IVUS before the drug-eluting stent.',
    why: 'The preparation algorithm ends with it.', where: ['F3B'], mark: 'read',
  },
];
