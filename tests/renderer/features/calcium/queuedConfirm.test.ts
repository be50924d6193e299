import { expect, it } from 'vitest';
import { reviewedSections } from '../../../../core/calcium/review.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { pointUv } from '../../../../core/geometry/plane.ts';
import { type SectionGround, sectionGround } from '../../../../core/lesion/laidOver.ts';
import { mm } from '../../../../core/units.ts';
import { isAsShown } from '../../../../renderer/features/calcium/useQueuedConfirm.ts';
import { calcified, plainFindings, straight } from '../../../core/lesion/plainFindings.ts';
import { RCA } from '../../../core/lesion/lesionEntries.ts';

const findings = plainFindings(straight(40), [10, 30], (at) => (at === 20 ? calcified(178, 40) : {}));
const measures = { sections: reviewedSections(findings.sections, []) };
const asked = (arc: number, share: number, at = 20) => isAsShown({ vessel: RCA, at: mm(at), arc, share, reading: 1, blind: null }, measures, findings);

it('a section that was confirmed while it was measured is confirmed where it is told as it was shown', () => {
  expect([asked(178, 40), asked(175.5, 40.4), asked(164, 40), asked(178, 41)]).toEqual([true, true, false, false]);
});
it('it is not on the other side of a score’s edge, nor beyond the vessel', () => {
  expect([asked(181, 40), asked(178, 40, 20.2), asked(178, 40, 99)]).toEqual([false, false, false]);
});
it('what a blind reader drew is his where the section still lies where he saw it, whatever is found there', () => {
  const ground = sectionGround(findings, mm(20));
  if (ground === undefined) throw new Error('no section');
  const drawn = { arcs: [], areas: [], isFullMoon: false };
  const seen = (there: SectionGround) => isAsShown({ vessel: RCA, at: mm(20), arc: 0, share: 0, reading: 2, blind: { drawn, ground: there } }, measures, findings);
  expect(seen(ground)).toBe(true);
  expect(seen({ ...ground, centre: pointUv(0.01, 0) })).toBe(false);
  const [x, y, z] = ground.plane.origin;
  expect(seen({ ...ground, plane: { ...ground.plane, origin: pointLps(x, y + 0.01, z) } })).toBe(false);
});
