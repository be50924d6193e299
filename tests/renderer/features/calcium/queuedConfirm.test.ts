import { expect, it } from 'vitest';
import { reviewedSections } from '../../../../core/calcium/review.ts';
import { mm } from '../../../../core/units.ts';
import { isAsShown } from '../../../../renderer/features/calcium/useQueuedConfirm.ts';
import { calcified, plainFindings, straight } from '../../../core/lesion/plainFindings.ts';
import { RCA } from '../../../core/lesion/lesionEntries.ts';

const { sections } = plainFindings(straight(40), [10, 30], (at) => (at === 20 ? calcified(178, 40) : {}));
const asked = (arc: number, share: number, at = 20) => isAsShown({ vessel: RCA, at: mm(at), arc, share }, reviewedSections(sections, []));

it('a section that was confirmed while it was measured is confirmed where it is told as it was shown', () => {
  expect([asked(178, 40), asked(175.5, 40.4), asked(164, 40), asked(178, 41)]).toEqual([true, true, false, false]);
});
it('it is not on the other side of a score’s edge, nor beyond the vessel', () => {
  expect([asked(181, 40), asked(178, 40, 20.2), asked(178, 40, 99)]).toEqual([false, false, false]);
});
