import { err, ok, type Result } from '../result.ts';
import { greatest, least, leastOfBoth } from './opacity.kernel.ts';
import type { FrameSamples } from './subtraction.ts';

/** A picture of all frames at once: at each pixel the most contrast that any of them showed. */
export interface Composite {
  add(frame: FrameSamples): void;
  /** How many frames are in it. */
  count(): number;
  /** The picture so far; not to be written to. Null before the first frame. */
  samples(): FrameSamples | null;
}

/**
 * An empty maximum-opacity composite. Contrast is dark: the least sample counts; where the stored picture is inverted
 * (contrast bright) the greatest.
 */
export function opacityComposite(isContrastBright: boolean): Composite {
  let made: FrameSamples | null = null;
  let count = 0;
  return {
    add: (frame) => {
      if (made === null) made = frame.slice();
      else if (isContrastBright) greatest(made, frame);
      else least(made, frame);
      count += 1;
    },
    count: () => count,
    samples: () => made,
  };
}

/** A view as far as two runs must share it to be laid over each other. */
export interface CompositeView {
  readonly angles: { readonly primary: number; readonly secondary: number } | null;
  readonly columns: number;
  readonly rows: number;
  readonly bytesPerSample: 1 | 2;
  readonly isColour: boolean;
  readonly sourceToDetectorMm: number | null;
  readonly imagerPixelSpacing: readonly [x: number, y: number] | null;
}
/** Why two runs may not be laid over each other. */
export type OverlayFailure =
  | { readonly code: 'overlay/angles-unknown' }
  /** Degrees between the two beams. */
  | { readonly code: 'overlay/angles-differ'; readonly degrees: number }
  | { readonly code: 'overlay/sizes-differ' }
  | { readonly code: 'overlay/scales-differ' }
  | { readonly code: 'overlay/colour' };

/** Two views within this angle may be laid over each other, degrees. @source reference measurements, dual injection */
export const SAME_VIEW_DEG = 5;
/** Share by which field and distance may differ. @source own */
const SAME_SCALE = 0.01;

/**
 * Whether two runs may be laid over each other: beams within 5 degrees, same matrix, same field and distance.
 *
 * @returns the angle between the beams, degrees
 */
export function overlayFit(one: CompositeView, other: CompositeView): Result<number, OverlayFailure> {
  if (one.isColour || other.isColour) return err({ code: 'overlay/colour' });
  if (one.angles === null || other.angles === null) return err({ code: 'overlay/angles-unknown' });
  const degrees = beamAngle(one.angles, other.angles);
  if (degrees > SAME_VIEW_DEG) return err({ code: 'overlay/angles-differ', degrees });
  if (one.columns !== other.columns || one.rows !== other.rows || one.bytesPerSample !== other.bytesPerSample) {
    return err({ code: 'overlay/sizes-differ' });
  }
  const isAlike = (a: number | null, b: number | null): boolean =>
    a === null || b === null || Math.abs(a / b - 1) <= SAME_SCALE;
  return isAlike(one.sourceToDetectorMm, other.sourceToDetectorMm)
    && isAlike(one.imagerPixelSpacing?.[0] ?? null, other.imagerPixelSpacing?.[0] ?? null)
    ? ok(degrees) : err({ code: 'overlay/scales-differ' });
}

/** Angle between two beam directions, degrees. @source core/geometry/carm.ts: (sin a cos b, -cos a cos b, sin b) */
function beamAngle(one: { readonly primary: number; readonly secondary: number }, other: typeof one): number {
  const [a, b, c, d] = [one.primary, one.secondary, other.primary, other.secondary].map((angle) => (angle * Math.PI) / 180);
  const cosine = Math.cos(b ?? 0) * Math.cos(d ?? 0) * Math.cos((a ?? 0) - (c ?? 0)) + Math.sin(b ?? 0) * Math.sin(d ?? 0);
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}

/** Donor and target in one picture; the second is brought to the mean grey of the first. */
export function overlaidComposites(one: FrameSamples, other: FrameSamples): FrameSamples {
  const out = one.slice();
  leastOfBoth(one, other, meanOf(one) / Math.max(1e-9, meanOf(other)), out);
  return out;
}

function meanOf(samples: FrameSamples): number {
  let sum = 0;
  for (const sample of samples) sum += sample;
  return sum / Math.max(1, samples.length);
}
