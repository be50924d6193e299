import { mm, type Mm } from '../units.ts';

/**
 * How far a slice may lie from its place on the regular grid, mm. Inclusive.
 *
 * A tenth of a millimetre is what nothing downstream may be wrong by; ten times less leaves room for all
 * else.
 * Scanners write positions to 0.001 mm or better. (3D Slicer checks to 0.001 mm, OHIF to 20 % of the
 * spacing.)
 */
export const POSITION_TOLERANCE: Mm = mm(0.01);

/**
 * How much two direction cosines of one stack may differ. Inclusive. Over the half of a 200 mm field this
 * moves
 * the edge by 0.01 mm; writers that round cosines round all slices alike.
 */
export const COSINE_TOLERANCE = 1e-4;

/**
 * How far two directions may be from unit length and from perpendicular before they are no axes. Inclusive.
 */
export const AXIS_TOLERANCE = 1e-3;

/**
 * Least and most HU that one stored step may be. Inclusive. Below a hundredth even sixteen bits span less
 * than from air to water; above a hundred fat, water and bone share three values.
 */
export const LEAST_SLOPE = 0.01;
/** Steepest slope that a rescale to HU may have, HU per stored step; inclusive. */
export const MOST_SLOPE = 100;

/** Farthest that the stored zero may lie from 0 HU. Inclusive. Volumes hold HU in sixteen signed bits. */
export const FARTHEST_INTERCEPT = 32_768;

/** Fewer slices than this cannot show that none is missing between them. */
export const FEWEST_SLICES = 3;

/** Largest believable distance between pixels of a CT slice, mm: four times that of a whole-body scout. */
export const WIDEST_PIXEL: Mm = mm(10);

/** Smallest believable distance between pixels of a CT slice, mm: a 25 mm field of 512. Inclusive. */
export const NARROWEST_PIXEL: Mm = mm(0.05);

/**
 * Most that one side of a pixel may be of the other. Inclusive. Scanners write square pixels; slices
 * reformatted along the table come to 1.3 : 1. Beyond 2 : 1 one of the two numbers is a slip.
 */
export const WIDEST_ASPECT = 2;

/**
 * Smallest grid that slices can be shown to lie on, mm. Below ten times the tolerance a fifth of all places
 * would lie on it by chance.
 */
export const LEAST_GRID: Mm = mm(0.1);

/**
 * Finest grid looked for, in parts of the smallest gap: where no two slices that follow each other are left,
 * the smallest gap is itself two or three steps.
 */
export const FINEST_PARTS = 3;

/** So many equal gaps in a row on either side of one change are a change of spacing, not losses. */
export const SPACING_RUN = 5;

/**
 * An uneven stack is resampled only where its widest gap is at most this many times its narrowest. Inclusive.
 */
export const WIDEST_GAP_RATIO = 2.5;

/** Phases told apart must each hold at least this share of the slices of the fullest. Inclusive. */
export const LEAST_PHASE_SHARE = 0.5;

/**
 * How far slices of one cardiac phase may differ from their neighbours, per cent of R to R: phases are reconstructed
 * every 5 %. Exclusive; own choice.
 */
export const PERCENT_JITTER = 2;
/** Within one phase trigger times differ by about a tenth of R to R from beat to beat, ms. Inclusive; own choice. */
export const MOST_TRIGGER_SPREAD = 100;

/** A series in more directions than this is no set of stacks. */
export const MOST_DIRECTIONS = 64;
