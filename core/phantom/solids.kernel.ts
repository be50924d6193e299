/** Signed distance to a surface, mm: negative inside. Near enough at the surface, never far too large. */
export type Distance = (x: number, y: number, z: number) => number;

/** Ellipsoid with semi-axes along the rows of `axes` (three unit vectors after each other). */
export function ellipsoid(centre: readonly number[], semi: readonly number[],
  axes: readonly number[]): Distance {
  const [cx = 0, cy = 0, cz = 0] = centre;
  const [a = 1, b = 1, c = 1] = semi;
  const [ux, uy, uz, vx, vy, vz, wx, wy, wz] = axes.map((value, n) => value / semi[Math.floor(n / 3)]!) as [
    number, number, number, number, number, number, number, number, number];
  const aa = 1 / (a * a);
  const bb = 1 / (b * b);
  const cc = 1 / (c * c);
  const least = Math.min(a, b, c);
  return (x, y, z) => {
    const dx = x - cx;
    const dy = y - cy;
    const dz = z - cz;
    const p = ux * dx + uy * dy + uz * dz;
    const q = vx * dx + vy * dy + vz * dz;
    const r = wx * dx + wy * dy + wz * dz;
    const pp = p * p;
    const qq = q * q;
    const rr = r * r;
    const square = pp + qq + rr;
    if (square < 1e-12) return -least;
    const k = Math.sqrt(square);
    return (k * (k - 1)) / Math.sqrt(pp * aa + qq * bb + rr * cc);
  };
}

/** From this far outside its ball a tube is asked no closer: the distance to the ball does. Wider than any fillet. */
const FAR = 32;

/** Tube through points (x, y, z after each other) with a radius at each; round ends. */
export function tube(points: Float64Array, radii: Float64Array): Distance {
  const count = radii.length - 1;
  const [bx, by, bz, ball] = ballOf(points, radii);
  const far = (ball + FAR) ** 2;
  const pieces = new Float64Array(count * 9);
  for (let n = 0; n < count; n += 1) {
    const o = 3 * n;
    const dx = points[o + 3]! - points[o]!;
    const dy = points[o + 4]! - points[o + 1]!;
    const dz = points[o + 5]! - points[o + 2]!;
    pieces.set([points[o]!, points[o + 1]!, points[o + 2]!, dx, dy, dz, 1 / (dx * dx + dy * dy + dz * dz),
      radii[n]!,
      radii[n + 1]! - radii[n]!], 9 * n);
  }
  return (x, y, z) => {
    const away = (x - bx) ** 2 + (y - by) ** 2 + (z - bz) ** 2;
    if (away > far) return Math.sqrt(away) - ball;
    let least = 1e9;
    for (let o = 0; o < pieces.length; o += 9) {
      const px = x - pieces[o]!;
      const py = y - pieces[o + 1]!;
      const pz = z - pieces[o + 2]!;
      const dx = pieces[o + 3]!;
      const dy = pieces[o + 4]!;
      const dz = pieces[o + 5]!;
      let t = (px * dx + py * dy + pz * dz) * pieces[o + 6]!;
      t = t < 0 ? 0 : t > 1 ? 1 : t;
      const qx = px - t * dx;
      const qy = py - t * dy;
      const qz = pz - t * dz;
      const square = qx * qx + qy * qy + qz * qz;
      const reach = least + pieces[o + 7]! + t * pieces[o + 8]!;
      if (reach > 0 && square < reach * reach) least += Math.sqrt(square) - reach;
    }
    return least;
  };
}

function ballOf(points: Float64Array, radii: Float64Array): readonly [number, number, number, number] {
  const middle = [0, 1, 2].map((c) => {
    let low = 1e9;
    let high = -1e9;
    for (let o = c; o < points.length; o += 3) {
      low = Math.min(low, points[o]!);
      high = Math.max(high, points[o]!);
    }
    return (low + high) / 2;
  });
  let ball = 0;
  for (let n = 0; n < radii.length; n += 1) {
    ball = Math.max(ball, radii[n]! + Math.hypot(
      points[3 * n]! - middle[0]!, points[3 * n + 1]! - middle[1]!, points[3 * n + 2]! - middle[2]!));
  }
  return [middle[0]!, middle[1]!, middle[2]!, ball];
}

/** Cylinder without end along z: an ellipse in the transverse plane. */
export function ellipticCylinder(cx: number, cy: number, a: number, b: number): Distance {
  const aa = 1 / (a * a);
  const bb = 1 / (b * b);
  return (x, y) => {
    const pp = (x - cx) ** 2 * aa;
    const qq = (y - cy) ** 2 * bb;
    const square = pp + qq;
    if (square < 1e-12) return -Math.min(a, b);
    const k = Math.sqrt(square);
    return (k * (k - 1)) / Math.sqrt(pp * aa + qq * bb);
  };
}

/** Half-space: distance above the plane through the point, along the unit normal. */
export function above(point: readonly number[], normal: readonly number[]): Distance {
  const [px = 0, py = 0, pz = 0] = point;
  const [nx = 0, ny = 0, nz = 1] = normal;
  return (x, y, z) => nx * (x - px) + ny * (y - py) + nz * (z - pz);
}

/**
 * All of them together, joined with fillets of about `fillet` mm. `balls` holds x, y, z and radius of a ball around
 * each (radius < 0: none): a body that lies too far away to matter is not asked.
 */
export function union(bodies: readonly Distance[], balls: Float64Array, fillet: number): Distance {
  const count = bodies.length;
  const over = 1 / (4 * fillet);
  return (x, y, z) => {
    let least = 1e6;
    for (let n = 0; n < count; n += 1) {
      const o = 4 * n;
      const radius = balls[o + 3]!;
      if (radius >= 0) {
        const reach = least + fillet + radius;
        const square = (x - balls[o]!) ** 2 + (y - balls[o + 1]!) ** 2 + (z - balls[o + 2]!) ** 2;
        if (reach <= 0 || square >= reach * reach) continue;
      }
      const d = bodies[n]!(x, y, z);
      const h = fillet - Math.abs(least - d);
      const lower = least < d ? least : d;
      least = h > 0 ? lower - h * h * over : lower;
    }
    return least;
  };
}

/** What both hold, with a rounded edge. */
export const overlap = (a: Distance, b: Distance, fillet: number): Distance => (x, y, z) => {
  const p = a(x, y, z);
  const q = b(x, y, z);
  const h = fillet - Math.abs(p - q);
  return h > 0 ? Math.max(p, q) + (h * h) / (4 * fillet) : Math.max(p, q);
};

/** The first without the second. */
export const without = (a: Distance, b: Distance, fillet: number): Distance =>
  overlap(a, (x, y, z) => -b(x, y, z), fillet);

/** Grown by `by` mm (shrunk where negative). */
export const grown = (a: Distance, by: number): Distance => (x, y, z) => a(x, y, z) - by;

/** The surface roughened by waves of `height` mm and about `length` mm. */
export const rough = (a: Distance, height: number, length: number): Distance => {
  const k = (2 * Math.PI) / length;
  return (x, y, z) => {
    const d = a(x, y, z);
    if (d > 3 * height || d < -3 * height) return d;
    return d + height * Math.sin(k * x + 1.3 * Math.sin(0.7 * k * y)) * Math.sin(k * y + 1.1 * Math.sin(0.8 * k * z))
      * Math.sin(0.9 * k * z + 0.9 * Math.sin(0.6 * k * x));
  };
};
