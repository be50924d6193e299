/** Points as a range: the greatest exceeds the least by what is still open. */
export interface Points {
  readonly min: number;
  readonly max: number;
}

/** No points at all. */
export const NO_POINTS: Points = { min: 0, max: 0 };

/** The points of two parts together. @source arithmetic */
export const plus = (one: Points, other: Points): Points => ({
  min: one.min + other.min,
  max: one.max + other.max,
});

/** The points without those of one part, and with others in their place. @source arithmetic */
export const replaced = (whole: Points, before: Points, after: Points): Points => ({
  min: whole.min - before.min + after.min,
  max: whole.max - before.max + after.max,
});

/** Are they the same points? @source none */
export const areSame = (one: Points, other: Points): boolean => one.min === other.min && one.max === other.max;

/**
 * Points as one number: the same for the same points, another for others. They are halves, and fewer than a
 * hundred.
 *
 * @source none
 */
export const keyOf = ({ min, max }: Points): number => 100 * min + max;
