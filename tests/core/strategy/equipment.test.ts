import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { adviceIn } from '../../../core/strategy/advice.ts';
import { equipmentList, type EquipmentNeed } from '../../../core/strategy/equipment.ts';
import { EQUIPMENT, type ItemId } from '../../../core/strategy/equipmentItems.ts';
import { worldOf } from '../../../core/strategy/evaluation.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';
import { RULES } from '../../../core/strategy/rules.ts';

const listFor = (facts: CaseFacts, sizingToleranceMm = 0.25): readonly EquipmentNeed[] => {
  const world = worldOf(facts, { parameters: { ...STANDARD_PARAMETERS, sizingToleranceMm } });
  return equipmentList(world, adviceIn(world));
};
const itemsOf = (facts: CaseFacts): readonly ItemId[] => listFor(facts).map(({ item }) => item);
const need = (item: ItemId, facts: CaseFacts, tolerance?: number): EquipmentNeed | undefined =>
  listFor(facts, tolerance).find((one) => one.item === item);

const CROSSED: CaseFacts = { wireCrossed: true, deviceUncrossable: false, phase: 'device' };

const SEVERE: CaseFacts = { angioCalcium: 'severe', ctDone: false, phase: 'planning' };
const SUPERFICIAL: CaseFacts = {
  track: 'intraplaque', ivus: { depth: 'superficial', pattern: 'concentric' },
};
/** Calcium, tortuosity and length keep gear away. */
const KEPT_AWAY: CaseFacts = {
  angioCalcium: 'severe', ctDone: false, proximalTortuosity: 'severe', occlusionLengthMm: { angio: 30 },
};

/** For every item each of its rules, with facts that make the rule fire. */
const VIGNETTES: readonly (readonly [item: ItemId, rule: string, facts: CaseFacts])[] = [
  ['stiff-wire', 'S071', { capImpenetrable: true }],
  ['stiff-wire', 'S082', { plannedTrack: 'intraplaque', angioCalcium: 'severe', ctDone: false }],
  ['stiff-wire', 'S154', SEVERE],
  ['jacketed-wire', 'S075', { baseChosen: true }],
  ['jacketed-wire', 'S083', { occlusionLengthMm: { ct: 30 } }],
  ['jacketed-wire', 'S154', SEVERE],
  ['atherectomy-wire', 'S110', { plannedTrack: 'intraplaque', microcatheterStuck: true }],
  ['microcatheter', 'S075', { baseChosen: true }],
  ['microcatheter', 'S082', { plannedTrack: 'intraplaque', angioCalcium: 'severe', ctDone: false }],
  ['microcatheter', 'S090', { wireCrossed: true }],
  ['microcatheter', 'S103', { deviceUncrossable: true }],
  ['screwing-microcatheter', 'S073', { capImpenetrable: true, proximalCapCalcified: true }],
  ['screwing-microcatheter', 'S106', { deviceUncrossable: true }],
  ['screwing-microcatheter', 'S154', SEVERE],
  ['supportive-guide', 'S072', { capImpenetrable: true }],
  ['supportive-guide', 'S102', { deviceUncrossable: true }],
  ['guide-extension', 'S072', { capImpenetrable: true }],
  ['guide-extension', 'S104', { deviceUncrossable: true }],
  ['guide-extension', 'S154', SEVERE],
  ['anchoring-balloon', 'S072', { capImpenetrable: true }],
  ['anchoring-balloon', 'S105', { deviceUncrossable: true }],
  ['low-profile-balloon', 'S103', { deviceUncrossable: true }],
  ['low-profile-balloon', 'S154', SEVERE],
  ['bam-balloon', 'S107', { deviceUncrossable: true }],
  ['base-balloon', 'S075', { baseChosen: true }],
  ['nc-balloon', 'S111', KEPT_AWAY],
  ['nc-balloon', 'S121', CROSSED],
  ['nc-balloon', 'S154', SEVERE],
  ['short-nc-balloon', 'S122', { undilatable: true }],
  ['opn-balloon', 'S123', { undilatable: true, track: 'intraplaque' }],
  ['opn-balloon', 'S127', SUPERFICIAL],
  ['cutting-balloon', 'S060', { wireCrossed: true, ivusWillNotPass: true }],
  ['cutting-balloon', 'S127', SUPERFICIAL],
  ['scoring-balloon', 'S127', SUPERFICIAL],
  ['rotational-atherectomy', 'S108', { deviceUncrossable: true, track: 'intraplaque' }],
  ['rotational-atherectomy', 'S110', { plannedTrack: 'intraplaque', microcatheterStuck: true }],
  ['rotational-atherectomy', 'S111', KEPT_AWAY],
  ['rotational-atherectomy', 'S125', { undilatable: true, track: 'intraplaque', trackConfirmedByIvus: true }],
  ['rotational-atherectomy', 'S127', SUPERFICIAL],
  ['rotational-atherectomy', 'S154', SEVERE],
  ['orbital-atherectomy', 'S108', { deviceUncrossable: true, track: 'intraplaque' }],
  ['orbital-atherectomy', 'S110', { plannedTrack: 'intraplaque', microcatheterStuck: true }],
  ['orbital-atherectomy', 'S111', KEPT_AWAY],
  ['orbital-atherectomy', 'S125', { undilatable: true, track: 'intraplaque', trackConfirmedByIvus: true }],
  ['orbital-atherectomy', 'S127', SUPERFICIAL],
  ['laser-atherectomy', 'S108', { deviceUncrossable: true, track: 'intraplaque' }],
  ['laser-atherectomy', 'S111', KEPT_AWAY],
  ['ivl-balloon', 'S061', {
    ostial: true, inStent: true, ivus: { nodule: true, ring: true },
  }],
  ['ivl-balloon', 'S078', { capImpenetrable: true, sideBranchAtProximalCap: true, ivlDeliverable: true }],
  ['ivl-balloon', 'S124', { undilatable: true, ivlDeliverable: true }],
  ['ivl-balloon', 'S127', SUPERFICIAL],
  ['ivl-balloon', 'S130', { ivus: { pattern: 'eccentric' } }],
  ['ivl-balloon', 'S154', SEVERE],
  ['ivus-catheter', 'S054', CROSSED],
  ['ivus-catheter', 'S055', { phase: 'tracking' }],
  ['ivus-catheter', 'S060', { wireCrossed: true, ivusWillNotPass: true }],
  ['ivus-catheter', 'S062', { phase: 'before-stent' }],
  ['ivus-catheter', 'S121', CROSSED],
  ['ivus-catheter', 'S126', { undilatable: true }],
  ['ivus-catheter', 'S134', { preparationDone: true }],
  ['ivus-catheter', 'S154', SEVERE],
  ['oct-catheter', 'S056', { phase: 'after-stent', contrastMl: 100, egfr: 60 }],
  ['oct-catheter', 'S057', { phase: 'follow-up' }],
  ['reentry-kit', 'S074', { capImpenetrable: true }],
  ['reentry-kit', 'S081', { track: 'extraplaque' }],
  ['reentry-kit', 'S112', { deviceUncrossable: true, intraplaqueSpent: true }],
  ['reentry-kit', 'S154', SEVERE],
  ['covered-stent', 'S002', { angioCalcium: 'severe', ctDone: false }],
  ['pericardiocentesis-set', 'S002', { angioCalcium: 'severe', ctDone: false }],
];

