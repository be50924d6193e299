import { describe, expect, it } from 'vitest';
import { affine, apply, indexIjk, pointLps, type PointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { bricksOf, visibleBricks } from '../../../core/rendering/bricks.ts';
import { renderedPixel, type RenderView } from '../../../core/rendering/camera.ts';
import { nearNormal, renderedRows, type CutPlane, type RenderVolume, type Scene } from '../../../core/rendering/rayCast.ts';
import { transferTable } from '../../../core/rendering/transfer.ts';
import { deg, mm } from '../../../core/units.ts';

const AIR = -1000;
const DENSE = 900;
type Ball = { readonly at: PointLps; readonly radius: number; readonly hu?: number };

/** Balls in air, on a grid that stands turned by 20° about the head axis. */
function balls(all: readonly Ball[], dims: readonly [number, number, number] = [72, 64, 60]): RenderVolume {
  const [c, s] = [Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)];
  const [dx, dy, dz] = [0.8, 0.9, 1];
  const spacing = [mm(dx), mm(dy), mm(dz)] as const;
  const half = [((dims[0] - 1) / 2) * dx, ((dims[1] - 1) / 2) * dy, ((dims[2] - 1) / 2) * dz] as const;
  const lpsFromIjk = affine<PointLps, ReturnType<typeof indexIjk>>([
    c * dx, -s * dy, 0, -(c * half[0] - s * half[1]), s * dx, c * dy, 0, -(s * half[0] + c * half[1]), 0, 0, dz, -half[2],
  ]);
  const voxels = new Int16Array(dims[0] * dims[1] * dims[2]).fill(AIR);
  for (let k = 0; k < dims[2]; k += 1) for (let j = 0; j < dims[1]; j += 1) for (let i = 0; i < dims[0]; i += 1) {
    const at = apply(lpsFromIjk, indexIjk(i, j, k));
    for (const { at: middle, radius, hu = DENSE } of all) {
      if (Math.hypot(at[0] - middle[0], at[1] - middle[1], at[2] - middle[2]) <= radius) voxels[i + dims[0] * (j + dims[1] * k)] = hu;
    }
  }
  return { grid: { dims, spacing, lpsFromIjk, frameOfReferenceUid: null }, voxels, bricks: bricksOf(voxels, dims) };
}

const table = transferTable('bone', null);
const view = (primary: number, secondary: number): RenderView =>
  ({ primary: deg(primary), secondary: deg(secondary), centre: pointLps(0, 0, 0), mmPerPixel: 0.6, size: [101, 91] });
const sceneOf = (volume: RenderVolume, seen: RenderView, cuts: readonly CutPlane[] = [], stepMm = 0.5): Scene =>
  ({ volume, view: seen, table, visible: visibleBricks(volume.bricks, table), cuts, stepMm });
const picture = (scene: Scene): Uint8ClampedArray => renderedRows(scene, 0, scene.view.size[1]);

/** Middle and extent of all that is not black. */
function lit(scene: Scene): { readonly x: number; readonly y: number; readonly count: number } {
  const pixels = picture(scene);
  const [width] = scene.view.size;
  let [x, y, count] = [0, 0, 0];
  for (let n = 0; n < pixels.length / 4; n += 1) {
    if ((pixels[4 * n] ?? 0) < 20) continue;
    x += n % width;
    y += Math.floor(n / width);
    count += 1;
  }
  return { x: x / count, y: y / count, count };
}

const MARKER = pointLps(9, -6, 12);
const VIEWS = { AP: [0, 0], left: [90, 0], right: [-90, 0], back: [180, 0], cranial: [0, 90], caudal: [0, -90], spider: [45, -30] } as const;

describe('a marker', () => {
  const volume = balls([{ at: MARKER, radius: 4 }]);

  it.each(Object.entries(VIEWS))('appears where the projection says: %s', (_, [primary, secondary]) => {
    const seen = view(primary, secondary);
    const [x, y] = renderedPixel(seen, MARKER);
    const found = lit(sceneOf(volume, seen));
    // The middle of a ball of voxels lies within half a voxel of the ball's own.
    expect(Math.abs(found.x - x)).toBeLessThan(0.8);
    expect(Math.abs(found.y - y)).toBeLessThan(0.8);
    // And it is as large: π·4² mm² in pixels of 0.36 mm², give or take half a voxel of its edge.
    expect(found.count).toBeGreaterThan((Math.PI * 3.4 ** 2) / 0.36);
    expect(found.count).toBeLessThan((Math.PI * 4.8 ** 2) / 0.36);
  });

  it('lies on the right where the patient’s left is, seen from AP, and on the left from behind', () => {
    expect(renderedPixel(view(0, 0), pointLps(20, 0, 0))[0]).toBeGreaterThan(50);
    expect(renderedPixel(view(180, 0), pointLps(20, 0, 0))[0]).toBeLessThan(50);
    expect(renderedPixel(view(0, 0), pointLps(0, 0, 20))[1]).toBeLessThan(45);
    // From LAO the viewer stands at the patient's left: what is in front, at the sternum, moves to the left.
    expect(renderedPixel(view(90, 0), pointLps(0, -20, 0))[0]).toBeLessThan(50);
  });
});

