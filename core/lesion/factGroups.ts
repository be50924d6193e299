import type { FactPath } from './caseFacts.ts';

/** A group of the fact sheet. */
export type FactGroupId =
  | 'occlusion' | 'calcium' | 'vessel' | 'collaterals' | 'patient' | 'plan' | 'procedure' | 'intravascular';

/** How a fact comes to be known where it is not measured on CT. */
export type UsualSource = 'stated' | 'angiogram' | 'ivus';

/** A fact as it stands on the sheet. */
export interface FactOnSheet {
  readonly path: FactPath;
  /** Short, under the title of its group; the table of facts has the whole words. */
  readonly name: string;
  /** On the sheet only once it is known, or asked for by the whole list. */
  readonly isRare: boolean;
}

/** Facts that belong together. */
export interface FactGroup {
  readonly id: FactGroupId;
  readonly title: string;
  /** Whether they can be known before the procedure. */
  readonly isKnownBefore: boolean;
  readonly facts: readonly FactOnSheet[];
}

const shown = (path: FactPath, name: string): FactOnSheet => ({ path, name, isRare: false });
const rare = (path: FactPath, name: string): FactOnSheet => ({ path, name, isRare: true });

/** The fact sheet: every fact once, but for the phase, which says when one looks and not what is. */
export const FACT_GROUPS: readonly FactGroup[] = [
  {
    id: 'occlusion', title: 'Occlusion', isKnownBefore: true, facts: [
      shown('occlusionLengthMm.ct', 'Length cap to cap'),
      rare('occlusionLengthMm.angio', 'Length on angiogram'),
      shown('stump', 'Proximal cap'),
      shown('proximalCapAmbiguous', 'Cap ambiguity'),
      rare('proximalCapSeen.angio', 'Cap on the angiogram'),
      rare('proximalCapSeen.ct', 'Cap on CT'),
      rare('proximalCapSettledBy', 'Ambiguity settled by'),
      shown('proximalCapCalcified', 'Cap calcified'),
      shown('sideBranchAtProximalCap', 'Side branch at cap'),
      shown('distalCapAtBifurcation', 'Distal cap, bifurcation'),
      shown('bendInOcclusionDeg.ct', 'Bend inside'),
      rare('bendInOcclusionDeg.angio', 'Bend on angiogram'),
      shown('multipleOcclusions', 'Multiple occlusions'),
      shown('inStent', 'Inside a stent'),
    ],
  },
  {
    id: 'calcium', title: 'Calcium', isKnownBefore: true, facts: [
      shown('ctCalcium.maxCsaPercent', 'Largest area share'),
      shown('ctCalcium.maxArcDeg', 'Largest arc'),
      shown('ctCalcium.fullMoon', 'Full moon'),
      shown('ctCalcium.peripheralSevere', '≥ 180° with ≥ 50 %'),
      shown('ctCalcium.lengthPercent', 'Calcium length'),
      shown('ctCalcium.freeWindowsMm', 'Calcium-free windows'),
      shown('angioCalcium', 'Calcium, angiogram'),
      rare('angioCalciumLengthPercent', 'Calcium length, angiogram'),
    ],
  },
  {
    id: 'vessel', title: 'Vessel', isKnownBefore: true, facts: [
      shown('vessel', 'Target vessel'),
      rare('branch', 'Branch of the target'),
      shown('ostial', 'Ostial'),
      shown('proximalTortuosity', 'Tortuosity before cap'),
      shown('proximalReferenceMm', 'Reference, proximal'),
      shown('distalReferenceMm', 'Reference, distal'),
      shown('distalVessel.diameterMm', 'Landing zone, distal'),
      shown('distalVessel.diseased', 'Landing zone diseased'),
      shown('distalVessel.calciumArcDeg', 'Landing zone calcium'),
      shown('graftOnTarget', 'Graft on the target'),
    ],
  },
  {
    id: 'collaterals', title: 'Collaterals', isKnownBefore: true, facts: [
      shown('collaterals.interventional', 'Interventional collateral'),
      shown('collaterals.rentrop', 'Rentrop grade'),
      rare('collaterals.wernerCc', 'Werner class'),
      rare('collaterals.kind', 'Kind of collateral'),
      rare('collaterals.donor', 'Donor vessel'),
    ],
  },
  {
    id: 'patient', title: 'Patient and history', isKnownBefore: true, facts: [
      shown('ageYears', 'Age'),
      shown('sex', 'Sex'),
      shown('priorFailedAttempt', 'Previous attempt failed'),
      shown('durationMonths', 'Duration'),
      shown('priorCabg', 'Previous CABG'),
      shown('priorMi', 'Previous MI'),
      shown('lvefPercent', 'LVEF'),
      shown('egfr', 'eGFR'),
      rare('atrialFibrillation', 'Atrial fibrillation'),
      shown('renalFailure', 'Renal failure'),
      rare('hypercalcaemia', 'Hypercalcaemia'),
      rare('hyperphosphataemia', 'Hyperphosphataemia'),
      rare('parathyroidDisorder', 'Parathyroid disorder'),
    ],
  },
  {
    id: 'plan', title: 'Plan and team', isKnownBefore: true, facts: [
      shown('plannedStrategies', 'Planned strategies'),
      shown('plannedTrack', 'Planned track'),
      shown('skills', 'Skills at hand'),
      shown('highVolumeCentre', 'High-volume centre'),
      rare('coRegistration', 'CT co-registered'),
      rare('ctDone', 'CT angiography done'),
      rare('devices', 'Devices at hand'),
    ],
  },
  {
    id: 'procedure', title: 'In the room', isKnownBefore: false, facts: [
      shown('capImpenetrable', 'Cap impenetrable'),
      shown('wireCrossed', 'Wire across'),
      shown('track', 'Track of the wire'),
      shown('trackConfirmedByIvus', 'Track proven by IVUS'),
      shown('deviceUncrossable', 'No device crosses'),
      shown('undilatable', 'Undilatable'),
      shown('balloonFullExpansionTwoViews', 'Balloon full, two views'),
      shown('preparationDone', 'Preparation done'),
      shown('intraplaqueSpent', 'Intraplaque spent'),
      shown('dissection', 'Dissection'),
      shown('baseChosen', 'BASE chosen'),
      shown('ivlDeliverable', 'IVL balloon passes'),
      rare('microcatheterStuck', 'Microcatheter stuck'),
      rare('ivusWillNotPass', 'IVUS will not pass'),
      rare('octPlanned', 'OCT planned'),
      rare('rotationalConsidered', 'Rotational considered'),
      shown('balloon.kind', 'Balloon'),
      shown('balloon.diameterMm', 'Balloon diameter'),
      shown('balloon.pressureAtm', 'Balloon pressure'),
      shown('atherectomy.kind', 'Atherectomy'),
      rare('atherectomy.burrMm', 'Burr'),
      rare('elapsedMin', 'Time elapsed'),
      rare('contrastMl', 'Contrast given'),
      rare('airKermaGy', 'Air kerma'),
    ],
  },
  {
    id: 'intravascular', title: 'IVUS and OCT', isKnownBefore: false, facts: [
      shown('ivus.arcDeg', 'IVUS arc'),
      shown('ivus.lengthMm', 'IVUS length'),
      shown('ivus.depth', 'IVUS depth'),
      shown('ivus.pattern', 'IVUS pattern'),
      shown('ivus.nodule', 'IVUS nodule'),
      shown('ivus.ring', 'IVUS ring'),
      shown('ivus.vesselMm', 'IVUS vessel'),
      shown('ivus.mlaReduced', 'Lumen area reduced'),
      rare('oct.arcDeg', 'OCT arc'),
      rare('oct.thicknessMm', 'OCT thickness'),
      rare('oct.lengthMm', 'OCT length'),
    ],
  },
];

