import { describe, expect, it } from 'vitest';
import { cross, moved, pointLps, unitVector, vectorLps } from '../../../core/geometry/frame.ts';
import { coronaryLayers } from '../../../core/phantom/coronaryLayers.ts';
import type { Layer } from '../../../core/phantom/paint.kernel.ts';
import { type Imaging, type PaintGrid, phantomPainter } from '../../../core/phantom/painter.ts';
import { painted, trunkSolid } from '../../../core/phantom/solids.ts';
import { sectionTruth } from '../../../core/phantom/truth.ts';
import type { Vessel } from '../../../core/phantom/vessel.ts';
import { evenDeposit, paintedVessel, planeAbout, SHARP, straightVessel } from './straightVessel.ts';

const AIR = -1000;
const layerOf = (vessel: Vessel): Layer => coronaryLayers([vessel]).vessel;
/** 100 HU everywhere. */
const flat: Layer = painted(trunkSolid(0, 0, 1e5, 1e5), 100);
const at = (size: number, x: number, y: number): number => y * size + x;

describe('a painted cross-section', () => {
  it('holds lumen, wall and air where they belong', () => {
    const hu = paintedVessel(straightVessel(), planeAbout(pointLps(0, 0, 30), 61, 0.1));
    expect(hu[at(61, 30, 30)]).toBe(400);
    expect(hu[at(61, 30, 30 - 14)]).toBe(400);
    expect(hu[at(61, 30, 30 - 17)]).toBe(50);
    expect(hu[at(61, 30, 30 - 21)]).toBe(AIR);
  });

  it.each([[90, 0.8], [180, 0.5], [250, 1.2], [340, 1.6], [360, 0.5], [360, 2]])(
    'holds as much calcium as its parameters say: %d degrees, %d mm deep', (arcDeg, depthMm) => {
      const vessel = straightVessel({ lumenHu: 0, wallHu: 0, deposits: [evenDeposit(10, 50, arcDeg, depthMm,
        37)] });
      const spacing = 0.08;
      const hu = paintedVessel(vessel, planeAbout(pointLps(0, 0, 30), 64, spacing));
      // Within the vessel everything but calcium is 0 HU: the sum of HU is the calcified area. The rim mixes with air.
      const inside = Array.from(hu, (value, n) => (Math.hypot((n % 64) - 31.5,
        Math.floor(n / 64) - 31.5) * spacing < 1.9 ? value : 0));
      const area = (inside.reduce((sum, value) => sum + value, 0) / 1000) * spacing ** 2;
      const ring = (arcDeg / 360) * Math.PI * (1.9 ** 2 - (2 - depthMm) ** 2);
      expect(Math.abs(area - ring)).toBeLessThan(0.02 * ring + 0.03);
      expect(sectionTruth(vessel,
        30).calciumAreaMm2).toBeCloseTo((arcDeg / 360) * Math.PI * (4 - (2 - depthMm) ** 2), 9);
    });

  it.each([45, 120, 200, 315])('covers the arc it says, about the angle it says: %d degrees about 90',
    (arcDeg) => {
    const vessel = straightVessel({ lumenHu: 0, wallHu: 0, deposits: [evenDeposit(10, 50, arcDeg, 1, 90)] });
    const size = 81;
    const hu = paintedVessel(vessel, planeAbout(pointLps(0, 0, 30), size, 0.06));
    const covered = Array.from({ length: 360 }, (_, angle) => angle).filter((angle) => {
      // 0° is to the front (−y); tangent × normal = z × −y = +x: angles grow towards the patient's left.
      const x = 40 + Math.round((1.5 / 0.06) * Math.sin((angle * Math.PI) / 180));
      const y = 40 - Math.round((1.5 / 0.06) * Math.cos((angle * Math.PI) / 180));
      return (hu[at(size, x, y)] ?? 0) > 500;
    });
    expect(Math.abs(covered.length - arcDeg)).toBeLessThanOrEqual(4);
    const turned = covered.map((angle) => ((angle - 90 + 540) % 360) - 180);
    const middle = turned.reduce((sum, angle) => sum + angle, 0) / turned.length;
    expect(Math.abs(middle)).toBeLessThan(2);
  });

  it('ends a blunt cap flat, and a tapered one in a point', () => {
    const blunt = { shape: 'blunt' } as const;
    const occluded = (distalCap: typeof blunt | { readonly shape: 'tapered'; readonly taperMm: number }): Int16Array =>
      paintedVessel(straightVessel({
        distalLumenHu: 300,
        occlusion: { fromMm: 20, toMm: 40, proximalCap: blunt, distalCap, plaqueHu: 70 },
      }), planeAbout(pointLps(0, 0, 30), 321, 0.1, vectorLps(1, 0, 0), vectorLps(0, 0, 1)));
    const row = (z: number): number => Math.round(160 + (z - 30) * 10);
    for (const hu of [occluded(blunt), occluded({ shape: 'tapered', taperMm: 4 })]) {
      expect(hu[at(321, 160, row(19.7))]).toBe(400);
      expect(hu[at(321, 173, row(19.7))]).toBe(400);
      expect(hu[at(321, 160, row(20.3))]).toBe(70);
      expect(hu[at(321, 160, row(30))]).toBe(70);
    }
    expect(occluded(blunt)[at(321, 173, row(40.4))]).toBe(300);
    const tapered = occluded({ shape: 'tapered', taperMm: 4 });
    expect(tapered[at(321, 173, row(41))]).not.toBe(300);
    expect(tapered[at(321, 160, row(42))]).toBe(300);
    expect(tapered[at(321, 166, row(42))]).toBe(300);
    expect(tapered[at(321, 169, row(42))]).not.toBe(300);
  });
});

