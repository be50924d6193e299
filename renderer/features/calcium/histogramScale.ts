import { scaleLinear } from 'd3-scale';
import type { WallHistogram } from '../../../core/lesion/vesselFindings.ts';

/** A bar of a histogram, CSS pixels; from which HU on it counts. */
export interface HistogramBar { readonly x: number; readonly width: number; readonly top: number; readonly height: number; readonly from: number; readonly to: number }

/** How a histogram lies on its canvas. */
export interface HistogramScale {
  readonly bars: readonly HistogramBar[];
  readonly x: (hu: number) => number;
  readonly hu: (x: number) => number;
  readonly ticks: readonly number[];
  readonly domain: readonly [number, number];
}

/** At least so much is shown: from fat to dense calcium, HU. */
const LEAST: readonly [number, number] = [-200, 1500];
const SIDE = 10;

/**
 * A histogram on a canvas: rare values are drawn by the root of how often they are, else calcium would not show beside plaque.
 *
 * @param bottom - where the bars stand; they reach up to `top`
 */
export function histogramScale({ from, width: bin }: WallHistogram, counts: readonly number[], width: number, top: number, bottom: number): HistogramScale {
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  const domain = [Math.min(LEAST[0], first < 0 ? LEAST[0] : from + first * bin), Math.max(LEAST[1], from + (last + 1) * bin)] as const;
  const x = scaleLinear([...domain], [SIDE, width - SIDE]);
  const most = Math.sqrt(counts.reduce((greatest, count) => Math.max(greatest, count), 1));
  return {
    domain, x: (value) => x(value), hu: (at) => x.invert(at), ticks: x.ticks(Math.max(3, Math.floor(width / 90))),
    bars: counts.flatMap((count, n): readonly HistogramBar[] => {
      const [start, end] = [from + n * bin, from + (n + 1) * bin];
      if (count === 0 || end <= domain[0] || start >= domain[1]) return [];
      const height = ((bottom - top) * Math.sqrt(count)) / most;
      return [{ x: x(start), width: Math.max(0.5, x(end) - x(start) - 0.7), top: bottom - height, height, from: start, to: end }];
    }),
  };
}
