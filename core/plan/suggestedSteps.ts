import type { CaseFacts } from '../lesion/caseFacts.ts';
import type { ItemId } from '../strategy/equipmentItems.ts';
import type { RuleId } from '../strategy/rule.ts';
import type { PlanStep } from '../strategy/stepCheck.ts';
import type { Track } from './plan.ts';

/** What a rule of the review comes to as a step of a plan. */
export interface StepForm {
  readonly technique: string;
  readonly aim: string;
  readonly items: readonly (readonly [item: ItemId, name: string, sizeMm?: number])[];
  /** What the gates judge; by the facts where it has a size. */
  readonly act?: (facts: CaseFacts) => PlanStep;
  readonly track?: Track;
}

/** To a quarter of a millimetre, in which balloons are made. */
const balloonSize = (mm: number): number => Math.round(mm * 4) / 4;
const sized = (mm: number | null | undefined): { readonly diameterMm?: number } =>
  mm === null || mm === undefined ? {} : { diameterMm: balloonSize(mm) };
/** A step of sizes below the reference. */
const undersized = (mm: number | null): ReturnType<typeof sized> => sized(mm === null ? null : mm - 0.25);
/** The smaller of the references: a balloon that fits there fits everywhere. */
const smaller = ({ proximalReferenceMm: a, distalReferenceMm: b }: CaseFacts): number | null =>
  a === null || a === undefined ? b ?? null : b === null || b === undefined ? a : Math.min(a, b);

/**
 * Steps by the rules that suggest them. Names of devices are those of the review; sizes come from its gates
 * (S147, S148, S144) or from the references.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: each step by its rule
 */
export const STEP_FORMS: { readonly [id in RuleId]?: StepForm } = {
  S080: {
    technique: 'Wire intraplaque', aim: 'antegrade first; it keeps the tools against calcium usable',
    items: [['microcatheter', 'microcatheter']], track: 'intraplaque',
  },
  S082: {
    technique: 'Wire of high tip load on a dedicated microcatheter',
    aim: 'along the whole occlusion, not at the cap alone',
    items: [['stiff-wire', 'Confianza Pro 12'], ['microcatheter', 'microcatheter']], track: 'intraplaque',
  },
  S071: {
    technique: 'Step up to a stiffer wire', aim: 'high tip load penetrates calcium',
    items: [['stiff-wire', 'Confianza Pro 12']],
  },
  S072: {
    technique: 'More support', aim: 'Amplatz guide, guide extension, anchoring, trapping of the wire',
    items: [['guide-extension', 'guide extension'], ['anchoring-balloon', 'anchoring balloon']],
  },
  S073: {
    technique: 'Screw a metal tip into the cap', aim: 'it cuts a track through the calcium',
    items: [['screwing-microcatheter', 'Turnpike Gold']],
  },
  S074: {
    technique: 'Move the cap: BASE', aim: 'extraplaque entry before the cap',
    items: [['base-balloon', 'semicompliant balloon, 1:1'], ['jacketed-wire', 'polymer-jacketed wire']],
    act: ({ proximalReferenceMm }) => ({ do: 'dilate', balloon: { kind: 'SC', ...sized(proximalReferenceMm), pressureAtm: 10 } }),
    track: 'extraplaque',
  },
  S077: { technique: 'Carlino', aim: 'a small selective injection breaks up the cap', items: [['microcatheter', 'microcatheter']] },
  S078: {
    technique: 'Lithotripsy from the side branch', aim: 'breaks the calcium of the cap from outside',
    items: [['ivl-balloon', 'IVL balloon']], act: () => ({ do: 'dilate', balloon: { kind: 'IVL' } }),
  },
  S079: { technique: 'Go retrograde', aim: 'the distal cap by a collateral', items: [['microcatheter', 'microcatheter']] },
  S083: {
    technique: 'Knuckle along the occlusion', aim: 'within the architecture of the vessel, around the calcium',
    items: [['jacketed-wire', 'polymer-jacketed wire']], track: 'extraplaque',
  },
  S102: {
    technique: 'Better guide', aim: 'large lumen, or a shape such as Amplatz',
    items: [['supportive-guide', 'Amplatz guide']],
  },
  S103: {
    technique: 'Low-profile balloon', aim: 'less than 1.5 mm, or another microcatheter',
    items: [['low-profile-balloon', 'balloon 1.20 mm', 1.2]],
    act: () => ({ do: 'dilate', balloon: { kind: 'SC', diameterMm: 1.2 } }),
  },
  S104: { technique: 'Guide extension', aim: 'support', items: [['guide-extension', 'guide extension']] },
  S105: { technique: 'Anchor, or trap the wire', aim: 'support', items: [['anchoring-balloon', 'anchoring balloon']] },
  S106: {
    technique: 'Screw a microcatheter through', aim: 'active penetration',
    items: [['screwing-microcatheter', 'Turnpike Gold']],
  },
  S107: {
    technique: 'Rupture a small balloon at the cap (BAM)', aim: 'worked in about half of a small series',
    items: [['bam-balloon', 'balloon 1.25 mm', 1.25]], act: () => ({ do: 'dilate', balloon: { kind: 'BAM', diameterMm: 1.25 } }),
  },
  S108: {
    technique: 'Rotational atherectomy', aim: 'with care, and intraplaque only',
    items: [['rotational-atherectomy', 'burr 1.25 mm', 1.25], ['atherectomy-wire', 'wire for atherectomy']],
    act: () => ({ do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.25 } }),
  },
  S112: {
    technique: 'Around it: dissection and re-entry', aim: 'second line, once intraplaque options are spent',
    items: [['jacketed-wire', 'polymer-jacketed wire'], ['reentry-kit', 're-entry kit']], track: 'extraplaque',
  },
  S121: {
    technique: 'Non-compliant balloon 1:1', aim: 'full expansion in two views, then IVUS',
    items: [['nc-balloon', 'NC balloon, 1:1'], ['ivus-catheter', 'IVUS']],
    act: (facts) => ({ do: 'dilate', balloon: { kind: 'NC', ...sized(smaller(facts)), pressureAtm: 12 } }),
  },
  S122: {
    technique: 'High pressure, undersized and shorter', aim: 'non-compliant balloon, below 30 atm',
    items: [['short-nc-balloon', 'NC balloon, short']],
    act: (facts) => ({ do: 'dilate', balloon: { kind: 'NC', ...undersized(smaller(facts)), pressureAtm: 25 } }),
  },
  S123: {
    technique: 'OPN at 40 to 50 atm', aim: 'only where IVUS has proven the track intraplaque',
    items: [['opn-balloon', 'OPN NC']], act: () => ({ do: 'dilate', balloon: { kind: 'OPN', pressureAtm: 40 } }),
  },
  S124: {
    technique: 'Lithotripsy', aim: 'with care where the calcium is eccentric', items: [['ivl-balloon', 'IVL balloon']],
    act: () => ({ do: 'dilate', balloon: { kind: 'IVL' } }),
  },
  S125: {
    technique: 'Rotational atherectomy', aim: 'only where IVUS has proven the track intraplaque',
    items: [['rotational-atherectomy', 'burr 1.25 mm', 1.25], ['atherectomy-wire', 'wire for atherectomy']],
    act: () => ({ do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.25 } }),
  },
  S134: {
    technique: 'IVUS, then stent', aim: 'after full expansion in two views', items: [['ivus-catheter', 'IVUS']],
    act: () => ({ do: 'stent' }),
  },
};