describe('the point spread', () => {
  it('keeps what it spreads, and is as wide as it says', () => {
    // A thin rod: its image across is the point spread itself.
    const rod = straightVessel({ lumenRadius: [[0, 0.06]], wallMm: [[0, 0]], lumenHu: 20_000 });
    const spacing = 0.1;
    const size = 81;
    const spread: Imaging = { ...SHARP, fwhmInPlaneMm: 0.8 };
    const hu = paintedVessel(rod, planeAbout(pointLps(0, 0, 30), size, spacing), spread);
    const line = Array.from({ length: size }, (_, n) => (hu[at(size, n, 40)] ?? 0) - AIR);
    const half = Math.max(...line) / 2;
    const wide = line.filter((value) => value > half).length * spacing;
    expect(Math.abs(wide - 0.8)).toBeLessThanOrEqual(0.11);
  });

  it('spreads through the slice by its own width', () => {
    const short = straightVessel({ occlusion: { fromMm: 0, toMm: 30, proximalCap: { shape: 'blunt' },
      distalCap: { shape: 'blunt' }, plaqueHu: 0 } });
    const grid: PaintGrid = { ...planeAbout(pointLps(0, 0, 30), 9, 0.2),
      positions: Array.from({ length: 41 }, (_, k) => pointLps(-0.8, -0.8, 26 + 0.2 * k)) };
    const edge = (fwhmThroughMm: number): readonly number[] => {
      const painter = phantomPainter([layerOf(short)], grid, { ...SHARP, fwhmThroughMm });
      return grid.positions.map((_, k) => painter.slice(k)[40] ?? 0);
    };
    const between = (values: readonly number[]): number => values.filter((value) =>
      value > 40 && value < 360).length;
    expect(between(edge(0))).toBeLessThanOrEqual(1);
    // From 10 % to 90 % of an edge a Gaussian takes 1.09 of its full width at half maximum.
    expect(Math.abs(between(edge(2)) * 0.2 - 1.09 * 2)).toBeLessThanOrEqual(0.45);
  });
});

describe('the grid', () => {
  it('may lie in any way: the same places hold the same HU', () => {
    const vessel = straightVessel({ deposits: [evenDeposit(10, 50, 150, 1, 60)] });
    const row = unitVector(vectorLps(0.8, 0.5, 0.3));
    const column = unitVector(cross(vectorLps(0.1, 0.2, 1), row));
    const oblique = paintedVessel(vessel, planeAbout(pointLps(0, 0, 30), 41, 0.1, row, column));
    for (const [i, j] of [[20, 20], [25, 20], [20, 31], [12, 14]] as const) {
      const place = moved(moved(pointLps(0, 0, 30), row, 0.1 * (i - 20)), column, 0.1 * (j - 20));
      const straight = paintedVessel(vessel, planeAbout(place, 1, 0.1));
      expect(Math.abs((oblique[at(41, i, j)] ?? 0) - (straight[0] ?? 0))).toBeLessThanOrEqual(1);
    }
  });

  it('gives a slice the same pixels whichever slices were painted before it', () => {
    const positions = Array.from({ length: 6 }, (_, k) => pointLps(-3, -3, 20 + 0.5 * k));
    const grid = { ...planeAbout(pointLps(0, 0, 20), 40, 0.15), positions };
    const imaging: Imaging = { fwhmInPlaneMm: 0.7, fwhmThroughMm: 0.7, noiseSd: 20, noiseCorrelation: 0.8,
      seed: 3 };
    const vessel = straightVessel({ deposits: [evenDeposit(21, 24, 150, 1)] });
    const inOrder = phantomPainter([layerOf(vessel)], grid, imaging);
    const all = positions.map((_, k) => inOrder.slice(k));
    for (const k of [5, 2, 0]) expect(phantomPainter([layerOf(vessel)], grid,
      imaging).slice(k)).toEqual(all[k]);
  });
});

describe('the noise', () => {
  const noisy = (seed: number, noiseCorrelation: number): readonly Int16Array[] => {
    const grid: PaintGrid = { ...planeAbout(pointLps(0, 0, 0), 512, 0.35),
      positions: [0, 1, 2].map((z) => pointLps(500, 500, z)) };
    const painter = phantomPainter([flat], grid, { ...SHARP, noiseSd: 25, noiseCorrelation, seed });
    return [0, 1, 2].map((k) => painter.slice(k));
  };
  const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value,
    0) / values.length;
  const covariance = (a: Int16Array, b: Int16Array, lag = 0): number => {
    const [p, q] = [mean(a), mean(b)];
    return mean(Array.from(a.subarray(lag), (value, n) => (value - p) * ((b[n] ?? 0) - q)));
  };

  it.each([0, 0.8, 1.5])('has the strength it says, whatever its grain (%d pixels)', (grain) => {
    const [first = new Int16Array()] = noisy(1, grain);
    expect(Math.abs(mean(first) - 100)).toBeLessThan(0.5);
    expect(Math.abs(Math.sqrt(covariance(first, first)) - 25)).toBeLessThan(0.6);
  });

  it('is alike between neighbours as its grain says, and not between slices', () => {
    const [first = new Int16Array(), second = new Int16Array()] = noisy(1, 0.8);
    const [white = new Int16Array()] = noisy(1, 0);
    expect(covariance(first, first, 1) / 625).toBeGreaterThan(0.5);
    expect(Math.abs(covariance(white, white, 1)) / 625).toBeLessThan(0.02);
    expect(Math.abs(covariance(first, second)) / 625).toBeLessThan(0.03);
  });

  it('follows from its seed alone', () => {
    expect(noisy(1, 0.8)).toEqual(noisy(1, 0.8));
    expect(noisy(1, 0.8)[0]).not.toEqual(noisy(2, 0.8)[0]);
  });
});
