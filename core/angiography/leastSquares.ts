/** Within which the parameters stay, and how many steps are made at most. */
export interface SearchBounds {
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly steps: number;
}

/**
 * The parameters at which the squares of the residuals add up to least, near a start: Levenberg and Marquardt's steps
 * with slopes by differences, kept within bounds.
 *
 * @source Marquardt, J Soc Ind Appl Math 1963;11:431, doi:10.1137/0111030
 */
export function leastSquares(
  start: readonly number[], residuals: (at: readonly number[]) => Float64Array, { least, most, steps }: SearchBounds,
): readonly number[] {
  const clamp = (at: readonly number[]): readonly number[] =>
    at.map((value, n) => Math.min(most[n] ?? Infinity, Math.max(least[n] ?? -Infinity, value)));
  const size = start.length;
  let at = clamp(start);
  let residual = residuals(at);
  let sum = squares(residual);
  let damping = 1e-3;
  for (let step = 0; step < steps; step += 1) {
    const slopes = at.map((value, n) => {
      const width = 1e-4 * Math.max(1, Math.abs(value));
      const up = value + width <= (most[n] ?? Infinity) ? width : -width;
      const moved = residuals(at.with(n, value + up));
      return moved.map((one, k) => (one - (residual[k] ?? 0)) / up);
    });
    const normal = slopes.map((one) => slopes.map((other) => product(one, other)));
    const pull = slopes.map((one) => -product(one, residual));
    let isBetter = false;
    for (let tries = 0; tries < 8 && !isBetter; tries += 1) {
      const damped = normal.map((row, n) => row.map((value, k) => (n === k ? value * (1 + damping) + 1e-12 : value)));
      const change = solved(damped, pull, size);
      const next = clamp(at.map((value, n) => value + (change[n] ?? 0)));
      const tried = residuals(next);
      const left = squares(tried);
      if (left < sum) {
        const gain = sum - left;
        [at, residual, sum, isBetter] = [next, tried, left, true];
        damping = Math.max(1e-9, damping / 4);
        if (gain < 1e-10 * sum) return at;
      } else damping *= 4;
    }
    if (!isBetter) return at;
  }
  return at;
}

const product = (one: Float64Array, other: Float64Array): number => {
  let sum = 0;
  for (let n = 0; n < one.length; n += 1) sum += (one[n] ?? 0) * (other[n] ?? 0);
  return sum;
};
const squares = (values: Float64Array): number => product(values, values);

/** Solves a small positive system by elimination with the largest pivot; zeros where it has no solution. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[], size: number): readonly number[] {
  const rows = matrix.map((row, n) => [...row, right[n] ?? 0]);
  for (let n = 0; n < size; n += 1) {
    let pivot = n;
    for (let k = n + 1; k < size; k += 1) if (Math.abs(rows[k]?.[n] ?? 0) > Math.abs(rows[pivot]?.[n] ?? 0)) pivot = k;
    const head = rows[pivot];
    const other = rows[n];
    if (head === undefined || other === undefined || Math.abs(head[n] ?? 0) < 1e-300) return right.map(() => 0);
    [rows[n], rows[pivot]] = [head, other];
    for (let k = 0; k < size; k += 1) {
      const row = rows[k];
      if (k === n || row === undefined) continue;
      const times = (row[n] ?? 0) / (head[n] ?? 1);
      for (let m = n; m <= size; m += 1) row[m] = (row[m] ?? 0) - times * (head[m] ?? 0);
    }
  }
  return rows.map((row, n) => (row[size] ?? 0) / (row[n] ?? 1));
}