const PLANS: readonly (readonly [item: ItemId, fact: string, facts: CaseFacts])[] = [
  ['microcatheter', 'plannedStrategies', { plannedStrategies: ['RWE'] }],
  ['microcatheter', 'plannedStrategies', { plannedStrategies: ['RDR'] }],
  ['bam-balloon', 'balloon.kind', { balloon: { kind: 'BAM' } }],
  ['nc-balloon', 'balloon.kind', { balloon: { kind: 'NC' } }],
  ['opn-balloon', 'balloon.kind', { balloon: { kind: 'OPN' } }],
  ['cutting-balloon', 'balloon.kind', { balloon: { kind: 'cutting' } }],
  ['scoring-balloon', 'balloon.kind', { balloon: { kind: 'scoring' } }],
  ['ivl-balloon', 'balloon.kind', { balloon: { kind: 'IVL' } }],
  ['rotational-atherectomy', 'atherectomy.kind', { atherectomy: { kind: 'rotational' } }],
  ['rotational-atherectomy', 'rotationalConsidered', { rotationalConsidered: true }],
  ['orbital-atherectomy', 'atherectomy.kind', { atherectomy: { kind: 'orbital' } }],
  ['laser-atherectomy', 'atherectomy.kind', { atherectomy: { kind: 'laser' } }],
  ['oct-catheter', 'octPlanned', { octPlanned: true }],
  ['reentry-kit', 'plannedStrategies', { plannedStrategies: ['ADR'] }],
];

