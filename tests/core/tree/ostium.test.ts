import { describe, expect, it } from 'vitest';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import { tracing } from '../../../core/centreline/trace.ts';
import { moved, norm, between, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { painted, tubeSolid } from '../../../core/phantom/solids.ts';
import { ostiumOf } from '../../../core/tree/ostium.ts';
import { arcVessel, finished, scene, seedNear } from '../centreline/scene.ts';

const vessel = arcVessel({ occlusion: null });
/** An aorta of 12 mm radius whose surface lies about the beginning of the vessel, leaning by so much. */
const aorta = (lean: number) => painted(tubeSolid([[pointLps(-34 - lean * 30, 10, -30), 12], [pointLps(-34 + lean * 30, 10, 30), 12]]), 430);

describe('the ostium', () => {
  it.each([0, 0.3, -0.5])('lies where the path leaves an aorta that leans by %d', (lean) => {
    const body = aorta(lean);
    const space = searchSpace(scene(vessel, [], [body]));
    const result = finished(tracing(space, [moved(seedNear(vessel, 0), vectorLps(-3.5, 1, 0)), seedNear(vessel, 53, [0, -1, 0.8])]));
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const ostium = ostiumOf(space, result.value.centreline);
    const { points } = result.value.centreline;
    // On paper: the first point of the path whose distance from the aorta's axis is its radius.
    const axis = vectorLps(lean, 0, 1);
    const gap = (at: typeof points[number]['at']): number => {
      const off = between(pointLps(-34, 10, 0), at);
      const along = (off[0] * axis[0] + off[2] * axis[2]) / (norm(axis) ** 2);
      return norm(vectorLps(off[0] - along * axis[0], off[1], off[2] - along * axis[2]));
    };
    const truth = points.find(({ at }) => gap(at) >= 12)?.abscissa ?? NaN;
    expect(Math.abs((ostium.state === 'found' ? ostium.abscissa : NaN) - truth)).toBeLessThan(1.5);
  });
  it('is not found where the path begins in the vessel', () => {
    const space = searchSpace(scene(vessel, [], [aorta(0)]));
    const result = finished(tracing(space, [seedNear(vessel, 20), seedNear(vessel, 53)]));
    expect(result.ok && ostiumOf(space, result.value.centreline)).toEqual({ state: 'not found', why: 'The path does not begin in the aorta.' });
  });
});
