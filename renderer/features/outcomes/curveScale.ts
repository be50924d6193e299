import type { ObservedCurve } from '../../../core/plan/observedCurve.ts';

/** Where points and shares lie on a chart. */
export interface CurveScale {
  readonly x: (points: number) => number;
  readonly y: (percent: number) => number;
  /** Shares that have a line, per cent. */
  readonly ticks: readonly number[];
  /** Points that have a number below. */
  readonly labels: readonly number[];
  /** Half the way from one number of points to the next, less a gap. */
  readonly halfStep: number;
}

/** Ends of the axis of shares, per cent, with its lines: rare events are not drawn at the foot of a hundred. */
const ENDS = [[10, [0, 5, 10]], [25, [0, 10, 20]], [50, [0, 25, 50]], [100, [0, 50, 100]]] as const;
/** Room at the edges of the chart. */
const EDGE = { left: 40, right: 8, top: 8, bottom: 24 } as const;
/** More numbers than these do not fit under a chart. */
const MOST_LABELS = 10;

/** The scale of a curve on a chart of a size, such that every band and every published rate lies on it. */
export function curveScale(
  { range: [least, most], step: apart, steps, published }: Pick<ObservedCurve, 'range' | 'step' | 'steps' | 'published'>, width: number, height: number,
): CurveScale {
  const highest = Math.max(0, ...steps.map(({ high }) => high), ...published.map(({ high }) => high));
  const [end, ticks] = ENDS.find(([top]) => highest <= top) ?? ENDS[3];
  const slot = (width - EDGE.left - EDGE.right) / ((most - least) / apart + 1);
  const whole = Array.from({ length: Math.floor(most) - Math.ceil(least) + 1 }, (_, n) => Math.ceil(least) + n);
  const every = Math.ceil(whole.length / MOST_LABELS);
  return {
    x: (points) => EDGE.left + ((points - least) / apart + 0.5) * slot,
    y: (percent) => height - EDGE.bottom - (percent / end) * (height - EDGE.top - EDGE.bottom),
    ticks, labels: whole.filter((points) => (points - Math.ceil(least)) % every === 0), halfStep: slot * 0.46,
  };
}
