/** A row of the ruler, CSS pixels from its top. */
export interface RulerRow { readonly top: number; readonly height: number }

/** Where everything of the ruler lies. */
export interface RulerLayout {
  readonly width: number;
  readonly height: number;
  /** The plots begin here; before them stand the names of the rows. */
  readonly left: number;
  readonly plotWidth: number;
  /** Long names do not fit, nor second lines. */
  readonly isSmall: boolean;
  readonly strips: readonly RulerRow[];
  readonly events: RulerRow;
  readonly segments: RulerRow;
  readonly arc: RulerRow;
  readonly share: RulerRow;
  readonly peak: RulerRow;
  readonly state: RulerRow;
  readonly axis: RulerRow;
}

/** Below this the ruler is small, CSS pixels. */
const SMALL = { width: 1100, height: 440 };
const GAP = 5;
const TOP = 3;
const AXIS = 20;
const STATE = 10;
/** Each of the two tracks is at least so high; the pictures above yield to that. */
const LEAST_TRACK = 28;
/** Shares of the height that are given to the pictures above the tracks, one after the other, and to the track of the peak. */
const STRIP_SHARES = [0.215, 0.165];
const PEAK_SHARE = { large: 0.075, small: 0.055 };

/** The rows of a ruler of a size, with so many pictures above its tracks. */
export function rulerLayout(width: number, height: number, strips: number): RulerLayout {
  const isSmall = width < SMALL.width || height < SMALL.height;
  const [left, right] = [isSmall ? 104 : 122, 14];
  const fixed = { events: isSmall ? 32 : 38, segments: isSmall ? 16 : 18, peak: Math.max(16, Math.round(height * (isSmall ? PEAK_SHARE.small : PEAK_SHARE.large))) };
  const free = height - strips * GAP - fixed.events - fixed.segments - fixed.peak - STATE - AXIS - 6 * GAP - TOP;
  const wished = Array.from({ length: strips }, (_, n) => Math.round(height * (STRIP_SHARES[Math.min(n, 1)] ?? 0)));
  const all = wished.reduce((sum, own) => sum + own, 0);
  const yielded = all === 0 ? 0 : Math.min(1, Math.max(0.3, (free - 2 * LEAST_TRACK) / all));
  const heights = wished.map((own) => Math.floor(own * yielded));
  const rest = Math.max(40, free - heights.reduce((sum, own) => sum + own, 0));
  const arc = Math.ceil(rest / 2);
  let at = TOP;
  const row = (own: number): RulerRow => {
    const top = at;
    at += own + GAP;
    return { top, height: own };
  };
  return {
    width, height, left, plotWidth: Math.max(40, width - left - right), isSmall,
    strips: heights.map(row), events: row(fixed.events), segments: row(fixed.segments), arc: row(arc), share: row(rest - arc),
    peak: row(fixed.peak), state: row(STATE), axis: row(AXIS),
  };
}
