import type { FactPath } from '../lesion/caseFacts.ts';
import { extremes } from '../sequence.ts';
import type { Advice } from './advice.ts';
import { EQUIPMENT, type ItemId, type ItemRow, type SizeRule } from './equipmentItems.ts';
import { truthOf, valueOf, type World } from './evaluation.ts';
import { groundsOf } from './grounds.ts';
import type { RuleId } from './rule.ts';

/**
 * The sizes of an item that fit, mm: from `least` to `most`, both included, or less than `below`; or the
 * facts that have to be known first. `rule` says so.
 */
export type Size =
  | { readonly is: 'within'; readonly least: number; readonly most: number; readonly rule: RuleId }
  | { readonly is: 'below'; readonly below: number; readonly rule: RuleId }
  | { readonly is: 'waits'; readonly facts: readonly FactPath[]; readonly rule: RuleId };

/** One item of the list, and why it is on it: the rules that fired, and the facts of the plan. */
export interface EquipmentNeed {
  readonly item: ItemId;
  readonly name: string;
  readonly group: ItemRow['group'];
  readonly examples: readonly string[];
  readonly rules: readonly RuleId[];
  readonly facts: readonly FactPath[];
  /** Null where no rule gives a size. */
  readonly size: Size | null;
  /** Rules that fire or block and speak against it, or ask for care. */
  readonly cautions: readonly RuleId[];
}

const ITEMS = Object.entries(EQUIPMENT) as readonly (readonly [ItemId, ItemRow])[];

/**
 * The equipment that a plan asks for: by the rules that fired for it, and by what it names itself.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: the rules of each item
 */
export function equipmentList(
  world: World, { fired, blocked }: Pick<Advice, 'fired' | 'blocked'>,
): readonly EquipmentNeed[] {
  const asking = new Set(fired.map(({ id }) => id));
  const speaking = new Set([...asking, ...blocked.map(({ id }) => id)]);
  return ITEMS.flatMap(([item, { name, group, rules, plan, size, cautions, examples }]) => {
    const because = rules.filter((rule) => asking.has(rule));
    const isPlanned = plan !== undefined && truthOf(plan, world) === true;
    if (because.length === 0 && !isPlanned) return [];
    return [{
      item, name, group,
      examples: examples ?? [],
      rules: because,
      facts: isPlanned ? groundsOf(plan, world) : [],
      size: size === undefined ? null : sizeOf(size, world),
      cautions: (cautions ?? []).filter((rule) => speaking.has(rule)),
    }];
  });
}

/** The size that a rule gives in this case; null where it gives none here. */
function sizeOf(size: SizeRule, world: World): Size | null {
  const { rule } = size;
  if ('below' in size) {
    const isMeant = size.only === undefined || truthOf(size.only, world) === true;
    return isMeant ? { is: 'below', below: size.below, rule } : null;
  }
  if ('least' in size) return { is: 'within', least: size.least, most: size.most, rule };
  const references = size.oneToOne === 'proximal'
    ? ['proximalReferenceMm'] as const : ['proximalReferenceMm', 'distalReferenceMm'] as const;
  const known = references.map((path) => valueOf(path, world)).filter((value) => value !== null);
  if (known.length === 0) return { is: 'waits', facts: references, rule };
  const { least, most } = extremes(known);
  const { sizingToleranceMm } = world.parameters;
  return {
    is: 'within', least: rounded(least - sizingToleranceMm), most: rounded(most + sizingToleranceMm), rule,
  };
}

/** To a micrometre: 3.1 − 0.25 is 2.85. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
