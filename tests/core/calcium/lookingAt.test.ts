import { beforeEach, expect, it, vi } from 'vitest';
import { profiling } from '../../../core/calcium/profile.ts';
import { lookingAt, vesselRays } from '../../../core/calcium/vesselLook.ts';
import { layerMisfits } from '../../../core/calcium/density.kernel.ts';
import { excessOnRays } from '../../../core/calcium/excess.kernel.ts';
import { closedPath, polarRays } from '../../../core/section/polar.kernel.ts';
import { weightedMeans } from '../../../core/section/smoothing.kernel.ts';
import { mm } from '../../../core/units.ts';
import { DISCS, discSections } from '../section/discs.ts';
import { vesselLook } from './atOnce.ts';

// The loops stay as they are; their calls are counted.
vi.mock('../../../core/calcium/density.kernel.ts', { spy: true });
vi.mock('../../../core/calcium/excess.kernel.ts', { spy: true });
vi.mock('../../../core/section/polar.kernel.ts', { spy: true });
vi.mock('../../../core/section/smoothing.kernel.ts', { spy: true });

const GRID = { spacing: [mm(0.35), mm(0.35), mm(0.4)] } as const;
const { points, sections } = discSections({ ...DISCS, calcium: { middleDeg: 40, arcDeg: 150, depth: 0.9, hu: 800, from: 19, to: 26 } });
const rays = vesselRays(GRID, { points, step: mm(0.5) }, sections);
const CAPS = { proximal: mm(15), distal: mm(30) };

const calls = (...loops: readonly unknown[]): number => loops.reduce((sum: number, loop) => sum + vi.mocked(loop as () => void).mock.calls.length, 0);

/** What is done between two looks at whether it is still wanted: passes over all sections, and over all rays at once. */
function workBetweenLooks(steps: Generator<undefined>): { readonly sections: readonly number[]; readonly smoothings: readonly number[]; readonly densities: readonly number[] } {
  const work = { sections: [] as number[], smoothings: [] as number[], densities: [] as number[] };
  for (let isDone = false; !isDone;) {
    vi.clearAllMocks();
    isDone = steps.next().done === true;
    work.sections.push(calls(polarRays, closedPath, excessOnRays));
    work.smoothings.push(calls(weightedMeans));
    work.densities.push(calls(layerMisfits));
  }
  return work;
}

beforeEach(() => { vi.clearAllMocks(); });

it('a vessel is looked at in steps of one pass over its sections, however many these are', () => {
  const work = workBetweenLooks(lookingAt(GRID, rays, CAPS));
  expect(Math.max(...work.sections)).toBe(sections.length);
  expect(Math.max(...work.smoothings)).toBe(1);
});

it('its calcium is found in such steps as well, one for each round', () => {
  const work = workBetweenLooks(profiling(vesselLook(GRID, rays, CAPS)));
  expect(Math.max(...work.sections)).toBeLessThanOrEqual(sections.length);
  expect(Math.max(...work.densities)).toBe(1);
  expect(work.densities.reduce((sum, one) => sum + one)).toBe(3);
  expect(Math.max(...work.smoothings)).toBe(1);
});
