import { anyOf, holds, is, yes, type Condition } from './expression.ts';
import type { RuleId } from './rule.ts';

/** What limits the size of an item, by the rule of the review that does. */
export type SizeRule =
  /** Less than this, mm. */
  | { readonly rule: RuleId; readonly below: number; readonly only?: Condition }
  /** From least to most, mm, both included. */
  | { readonly rule: RuleId; readonly least: number; readonly most: number }
  /** One to one to a reference diameter, within the tolerance of the settings. */
  | { readonly rule: RuleId; readonly oneToOne: 'proximal' | 'both' };

/** A kind of equipment: which rules ask for it, and which facts of the plan. */
export interface ItemRow {
  readonly name: string;
  readonly group:
    | 'wires' | 'microcatheters' | 'guides and support' | 'balloons' | 'atherectomy' | 'lithotripsy'
    | 'imaging' | 're-entry' | 'bail-out';
  readonly rules: readonly RuleId[];
  readonly plan?: Condition;
  readonly size?: SizeRule;
  /** Rules that forbid it or ask for care, shown with it while they fire or block. */
  readonly cautions?: readonly RuleId[];
  /** Models that the review names as examples. */
  readonly examples?: readonly string[];
}

/**
 * The equipment that the rules of the review speak of. S154 asks for the special tools and the extraplaque
 * kit without naming them: at which items it stands is our reading. No size is here that no rule gives.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: the rules by their ids
 */
export const EQUIPMENT = {
  'stiff-wire': {
    name: 'wires with a high tip load', group: 'wires', rules: ['S071', 'S082', 'S154'],
    examples: ['Confianza Pro 12', 'Hornet 14', 'Infiltrac Plus', 'Warrior', 'Astato 20', 'Astato 40'],
  },
  'jacketed-wire': {
    name: 'polymer-jacketed wire', group: 'wires', rules: ['S075', 'S083', 'S154'],
  },
  'atherectomy-wire': { name: 'wire for atherectomy', group: 'wires', rules: ['S110'] },
  microcatheter: {
    name: 'microcatheter', group: 'microcatheters', rules: ['S075', 'S082', 'S090', 'S103'],
    plan: anyOf(holds('plannedStrategies', 'RWE'), holds('plannedStrategies', 'RDR')),
  },
  'screwing-microcatheter': {
    name: 'metal-tipped microcatheter that is screwed in', group: 'microcatheters',
    rules: ['S073', 'S106', 'S154'], examples: ['Tornus', 'Turnpike Spiral', 'Turnpike Gold'],
  },
  'supportive-guide': {
    name: 'supportive guide: large lumen, or a shape such as Amplatz', group: 'guides and support',
    rules: ['S072', 'S102'],
  },
  'guide-extension': {
    name: 'guide extension', group: 'guides and support', rules: ['S072', 'S104', 'S154'],
  },
  'anchoring-balloon': {
    name: 'balloon for anchoring or trapping', group: 'guides and support', rules: ['S072', 'S105'],
  },
  'low-profile-balloon': {
    name: 'low-profile balloon', group: 'balloons', rules: ['S103', 'S154'],
    size: { rule: 'S147', below: 1.5 },
  },
  'bam-balloon': {
    name: 'small balloon to be ruptured (BAM)', group: 'balloons', rules: ['S107'],
    plan: is('balloon.kind', 'BAM'), size: { rule: 'S148', least: 1.25, most: 1.5 },
  },
  'base-balloon': {
    name: 'semicompliant balloon for BASE', group: 'balloons', rules: ['S075'],
    size: { rule: 'S150', oneToOne: 'proximal' },
  },
  'nc-balloon': {
    name: 'non-compliant balloon', group: 'balloons', rules: ['S111', 'S121', 'S154'],
    plan: is('balloon.kind', 'NC'), size: { rule: 'S149', oneToOne: 'both' },
    cautions: ['S084', 'S129', 'S140', 'S141', 'S145', 'S149'],
  },
  'short-nc-balloon': {
    name: 'non-compliant balloon, undersized and shorter, for high pressure', group: 'balloons',
    rules: ['S122'],
    cautions: ['S084', 'S129', 'S140', 'S141', 'S145'],
  },
  'opn-balloon': {
    name: 'OPN balloon for 40 to 50 atm', group: 'balloons', rules: ['S123', 'S127'],
    plan: is('balloon.kind', 'OPN'), cautions: ['S084', 'S089', 'S129', 'S140', 'S142', 'S145'],
  },
  'cutting-balloon': {
    name: 'cutting balloon', group: 'balloons', rules: ['S060', 'S127'], plan: is('balloon.kind', 'cutting'),
    cautions: ['S129', 'S140'],
  },
  'scoring-balloon': {
    name: 'scoring balloon', group: 'balloons', rules: ['S127'], plan: is('balloon.kind', 'scoring'),
    cautions: ['S129', 'S140'],
  },
  'rotational-atherectomy': {
    name: 'rotational atherectomy with burrs', group: 'atherectomy',
    rules: ['S108', 'S110', 'S111', 'S125', 'S127', 'S154'],
    plan: anyOf(is('atherectomy.kind', 'rotational'), yes('rotationalConsidered')),
    size: { rule: 'S144', below: 1.5, only: is('track', 'transition') },
    cautions: ['S088', 'S089', 'S143', 'S144'],
  },
  'orbital-atherectomy': {
    name: 'orbital atherectomy', group: 'atherectomy', rules: ['S108', 'S110', 'S111', 'S125', 'S127'],
    plan: is('atherectomy.kind', 'orbital'), cautions: ['S088', 'S089', 'S109', 'S143'],
  },
  'laser-atherectomy': {
    name: 'laser atherectomy', group: 'atherectomy', rules: ['S108', 'S111'],
    plan: is('atherectomy.kind', 'laser'), cautions: ['S088', 'S089', 'S143'],
  },
  'ivl-balloon': {
    name: 'lithotripsy balloon (IVL)', group: 'lithotripsy',
    rules: ['S061', 'S078', 'S124', 'S127', 'S130', 'S154'], plan: is('balloon.kind', 'IVL'),
    cautions: ['S146'],
  },
  'ivus-catheter': {
    name: 'IVUS catheter', group: 'imaging',
    rules: ['S054', 'S055', 'S060', 'S062', 'S121', 'S126', 'S134', 'S154'], cautions: ['S060'],
  },
  'oct-catheter': {
    name: 'OCT catheter', group: 'imaging', rules: ['S056', 'S057'], plan: yes('octPlanned'),
    cautions: ['S055', 'S152'],
  },
  'reentry-kit': {
    name: 'kit for antegrade dissection and re-entry', group: 're-entry',
    rules: ['S074', 'S081', 'S112', 'S154'],
    plan: holds('plannedStrategies', 'ADR'), cautions: ['S079b', 'S086'],
  },
  'covered-stent': { name: 'covered stents', group: 'bail-out', rules: ['S002'] },
  'pericardiocentesis-set': { name: 'set for pericardiocentesis', group: 'bail-out', rules: ['S002'] },
} as const satisfies Readonly<Record<string, ItemRow>>;

/** A kind of equipment, by its id. */
export type ItemId = keyof typeof EQUIPMENT;
