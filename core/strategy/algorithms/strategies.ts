/** From which side a strategy goes at the occlusion, and what it does there. */
export interface StrategyRow {
  readonly words: string;
  readonly way: 'antegrade' | 'retrograde' | 'neither';
  readonly by: 'wires' | 'dissection' | 'other';
}

/**
 * What the crossing algorithms may answer, by the short names under which operators know it.
 *
 * @source Mashayekhi 2023, doi:10.4244/EIJ-D-22-01096, and the papers named in each algorithm
 */
export const STRATEGIES = {
  AWE: { words: 'antegrade wire escalation', way: 'antegrade', by: 'wires' },
  ADR: { words: 'antegrade dissection and re-entry', way: 'antegrade', by: 'dissection' },
  RWE: { words: 'retrograde wire escalation', way: 'retrograde', by: 'wires' },
  RDR: { words: 'retrograde dissection and re-entry, as reverse CART', way: 'retrograde', by: 'dissection' },
  retrograde: { words: 'retrograde, by wires or dissection', way: 'retrograde', by: 'other' },
  'antegrade wiring': { words: 'antegrade wiring strategies', way: 'antegrade', by: 'wires' },
  knuckle: { words: 'primary knuckle wiring, extraplaque', way: 'antegrade', by: 'dissection' },
  CrossBoss: { words: 'CrossBoss catheter first', way: 'antegrade', by: 'dissection' },
  'IVUS-guided entry': { words: 'antegrade entry guided by IVUS', way: 'antegrade', by: 'wires' },
  'move-the-cap': {
    words: 'move the cap: extraplaque entry before it, as BASE or scratch-and-go', way: 'antegrade',
    by: 'dissection',
  },
  'dual-lumen microcatheter and IVUS': {
    words: 'antegrade with a dual-lumen microcatheter and IVUS, for the branch at the distal cap',
    way: 'antegrade', by: 'wires',
  },
  'parallel wire': { words: 'a second wire beside the first', way: 'antegrade', by: 'wires' },
  'IVUS-guided wiring': { words: 'wiring back into the plaque by IVUS', way: 'antegrade', by: 'wires' },
  LAST: { words: 'limited antegrade subintimal tracking', way: 'antegrade', by: 'dissection' },
  'change of strategy': { words: 'change to another strategy early', way: 'neither', by: 'other' },
  'investment procedure': {
    words: 'modify the plaque, stop, and come back later', way: 'neither', by: 'other',
  },
  defer: { words: 'defer the procedure', way: 'neither', by: 'other' },
  CCTA: { words: 'CT angiography before the choice', way: 'neither', by: 'other' },
  'stiffer wires': { words: 'stiffer wires, of high tip load', way: 'antegrade', by: 'wires' },
  'more support': { words: 'more support: guide, guide extension, anchoring', way: 'neither', by: 'other' },
  'screwing microcatheter': { words: 'metal-tipped microcatheter, screwed in', way: 'neither', by: 'other' },
  Carlino: { words: 'a small selective injection of contrast', way: 'antegrade', by: 'dissection' },
  'IVL from the side branch': { words: 'lithotripsy from the side branch', way: 'neither', by: 'other' },
  'device crossing': { words: 'cross with microcatheter and balloon', way: 'neither', by: 'other' },
  'low-profile balloon': { words: 'a balloon below 1.5 mm', way: 'neither', by: 'other' },
  BAM: { words: 'a small balloon ruptured on purpose', way: 'neither', by: 'other' },
  atherectomy: { words: 'rotational, orbital or laser atherectomy', way: 'neither', by: 'other' },
  'plaque preparation': { words: 'balloon 1:1, two views, then IVUS', way: 'neither', by: 'other' },
  'high-pressure NC balloon': {
    words: 'high-pressure balloon below 30 atm, undersized and shorter', way: 'neither', by: 'other',
  },
  'OPN balloon': { words: 'OPN balloon at 40 to 50 atm', way: 'neither', by: 'other' },
  IVL: { words: 'lithotripsy balloon', way: 'neither', by: 'other' },
} as const satisfies Readonly<Record<string, StrategyRow>>;

/** Short name of a strategy. */
export type Strategy = keyof typeof STRATEGIES;
