import type { GreyPicture } from '../../../core/angiography/catheter.ts';

/** A drawn shaft: everything that a picture of one depends on. */
export interface ShaftFacts {
  readonly diameter: number;
  /** Inner over outer diameter; 0 for a solid or a filled shaft. */
  readonly hollow: number;
  readonly blur: number;
  /** Standard deviation of the noise, greys. */
  readonly noise: number;
  /** Direction of the shaft, degrees from the rows. */
  readonly angle: number;
  /** Radius of its bend, pixels; null for a straight one. */
  readonly bend: number | null;
  readonly intensity: 'linear' | 'logarithmic';
  readonly isBright: boolean;
  readonly seed: number;
}
const SIZE = 128;
export const MIDDLE = 64.3;

/** Depth of a tube of radius 1 at a distance from its axis, blurred, by quadrature over many points: no kernel of ours. */
function depthAt(off: number, { diameter, hollow, blur }: ShaftFacts): number {
  const chord = (x: number, r: number): number => (Math.abs(x) >= r ? 0 : 2 * Math.sqrt(r * r - x * x));
  const radius = diameter / 2;
  let [sum, weights] = [0, 0];
  for (let k = -60; k <= 60; k += 1) {
    const t = (k / 60) * 4 * blur;
    const weight = Math.exp((-t * t) / (2 * blur * blur));
    sum += weight * (chord(off + t, radius) - chord(off + t, radius * hollow));
    weights += weight;
  }
  return sum / weights / radius;
}

/** A picture of a shaft through its middle, on a sloping ground. Its samples are whole numbers, as a detector's are. */
export function drawnShaft(facts: ShaftFacts): GreyPicture {
  const { angle, bend, noise, intensity, isBright } = facts;
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  let state = facts.seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const gauss = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const known = new Map<number, number>();
  const depth = (off: number): number => {
    const key = Math.round(Math.abs(off) * 200);
    const value = known.get(key) ?? depthAt(key / 200, facts);
    known.set(key, value);
    return value;
  };
  const samples = Uint16Array.from({ length: SIZE * SIZE }, (_, n) => {
    const [x, y] = [(n % SIZE) - MIDDLE, Math.floor(n / SIZE) - MIDDLE];
    const [along, across] = [x * cos + y * sin, -x * sin + y * cos];
    const off = bend === null ? across : Math.hypot(along, across + bend) - bend;
    const absorbed = 0.2 * depth(off) * (isBright ? -1 : 1) + 0.002 * along - 0.003 * across;
    const grey = intensity === 'linear' ? 2000 * Math.exp(-absorbed) : 2000 - 900 * absorbed;
    return Math.max(0, Math.round(grey + noise * gauss()));
  });
  return { samples, columns: SIZE, rows: SIZE, aspect: 1, intensity };
}

/** The ends of a stretch along the middle of a drawn shaft. */
export function ends({ angle }: ShaftFacts, length: number): readonly [readonly [number, number], readonly [number, number]] {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return [[MIDDLE - (cos * length) / 2, MIDDLE - (sin * length) / 2], [MIDDLE + (cos * length) / 2, MIDDLE + (sin * length) / 2]];
}
