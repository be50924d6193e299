import type { Vignette } from './vignette.ts';

/** Section 11 of the clinical notes, V1 to V12, by hand. */
export const GOLDEN: readonly Vignette[] = [
  {
    name: 'V1: planning without CT, severe calcium on angiography, J-CTO 3',
    facts: {
      phase: 'planning',
      ctDone: false,
      angioCalcium: 'severe',
      stump: 'blunt',
      bendInOcclusionDeg: { angio: 50 },
      occlusionLengthMm: { angio: 15 },
      priorFailedAttempt: false,
    },
    fires: ['S001', 'S041', 'S042', 'S080'],
    not: ['S123'],
  },
  {
    name: 'V2: full moon at 12 to 16 mm, 28 mm long, bend of 50°',
    facts: {
      phase: 'planning',
      ctDone: true,
      ctCalcium: { maxCsaPercent: 100, maxArcDeg: 360 },
      occlusionLengthMm: { ct: 28 },
      bendInOcclusionDeg: { ct: 50 },
    },
    fires: ['S045', 'S046', 'S083', 'S030'],
    not: ['S085'],
  },
  {
    name: 'V3: impenetrable cap with a side branch, lithotripsy deliverable, no collaterals, cap calcium unknown',
    facts: {
      capImpenetrable: true,
      sideBranchAtProximalCap: true,
      ivlDeliverable: true,
      collaterals: { interventional: false },
    },
    fires: ['S071', 'S072', 'S074', 'S077', 'S078'],
    waits: ['S073'],
    silent: ['S079'],
  },
  {
    name: 'V4: wire across, no device follows, track unknown',
    facts: { wireCrossed: true, deviceUncrossable: true },
    fires: ['S102', 'S103', 'S104', 'S105', 'S106', 'S107'],
    blocks: ['S089'],
    waits: ['S108'],
  },
  {
    name: 'V5: undilatable, extraplaque, eccentric, 18 atm planned',
    facts: {
      undilatable: true,
      track: 'extraplaque',
      ivus: { pattern: 'eccentric' },
      balloon: { pressureAtm: 18 },
    },
    fires: ['S129'],
    blocks: ['S140', 'S145'],
    silent: ['S123', 'S125'],
  },
  {
    name: 'V6: undilatable, intraplaque by IVUS, superficial and concentric, lithotripsy deliverable',
    facts: {
      undilatable: true,
      track: 'intraplaque',
      trackConfirmedByIvus: true,
      ivus: { depth: 'superficial', pattern: 'concentric' },
      ivlDeliverable: true,
    },
    fires: ['S122', 'S123', 'S124', 'S125', 'S126', 'S127'],
    blocks: ['S005'],
    silent: ['S129', 'S089', 'S140', 'S143', 'S145', 'S146'],
  },
  {
    name: 'V7: burr of 1.5 mm at the transition zone',
    facts: { track: 'transition', atherectomy: { kind: 'rotational', burrMm: 1.5 } },
    blocks: ['S144'],
    silent: ['S143'],
  },
  {
    name: 'V8: burr of 1.25 mm at the transition zone',
    facts: { track: 'transition', atherectomy: { kind: 'rotational', burrMm: 1.25 } },
    silent: ['S144', 'S143'],
  },
  {
    name: 'V9: eccentric nodule, intraplaque, lithotripsy deliverable',
    facts: { ivus: { pattern: 'eccentric', nodule: true }, track: 'intraplaque', ivlDeliverable: true },
    fires: ['S059', 'S130', 'S133'],
    silent: ['S129', 'S146'],
  },
  {
    name: 'V10: deep and concentric, balloon expanded in two views',
    facts: { ivus: { depth: 'deep', pattern: 'concentric' }, balloonFullExpansionTwoViews: true },
    fires: ['S132'],
    silent: ['S131', 'S005', 'S126'],
  },
  {
    name: 'V11: previous bypass surgery, occlusion inside a stent',
    facts: { priorCabg: true, inStent: true },
    fires: ['S006', 'S008'],
    silent: ['S007'],
  },
  {
    name: 'V12: OCT planned before the stent in a dissected vessel',
    facts: { phase: 'before-stent', octPlanned: true, dissection: true },
    fires: ['S152', 'S055'],
    silent: ['S056'],
  },
];
