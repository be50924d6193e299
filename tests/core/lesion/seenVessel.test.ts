import { describe, expect, it } from 'vitest';
import type { StayingCaps } from '../../../core/calcium/vesselLook.ts';
import { footOnLine } from '../../../core/geometry/polyline.ts';
import { capsOnPath } from '../../../core/lesion/occlusion.ts';
import { seenVessel, type SeenVessel } from '../../../core/lesion/seenVessel.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { arcVessel, finished, scene, traced } from '../centreline/scene.ts';

const vessel = arcVessel();
const volume = scene(vessel);
const at = (abscissa: number) => courseAt(vessel.course, abscissa);
const tracing = traced(volume, [at(2), at(54)]);
if (!tracing.ok) throw new Error(tracing.failure.code);
const { centreline } = tracing.value;
const seen = (stay: StayingCaps, known: SeenVessel | null = null, [proximal, distal] = [20, 36]): SeenVessel => {
  const caps = capsOnPath(centreline, { proximal: at(proximal), distal: at(distal) });
  if (!caps.ok) throw new Error(caps.failure.code);
  return finished(seenVessel(volume, { centreline, caps: caps.value, stay }, known));
};
const FREE = { proximal: false, distal: false };
const HELD = { proximal: true, distal: true };
const abscissae = ({ look }: SeenVessel) => [look.proximalCap.abscissa, look.distalCap.abscissa];
const own = (where: number) => footOnLine(centreline.points.map((point) => point.at), at(where))?.abscissa ?? NaN;

describe('caps', () => {
  it('are moved to where contrast ends, but for one that stays where the operator put it', () => {
    const [moved, stays, both] = [seen(FREE), seen({ proximal: true, distal: false }), seen(HELD)];
    const [proximal = 0, distal = 0] = abscissae(moved);
    expect([Math.abs(proximal - own(22)), Math.abs(distal - own(34))].every((off) => off < 1)).toBe(true);
    expect(abscissae(stays)).toEqual([own(20), distal]);
    expect(abscissae(both)).toEqual([own(20), own(36)]);
    // What is seen of the end of contrast next to it is still told.
    expect(both.look.proximalCap).toEqual({ ...moved.look.proximalCap, abscissa: own(20) });
  });

  it('are looked for anew once one is let go', () => {
    expect(seen(FREE, seen(HELD))).toEqual(seen(FREE));
  });

  it('that are moved leave sections and rays as they are, and nothing is seen again where none is', () => {
    const first = seen(FREE);
    const again = seen(FREE, first, [20, 38]);
    expect([again.sections === first.sections, again.rays === first.rays, again.look === first.look]).toEqual([true, true, false]);
    expect(again).toEqual(seen(FREE, null, [20, 38]));
    expect(seen(FREE, again, [20, 38])).toBe(again);
  });
});
