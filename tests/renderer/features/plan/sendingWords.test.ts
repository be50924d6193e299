import { describe, expect, it } from 'vitest';
import { archiveIdSchema, caseIdSchema, planIdSchema, sendingIdSchema } from '../../../../core/contract/ids.ts';
import type { SendingView } from '../../../../core/contract/sendings.ts';
import { openWords, sendingWords } from '../../../../renderer/features/plan/sendingWords.ts';

const local = (day: number, hours: number, minutes: number): string => new Date(2026, 10, day, hours, minutes).toISOString();
const TODAY = '2026-11-29';
const sending = (changed: Partial<SendingView>): SendingView => ({
  id: sendingIdSchema.parse('snd_0123456789abcdef'), caseId: caseIdSchema.parse('cas_0123456789abcdef'), plan: planIdSchema.parse('pln_0123456789abcdef'),
  version: 1, archive: { id: archiveIdSchema.parse('arc_0123456789abcdef'), name: 'Radiology' }, state: 'waiting', done: 0, of: 0, attempts: 0, reason: null,
  nextTryAt: local(29, 15, 4), since: local(29, 15, 2), has: null, isFound: false,
  isPartFound: false, isWithdrawn: false, ...changed,
});
const SENT = { state: 'sent', nextTryAt: null, has: { what: 'plan', at: local(29, 15, 2) } } as const;
const words = (changed: Partial<SendingView>, isWithdrawn = false) => sendingWords(sending(changed), isWithdrawn, TODAY);

describe('a sending in words', () => {
  it.each([
    [{}, 'Radiology: waiting', 'Send now', 'Cancel'],
    [{ attempts: 1, reason: 'It does not answer.' }, 'Radiology: waiting, next try 15:04', 'Send now', 'Cancel'],
    [{ state: 'sending', nextTryAt: null }, 'Radiology: sending', null, 'Cancel'],
    [{ state: 'sending', nextTryAt: null, done: 3, of: 6 }, 'Radiology: sending 3 of 6', null, 'Cancel'],
    [{ state: 'sending', nextTryAt: null, done: 6, of: 6 }, 'Radiology: sent, asking what it lists', null, 'Cancel'],
    [SENT, 'Radiology: sent 15:02', 'Send again', null],
    [{ ...SENT, isFound: true }, 'Radiology: sent 15:02, found there', 'Send again', null],
    [{ state: 'not-found', nextTryAt: null, reason: 'It lists 4 of 5.' }, 'Radiology: sent 15:02, not found in the archive', 'Send again', 'Give up'],
    [{ state: 'not-found', nextTryAt: null, isPartFound: true, reason: 'It lists 4 of 5.' }, 'Radiology: sent 15:02, not all found in the archive', 'Send again', 'Give up'],
    [{ ...SENT, has: { what: 'plan', at: local(28, 9, 5) } }, 'Radiology: sent 2026-11-28 09:05', 'Send again', null],
    [{ ...SENT, archive: { id: null, name: 'Old' } }, 'Old: sent 15:02', null, null],
    [{ state: 'refused', nextTryAt: null, reason: 'It said no.' }, 'Radiology: refused 15:02', 'Send again', 'Give up'],
    [{ state: 'in-part', nextTryAt: null, reason: 'It has 4 of 5.' }, 'Radiology: sent in part 15:02', 'Send the rest', 'Give up'],
    [{ state: 'taken-back', nextTryAt: null }, 'Radiology: taken back 15:02, a part may be there', 'Send again', null],
    [{ state: 'taken-back', nextTryAt: null, archive: { id: null, name: 'Old' } }, 'Old: taken back 15:02, a part may be there', null, null],
  ] as const)('%j', (changed, said, again, cancel) => {
    expect(words(changed)).toMatchObject({ words: said, again, cancel, reason: 'reason' in changed ? changed.reason : null });
  });

  it.each([
    [{}, 'info', 'Radiology: withdrawal waiting'], [{ state: 'sending', nextTryAt: null }, 'info', 'Radiology: withdrawal sending'],
    [{ ...SENT, has: { what: 'withdrawal', at: local(29, 15, 2) } }, 'ok', 'Radiology: withdrawal sent 15:02'],
    [SENT, 'warning', 'Radiology has it from 15:02 and does not know that it is withdrawn'],
  ] as const)('of a withdrawn version: %j', (changed, tone, said) => {
    expect(words(changed, true)).toMatchObject({ tone, words: said });
  });
});

describe('what is on the way', () => {
  it.each([
    [[], null], [[{}], '1 plan on the way to an archive'], [[{}, { state: 'sending' }], '2 plans on the way to an archive'],
    [[{}, { state: 'refused' }], '1 plan refused by an archive'], [[{}, { state: 'in-part' }], '1 plan sent to an archive in part'],
    [[{ state: 'refused' }, { state: 'in-part' }], '1 plan refused by an archive'],
    [[{}, { state: 'not-found' }, { state: 'in-part' }], '1 plan sent and not found in the archive'],
    [[{ state: 'not-found' }, { state: 'not-found', isWithdrawn: true }], '1 withdrawal sent and not found in the archive'],
  ] as const)('%j: %s', (all, said) => {
    expect(openWords(all.map((one) => sending(one)))?.words ?? null).toBe(said);
  });
  it('leads to the first of those that it tells', () => {
    const [mine, other] = [caseIdSchema.parse('cas_0000000000000001'), caseIdSchema.parse('cas_0000000000000002')];
    const all = [sending({ state: 'in-part', caseId: other }), sending({ state: 'not-found', isWithdrawn: true, caseId: mine }), sending({ caseId: other })];
    expect(openWords(all)?.first.caseId).toBe(mine);
    expect(openWords(all.slice(2))?.first.caseId).toBe(other);
  });
});
