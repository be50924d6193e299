/** What a file may claim before it is refused: far above any real examination, far below what hurts. */
export interface HeaderLimits {
  readonly sequenceDepth: number;
  readonly elements: number;
  readonly headerBytes: number;
  readonly instanceBytes: number;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  /** Of a data set that is deflated as a whole, pixels included. */
  readonly inflatedBytes: number;
  /** Whether the groups of enhanced objects are read. */
  readonly functionalGroups: boolean;
}

const MIB = 2 ** 20;

/**
 * Each limit is inclusive: at the limit a file is read, one above it is refused. @source reliability goals,
 * 3.1
 */
export const HEADER_LIMITS: HeaderLimits = {
  sequenceDepth: 64,
  elements: 100_000,
  headerBytes: 64 * MIB,
  instanceBytes: 4096 * MIB,
  rows: 8192,
  columns: 8192,
  frames: 20_000,
  inflatedBytes: 256 * MIB,
  functionalGroups: true,
};

/** Decoded size above which no volume is made, bytes. Inclusive. */
export const MOST_VOLUME_BYTES = 4096 * MIB;
