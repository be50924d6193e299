import { capRules } from './capRules.ts';
import { contextRules } from './contextRules.ts';
import { deviceRules } from './deviceRules.ts';
import { gateRules } from './gateRules.ts';
import { imagingRules } from './imagingRules.ts';
import { preparationRules } from './preparationRules.ts';
import { VERBS, type Rule, type RuleId, type Verb } from './rule.ts';
import { scoreRules } from './scoreRules.ts';
import { trackRules } from './trackRules.ts';

/**
 * The tables of rules, chapter by chapter, in the order of the clinical notes.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096
 */
export const CHAPTERS: readonly { readonly title: string; readonly rules: readonly Rule[] }[] = [
  { title: 'Risk and context', rules: contextRules },
  { title: 'Scores and published algorithms', rules: scoreRules },
  { title: 'Imaging before and during the procedure', rules: imagingRules },
  { title: 'Ladder A: impenetrable proximal cap', rules: capRules },
  { title: 'Tracking through the occlusion', rules: trackRules },
  { title: 'Ladder B: device-uncrossable cap or lesion', rules: deviceRules },
  { title: 'Ladder C: undilatable lesion and plaque preparation', rules: preparationRules },
  { title: 'Safety gates and planning', rules: gateRules },
];

const strength: ReadonlyMap<Verb, number> = new Map(VERBS.map((verb, at) => [verb, at]));
const order = ({ verb, rung }: Rule): number => (strength.get(verb) ?? 0) * 100 + (rung?.step ?? 0);

/** Every rule, the strongest verb first, within a verb by rung of its ladder, then as in the notes. */
export const RULES: readonly Rule[] = CHAPTERS.flatMap(({ rules }) => rules).toSorted(
  (a, b) => order(a) - order(b),
);

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));
/** The rule of an id. */
export const ruleOf = (id: string): Rule | undefined => byId.get(id);

/** Rules that block where their condition holds: what is violated, not what is advised. */
export const isGate = (rule: Rule): boolean => rule.verb === 'GATE';

/** Ids of all rules, in the order of the notes. */
export const RULE_IDS: readonly RuleId[] = CHAPTERS.flatMap(({ rules }) => rules.map(({ id }) => id));
