import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendAudit, verifiedAudit, type AuditHead, type AuditSetting } from '../../../../electron/host/store/audit.ts';
import { migrate } from '../../../../electron/host/store/migrate.ts';
import { migrations } from './fixture.ts';

const settingAt = (...instants: readonly string[]): AuditSetting => {
  const queue = [...instants];
  return { now: () => new Date(queue.shift() ?? '2026-11-22T12:00:00Z'), timeZone: 'Europe/Vienna', appVersion: '1.2.3' };
};
const event = (k: number) => ({
  action: 'case-imported', by: { id: 'opr_x', name: 'Dr. Berg' }, caseId: `cas_${k}`, contentSha256: 'a'.repeat(64), details: { k },
});
/** A chain of so many entries, and its end. */
function chain(length: number): { readonly db: Database.Database; readonly head: AuditHead } {
  const db = new Database(':memory:');
  expect(migrate(db, migrations.all).ok).toBe(true);
  let head: AuditHead = { sequence: 0, sha256: '0'.repeat(64) };
  for (let k = 1; k <= length; k += 1) head = appendAudit(db, settingAt(), event(k));
  return { db, head };
}
/** What somebody with the file in hand could do: the triggers are no obstacle to them. */
const bare = (db: Database.Database): Database.Database => {
  for (const trigger of ['audit_is_not_edited', 'audit_is_not_deleted', 'audit_is_appended']) db.exec(`DROP TRIGGER ${trigger}`);
  return db;
};
const broken = (sequence: number) => ({ ok: false, failure: { code: 'audit/broken', sequence } });

it('an untouched chain ends in the last entry; an empty one in nothing', () => {
  const { db, head } = chain(5);
  expect(verifiedAudit(db)).toEqual({ ok: true, value: head });
  expect(verifiedAudit(chain(0).db)).toEqual({ ok: true, value: { sequence: 0, sha256: '0'.repeat(64) } });
});

it.each([
  'UPDATE audit SET operator_name = \'Nobody\' WHERE sequence = 2', 'DELETE FROM audit WHERE sequence = 2',
  `INSERT INTO audit SELECT 9, at_utc, time_zone, is_clock_back, app_version, operator_id, operator_name, action, case_id, content_sha256,
    details_json, previous_sha256, '${'b'.repeat(64)}' FROM audit WHERE sequence = 1`,
])('the table itself refuses: %s', (statement) => {
  expect(() => chain(3).db.exec(statement)).toThrow('append-only');
});

describe('tampering names the first entry that is wrong', () => {
  const columns = ['at_utc', 'time_zone', 'is_clock_back', 'app_version', 'operator_id', 'operator_name', 'action', 'case_id', 'content_sha256',
    'details_json', 'previous_sha256', 'sha256'];
  it.each(columns)('an edited %s', (column) => {
    const { db } = chain(5);
    const other: Readonly<Record<string, string>> = {
      is_clock_back: '1', details_json: `'{"k":7}'`, content_sha256: `'${'c'.repeat(64)}'`, previous_sha256: `'${'c'.repeat(64)}'`,
      sha256: `'${'c'.repeat(64)}'`,
    };
    bare(db).exec(`UPDATE audit SET ${column} = ${other[column] ?? '\'other\''} WHERE sequence = 3`);
    expect(verifiedAudit(db)).toEqual(broken(3));
  });

  it('a deleted one', () => {
    const { db } = chain(5);
    bare(db).exec('DELETE FROM audit WHERE sequence = 3');
    expect(verifiedAudit(db)).toEqual(broken(3));
  });

  it('a deleted one with the rest moved up', () => {
    const { db } = chain(5);
    bare(db).exec('DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3');
    expect(verifiedAudit(db)).toEqual(broken(3));
  });

  it('an inserted one', () => {
    const { db } = chain(4);
    bare(db).exec(`UPDATE audit SET sequence = 5 WHERE sequence = 4; UPDATE audit SET sequence = 4 WHERE sequence = 3;
      INSERT INTO audit SELECT 3, at_utc, time_zone, 0, app_version, operator_id, operator_name, action, 'cas_new', content_sha256, details_json,
      sha256, '${'d'.repeat(64)}' FROM audit WHERE sequence = 2`);
    expect(verifiedAudit(db)).toEqual(broken(3));
  });

  it('two that changed places', () => {
    const { db } = chain(5);
    bare(db).exec('UPDATE audit SET sequence = 99 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 99');
    expect(verifiedAudit(db)).toEqual(broken(2));
  });

  it('a tail that was cut off, for whoever kept the end elsewhere', () => {
    const { db, head } = chain(5);
    bare(db).exec('DELETE FROM audit WHERE sequence > 3');
    expect(verifiedAudit(db).ok).toBe(true);
    expect(verifiedAudit(db, head)).toEqual({ ok: false, failure: { code: 'audit/cut-off', sequence: 4 } });
  });

  it('a chain that was written anew does not hold the end that was kept', () => {
    const { head } = chain(5);
    const { db } = chain(6);
    bare(db).exec('DELETE FROM audit');
    for (let k = 1; k <= 5; k += 1) appendAudit(db, settingAt(), event(k + 100));
    expect(verifiedAudit(db, head)).toEqual(broken(5));
  });

  it('any edit of any entry, at any length', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.string(), (length, pick, text) => {
      const at = 1 + (pick % length);
      const { db } = chain(length);
      bare(db).prepare('UPDATE audit SET action = ? WHERE sequence = ?').run(`${text}!`, at);
      expect(verifiedAudit(db)).toEqual(broken(at));
      db.close();
    }), { numRuns: 50 });
  });
});

it('a clock that goes back is marked; the order stays that of the entries', () => {
  const { db } = chain(0);
  const setting = settingAt('2026-11-22T12:00:00Z', '2025-11-22T12:00:00Z', '2025-11-22T12:00:00Z', '2026-11-22T12:00:01Z');
  for (let k = 1; k <= 4; k += 1) appendAudit(db, setting, event(k));
  expect(db.prepare('SELECT is_clock_back FROM audit ORDER BY sequence').pluck().all()).toEqual([0, 1, 0, 0]);
  expect(verifiedAudit(db).ok).toBe(true);
});
