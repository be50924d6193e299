import { calciumSevere, notFullyExpanded } from './definitions.ts';
import { all, anyOf, is, no, yes, atLeast } from './expression.ts';
import type { Rule } from './rule.ts';

/**
 * Risk and context: what severe calcium and the history of the patient mean for the procedure.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: introduction, outcomes,
 *   histopathology
 */
export const contextRules: readonly Rule[] = [
  {
    id: 'S001',
    verb: 'INFO',
    when: calciumSevere,
    text:
      'Count on a higher procedural risk: lower technical and procedural success, a longer ' +
      'procedure, more fluoroscopy, dose and contrast, and a retrograde approach more often.',
    why: 'In a registry of 1,453 patients adverse events were more frequent with heavy calcium.',
    where: ['OUT'],
    mark: 'read',
    notes: [
      'The review gives 3.7 % against 1.8 % (p = 0.033) for heavily calcified occlusions, while the ' +
        'sentence before groups moderate with severe: the grouping of the study has to be checked ' +
        'before a number is shown.',
    ],
  },
  {
    id: 'S002',
    verb: 'CAUT',
    when: calciumSevere,
    text: 'Be prepared for perforation and tamponade.',
    why: 'The complications were mostly tamponade, tied to the more frequent use of dissection techniques.',
    where: ['OUT', 'I-TRACK'],
    mark: 'read',
  },
  {
    id: 'S003',
    verb: 'INFO',
    when: calciumSevere,
    text: 'Restenosis inside the stent and failure of the target lesion are more likely later.',
    why: 'Among 285 patients with CT before the procedure severe calcium predicted them independently.',
    where: ['OUT'],
    mark: 'read',
  },
  {
    id: 'S004',
    verb: 'REC',
    when: all(calciumSevere, is('phase', 'before-stent')),
    text: 'Finish preparing the lesion before a drug-eluting stent is pushed through it.',
    why: 'Calcium scrapes the polymer and hinders the drug, which leads to restenosis and thrombosis.',
    where: ['OUT', 'INTRO'],
    mark: 'read',
  },
  {
    id: 'S005',
    verb: 'GATE',
    when: notFullyExpanded,
    text: 'Do not stent yet: no balloon has expanded fully in two views. Go on with plaque preparation.',
    why: 'A stent that does not expand is a main predictor of thrombosis and restenosis.',
    where: ['INTRO', 'F3B'],
    mark: 'read',
    against: ['stent'],
  },
  {
    id: 'S006',
    verb: 'INFO',
    when: yes('priorCabg'),
    text:
      'Expect much calcium and a lower success rate after bypass surgery, most of all where the ' +
      'graft goes to the occluded vessel. Look at the calcium on CT first.',
    why:
      'Histology of 95 lesions showed heavy calcium after bypass surgery; competing flow, stasis and ' +
      'low shear are offered as the reason.',
    where: ['HIST'],
    mark: 'read',
  },
  {
    id: 'S007',
    verb: 'INFO',
    when: all(no('priorCabg'), atLeast('durationMonths', 'longDurationMonths')),
    text:
      'Expect intermediate calcium in an old occlusion without bypass surgery; a recent one has mild to ' +
      'moderate calcium.',
    why: 'In the same series calcium grew with the age of the occlusion.',
    where: ['HIST'],
    mark: 'read',
    notes: ['From how many months an occlusion is old is our parameter.'],
  },
  {
    id: 'S008',
    verb: 'INFO',
    when: yes('inStent'),
    text: 'Severe calcium is less likely inside a stent, but not excluded: the new tissue can calcify.',
    why:
      'Calcified new tissue was seen in 4 % of in-stent occlusions, calcium in 48 % of native ones, ' +
      'and the former only in bare-metal stents so far.',
    where: ['HIST'],
    mark: 'read',
  },
  {
    id: 'S009',
    verb: 'INFO',
    when: anyOf(
      yes('renalFailure'),
      yes('hypercalcaemia'),
      yes('hyperphosphataemia'),
      yes('parathyroidDisorder'),
    ),
    text: 'Think of calcium in the media, deep in the wall, beside the usual calcium of the intima.',
    why: 'Medial calcium goes with these states.',
    where: ['HIST'],
    mark: 'read',
  },
  {
    id: 'S010',
    verb: 'CAUT',
    when: calciumSevere,
    text:
      'Heavy calcium can keep the wire from staying intraplaque and force it extraplaque, with more ' +
      'risk during the procedure and perhaps a poorer result.',
    why: 'It resists mechanically.',
    where: ['INTRO'],
    mark: 'read',
  },
  {
    id: 'S011',
    verb: 'INFO',
    when: all(yes('wireCrossed'), calciumSevere),
    text: 'Balloons and stents may still not pass, although the wire is across.',
    why: 'The resistance to devices outlasts the crossing of the wire.',
    where: ['INTRO'],
    mark: 'read',
  },
];
