import { expect, it } from 'vitest';
import { failedWords, figuresWords, staleWords, unsettledWords } from '../../../../renderer/features/vessel/vesselStates.ts';

it.each([
  ['fresh', false, false, null], ['fresh', false, true, 'let go'], ['stale', false, false, 'being measured'], ['stale', true, false, 'being measured'],
  ['measuring', false, false, 'being measured'], ['failed', false, false, 'cannot be measured'], ['failed', false, true, 'let go'],
] as const)('of a vessel that is %s (draft: %s, in the hand: %s) nothing is confirmed but where the kept work is measured', (state, isDraft, isInHand, words) => {
  const said = unsettledWords({ state, failure: null, isDraft, isInHand });
  if (words === null) expect(said).toBeNull();
  else expect(said).toContain(words);
});

it.each([
  ['no-path', 'as it is: set right at station 3'], ['series/not-found', 'open it again'], ['carriage/unreachable', 'does not answer: wait'],
  ['carriage/host-fault', 'do first what station 3 says'], ['series/not-hu', 'do first what station 3 says'],
] as const)('a vessel that is not measured for %s asks for what can be done about it', (reason, words) => {
  const failure = { reason, point: null, message: '' };
  expect(failedWords(failure)).toContain(words);
  expect(unsettledWords({ state: 'failed', failure, isDraft: false, isInHand: false })).toContain(words);
});

it.each([
  ['failed', false, false, 'of the path before'], ['failed', true, true, 'of the path before'], ['stale', true, true, 'roughly'], ['fresh', true, true, 'roughly'],
  ['stale', false, false, 'stale'], ['measuring', false, false, 'being measured'], ['fresh', false, false, ''],
] as const)('figures of a vessel that is %s (draft: %s, in the hand: %s) say what they are of', (state, areFiguresDraft, isInHand, words) => {
  const said = figuresWords({ state, isPathDraft: false, areFiguresDraft, isInHand, measures: null });
  if (words === '') expect(said).toBe('');
  else expect(said).toContain(words);
});

it('figures beside a path that is only bent to where it was carried are told as those of the path before', () => {
  const carried = { isPathDraft: true, areFiguresDraft: false, isInHand: true, measures: null } as const;
  expect(figuresWords({ ...carried, state: 'stale' })).toBe('of the path before: the present one is not traced yet');
  expect(figuresWords({ ...carried, state: 'measuring' })).toBe('being measured');
});

it('pictures along a path that is only bent say so, also where nothing was found on the one before', () => {
  expect(staleWords({ state: 'measuring', isPathDraft: true, isInHand: true })).toEqual(['in the hand: not measured']);
  expect(staleWords({ state: 'measuring', isPathDraft: true, isInHand: false })).toEqual(['stale: being measured']);
  expect(staleWords({ state: 'measuring', isPathDraft: false, isInHand: false })).toEqual([]);
});
