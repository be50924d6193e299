import { known, type Fact } from './fact.ts';

/** What kind of value a fact holds. Numbers outside `least` to `most` are impossible, not merely rare. */
export type FactKind =
  | { readonly is: 'choice'; readonly of: readonly string[] }
  | { readonly is: 'yes-no' }
  | {
      readonly is: 'number'; readonly unit: string | null; readonly least: number; readonly most: number;
      /** Only whole numbers. */
      readonly whole?: true;
      /** Answers in words that stand beside the number: asked, and not known. */
      readonly orWord?: string;
    }
  | { readonly is: 'choices'; readonly of: readonly string[] }
  | { readonly is: 'text' }
  | { readonly is: 'texts' }
  | { readonly is: 'stretches'; readonly unit: string; readonly least: number; readonly most: number };

/** A row of the table of facts. `label` says in plain words what the fact is. */
export type FactRow = { readonly label: string; readonly kind: FactKind };

const choice = <const T extends readonly string[]>(label: string, ...of: T) =>
  ({ label, kind: { is: 'choice', of } }) as const;
const choices = <const T extends readonly string[]>(label: string, ...of: T) =>
  ({ label, kind: { is: 'choices', of } }) as const;
const yesNo = (label: string) => ({ label, kind: { is: 'yes-no' } }) as const;
const number = (label: string, unit: string | null, least: number, most: number) =>
  ({ label, kind: { is: 'number', unit, least, most } }) as const;
const whole = (label: string, least: number, most: number) =>
  ({ label, kind: { is: 'number', unit: null, least, most, whole: true } }) as const;

/**
 * Every fact of a case by its path, with what it means, its unit and its possible values: the one list from
 * which the type, the schema at the border, the questions and the documentation follow.
 *
 * Modalities stay apart in the names: `ct…` is CT, `angio…` angiography, `ivus` and `oct` intravascular.
 */
