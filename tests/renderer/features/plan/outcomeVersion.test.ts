import { expect, it } from 'vitest';
import type { HostClient } from '../../../../core/contract/contract.ts';
import { planIdSchema } from '../../../../core/contract/ids.ts';
import type { RoomEvent } from '../../../../core/plan/roomLog.ts';
import { ok } from '../../../../core/result.ts';
import { outcomeVersion } from '../../../../renderer/features/plan/outcomeVersion.ts';

const id = planIdSchema.parse('pln_0123456789abcdef');
const AT = '2026-11-29T10:00:00.000Z';
const ACCESS: RoomEvent = { sequence: 1, at: AT, by: null, happening: { what: 'access' } };
/** The version that is meant of three, by those that were in the room and those that are withdrawn. */
const meant = (inRoom: readonly number[], withdrawn: readonly number[]): Promise<number | null> => {
  const host: Pick<HostClient, 'room.log'> = { 'room.log': async ({ version }) => ok({ events: inRoom.includes(version) ? [ACCESS] : [], now: AT }) };
  return outcomeVersion(host, {
    id,
    versions: [1, 2, 3].map((version) => ({
      version, sha256: 'a'.repeat(64), signedAt: AT, by: null, withdrawn: withdrawn.includes(version) ? { at: AT, by: null, reason: 'wrong' } : null,
    })),
  });
};

it('is the newest that was in the room, withdrawn since or not, else the newest that is not withdrawn', async () => {
  expect(await meant([1, 2], [])).toBe(2);
  expect(await meant([2], [2])).toBe(2);
  expect(await meant([], [3])).toBe(2);
  expect(await meant([], [])).toBe(3);
  expect(await meant([], [1, 2, 3])).toBeNull();
});
