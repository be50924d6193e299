/**
 * Why an item needs a second look, in this order of weight: what is answered beyond the paper, what is not
 * answered, what may be otherwise.
 *
 * @source contract of the command line
 */
export const FLAGS = ['not-in-source', 'unknown', 'boundary', 'sources-differ', 'other-modality'] as const;
export type Flag = (typeof FLAGS)[number];

/** Flags as the bits of a number, in the order of `FLAGS`. */
export type FlagSet = number;
/** No flag at all. */
export const NO_FLAGS: FlagSet = 0;
/** One flag alone; sets are joined by `|`. @source none */
export const flagSet = (flag: Flag): FlagSet => 1 << FLAGS.indexOf(flag);
/** The flags of a set, the weightiest first. @source none */
export const flagsIn = (set: FlagSet): readonly Flag[] => FLAGS.filter((flag) => (set & flagSet(flag)) !== 0);
