import type { Vignette } from './vignette.ts';

const SEVERE_ONLY = ['S001', 'S002', 'S003', 'S010', 'S027', 'S028', 'S155'];

/** Risk, scores, imaging. Expectations by hand from sections 1 to 3 of the clinical notes. */
export const CONTEXT: readonly Vignette[] = [
  {
    name: 'severe calcium on CT although angiography sees little',
    facts: { ctDone: true, ctCalcium: { maxCsaPercent: 62 }, angioCalcium: 'mild' },
    fires: [...SEVERE_ONLY, 'S046', 'S047', 'S050', 'S051', 'S044', 'S024', 'S025'],
    silent: ['S041', 'S042', 'S045', 'S053'],
  },
  {
    name: 'little calcium on CT although angiography calls it severe',
    facts: { ctDone: true, ctCalcium: { maxCsaPercent: 20, maxArcDeg: 80 }, angioCalcium: 'severe', phase: 'planning' },
    silent: [...SEVERE_ONLY, 'S045', 'S046', 'S101', 'S154', 'S004', 'S011', 'S029', 'S030', 'S039', 'S082', 'S087'],
  },
  {
    name: 'CT done but not graded: angiography counts',
    facts: { ctDone: true, angioCalcium: 'severe' },
    fires: SEVERE_ONLY,
    waits: ['S045', 'S046'],
  },
  {
    name: 'a full moon stated without figures is severe',
    facts: { ctCalcium: { fullMoon: true }, angioCalcium: 'none' },
    fires: [...SEVERE_ONLY, 'S045', 'S046', 'S047'],
    silent: ['S053', 'S041'],
  },
  {
    name: 'half of the area around half of the vessel, stated without figures, is severe',
    facts: { ctCalcium: { peripheralSevere: true }, angioCalcium: 'none' },
    fires: SEVERE_ONLY,
    waits: ['S045', 'S046'],
  },
  {
    name: 'nothing known of the calcium: every rule on it waits',
    facts: { phase: 'planning' },
    waits: [...SEVERE_ONLY, 'S041', 'S042', 'S101', 'S154', 'S030', 'S053', 'S045', 'S046'],
    silent: ['S004', 'S055', 'S056', 'S057', 'S062', 'S151'],
  },
  {
    name: 'about to stent through severe calcium, fully expanded, IVUS done',
    facts: {
      phase: 'before-stent', angioCalcium: 'severe', balloonFullExpansionTwoViews: true,
      ivus: { depth: 'superficial', pattern: 'concentric' }, preparationDone: true, wireCrossed: true,
    },
    fires: ['S004', 'S011', 'S055', 'S058', 'S062', 'S134', 'S090'],
    silent: ['S005', 'S151', 'S126', 'S080', 'S054', 'S040', 'S101', 'S153', 'S154', 'S057'],
  },
  {
    name: 'not expanded in two views before the stent',
    facts: { phase: 'before-stent', balloonFullExpansionTwoViews: false },
    fires: ['S126', 'S062'],
    blocks: ['S005', 'S151'],
  },
  {
    name: 'expanded, but IVUS will not pass before the stent',
    facts: {
      phase: 'before-stent', balloonFullExpansionTwoViews: true, ivusWillNotPass: true, wireCrossed: true,
    },
    fires: ['S060'],
    blocks: ['S151'],
    silent: ['S005', 'S126', 'S058'],
  },
  {
    name: 'expanded before the stent, of IVUS nothing is known',
    facts: { phase: 'before-stent', balloonFullExpansionTwoViews: true },
    waits: ['S151', 'S058'],
    silent: ['S005'],
  },
  {
    name: 'no bypass surgery, occluded for two years',
    facts: { priorCabg: false, durationMonths: 24, inStent: false },
    fires: ['S007'],
    silent: ['S006', 'S008'],
  },
  {
    name: 'duration asked and not known',
    facts: { priorCabg: false, durationMonths: 'unknown' },
    waits: ['S007', 'S052'],
    silent: ['S006'],
  },
  {
    name: 'renal failure alone makes one think of medial calcium',
    facts: { renalFailure: true },
    fires: ['S009'],
  },
  {
    name: 'none of the four states of calcium metabolism',
    facts: { renalFailure: false, hypercalcaemia: false, hyperphosphataemia: false, parathyroidDisorder: false },
    silent: ['S009'],
  },
  {
    name: 'parathyroid disorder alone makes one think of medial calcium',
    facts: { renalFailure: false, parathyroidDisorder: true },
    fires: ['S009'],
  },
  {
    name: 'severe calcium and explicitly no strategy yet',
    facts: { angioCalcium: 'severe', plannedStrategies: [], ctDone: false },
    fires: ['S039', 'S041'],
    silent: ['S029', 'S047', 'S048', 'S049', 'S050', 'S051', 'S043', 'S044', 'S024', 'S025', 'S085', 'S086'],
  },
  {
    name: 'severe calcium with ADR planned on CT, co-registered',
    facts: { angioCalcium: 'severe', ctDone: true, plannedStrategies: ['ADR'], coRegistration: true },
    fires: ['S047', 'S048', 'S049'],
    silent: ['S039', 'S029', 'S041', 'S042'],
  },
  {
    name: 'no co-registration',
    facts: { ctDone: true, coRegistration: false, plannedStrategies: ['AWE'] },
    silent: ['S048', 'S049'],
  },
  {
    name: 'retrograde planned in severe calcium, at the cap',
    facts: { angioCalcium: 'severe', plannedStrategies: ['RWE'], phase: 'cap' },
    fires: ['S029', 'S030', 'S080', 'S055'],
    silent: ['S040', 'S101', 'S153', 'S154'],
  },
  {
    name: 'poor distal vessel with a good collateral and severe calcium: the Global algorithm goes retrograde',
    facts: {
      angioCalcium: 'severe', distalVessel: { diseased: true }, collaterals: { interventional: true },
      phase: 'planning',
    },
    fires: ['S029', 'S030'],
  },
  {
    name: 'the same, but the operator plans antegrade',
    facts: {
      angioCalcium: 'severe', distalVessel: { diseased: true }, collaterals: { interventional: true },
      phase: 'planning', plannedStrategies: ['AWE'],
    },
    fires: ['S030'],
    silent: ['S029'],
  },
  {
    name: 'a wire across ends the start of crossing, and with it the tension',
    facts: { angioCalcium: 'severe', phase: 'tracking', wireCrossed: true, preparationDone: false },
    fires: ['S028', 'S011', 'S054', 'S090'],
    silent: ['S080', 'S030'],
  },
  {
    name: 'tracking without a word on the wire waits',
    facts: { angioCalcium: 'severe', phase: 'tracking' },
    waits: ['S080', 'S030', 'S011', 'S054', 'S090'],
  },
  {
    name: 'moderate calcium at planning: suspected, not severe',
    facts: { phase: 'planning', angioCalcium: 'moderate', ctDone: false },
    fires: ['S041', 'S101', 'S040'],
    silent: ['S001', 'S154', 'S155'],
  },
  {
    name: 'mild calcium at planning',
    facts: { phase: 'planning', angioCalcium: 'mild', ctDone: false },
    silent: ['S041', 'S101', 'S053'],
  },
  {
    name: 'J-CTO one without CT',
    facts: {
      ctDone: false, angioCalcium: 'mild', stump: 'tapered', bendInOcclusionDeg: { angio: 20 },
      occlusionLengthMm: { angio: 12 }, priorFailedAttempt: false,
    },
    silent: ['S042', 'S043', 'S083', 'S041'],
  },
  {
    name: 'J-CTO one or two without CT',
    facts: {
      ctDone: false, angioCalcium: 'mild', stump: 'tapered', bendInOcclusionDeg: { angio: 20 },
      occlusionLengthMm: { angio: 12 },
    },
    waits: ['S042'],
  },
  {
    name: 'both J-CTO complete',
    facts: {
      ctDone: true, angioCalcium: 'mild', ctCalcium: { maxCsaPercent: 20 }, stump: 'tapered',
      bendInOcclusionDeg: { angio: 20, ct: 22 }, occlusionLengthMm: { angio: 12, ct: 11 },
      priorFailedAttempt: false,
    },
    fires: ['S043'],
    silent: ['S042'],
  },
  {
    name: 'no calcium on angiography and nothing else looked',
    facts: { angioCalcium: 'none', ctDone: false },
    fires: ['S053'],
  },
  {
    name: 'no calcium on angiography, but IVUS found some',
    facts: { angioCalcium: 'none', ctDone: false, ivus: { arcDeg: 100 } },
    silent: ['S053'],
    fires: ['S058', 'S059'],
  },
  {
    name: 'an ambiguous cap is traced on CT',
    facts: { proximalCapAmbiguous: true },
    fires: ['S052'],
  },
  {
    name: 'a course that cannot be seen is traced on CT',
    facts: { priorCabg: false, proximalCapAmbiguous: false, proximalTortuosity: 'unseen' },
    fires: ['S052'],
    waits: ['S111'],
  },
  {
    name: 'a plain course without bypass surgery',
    facts: { priorCabg: false, proximalCapAmbiguous: false, proximalTortuosity: 'mild' },
    silent: ['S052', 'S006', 'S111'],
  },
  {
    name: 'after the stent with little contrast',
    facts: { phase: 'after-stent', contrastMl: 150, egfr: 60 },
    fires: ['S056'],
    silent: ['S055', 'S057', 'S062', 'S152', 'S080'],
  },
  {
    name: 'after the stent with much contrast',
    facts: { phase: 'after-stent', contrastMl: 300, egfr: 60 },
    silent: ['S056'],
  },
  {
    name: 'follow-up',
    facts: { phase: 'follow-up' },
    fires: ['S057'],
    silent: ['S055', 'S056', 'S062', 'S040', 'S080'],
  },
  {
    name: 'IVUS passes, wire across',
    facts: { wireCrossed: true, ivusWillNotPass: false },
    silent: ['S060'],
  },
  {
    name: 'ostial in-stent occlusion with a nodule and a distal ring',
    facts: { ostial: true, inStent: true, ivus: { nodule: true, ring: true } },
    fires: ['S061', 'S059', 'S133', 'S008'],
  },
  {
    name: 'the same without a nodule',
    facts: { ostial: true, inStent: true, ivus: { nodule: false, ring: true, pattern: 'concentric' } },
    silent: ['S061', 'S059', 'S133', 'S128', 'S130'],
  },
];
