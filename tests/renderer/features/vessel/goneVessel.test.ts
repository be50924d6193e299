import { expect, it } from 'vitest';
import { entryIdSchema, type VesselId, vesselIdSchema } from '../../../../core/contract/ids.ts';
import type { PlanVersionView } from '../../../../core/contract/plans.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import type { Entry, PathEntry } from '../../../../core/lesion/entry.ts';
import { chosenOf, goneVessel, validVersion } from '../../../../renderer/features/vessel/goneVessel.ts';
import { signedWords, WAY_BACK_WORDS } from '../../../../renderer/features/vessel/vesselWords.ts';
import { series } from '../../../core/lesion/plainFindings.ts';

const [lad, rca, lcx] = ['ves_0000000000000lad', 'ves_0000000000000rca', 'ves_0000000000000lcx'].map((id) => vesselIdSchema.parse(id)) as [VesselId, VesselId, VesselId];
const AT = '2026-11-29T10:00:00Z';
const traced = (vessel: VesselId) => {
  const path: Entry<PathEntry> = {
    id: entryIdSchema.parse('ent_0123456789abcdef'), vessel, revision: 1, author: null, createdAt: AT, changedAt: AT, changedBy: null,
    content: { kind: 'path', series, frameOfReferenceUid: null, points: [pointLps(1, 2, 3)], target: null, segment: null },
  };
  return { id: vessel, path };
};
const version = (number: number, isWithdrawn = false): PlanVersionView =>
  ({ version: number, sha256: 'a'.repeat(64), signedAt: AT, by: null, withdrawn: isWithdrawn ? { at: AT, by: null, reason: 'wrong' } : null });
const plans = [{ vessel: lad, versions: [version(1, true), version(2), version(3, true)] }, { vessel: rca, versions: [version(1, true)] }];

it('a vessel that is gone is missed where a plan of it is there, or may be', () => {
  expect([goneVessel([traced(rca)], lad, plans), goneVessel([], lad, null)]).toEqual([lad, lad]);
  expect([goneVessel([traced(lad)], lad, plans), goneVessel([traced(rca)], lcx, plans), goneVessel([traced(rca)], null, plans)]).toEqual([null, null, null]);
});

it('no other vessel is taken in the place of one that is missed; else the first is', () => {
  const of = (chosen: VesselId | null, gone: VesselId | null) => chosenOf([traced(rca), traced(lcx)], chosen, gone).id;
  expect([of(lad, lad), of(lad, null), of(null, null), of(lcx, lad), of(lcx, null)]).toEqual([null, rca, rca, lcx, lcx]);
});

it('the newest valid version of a vessel is told before it goes; that nothing is known is told, too', () => {
  expect([validVersion(plans, lad), validVersion(plans, rca), validVersion(plans, lcx)]).toEqual([2, null, null]);
  expect([signedWords(plans, lad), signedWords(plans, rca), signedWords(null, lad)])
    .toEqual([expect.stringMatching(/^Version 2 of its plan is signed and stays valid/), expect.stringMatching(/^No valid/), expect.stringMatching(/cannot be told/)]);
});

it('how a vessel that goes comes back is told as it is: by redo only until something new is done', () => {
  expect(WAY_BACK_WORDS).toEqual({
    undo: 'Undo (Ctrl Z) brings the vessel back.', redo: 'Redo (Ctrl Shift Z) brings the vessel back, until something new is done.',
  });
});
