import { cross, dot, vectorLps, type VectorLps } from './frame.ts';
import { axesAlong, type Axes } from './plane.ts';
import { radFromDeg, type Deg } from '../units.ts';

/**
 * A direction turned about an axis, right-handed: seen with the axis pointing at one, anticlockwise.
 *
 * @param axis - a unit vector
 * @method Rodrigues' formula
 */
export function turnedAbout(direction: VectorLps, axis: VectorLps, by: Deg): VectorLps {
  const angle = radFromDeg(by);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const side = cross(axis, direction);
  const along = dot(axis, direction) * (1 - cosine);
  const part = (n: 0 | 1 | 2): number => direction[n] * cosine + side[n] * sine + axis[n] * along;
  return vectorLps(part(0), part(1), part(2));
}

/** Axes turned about an axis; they stay unit vectors at right angles, however often. */
export const turnedAxesAbout = ({ u, v }: Axes, axis: VectorLps, by: Deg): Axes =>
  axesAlong(turnedAbout(u, axis, by), turnedAbout(v, axis, by));
