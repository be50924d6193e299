/** The bare loops of smooth.ts. Imports nothing. */

// Half the width of the band: three unknowns a point, and a second difference reaches two points on.
const BAND = 8;

// Most likely curve, given where each point was seen and that curvature is small. Returns the points and, for each,
// the six numbers (xx, xy, xz, yy, yz, zz) of its covariance.
// `seen` is three numbers a point, `abscissae` one (mm), `weight` the six of its information matrix (1/mm²), `stiffness` at each the inverse
// variance of the second derivative (mm²) per millimetre of curve.
export function likeliestCurve(
  seen: Float64Array, weight: Float64Array, abscissae: Float64Array, stiffness: Float64Array,
): { readonly points: Float64Array; readonly covariance: Float64Array } {
  const size = seen.length;
  const count = size / 3;
  // Lower band of the normal equations: row r holds columns r − BAND to r.
  const a = new Float64Array(size * (BAND + 1));
  const b = new Float64Array(size);
  const cell = (row: number, column: number): number => row * (BAND + 1) + column - row + BAND;
  for (let n = 0; n < count; n += 1) {
    const w = 6 * n;
    const o = 3 * n;
    const full = [weight[w]!, weight[w + 1]!, weight[w + 2]!, weight[w + 1]!, weight[w + 3]!, weight[w + 4]!,
      weight[w + 2]!, weight[w + 4]!, weight[w + 5]!];
    for (let r = 0; r < 3; r += 1) {
      for (let c = 0; c < 3; c += 1) {
        b[o + r] = b[o + r]! + full[3 * r + c]! * seen[o + c]!;
        if (c <= r) a[cell(o + r, o + c)] = a[cell(o + r, o + c)]! + full[3 * r + c]!;
      }
    }
  }
  for (let n = 1; n < count - 1; n += 1) {
    const o = 3 * n;
    const before = Math.max(0.05, abscissae[n]! - abscissae[n - 1]!);
    const after = Math.max(0.05, abscissae[n + 1]! - abscissae[n]!);
    const span = (before + after) / 2;
    const part = [1 / (before * span), -(1 / before + 1 / after) / span, 1 / (after * span)];
    for (let c = 0; c < 3; c += 1) {
      for (let p = 0; p < 3; p += 1) {
        for (let q = 0; q <= p; q += 1) {
          const at = cell(o + c + 3 * (p - 1), o + c + 3 * (q - 1));
          a[at] = a[at]! + stiffness[n]! * span * part[p]! * part[q]!;
        }
      }
    }
  }
  // a = L D Lᵀ; the diagonal of the band keeps D.
  for (let r = 0; r < size; r += 1) {
    for (let c = Math.max(0, r - BAND); c <= r; c += 1) {
      let sum = a[cell(r, c)]!;
      for (let k = Math.max(0, r - BAND); k < c; k += 1) sum -= a[cell(r, k)]! * a[cell(c, k)]! * a[cell(k, k)]!;
      a[cell(r, c)] = c === r ? sum : sum / a[cell(c, c)]!;
    }
  }
  for (let r = 0; r < size; r += 1) {
    for (let k = Math.max(0, r - BAND); k < r; k += 1) b[r] = b[r]! - a[cell(r, k)]! * b[k]!;
  }
  for (let r = 0; r < size; r += 1) b[r] = b[r]! / a[cell(r, r)]!;
  for (let r = size - 1; r >= 0; r -= 1) {
    for (let k = r + 1; k <= Math.min(size - 1, r + BAND); k += 1) b[r] = b[r]! - a[cell(k, r)]! * b[k]!;
  }
  // The band of the inverse, from its last row upwards (Takahashi).
  const z = new Float64Array(size * (BAND + 1));
  const known = (i: number, j: number): number => (i >= j ? z[cell(i, j)]! : z[cell(j, i)]!);
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let j = Math.min(size - 1, i + BAND); j >= i; j -= 1) {
      let sum = i === j ? 1 / a[cell(i, i)]! : 0;
      for (let k = i + 1; k <= Math.min(size - 1, i + BAND); k += 1) {
        if (Math.abs(k - j) <= BAND) sum -= a[cell(k, i)]! * known(k, j);
      }
      z[cell(j, i)] = sum;
    }
  }
  const covariance = new Float64Array(6 * count);
  for (let n = 0; n < count; n += 1) {
    const o = 3 * n;
    covariance.set([known(o, o), known(o + 1, o), known(o + 2, o), known(o + 1, o + 1), known(o + 2, o + 1),
      known(o + 2, o + 2)], 6 * n);
  }
  return { points: b, covariance };
}
