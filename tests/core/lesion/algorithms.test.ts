import { expect, it } from 'vitest';
import { CALCIUM_BY } from '../../../core/calcium/profile.ts';
import { GIVEN_BY } from '../../../core/centreline/given.ts';
import { MASKED_BY } from '../../../core/centreline/masked.ts';
import { CENTRELINE_BY } from '../../../core/centreline/trace.ts';
import { olderOrigin, olderWords } from '../../../core/lesion/algorithms.ts';
import { BRANCHES_BY } from '../../../core/tree/sideBranches.ts';

it.each([CALCIUM_BY, CENTRELINE_BY, BRANCHES_BY])('tells an older version than %s, also where it was corrected by hand, and not the same or a newer one', (today) => {
  const [name = '', version = ''] = today.split('/');
  const before = `${name}/${Number(version) - 1}`;
  expect([before, `${before}, corrected by hand`].map(olderOrigin)).toEqual([{ by: before, today }, { by: before, today }]);
  expect([today, `${today}, corrected by hand`, `${name}/${Number(version) + 8}`].map(olderOrigin)).toEqual([null, null, null]);
});

it.each([null, '', GIVEN_BY, MASKED_BY, 'Dr. Test, Tina', 'DICOM header', 'stent/1'])('tells nothing of %j, which has no version of an algorithm of today', (by) => {
  expect(olderOrigin(by)).toBeNull();
});

it('says it in words', () => {
  expect(olderWords({ by: 'calcium/1', today: 'calcium/2' })).toBe('measured by calcium/1; today’s is calcium/2');
});
