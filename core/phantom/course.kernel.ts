/**
 * Points at equal steps along a smooth curve through the control points (x, y, z after each other).
 * Centripetal Catmull-Rom, sampled finely, then walked at `step`; the last step may be shorter.
 */
export function curvePoints(control: Float64Array, step: number): Float64Array {
  const fine = finePoints(control, 48);
  const out: number[] = [fine[0]!, fine[1]!, fine[2]!];
  let left = step;
  for (let n = 3; n < fine.length; n += 3) {
    let x = fine[n - 3]!;
    let y = fine[n - 2]!;
    let z = fine[n - 1]!;
    let rest = Math.hypot(fine[n]! - x, fine[n + 1]! - y, fine[n + 2]! - z);
    while (rest >= left) {
      const t = left / rest;
      x += t * (fine[n]! - x);
      y += t * (fine[n + 1]! - y);
      z += t * (fine[n + 2]! - z);
      out.push(x, y, z);
      rest -= left;
      left = step;
    }
    left -= rest;
  }
  if (left < step * 0.999) out.push(fine.at(-3)!, fine.at(-2)!, fine.at(-1)!);
  return Float64Array.from(out);
}

function finePoints(control: Float64Array, perSpan: number): Float64Array {
  const count = control.length / 3;
  const at = (n: number, c: number): number => {
    if (n < 0) return 2 * control[c]! - control[3 + c]!;
    if (n >= count) return 2 * control[3 * (count - 1) + c]! - control[3 * (count - 2) + c]!;
    return control[3 * n + c]!;
  };
  const knot = (n: number): number =>
    Math.sqrt(Math.hypot(at(n + 1, 0) - at(n, 0), at(n + 1, 1) - at(n, 1), at(n + 1, 2) - at(n, 2)));
  const out: number[] = [];
  for (let n = 0; n < count - 1; n += 1) {
    const t1 = knot(n - 1);
    const t2 = t1 + knot(n);
    const t3 = t2 + knot(n + 1);
    const last = n === count - 2 ? perSpan : perSpan - 1;
    for (let m = 0; m <= last; m += 1) {
      const t = t1 + ((t2 - t1) * m) / perSpan;
      for (let c = 0; c < 3; c += 1) {
        const a1 = mix(at(n - 1, c), at(n, c), t / t1);
        const a2 = mix(at(n, c), at(n + 1, c), (t - t1) / (t2 - t1));
        const a3 = mix(at(n + 1, c), at(n + 2, c), (t - t2) / (t3 - t2));
        out.push(mix(mix(a1, a2, t / t2), mix(a2, a3, (t - t1) / (t3 - t1)), (t - t1) / (t2 - t1)));
      }
    }
  }
  return Float64Array.from(out);
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