export const FACTS = {
  vessel: choice('target vessel', 'LM', 'LAD', 'LCx', 'RCA', 'graft'),
  branch: { label: 'branch of the target vessel', kind: { is: 'text' } },
  ostial: yesNo('ostial location'),
  ageYears: number('age', 'years', 18, 120),
  sex: choice('sex', 'F', 'M'),
  priorCabg: yesNo('previous bypass surgery'),
  graftOnTarget: yesNo('bypass graft on the target vessel'),
  priorMi: yesNo('previous myocardial infarction'),
  atrialFibrillation: yesNo('atrial fibrillation'),
  lvefPercent: number('left ventricular ejection fraction', '%', 0, 100),
  egfr: number('estimated glomerular filtration rate', 'mL/min/1.73 m²', 0, 250),
  renalFailure: yesNo('renal failure'),
  hypercalcaemia: yesNo('hypercalcaemia'),
  hyperphosphataemia: yesNo('hyperphosphataemia'),
  parathyroidDisorder: yesNo('parathyroid disorder'),
  priorFailedAttempt: yesNo('previous failed attempt at this lesion'),
  durationMonths: {
    label: 'duration of the occlusion',
    kind: { is: 'number', unit: 'months', least: 0, most: 1200, orWord: 'unknown' },
  },
  inStent: yesNo('occlusion inside a stent'),
  stump: choice('shape of the proximal stump', 'tapered', 'blunt', 'invisible'),
  proximalCapAmbiguous: yesNo('ambiguous proximal cap'),
  'proximalCapSeen.angio': choice('proximal cap as angiography shows it', 'clear', 'ambiguous'),
  'proximalCapSeen.ct': choice('proximal cap as CT shows it', 'clear', 'ambiguous'),
  proximalCapSettledBy: choice(
    'what settled an ambiguous proximal cap', 'CT', 'dual injection', 'IVUS', 'tip injection',
  ),
  proximalCapCalcified: yesNo('calcified proximal cap'),
  sideBranchAtProximalCap: yesNo('side branch at the proximal cap'),
  distalCapAtBifurcation: yesNo('distal cap at a bifurcation'),
  multipleOcclusions: yesNo('more than one complete interruption'),
  'occlusionLengthMm.ct': number('occlusion length on CT', 'mm', 0, 300),
  'occlusionLengthMm.angio': number('occlusion length on angiography', 'mm', 0, 300),
  'bendInOcclusionDeg.ct': number('bend inside the occlusion on CT', '°', 0, 180),
  'bendInOcclusionDeg.angio': number('bend inside the occlusion on angiography', '°', 0, 180),
  proximalTortuosity: choice(
    'tortuosity of the proximal vessel', 'none', 'mild', 'moderate', 'severe', 'unseen',
  ),
  angioCalcium: choice('calcium on angiography', 'none', 'mild', 'moderate', 'severe'),
  angioCalciumLengthPercent: number('calcified share of the occlusion on angiography', '%', 0, 100),
  'ctCalcium.maxArcDeg': number('greatest calcium arc on CT', '°', 0, 360),
  'ctCalcium.maxCsaPercent': number('greatest calcified share of the cross-section on CT', '%', 0, 100),
  'ctCalcium.peripheralSevere': yesNo('calcium of at least 180° and 50 % of the area in one place on CT'),
  'ctCalcium.fullMoon': yesNo('full-moon calcium on CT'),
  'ctCalcium.lengthPercent': number('calcified share of the occlusion length on CT', '%', 0, 100),
  'ctCalcium.freeWindowsMm': {
    label: 'calcium-free windows on CT, along the centreline',
    kind: { is: 'stretches', unit: 'mm', least: 0, most: 500 },
  },
  'distalVessel.diameterMm': number('diameter of the distal vessel', 'mm', 0, 12),
  'distalVessel.diseased': yesNo('diseased distal vessel'),
  'distalVessel.calciumArcDeg': number('calcium arc of the distal vessel', '°', 0, 360),
  'collaterals.interventional': yesNo('collateral that a wire and microcatheter can cross'),
  'collaterals.rentrop': whole('Rentrop grade of the collateral filling', 0, 3),
  'collaterals.wernerCc': whole('Werner class of the collateral channel', 0, 2),
  'collaterals.kind': choice('kind of collateral', 'septal', 'epicardial', 'graft'),
  'collaterals.donor': choice('donor vessel of the collateral', 'LAD', 'LCx', 'RCA', 'graft', 'the same vessel'),
  ctDone: yesNo('CT angiography done'),
  coRegistration: yesNo('CT co-registered with angiography'),
  plannedStrategies: choices('planned strategies', 'AWE', 'ADR', 'RWE', 'RDR'),
  phase: choice(
    'phase of the procedure',
    'planning', 'cap', 'tracking', 'device', 'preparation', 'before-stent', 'after-stent', 'follow-up',
  ),
  capImpenetrable: yesNo('impenetrable proximal cap'),
  wireCrossed: yesNo('wire across the occlusion'),
  deviceUncrossable: yesNo('occlusion that no device crosses'),
  undilatable: yesNo('undilatable lesion'),
  balloonFullExpansionTwoViews: yesNo('balloon fully expanded in two views'),
  dissection: yesNo('dissection'),
  preparationDone: yesNo('lesion preparation done'),
  baseChosen: yesNo('balloon-assisted subintimal entry (BASE) chosen'),
  ivlDeliverable: yesNo('lithotripsy balloon deliverable'),
  octPlanned: yesNo('OCT planned'),
  microcatheterStuck: yesNo('microcatheter stuck'),
  ivusWillNotPass: yesNo('IVUS catheter that will not pass'),
  intraplaqueSpent: yesNo('intraplaque options spent'),
  rotationalConsidered: yesNo('rotational atherectomy considered'),
  // Where no lumen is open there is no reference: none is 0 mm wide.
  proximalReferenceMm: number('proximal reference diameter', 'mm', 0.5, 12),
  distalReferenceMm: number('distal reference diameter', 'mm', 0.5, 12),
  highVolumeCentre: yesNo('high-volume centre'),
  track: choice('track of the wire', 'intraplaque', 'extraplaque', 'mixed', 'transition'),
  plannedTrack: choice('planned track of the wire', 'intraplaque', 'extraplaque', 'mixed', 'transition'),
  trackConfirmedByIvus: yesNo('track confirmed by IVUS'),
  'ivus.depth': choice('depth of the calcium on IVUS', 'superficial', 'deep'),
  'ivus.pattern': choice('pattern of the calcium on IVUS', 'concentric', 'eccentric'),
  'ivus.arcDeg': number('calcium arc on IVUS', '°', 0, 360),
  'ivus.lengthMm': number('length of the calcium on IVUS', 'mm', 0, 300),
  'ivus.ring': yesNo('ring of 360° superficial calcium on IVUS'),
  'ivus.nodule': yesNo('calcified nodule on IVUS'),
  'ivus.vesselMm': number('vessel diameter beside the calcium on IVUS', 'mm', 0, 12),
  'ivus.mlaReduced': yesNo('reduced minimal lumen area on IVUS'),
  'oct.arcDeg': number('greatest calcium arc on OCT', '°', 0, 360),
  'oct.thicknessMm': number('greatest calcium thickness on OCT', 'mm', 0, 6),
  'oct.lengthMm': number('length of the calcium on OCT', 'mm', 0, 300),
  'balloon.kind': choice('kind of balloon', 'SC', 'NC', 'OPN', 'cutting', 'scoring', 'IVL', 'BAM'),
  'balloon.diameterMm': number('diameter of the balloon', 'mm', 0, 12),
  'balloon.pressureAtm': number('pressure of the balloon', 'atm', 0, 60),
  'atherectomy.kind': choice('kind of atherectomy', 'rotational', 'orbital', 'laser'),
  'atherectomy.burrMm': number('size of the burr', 'mm', 0, 4),
  devices: { label: 'devices at hand', kind: { is: 'texts' } },
  skills: choices('skills at hand', 'ADR', 'RDR', 'RA', 'OA', 'laser', 'IVL'),
  elapsedMin: number('time elapsed', 'min', 0, 1440),
  contrastMl: number('contrast given', 'mL', 0, 3000),
  airKermaGy: number('air kerma', 'Gy', 0, 100),
} as const satisfies Readonly<Record<string, FactRow>>;

