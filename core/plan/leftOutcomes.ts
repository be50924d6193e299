/** How many outcomes count for nothing, by why; of damaged plans, how many there are. */
export interface LeftOutcomes {
  readonly unconfirmed: number;
  readonly withdrawn: number;
  readonly demo: number;
  /** Those of a procedure that counts already, by another version of its plan. */
  readonly repeated: number;
  readonly damaged: number;
}

/** What is not counted and why, in one sentence after another; null where all is. */
export function leftOutWords({ unconfirmed, withdrawn, demo, repeated, damaged }: LeftOutcomes): string | null {
  const words = [
    counted(unconfirmed, 'outcome is not confirmed yet', 'outcomes are not confirmed yet'),
    counted(withdrawn, 'belongs to a withdrawn version', 'belong to withdrawn versions'),
    counted(demo, 'is of the demo case', 'are of demo cases'),
    counted(repeated, 'is of a procedure that stands under another version of its plan', 'are of procedures that stand under other versions of their plans'),
    counted(damaged, 'plan is not as it was sealed: run plan verify', 'plans are not as they were sealed: run plan verify'),
  ].filter((part) => part !== null);
  return words.length === 0 ? null : `Not counted: ${words.join('; ')}.`;
}

const counted = (count: number, one: string, many: string): string | null => (count === 0 ? null : `${count} ${count === 1 ? one : many}`);
