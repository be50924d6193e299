import { expect, it } from 'vitest';
import { caseIdSchema, planIdSchema } from '../../../../core/contract/ids.ts';
import type { PlanView } from '../../../../core/contract/plans.ts';
import { bannerWords, deviceStateWords, figureTyped, isDraftNewer, nextVersion, outcomeBannerWords } from '../../../../renderer/features/plan/planWords.ts';
import { EMPTY_PLAN } from '../../../../renderer/state/planDraft.ts';
import { vessel } from '../../../core/lesion/plainFindings.ts';

const NOW = new Date(2026, 10, 29, 19, 50);
const at = (hour: number): string => new Date(2026, 10, 29, hour, 42).toISOString();
const plan = (draftAt: string | null, signed: readonly string[] = [], withdrawn = false): PlanView => ({
  id: planIdSchema.parse('pln_0123456789abcdef'), vessel,
  draft: draftAt === null ? null : { content: EMPTY_PLAN, revision: 1, changedAt: draftAt, changedBy: null },
  versions: signed.map((signedAt, n) => ({
    version: n + 1, sha256: 'a'.repeat(64), signedAt, by: null, withdrawn: withdrawn ? { at: signedAt, by: null, reason: 'wrong phase' } : null,
  })),
});

it('says in the banner how the plan stands', () => {
  expect([
    bannerWords(null, false, false, NOW, null), bannerWords(null, true, false, NOW, null), bannerWords(plan(at(19)), false, false, NOW, null),
    bannerWords(plan(at(19), [at(17), at(18)]), false, false, NOW, null), bannerWords(plan(at(17), [at(18)]), false, false, NOW, null),
    bannerWords(plan(at(17), [at(18)], true), false, false, NOW, null), bannerWords(plan(at(19)), true, true, NOW, null),
  ]).toEqual([
    null, 'v1 draft, being kept', 'v1 draft, saved 19:42', 'v3 draft, saved 19:42', 'v1 signed', 'v1 withdrawn', 'v1 draft, not kept',
  ]);
});

it('says in the banner that the lesion is otherwise since a version was signed: of no draft, and of none that is withdrawn', () => {
  const moved = { since: 'measured otherwise since', what: 'length 32.4 mm → 15.0 mm' };
  expect([
    bannerWords(plan(at(17), [at(18)]), false, false, NOW, moved), bannerWords(plan(at(19), [at(18)]), false, false, NOW, moved),
    bannerWords(plan(at(17), [at(18)], true), false, false, NOW, moved),
  ]).toEqual(['v1 signed, measured otherwise since', 'v2 draft, saved 19:42', 'v1 withdrawn']);
});

it('counts versions from one, withdrawn ones included, and knows whether the draft was edited since', () => {
  expect([nextVersion(plan(null)), nextVersion(plan(null, [at(17), at(18)], true))]).toEqual([1, 3]);
  expect([isDraftNewer(plan(at(17), [at(18)])), isDraftNewer(plan(at(19), [at(18)])), isDraftNewer(plan(null))]).toEqual([false, true, false]);
});

it('says how a device stands, by words and sign', () => {
  const words = (state: Parameters<typeof deviceStateWords>[0]['state'], usable: number, needed: number) => Object.values(deviceStateWords({ state, usable, needed }));
  expect([words('there', 4, 1), words('last', 1, 1), words('short', 1, 2), words('missing', 0, 1), words('unlisted', 0, 1)])
    .toEqual([['4', 'ok'], ['1, last one', 'warning'], ['1 of 2', 'refused'], ['0, none', 'refused'], ['not on the list', null]]);
});

it('tells in the banner of outcomes that are not kept, also of another case, and not of those on their way', () => {
  const [here, there] = [caseIdSchema.parse('cas_0000000000000001'), caseIdSchema.parse('cas_0000000000000002')];
  const one = { caseId: here, version: 1, isStuck: true };
  expect(outcomeBannerWords([], here)).toBeNull();
  expect(outcomeBannerWords([{ ...one, isStuck: false }], here)).toBeNull();
  expect(outcomeBannerWords([one, { ...one, version: 2 }], here)).toBe('outcome of v1 not kept, outcome of v2 not kept');
  expect(outcomeBannerWords([one, { ...one, caseId: there }], here)).toBe('outcome of v1 not kept, an outcome of another case not kept');
});

it('reads a typed number to its digits, and a begun minute as a whole one', () => {
  expect([figureTyped('30.4', 0, true), figureTyped('30,0', 0, true), figureTyped('30.4', 0, false), figureTyped(' 2,345 ', 2, false)]).toEqual([31, 30, 30, 2.35]);
  expect(figureTyped('x', 0, true)).toBeNaN();
});
