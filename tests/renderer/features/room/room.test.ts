import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../../../../core/plan/roomLog.ts';
import { sealWords } from '../../../../core/plan/sealedPlan.ts';
import { roomAddress } from '../../../../renderer/features/room/roomAddress.ts';
import { isInLog, keepable, keptActs, withWaiting, type RoomAct } from '../../../../renderer/features/room/roomAct.ts';
import { offsetAfter } from '../../../../renderer/features/room/hostClock.ts';
import { clockWords, oldWords, receivedWords, refusedWords, sizeOfWords, timeWords, typedContrast, typedKerma } from '../../../../renderer/features/room/roomWords.ts';

const at = '2026-11-24T08:00:00.000Z';
const act = (happening: RoomAct['happening'], sentAfter: number | null = null): RoomAct => ({ happening, doneAt: at, sentAfter });
const event = (sequence: number, happening: RoomAct['happening']): RoomEvent => ({ sequence, at, by: null, happening });

describe('what waits', () => {
  it('is in the log only if it was sent and stands there after what was known then', () => {
    const log = [event(1, { what: 'tick', step: 'a' }), event(2, { what: 'track', isProvenByIvus: true, track: 'intraplaque' })];
    expect(isInLog(act({ what: 'tick', step: 'a' }), log)).toBe(false);
    expect(isInLog(act({ what: 'tick', step: 'a' }, 1), log)).toBe(false);
    expect(isInLog(act({ what: 'tick', step: 'a' }, 0), log)).toBe(true);
    expect(isInLog(act({ what: 'tick', step: 'b' }, 0), log)).toBe(false);
    expect(isInLog(act({ what: 'track', track: 'intraplaque', isProvenByIvus: true }, 1), log)).toBe(true);
  });

  it('is seen behind the log, and kept over a reload without words that somebody wrote', () => {
    const waiting = [act({ what: 'access' }, 4), act({ what: 'note', words: 'Anna Muster bleeds' })];
    expect(withWaiting([event(4, { what: 'end' })], waiting).map(({ sequence, happening }) => [sequence, happening.what])).toEqual([[4, 'end'], [5, 'access'], [6, 'note']]);
    const kept = JSON.parse(JSON.stringify({ waiting: keepable(waiting) })) as unknown;
    expect(JSON.stringify(kept)).not.toContain('Anna');
    expect(keptActs(kept)).toEqual([waiting[0]]);
  });

  it.each([null, undefined, 7, {}, { waiting: 'x' }, { waiting: [null, 3, { happening: { what: 'lunch' }, doneAt: at }, { happening: { what: 'end' }, doneAt: 'soon' }] }])(
    'is nothing where the history holds what is not ours: %j', (state) => {
      expect(keptActs(state)).toEqual([]);
    },
  );
});

describe('the host’s clock', () => {
  it('is taken from the answer that came back fastest, until a newer one contradicts it', () => {
    const first = offsetAfter(null, { asked: 0, answered: 100, host: 5_000 });
    expect(first).toEqual({ ms: 4_950, within: 50 });
    const better = offsetAfter(first, { asked: 200, answered: 210, host: 5_160 });
    expect(better).toEqual({ ms: 4_955, within: 5 });
    expect(offsetAfter(better, { asked: 300, answered: 400, host: 5_330 })).toBe(better);
    expect(offsetAfter(better, { asked: 300, answered: 400, host: 65_350 })).toEqual({ ms: 65_000, within: 50 });
  });
});

describe('words of the room', () => {
  it('tell times, ages and sizes', () => {
    expect([0, 37.2, 59.999, 60, 67.205].map(clockWords)).toEqual(['0:00', '37:12', '59:59', '1:00:00', '1:07:12']);
    expect([0.5, 59.9, 60, 720, 2_879, 2_880, 10_000].map(oldWords)).toEqual(['0 min old', '59 min old', '1 h old', '12 h old', '47 h old', '2 days old', '6 days old']);
    expect([timeWords(at, 'Europe/Vienna'), timeWords(at, 'Asia/Tokyo')]).toEqual(['09:00', '17:00']);
    expect(['x'.repeat(36), 'x'.repeat(37), 'x'.repeat(73)].map(sizeOfWords)).toEqual(['short', 'middle', 'long']);
  });

  it('tell what was refused, when it was done and what to do; the last of several, and how many more', () => {
    const plan = { rungs: [{ letter: 'A', steps: [{ id: 'a-1' }, { id: 'a-2' }] }] } as never;
    const words = (...happenings: RoomAct['happening'][]): string | null => refusedWords(happenings.map((happening) => act(happening)), plan, 'Europe/Vienna');
    expect(words()).toBeNull();
    expect(words({ what: 'tick', step: 'a-2' })).toBe('Refused: step A2 done, 09:00. In no log: enter it again, or keep it on paper.');
    expect(words({ what: 'access' }, { what: 'note', words: 'Anna Muster bleeds' }, { what: 'contrast', totalMl: 118 })).toContain('contrast 118 ml, 09:00, and 2 more.');
  });

  it('tell a plan of another workstation, and whether its images are here', () => {
    const origin = `${'ab12cd34'}${'0'.repeat(56)}`;
    expect([null, ...(['here', 'other-files', 'missing'] as const).map((images) => ({ origin, here: origin, at: '2026-11-23T08:00:00.000Z', images }))].map(receivedWords)).toEqual([
      null, `Plan of workstation ${sealWords(origin)}`, `Plan of workstation ${sealWords(origin)}; images here are other files`,
      `Plan of workstation ${sealWords(origin)}; images not here`,
    ]);
  });

  it('read amounts as they are typed, and guess at none', () => {
    expect([typedContrast('118'), typedContrast(' 12,5 '), typedKerma('2.6'), typedKerma('0')]).toEqual([{ amount: 118 }, { amount: 12.5 }, { amount: 2.6 }, { amount: 0 }]);
    for (const wrong of ['', '-3', '1e3', '1.', '.5', '1.2.3', 'x']) {
      expect(typedContrast(wrong)).toHaveProperty('wrong');
      expect(typedKerma(wrong)).toHaveProperty('wrong');
    }
    expect(typedContrast('3001')).toHaveProperty('wrong');
    expect(typedKerma('2600')).toEqual({ wrong: '60 Gy at the most. 2600 mGy would be 2.6 Gy.' });
  });
});

describe('the address of a room screen', () => {
  it('says which version it is, and below what it asks', () => {
    expect(roomAddress('/room/pln_0123456789abcdef/12/')).toEqual({ scope: { plan: 'pln_0123456789abcdef', version: 12 }, base: '/room/pln_0123456789abcdef/12' });
  });
  it.each(['/', '/room.html', '/room/pln_0123456789abcdef/12', '/room/pln_0123456789abcdef/0/', '/room/cas_0123456789abcdef/1/', '/room/pln_0123456789abcdef/1/x'])('is not %s', (path) => {
    expect(roomAddress(path)).toBeNull();
  });
});
