import { expect, it } from 'vitest';
import { unsettledWords } from '../../../../renderer/features/vessel/vesselStates.ts';

it.each([
  ['fresh', false, false, null], ['fresh', false, true, 'let go'], ['stale', false, false, 'being measured'], ['stale', true, false, 'being measured'],
  ['measuring', false, false, 'being measured'], ['failed', false, false, 'cannot be measured'], ['failed', false, true, 'let go'],
] as const)('of a vessel that is %s (draft: %s, in the hand: %s) nothing is confirmed but where the kept work is measured', (state, isDraft, isInHand, words) => {
  const said = unsettledWords({ state, isDraft, isInHand });
  if (words === null) expect(said).toBeNull();
  else expect(said).toContain(words);
});
