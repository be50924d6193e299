import type { CaseFacts, FactPath } from '../lesion/caseFacts.ts';
import type { Doing } from './advice.ts';
import { concentric, eccentric, lumenCompromised } from './definitions.ts';
import { truthOf, worldOf } from './evaluation.ts';
import { all, anyOf, is, not, yes, type Condition } from './expression.ts';
import { groundsOf } from './grounds.ts';
import type { RuleId } from './rule.ts';
import { objectionsTo, type Objection, type PlanStep } from './stepCheck.ts';

/** The patterns of calcium on IVUS that call for different preparation. */
export type Pattern = 'superficial-concentric' | 'eccentric-or-nodule' | 'deep-concentric' | 'deep-to-leave';

/** A tool against calcified plaque and the step that it would be. */
interface Tool {
  readonly name: string;
  readonly step: PlanStep;
}
const ROTATIONAL: Tool = {
  name: 'rotational atherectomy',
  step: { do: 'ablate', atherectomy: { kind: 'rotational' } },
};
const ORBITAL: Tool = {
  name: 'orbital atherectomy',
  step: { do: 'ablate', atherectomy: { kind: 'orbital' } },
};
const CUTTING: Tool = { name: 'cutting balloon', step: { do: 'dilate', balloon: { kind: 'cutting' } } };
const SCORING: Tool = { name: 'scoring balloon', step: { do: 'dilate', balloon: { kind: 'scoring' } } };
const HIGH: Tool = {
  name: 'non-compliant balloon at high pressure',
  step: { do: 'dilate', balloon: { kind: 'NC', pressureAtm: 20 } },
};
const VERY_HIGH: Tool = {
  name: 'OPN balloon at 40 to 50 atm',
  step: { do: 'dilate', balloon: { kind: 'OPN', pressureAtm: 40 } },
};
const LITHOTRIPSY: Tool = { name: 'lithotripsy', step: { do: 'dilate', balloon: { kind: 'IVL' } } };
const ALL_TOOLS = [ROTATIONAL, ORBITAL, CUTTING, SCORING, HIGH, VERY_HIGH, LITHOTRIPSY] as const;

const superficial = is('ivus.depth', 'superficial');
const deep = is('ivus.depth', 'deep');

/** What the review offers for each pattern, and the rule that says so. For deep calcium it names no tool. */
const PATTERNS: readonly {
  readonly pattern: Pattern;
  readonly rule: RuleId;
  readonly when: Condition;
  readonly tools: readonly Tool[];
}[] = [
  {
    pattern: 'eccentric-or-nodule',
    rule: 'S130',
    when: anyOf(eccentric, yes('ivus.nodule')),
    tools: [LITHOTRIPSY],
  },
  { pattern: 'superficial-concentric', rule: 'S127', when: all(superficial, concentric), tools: ALL_TOOLS },
  { pattern: 'deep-concentric', rule: 'S131', when: all(deep, concentric, lumenCompromised), tools: [] },
  { pattern: 'deep-to-leave', rule: 'S132', when: all(deep, concentric, not(lumenCompromised)), tools: [] },
];

/** Gates about sizes: no size is chosen yet. */
const SIZES: ReadonlySet<RuleId> = new Set(['S147', 'S148', 'S149', 'S150']);

/** A tool that the pattern allows, and what the safety gates say of it here. */
export interface PreparationTool {
  readonly name: string;
  readonly objections: readonly Objection[];
}
/** Preparation by the pattern on IVUS; while the pattern is open, the facts that tell it. */
export type Preparation =
  | { readonly pattern: Pattern; readonly rule: RuleId; readonly tools: readonly PreparationTool[] }
  | { readonly pattern: null; readonly needs: readonly FactPath[] };

/**
 * How to prepare the plaque, from what IVUS shows; a nodule counts as eccentric. Null where IVUS shows no
 * pattern that the review speaks of.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: section (III), Figure 3B and its
 *   footnotes
 */
export function preparationFor(facts: CaseFacts, doing: Doing = {}): Preparation | null {
  const world = worldOf(facts, doing);
  const open: FactPath[] = [];
  for (const { pattern, rule, when, tools } of PATTERNS) {
    const truth = truthOf(when, world);
    if (truth === 'waits') open.push(...groundsOf(when, world, truth));
    // An earlier pattern that may still hold goes first.
    if (truth === true && open.length === 0) {
      return {
        pattern,
        rule,
        tools: tools.map(({ name, step }) => ({
          name,
          objections: objectionsTo(step, facts, doing).filter(({ rule: gate }) => !SIZES.has(gate)),
        })),
      };
    }
  }
  return open.length === 0 ? null : { pattern: null, needs: [...new Set(open)] };
}
