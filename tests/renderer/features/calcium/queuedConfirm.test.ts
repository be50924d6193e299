import { expect, it } from 'vitest';
import type { ReviewDrawn } from '../../../../renderer/features/vessel/calciumActions.ts';
import { reviewContent } from '../../../../renderer/features/vessel/calciumActions.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { pointUv } from '../../../../core/geometry/plane.ts';
import { laidOver, type SectionGround, sectionGround } from '../../../../core/lesion/laidOver.ts';
import { lesionMeasures } from '../../../../core/lesion/lesionMeasures.ts';
import { vesselWork } from '../../../../core/lesion/vesselWork.ts';
import { deg, mm } from '../../../../core/units.ts';
import { shownSection } from '../../../../renderer/features/calcium/calciumModel.ts';
import { isAsShown, queuedStanding } from '../../../../renderer/features/calcium/useQueuedConfirm.ts';
import { operatorIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import * as words from '../../../../renderer/features/calcium/staleWords.ts';
import { calcified, kept, plainFindings, straight, vessel } from '../../../core/lesion/plainFindings.ts';
import { RCA } from '../../../core/lesion/lesionEntries.ts';

const findings = plainFindings(straight(40), [10, 30], (at) => (at === 20 ? calcified(178, 40) : {}));
const measured = lesionMeasures(findings);
if (!measured.ok) throw new Error('not measured');
const measures = measured.value;
const ground = sectionGround(findings, mm(20));
if (ground === undefined) throw new Error('no section');

/** The section nearest to a place, with what a blind reader has drawn on it. */
function shownAt(at: number, drafts: readonly ReviewDrawn[] = []) {
  const entries = kept(drafts.map((drawn) => reviewContent(ground as SectionGround, drawn, 'draft', null)));
  return shownSection({ findings, measures, work: vesselWork(entries, vessel), isBlind: drafts.length > 0, drafts: laidOver(entries, vessel, findings).drafts }, mm(at));
}
const asked = (arc: number, share: number, at = 20) => isAsShown({ vessel: RCA, at: mm(at), arc, share, reading: 1, by: null, blind: null }, shownAt(at));

it('a section that was confirmed while it was measured is confirmed where it is told as it was shown', () => {
  expect([asked(178, 40), asked(175.5, 40.4), asked(164, 40), asked(178, 41)]).toEqual([true, true, false, false]);
});
it('it is not on the other side of a score’s edge, nor beyond the vessel', () => {
  expect([asked(181, 40), asked(178, 40, 20.2), asked(178, 40, 99)]).toEqual([false, false, false]);
});
it('what a blind reader drew is his where the section still lies where he saw it, whatever is found there', () => {
  const drawn = { arcs: [], areas: [], isFullMoon: false };
  const seen = (there: SectionGround) => isAsShown({ vessel: RCA, at: mm(20), arc: 0, share: 0, reading: 2, by: null, blind: { drawn, ground: there } }, shownAt(20, [drawn]));
  expect(seen(ground)).toBe(true);
  expect(seen({ ...ground, centre: pointUv(0.01, 0) })).toBe(false);
  const [x, y, z] = ground.plane.origin;
  expect(seen({ ...ground, plane: { ...ground.plane, origin: pointLps(x, y + 0.01, z) } })).toBe(false);
});
it('what he drew since he confirmed it is not overwritten by what he had drawn then', () => {
  const [then, since] = [[deg(0), deg(90)], [deg(0), deg(140)]].map((arc): ReviewDrawn => ({ arcs: [[arc[0] ?? deg(0), arc[1] ?? deg(0)]], areas: null, isFullMoon: false }));
  if (then === undefined || since === undefined) throw new Error('nothing drawn');
  const said = shownAt(20, [then])?.said;
  if (said == null) throw new Error('no draft is shown');
  const seen = (drafts: readonly ReviewDrawn[]) => isAsShown({ vessel: RCA, at: mm(20), arc: 0, share: 0, reading: 2, by: null, blind: { drawn: said, ground } }, shownAt(20, drafts));
  expect([seen([then]), seen([since])]).toEqual([true, false]);
});

it('it waits while it is measured, and is given up, with the reason, once another reads, works, or is chosen, or it cannot be measured', () => {
  const [own, other] = ['opr_0000000000000001', 'opr_0000000000000002'].map((id) => operatorIdSchema.parse(id));
  if (own === undefined || other === undefined) throw new Error('no operators');
  const queued = { vessel: RCA, at: mm(20), arc: 178, share: 40, reading: 1, by: own, blind: null } as const;
  const standing = (changed: Partial<Parameters<typeof queuedStanding>[1]>) =>
    queuedStanding(queued, { reading: 1, by: own, vessel: RCA, state: 'fresh', isInHand: false, ...changed });
  expect(standing({})).toBe('measured');
  for (const waiting of [{ state: 'stale' }, { state: 'measuring' }, { isInHand: true }] as const) expect(standing(waiting)).toBe('waits');
  expect(standing({ by: other, state: 'stale' })).toEqual({ givenUp: words.OTHER_READER_WORDS });
  expect(standing({ by: null })).toEqual({ givenUp: words.OTHER_READER_WORDS });
  expect(standing({ reading: 2, state: 'stale' })).toEqual({ givenUp: words.OTHER_READING_WORDS });
  expect(standing({ vessel: vesselIdSchema.parse('ves_0000000000000009'), state: 'measuring' })).toEqual({ givenUp: words.OTHER_VESSEL_WORDS });
  for (const state of ['failed', 'nothing'] as const) expect(standing({ state })).toEqual({ givenUp: words.NOT_MEASURED_WORDS });
});
