import type { Vignette } from './vignette.ts';

/** Preparation and gates. Expectations by hand from sections 7 and 8 of the clinical notes. */
export const PREPARATION: readonly Vignette[] = [
  {
    name: 'a lesion that dilates',
    facts: { undilatable: false, balloonFullExpansionTwoViews: true },
    silent: ['S120', 'S122', 'S123', 'S124', 'S125', 'S126', 'S005'],
  },
  {
    name: 'a lesion that dilates, expansion not judged',
    facts: { undilatable: false },
    waits: ['S126', 'S005'],
    silent: ['S120', 'S122'],
  },
  {
    name: 'undilatable says that the balloon is not expanded, whatever was noted before',
    facts: { undilatable: true, balloonFullExpansionTwoViews: true, ivlDeliverable: false },
    fires: ['S120', 'S122', 'S126'],
    blocks: ['S005'],
    silent: ['S124'],
  },
  {
    name: 'undilatable and intraplaque, not proven: the tools fire and their gate blocks',
    facts: { undilatable: true, track: 'intraplaque' },
    fires: ['S123'],
    blocks: ['S089'],
    waits: ['S125', 'S124'],
  },
  {
    name: 'superficial and eccentric, extraplaque',
    facts: { ivus: { depth: 'superficial', pattern: 'eccentric' }, track: 'extraplaque' },
    fires: ['S128', 'S129', 'S130', 'S059'],
    silent: ['S127', 'S131', 'S132'],
  },
  {
    name: 'superficial and concentric by its arc, intraplaque',
    facts: { ivus: { depth: 'superficial', arcDeg: 300 }, track: 'intraplaque' },
    fires: ['S127'],
    silent: ['S128', 'S130', 'S131', 'S132'],
    waits: ['S059'],
  },
  {
    name: 'a ring is concentric',
    facts: { ivus: { depth: 'deep', ring: true, mlaReduced: true, nodule: false } },
    fires: ['S131'],
    silent: ['S128', 'S132', 'S127', 'S059'],
  },
  {
    name: 'deep and concentric, the balloon keeps its waist',
    facts: { ivus: { depth: 'deep', pattern: 'concentric' }, balloonFullExpansionTwoViews: false },
    fires: ['S131'],
    silent: ['S132'],
  },
  {
    name: 'deep and concentric, undilatable',
    facts: { ivus: { depth: 'deep', pattern: 'concentric' }, undilatable: true },
    fires: ['S131'],
    silent: ['S132'],
  },
  {
    name: 'deep and concentric, lumen judged reduced although the balloon expanded',
    facts: {
      ivus: { depth: 'deep', pattern: 'concentric', mlaReduced: true },
      balloonFullExpansionTwoViews: true,
    },
    fires: ['S131'],
    silent: ['S132'],
  },
  {
    name: 'deep and concentric, nothing known of the lumen',
    facts: { ivus: { depth: 'deep', pattern: 'concentric' } },
    waits: ['S131', 'S132'],
  },
  {
    name: 'deep and concentric, lumen not reduced, expansion not judged',
    facts: { ivus: { depth: 'deep', pattern: 'concentric', mlaReduced: false } },
    waits: ['S131', 'S132'],
  },
  {
    name: 'a nodule alone',
    facts: { ivus: { nodule: true } },
    fires: ['S059', 'S133', 'S058'],
    waits: ['S128'],
  },
  {
    name: 'preparation not done yet',
    facts: { preparationDone: false, wireCrossed: true },
    fires: ['S054'],
    silent: ['S134'],
  },
  {
    name: 'an ordinary balloon, 13 atm, extraplaque, sized to the reference',
    facts: {
      track: 'extraplaque',
      balloon: { kind: 'NC', pressureAtm: 13, diameterMm: 3 },
      proximalReferenceMm: 3,
    },
    silent: ['S140', 'S141', 'S142', 'S145', 'S148', 'S149', 'S146'],
    waits: ['S143'],
  },
  {
    name: 'an ordinary balloon at 35 atm',
    facts: { track: 'intraplaque', balloon: { kind: 'NC', pressureAtm: 35 } },
    blocks: ['S141'],
    silent: ['S140', 'S142', 'S145'],
  },
  {
    name: 'an OPN balloon at 45 atm, intraplaque and proven',
    facts: { track: 'intraplaque', trackConfirmedByIvus: true, balloon: { kind: 'OPN', pressureAtm: 45 } },
    silent: ['S089', 'S140', 'S141', 'S142', 'S145', 'S148', 'S149'],
  },
  {
    name: 'an OPN balloon outside the plaque',
    facts: { track: 'extraplaque', balloon: { kind: 'OPN', pressureAtm: 45 } },
    blocks: ['S089', 'S140', 'S142', 'S145'],
    silent: ['S141'],
  },
  {
    name: 'an OPN balloon outside the plaque, pressure not chosen',
    facts: { track: 'extraplaque', balloon: { kind: 'OPN' } },
    blocks: ['S142', 'S145'],
    waits: ['S140'],
  },
  {
    name: 'an OPN balloon where the track is mixed',
    facts: { track: 'mixed', balloon: { kind: 'OPN', pressureAtm: 45 } },
    blocks: ['S142'],
    waits: ['S140', 'S145'],
  },
  {
    name: 'an OPN balloon with an unknown track',
    facts: { balloon: { kind: 'OPN', pressureAtm: 45 } },
    waits: ['S142', 'S140', 'S145'],
  },
  {
    name: 'an OPN balloon where extraplaque is planned',
    facts: { plannedTrack: 'extraplaque', balloon: { kind: 'OPN', pressureAtm: 45 } },
    blocks: ['S142', 'S140', 'S145'],
  },
  {
    name: 'the present track outranks the planned one at the gates',
    facts: { track: 'intraplaque', plannedTrack: 'extraplaque', balloon: { kind: 'NC', pressureAtm: 20 } },
    silent: ['S140', 'S145'],
    fires: ['S088'],
  },
  {
    name: 'laser outside the plaque',
    facts: { track: 'extraplaque', atherectomy: { kind: 'laser' } },
    blocks: ['S143'],
    silent: ['S144', 'S109'],
  },
  {
    name: 'a burr outside the plaque is no transition zone',
    facts: { track: 'extraplaque', atherectomy: { burrMm: 1.25 } },
    blocks: ['S143'],
    silent: ['S144'],
  },
  {
    name: 'laser at the transition zone is not the exception',
    facts: { track: 'transition', atherectomy: { kind: 'laser' } },
    blocks: ['S143'],
    silent: ['S144'],
  },
  {
    name: 'a burr without a kind at the transition zone is rotational',
    facts: { track: 'transition', atherectomy: { burrMm: 1.75 } },
    blocks: ['S144'],
    silent: ['S143'],
  },
  {
    name: 'lithotripsy outside the plaque',
    facts: { track: 'extraplaque', balloon: { kind: 'IVL', pressureAtm: 6 } },
    fires: ['S146'],
    silent: ['S140', 'S145', 'S142', 'S141'],
  },
  {
    name: 'the first balloon of 1.2 mm for an uncrossable lesion',
    facts: { deviceUncrossable: true, balloon: { diameterMm: 1.2 } },
    silent: ['S147'],
  },
  {
    name: 'a first balloon of 2 mm for an uncrossable lesion',
    facts: { deviceUncrossable: true, balloon: { kind: 'SC', diameterMm: 2 } },
    blocks: ['S147'],
    silent: ['S148'],
  },
  {
    name: 'BAM of 1.5 mm in an uncrossable lesion keeps both limits',
    facts: { deviceUncrossable: true, balloon: { kind: 'BAM', diameterMm: 1.5 } },
    silent: ['S147', 'S148'],
  },
  {
    name: 'BAM of 2 mm breaks its own limit',
    facts: { deviceUncrossable: true, balloon: { kind: 'BAM', diameterMm: 2 } },
    blocks: ['S148'],
    silent: ['S147'],
  },
  {
    name: 'undersized in an undilatable lesion is the exception',
    facts: { undilatable: true, balloon: { kind: 'NC', diameterMm: 2.5 }, proximalReferenceMm: 3 },
    silent: ['S149'],
  },
  {
    name: 'undersized otherwise is not',
    facts: { balloon: { kind: 'NC', diameterMm: 2.5 }, proximalReferenceMm: 3 },
    blocks: ['S149'],
  },
  {
    name: 'oversized in an undilatable lesion is no exception',
    facts: { undilatable: true, balloon: { kind: 'NC', diameterMm: 3.5 }, proximalReferenceMm: 3 },
    blocks: ['S149'],
  },
  {
    name: 'between the two references a balloon fits',
    facts: { balloon: { kind: 'NC', diameterMm: 3 }, proximalReferenceMm: 3.5, distalReferenceMm: 2.5 },
    silent: ['S149'],
  },
  {
    name: 'BASE with a non-compliant balloon',
    facts: { baseChosen: true, balloon: { kind: 'NC', diameterMm: 3 }, proximalReferenceMm: 3 },
    blocks: ['S150'],
  },
  {
    name: 'BASE long done: the balloon of preparation is another',
    facts: {
      baseChosen: true,
      phase: 'preparation',
      balloon: { kind: 'NC', diameterMm: 3 },
      proximalReferenceMm: 3,
    },
    silent: ['S150', 'S149'],
  },
  {
    name: 'OCT before the stent without a dissection',
    facts: { phase: 'before-stent', octPlanned: true, dissection: false },
    silent: ['S152'],
  },
  {
    name: 'OCT not planned',
    facts: { phase: 'before-stent', octPlanned: false, dissection: true },
    silent: ['S152'],
  },
  {
    name: 'planning severe calcium without the skills',
    facts: { phase: 'planning', angioCalcium: 'severe', skills: ['ADR', 'RA'], highVolumeCentre: true },
    fires: ['S153', 'S154', 'S155', 'S101'],
  },
  {
    name: 'planning with the skills in a small centre',
    facts: { phase: 'planning', skills: ['ADR', 'RDR'], highVolumeCentre: false },
    fires: ['S153'],
  },
  {
    name: 'planning with the skills in a high-volume centre',
    facts: { phase: 'planning', skills: ['ADR', 'RDR'], highVolumeCentre: true },
    silent: ['S153'],
  },
];
