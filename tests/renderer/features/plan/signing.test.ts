import { expect, it } from 'vitest';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { vesselWork } from '../../../../core/lesion/vesselWork.ts';
import { hindranceOf } from '../../../../renderer/features/plan/useSigning.ts';
import { kept, series, vessel } from '../../../core/lesion/plainFindings.ts';

const at = (x: number) => pointLps(x, 0, 0);
const entries = kept([
  { kind: 'path', series, frameOfReferenceUid: null, points: [at(0), at(40)], target: null, segment: null },
  { kind: 'cap', which: 'proximal', at: at(10) },
]);
const measured = { id: vessel, entries, work: vesselWork(entries, vessel), state: 'fresh', failure: null, isInHand: false } as const;
type Signable = Parameters<typeof hindranceOf>[0];
const hindrance = (of: Partial<Signable['lesion']['vessel']> = {}, isCovered = false) => hindranceOf({
  standing: { blocking: [], open: [] }, state: { plan: { draft: {} } as Signable['state']['plan'], isWaiting: false, obstacle: null },
  lesion: { vessel: { ...measured, ...of } },
}, 'Dr A', { isSeen: true, isCovered }, false);

it('what is measured on the kept work is signed', () => {
  expect(hindrance()).toBeNull();
  expect(hindrance({ id: null, entries: [], work: vesselWork([], vessel), state: 'nothing' })).toBeNull();
});
it('figures of other work than is sealed beside them are not signed', () => {
  const other = 'The figures are of work on the vessel that is not kept: let go of what is in the hand, and wait until it is measured.';
  expect(hindrance({ isInHand: true })).toBe(other);
  expect(hindrance({ work: { ...measured.work, caps: { proximal: at(12), distal: null } } })).toBe(other);
});
it('nor is a vessel that cannot be measured, or is being measured', () => {
  const failure = { point: null, message: '' };
  expect(hindrance({ state: 'failed', failure: { ...failure, reason: 'no-path' } }))
    .toBe('The vessel cannot be measured as it is: set right at station 3 what is said there, then sign.');
  expect(hindrance({ state: 'failed', failure: { ...failure, reason: 'carriage/unreachable' } }))
    .toBe('Fullmoon’s own service does not answer: wait until it does and the vessel is measured, then sign.');
  for (const state of ['stale', 'measuring'] as const) expect(hindrance({ state })).toMatch(/^The vessel is being measured/);
});
it('nor is a draft in whose place something else is shown', () => {
  expect(hindrance({}, true)).toBe('Go back to the draft to sign it (Esc).');
});
