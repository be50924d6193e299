import type { RuleId } from './rule.ts';

/** A safety limit in the few words that are read in the room, and the gate that says it. */
export interface Limit {
  readonly limit: string;
  readonly of: string;
  readonly rule: RuleId;
}

/**
 * The safety limits of the review. Each is a gate, which blocks where it is violated; the words are ours.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: section (III), Central Illustration,
 *   Table 2, by the rules named
 */
export const LIMITS: readonly Limit[] = [
  { limit: '< 14 atm', of: 'balloon, extraplaque', rule: 'S140' },
  { limit: '< 30 atm', of: 'ordinary NC balloon', rule: 'S141' },
  { limit: '40–50 atm', of: 'OPN, intraplaque only', rule: 'S142' },
  { limit: 'burr < 1.5 mm', of: 'at the transition only', rule: 'S144' },
  { limit: 'no atherectomy', of: 'while extraplaque', rule: 'S143' },
  { limit: 'IVUS first', of: 'before OPN or atherectomy', rule: 'S089' },
  { limit: '< 1.5 mm', of: 'first balloon, uncrossable', rule: 'S147' },
  { limit: '1.25–1.50 mm', of: 'balloon for BAM', rule: 'S148' },
  { limit: '1:1', of: 'NC balloon to the reference', rule: 'S149' },
  { limit: '2 views and IVUS', of: 'before the stent', rule: 'S151' },
];
