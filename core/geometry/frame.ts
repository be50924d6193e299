declare const frame: unique symbol;
type Triple = readonly [x: number, y: number, z: number];
type TripleIn<Frame extends string> = Triple & { readonly [frame]: Frame };

/** Position in the DICOM patient frame: mm, +x left, +y posterior, +z head. @source DICOM PS3.3 C.7.6.2.1.1 */
export type PointLps = TripleIn<'LPS point'>;
/** Displacement in the patient frame, mm. */
export type VectorLps = TripleIn<'LPS vector'>;
/** Continuous voxel index (column, row, slice); integers are voxel centres. */
export type IndexIjk = TripleIn<'IJK'>;

/** A patient position, mm. */
export const pointLps = (x: number, y: number, z: number): PointLps => [x, y, z] as unknown as PointLps;
/** A displacement in the patient frame, mm. */
export const vectorLps = (x: number, y: number, z: number): VectorLps => [x, y, z] as unknown as VectorLps;
/** A continuous voxel index. */
export const indexIjk = (i: number, j: number, k: number): IndexIjk => [i, j, k] as unknown as IndexIjk;

/** The displacement that leads from one point to the other. */
export const between = (from: PointLps, to: PointLps): VectorLps =>
  vectorLps(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
/** The point moved by a multiple of a displacement. */
export const moved = (from: PointLps, along: VectorLps, times = 1): PointLps =>
  pointLps(from[0] + times * along[0], from[1] + times * along[1], from[2] + times * along[2]);
/** The displacement scaled. */
export const scaled = (v: VectorLps, by: number): VectorLps => vectorLps(by * v[0], by * v[1], by * v[2]);
/** Scalar product, mm². */
export const dot = (a: VectorLps, b: VectorLps): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
/** Vector product; right-handed. */
export const cross = (a: VectorLps, b: VectorLps): VectorLps =>
  vectorLps(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
/** Length, mm. */
export const norm = (v: VectorLps): number => Math.hypot(...v);
/** The direction of a displacement that has a length. */
export const unitVector = (v: VectorLps): VectorLps => scaled(v, 1 / norm(v));

declare const mapping: unique symbol;
/** Row-major 3×4 matrix that carries frame `From` to frame `To`. */
export type Affine<To extends Triple, From extends Triple> = readonly number[] & {
  readonly [mapping]: (from: From) => To;
};
/** The twelve numbers as a mapping between two frames. */
export const affine = <To extends Triple, From extends Triple>(rows: readonly number[]) =>
  rows as Affine<To, From>;

/** The point carried over: apply(lpsFromIjk, ijk). */
export function apply<To extends Triple, From extends Triple>(m: Affine<To, From>, [x, y, z]: From): To {
  const row = (r: number): number =>
    m[4 * r]! * x + m[4 * r + 1]! * y + m[4 * r + 2]! * z + m[4 * r + 3]!;
  return [row(0), row(1), row(2)] as unknown as To;
}

/**
 * The mapping that undoes an invertible one: inverse(lpsFromIjk) is ijkFromLps.
 *
 * The matrix must be invertible; every lpsFromIjk that the geometry gate lets through is.
 */
export function inverse<To extends Triple, From extends Triple>(m: Affine<To, From>): Affine<From, To> {
  const [a, b, c, p, d, e, f, q, g, h, i, r] = m as unknown as readonly [
    number, number, number, number, number, number, number, number, number, number, number, number,
  ];
  const A = e * i - f * h;
  const B = c * h - b * i;
  const C = b * f - c * e;
  const D = f * g - d * i;
  const E = a * i - c * g;
  const F = c * d - a * f;
  const G = d * h - e * g;
  const H = b * g - a * h;
  const I = a * e - b * d;
  const over = 1 / (a * A + b * D + c * G);
  const rows = [
    [A, B, C], [D, E, F], [G, H, I],
  ].flatMap(([x = 0, y = 0, z = 0]) => [x * over, y * over, z * over, -(x * p + y * q + z * r) * over]);
  return affine<From, To>(rows);
}
