import { expect, it } from 'vitest';
import { libraryAt, rowsOf } from './stepped.ts';

it('1 begins with nobody, nothing decided and nothing done', () => {
  expect(rowsOf(libraryAt(1))).toEqual({ audit: [], operator: [], setting: [] });
});

it.each([
  ['an operator id of another kind', `INSERT INTO operator VALUES ('cas_0123456789abcdef', 'A', 'a', 'A', '2026')`],
  ['an operator without a name', `INSERT INTO operator VALUES ('opr_0123456789abcdef', '', '', '', '2026')`],
  ['a setting that is a list', `INSERT INTO setting VALUES ('x', '[1]')`],
  ['a setting that is no JSON', `INSERT INTO setting VALUES ('x', 'mSv')`],
  ['an entry of the audit out of turn', `INSERT INTO audit VALUES (2, 'a', 'z', 0, 'v', NULL, NULL, 'x', NULL, NULL, '{}',
    '${'0'.repeat(64)}', '${'1'.repeat(64)}')`],
])('1 refuses %s', (_what, statement) => {
  expect(() => libraryAt(1).exec(statement)).toThrow();
});