describe('what is in front', () => {
  const front: Ball = { at: pointLps(0, -12, 0), radius: 6, hu: 1600 };
  const behind: Ball = { at: pointLps(0, 12, 0), radius: 6, hu: 260 };
  const colour = (seen: RenderView): number => {
    const pixels = picture(sceneOf(balls([front, behind]), seen));
    const n = 4 * (45 * 101 + 50);
    return (pixels[n + 2] ?? 0) / (pixels[n] ?? 1);
  };

  it('hides what is behind, from either side', () => {
    // Dense bone is white, the other brown: its blue is two thirds of its red.
    expect(colour(view(0, 0))).toBeGreaterThan(0.9);
    expect(colour(view(180, 0))).toBeLessThan(0.8);
  });
});

describe('a cut', () => {
  const pair = balls([{ at: pointLps(-14, 0, 0), radius: 6 }, { at: pointLps(14, 0, 0), radius: 6 }]);
  const sagittal: CutPlane = { origin: pointLps(0, 0, 0), u: vectorLps(0, 1, 0), v: vectorLps(0, 0, -1) };
  const coronal: CutPlane = { origin: pointLps(0, 0, 0), u: vectorLps(1, 0, 0), v: vectorLps(0, 0, -1) };

  it.each([[40, 1], [-40, -1]] as const)('seen from %d° takes the near half away and leaves the other', (primary, sign) => {
    const seen = view(primary, 0);
    const left = lit(sceneOf(pair, seen, [sagittal]));
    const far = renderedPixel(seen, pointLps(-14 * sign, 0, 0));
    expect(Math.abs(left.x - far[0])).toBeLessThan(0.8);
    expect(nearNormal(sagittal, seen)[0] * sign).toBeGreaterThan(0.99);
  });

  it('through a ball shows its face, flat and evenly lit', () => {
    const ball = balls([{ at: pointLps(0, 0, 0), radius: 12 }]);
    const pixels = picture(sceneOf(ball, view(0, 0), [coronal], 0.25));
    const face = [-10, -5, 0, 5, 10].map((dx) => pixels[4 * (45 * 101 + 50 + dx)] ?? 0);
    expect(Math.max(...face) - Math.min(...face)).toBeLessThan(12);
    expect(Math.min(...face)).toBeGreaterThan(180);
  });

  it('by two planes leaves what is beyond both', () => {
    const four = balls([-12, 12].flatMap((x) => [-12, 12].map((y) => ({ at: pointLps(x, y, 0), radius: 5 }))));
    const seen = view(40, 0);
    const found = lit(sceneOf(four, seen, [sagittal, coronal]));
    expect(Math.abs(found.x - renderedPixel(seen, pointLps(-12, 12, 0))[0])).toBeLessThan(0.8);
  });
});

describe('speed costs no truth', () => {
  const ball = balls([{ at: MARKER, radius: 7 }, { at: pointLps(-12, 8, -9), radius: 5, hu: 300 }]);

  it('leaps over empty bricks to the same picture', () => {
    const scene = sceneOf(ball, view(30, 20));
    const everywhere = { ...scene, visible: new Uint8Array(scene.visible.length).fill(1) };
    expect(picture(scene)).toEqual(picture(everywhere));
    expect(scene.visible.reduce((sum, one) => sum + one, 0) / scene.visible.length).toBeLessThan(0.4);
  });

  it('draws rows by rows as in one go', () => {
    const scene = sceneOf(ball, view(-30, 10));
    const parts = [renderedRows(scene, 0, 40), renderedRows(scene, 40, 91)];
    expect([...(parts[0] ?? []), ...(parts[1] ?? [])]).toEqual([...picture(scene)]);
  });

  it('is as bright in coarse steps as in fine ones, within a tenth', () => {
    const mean = (stepMm: number): number => {
      const pixels = picture(sceneOf(ball, view(0, 0), [], stepMm));
      return pixels.reduce((sum, value, n) => sum + (n % 4 === 3 ? 0 : value), 0);
    };
    expect(Math.abs(mean(1.2) / mean(0.3) - 1)).toBeLessThan(0.1);
  });
});

it('is black where there is nothing, and beyond the volume', () => {
  expect(lit(sceneOf(balls([]), view(10, 10))).count).toBe(0);
});