type Table = typeof FACTS;
/** Path of a fact: 'ageYears', 'ctCalcium.maxCsaPercent'. */
export type FactPath = keyof Table;
type ValueOf<K> = K extends { is: 'choice'; of: readonly (infer V)[] } ? V
  : K extends { is: 'yes-no' } ? boolean
  : K extends { is: 'number'; orWord: infer W } ? number | W
  : K extends { is: 'number' } ? number
  : K extends { is: 'choices'; of: readonly (infer V)[] } ? readonly V[]
  : K extends { is: 'text' } ? string
  : K extends { is: 'texts' } ? readonly string[]
  : K extends { is: 'stretches' } ? readonly (readonly [from: number, to: number])[]
  : never;
/** The value of one fact once it is known. */
export type FactValue<P extends FactPath> = ValueOf<Table[P]['kind']>;
/** Paths of the facts whose values are of one kind, as 'number' or 'yes-no'. */
export type FactPathOf<Is extends FactKind['is']> = {
  [P in FactPath]: Table[P]['kind']['is'] extends Is ? P : never
}[FactPath];

type Group = FactPath extends infer P ? (P extends `${infer G}.${string}` ? G : never) : never;
type Alone = Exclude<FactPath, `${string}.${string}`>;
type InGroup<G extends string> = {
  readonly [P in FactPath as P extends `${G}.${infer Leaf}` ? Leaf : never]?: FactValue<P> | null
};

/** Least to most plausible value of measured facts, in the units of the facts. */
export type FactRanges = { readonly [P in FactPathOf<'number'>]?: readonly [lo: number, hi: number] | null };

/** Where along the vessel measured facts were found, mm from the proximal cap. */
export type FactPlaces = { readonly [P in FactPathOf<'number'>]?: number | null };
/** What a place may be. */
export const PLACE = { is: 'number', unit: 'mm', least: 0, most: 500 } as const satisfies FactKind;

/**
 * What is known of one lesion and its patient: the facts object of `score` and `strategy`.
 *
 * Every fact is optional; absent or null means not known. Units and possible values stand in `FACTS`.
 * `ranges` holds the measurement ranges of the engine; without it a number is taken as it stands. `places` says where
 * the engine found them; nothing is computed from it.
 */
export type CaseFacts = { readonly [P in Alone]?: FactValue<P> | null } & {
  readonly [G in Group]?: InGroup<G> | null
} & { readonly ranges?: FactRanges | null; readonly places?: FactPlaces | null };

const isFactPath = (path: string): path is FactPath => Object.hasOwn(FACTS, path);
/** All paths, in the order of the table. */
export const FACT_PATHS: readonly FactPath[] = Object.keys(FACTS).filter(isFactPath);
/** What a fact is: its words, unit and possible values. */
export const factRow = (path: FactPath): FactRow => FACTS[path];
/** Paths of all facts that are numbers: those that can have a measurement range. */
export const NUMBER_PATHS: readonly FactPathOf<'number'>[] = FACT_PATHS.filter(
  (path): path is FactPathOf<'number'> => factRow(path).kind.is === 'number',
);

const SPLIT: ReadonlyMap<FactPath, readonly [group: string, leaf: string | undefined]> = new Map(
  FACT_PATHS.map((path) => {
    const [group = path, leaf] = path.split('.');
    return [path, [group, leaf]] as const;
  }),
);

/** The value at a path; null where it is not known. */
export function factAt<P extends FactPath>(facts: CaseFacts, path: P): FactValue<P> | null {
  const [group, leaf] = SPLIT.get(path) ?? [path, undefined];
  // The table, from which the type of the facts is made, says what lies at each path.
  const outer = (facts as Readonly<Record<string, unknown>>)[group] ?? null;
  const value = leaf === undefined || outer === null
    ? outer
    : (outer as Readonly<Record<string, unknown>>)[leaf];
  return (value ?? null) as FactValue<P> | null;
}

/** The same facts with one of them changed; null makes it unknown. The answer to "what if". */
export function withFact<P extends FactPath>(
  facts: CaseFacts, path: P, value: FactValue<P> | null,
): CaseFacts {
  const [group, leaf] = SPLIT.get(path) ?? [path, undefined];
  if (leaf === undefined) return { ...facts, [group]: value };
  const outer = (facts as Readonly<Record<string, object | null | undefined>>)[group];
  return { ...facts, [group]: { ...outer, [leaf]: value } };
}

/** The facts of the workspace: each with its origin, or the reason why it is not known. */
export type LesionFacts = { readonly [P in FactPath]?: Fact<FactValue<P>> };

/** The plain facts of a lesion; their origins stay with the lesion. */
export function caseFactsOf(lesion: LesionFacts, beside: Pick<CaseFacts, 'ranges' | 'places'> = {}): CaseFacts {
  const plain = FACT_PATHS.reduce<CaseFacts>((facts, path) => {
    const fact: Fact<FactValue<FactPath>> | undefined = lesion[path];
    const value = fact === undefined ? undefined : known(fact);
    return value === undefined ? facts : withFact(facts, path, value);
  }, {});
  return { ...plain, ...beside };
}