/** A fact with its group. */
export interface PlacedFact { readonly fact: FactOnSheet; readonly group: FactGroup }

const PLACED: ReadonlyMap<FactPath, PlacedFact> = new Map(
  FACT_GROUPS.flatMap((group) => group.facts.map((fact) => [fact.path, { fact, group }] as const)),
);

/** Where a fact stands on the sheet; undefined for the phase, which stands on none. */
export const placedFact = (path: FactPath): PlacedFact | undefined => PLACED.get(path);

/** Whether a fact can be known before the procedure. */
export const isKnownBefore = (path: FactPath): boolean => PLACED.get(path)?.group.isKnownBefore ?? true;

const ON_ANGIOGRAM: ReadonlySet<FactPath> = new Set<FactPath>([
  'occlusionLengthMm.angio', 'bendInOcclusionDeg.angio', 'angioCalcium', 'angioCalciumLengthPercent',
  'proximalCapSeen.angio', 'collaterals.interventional', 'collaterals.rentrop', 'collaterals.wernerCc',
  'collaterals.kind', 'collaterals.donor',
]);

/** From where an answer comes unless it is said otherwise. */
export const usualSource = (path: FactPath): UsualSource =>
  (path.startsWith('ivus.') ? 'ivus' : ON_ANGIOGRAM.has(path) ? 'angiogram' : 'stated');
