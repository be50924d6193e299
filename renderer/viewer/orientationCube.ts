import { dot, scaled, vectorLps, type VectorLps } from '../../core/geometry/frame.ts';
import { planeNormal, type Axes } from '../../core/geometry/plane.ts';
import type { PointCanvas } from './viewTransform.ts';

/** A face of the cube that stands for the patient, as one sees it: its corners, its letter, and how squarely it faces one. */
export interface CubeFace {
  readonly letter: string;
  /** About the middle of the cube; y downwards; the cube is 2 units wide. */
  readonly corners: readonly PointCanvas[];
  readonly middle: PointCanvas;
  /** 1 seen straight, towards 0 seen from its edge. */
  readonly facing: number;
}

const SIDES: readonly { readonly letter: string; readonly out: VectorLps; readonly a: VectorLps; readonly b: VectorLps }[] = (() => {
  const [x, y, z] = [vectorLps(1, 0, 0), vectorLps(0, 1, 0), vectorLps(0, 0, 1)];
  return [
    { letter: 'L', out: x, a: y, b: z }, { letter: 'R', out: scaled(x, -1), a: y, b: z },
    { letter: 'P', out: y, a: x, b: z }, { letter: 'A', out: scaled(y, -1), a: x, b: z },
    { letter: 'H', out: z, a: x, b: y }, { letter: 'F', out: scaled(z, -1), a: x, b: y },
  ];
})();
/** A face seen from less than this (sine) is only an edge. */
const LEAST_FACING = 0.03;

/** The faces of the patient's cube that are turned towards whoever looks at a picture with these axes. */
export function cubeFaces(axes: Axes): readonly CubeFace[] {
  const away = planeNormal(axes);
  return SIDES.flatMap(({ letter, out, a, b }) => {
    const facing = -dot(out, away);
    if (facing < LEAST_FACING) return [];
    const seen = (p: number, q: number): PointCanvas => {
      const on = (axis: VectorLps): number => dot(out, axis) + p * dot(a, axis) + q * dot(b, axis);
      return [on(axes.u), on(axes.v)];
    };
    return [{ letter, facing, middle: seen(0, 0), corners: [seen(-1, -1), seen(1, -1), seen(1, 1), seen(-1, 1)] }];
  });
}