describe('the equipment list', () => {
  it('is empty while nothing asks for anything', () => {
    expect(listFor({})).toEqual([]);
    expect(listFor({ plannedStrategies: ['AWE'], balloon: { kind: 'SC' } })).toEqual([]);
  });

  it.each(VIGNETTES)('holds %s because of %s', (item, rule, facts) => {
    expect(need(item, facts)?.rules).toContain(rule);
    expect(need(item, facts)?.facts).toEqual([]);
  });

  it('has a vignette for every rule of every item', () => {
    const wanted = Object.entries(EQUIPMENT)
      .flatMap(([item, { rules }]) => rules.map((rule) => `${item} ${rule}`));
    expect(VIGNETTES.map(([item, rule]) => `${item} ${rule}`)).toEqual(wanted);
  });

  it.each(PLANS)('holds %s because the plan says so in %s', (item, fact, facts) => {
    expect(need(item, facts)).toMatchObject({ facts: [fact] });
  });

  it('gives only rules that are there, and texts for people', () => {
    const ids = new Set<string>(RULES.map(({ id }) => id));
    const cited = Object.values(EQUIPMENT).flatMap((row) => [
      ...row.rules, ...('cautions' in row ? row.cautions : []), ...('size' in row ? [row.size.rule] : []),
    ]);
    expect(cited.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has everything against an uncrossable lesion in the order of the table', () => {
    expect(itemsOf({ deviceUncrossable: true })).toEqual([
      'microcatheter', 'screwing-microcatheter', 'supportive-guide', 'guide-extension', 'anchoring-balloon',
      'low-profile-balloon', 'bam-balloon',
    ]);
  });

  it('names models only where the review does', () => {
    expect(need('stiff-wire', { capImpenetrable: true })?.examples).toContain('Infiltrac Plus');
    expect(need('supportive-guide', { capImpenetrable: true })?.examples).toEqual([]);
  });

  it('shows the rules that speak against an item with it', () => {
    const outside: CaseFacts = { track: 'extraplaque', atherectomy: { kind: 'rotational' } };
    expect(need('rotational-atherectomy', outside)?.cautions).toEqual(['S088', 'S089', 'S143']);
    expect(need('rotational-atherectomy', {
      track: 'intraplaque', trackConfirmedByIvus: true, atherectomy: { kind: 'rotational' },
    })?.cautions).toEqual([]);
    expect(need('ivl-balloon', { track: 'extraplaque', balloon: { kind: 'IVL' } })?.cautions)
      .toEqual(['S146']);
    expect(need('orbital-atherectomy', { atherectomy: { kind: 'orbital' } })?.cautions).toContain('S109');
    expect(need('laser-atherectomy', { ...outside, atherectomy: { kind: 'laser' } })?.cautions)
      .toEqual(['S088', 'S089', 'S143']);
  });
});

describe('sizes', () => {
  const base = (facts: CaseFacts, tolerance?: number) =>
    need('base-balloon', { baseChosen: true, ...facts }, tolerance);
  const nc = (facts: CaseFacts) => need('nc-balloon', { balloon: { kind: 'NC' }, ...facts });

  it('come from the rules that give one, and from nothing else', () => {
    const sized = Object.entries(EQUIPMENT)
      .flatMap(([item, row]) => ('size' in row ? [[item, row.size.rule]] : []));
    expect(sized).toEqual([
      ['low-profile-balloon', 'S147'], ['bam-balloon', 'S148'], ['base-balloon', 'S150'],
      ['nc-balloon', 'S149'], ['rotational-atherectomy', 'S144'],
    ]);
    expect(need('opn-balloon', { balloon: { kind: 'OPN' } })?.size).toBeNull();
  });

  it('are fixed for the low-profile balloon and for BAM', () => {
    expect(need('low-profile-balloon', { deviceUncrossable: true })?.size)
      .toEqual({ is: 'below', below: 1.5, rule: 'S147' });
    expect(need('bam-balloon', { deviceUncrossable: true })?.size)
      .toEqual({ is: 'within', least: 1.25, most: 1.5, rule: 'S148' });
  });

  it('follow the proximal reference for BASE, within the tolerance that is set', () => {
    expect(base({ proximalReferenceMm: 3.1, distalReferenceMm: 2 })?.size)
      .toEqual({ is: 'within', least: 2.85, most: 3.35, rule: 'S150' });
    expect(base({ proximalReferenceMm: 3 }, 0.1)?.size)
      .toEqual({ is: 'within', least: 2.9, most: 3.1, rule: 'S150' });
    expect(base({ distalReferenceMm: 3 })?.size)
      .toEqual({ is: 'waits', facts: ['proximalReferenceMm'], rule: 'S150' });
  });

  it('follow both references for preparation: the vessel tapers between them', () => {
    expect(nc({ proximalReferenceMm: 3.5, distalReferenceMm: 2.5 })?.size)
      .toEqual({ is: 'within', least: 2.25, most: 3.75, rule: 'S149' });
    expect(nc({ distalReferenceMm: 2.5 })?.size)
      .toEqual({ is: 'within', least: 2.25, most: 2.75, rule: 'S149' });
    expect(nc({})?.size)
      .toEqual({ is: 'waits', facts: ['proximalReferenceMm', 'distalReferenceMm'], rule: 'S149' });
  });

  it('limit the burr at the transition zone, and only there', () => {
    const burr = (facts: CaseFacts) =>
      need('rotational-atherectomy', { rotationalConsidered: true, ...facts })?.size;
    expect(burr({ track: 'transition' })).toEqual({ is: 'below', below: 1.5, rule: 'S144' });
    expect(burr({ track: 'intraplaque' })).toBeNull();
    expect(burr({})).toBeNull();
  });
});
