import { expect, it } from 'vitest';
import { keyRows } from '../../../../renderer/features/about/keyRows.ts';
import { commandTable } from '../../../../renderer/state/commands.ts';

it('puts commands of one row on one line, counts up where keys do, leaves out what has no key, and ends with the hints', () => {
  const table = commandTable('Test', [
    { id: 'one', keys: ['F1'], does: 'Window A', row: 'windows' }, { id: 'two', keys: ['F2'], does: 'Window B', row: 'windows' },
    { id: 'three', keys: ['F3'], does: 'Window C', row: 'windows' },
    { id: 'on', keys: ['→', 'PgDn'], does: 'One on', row: 'one' }, { id: 'back', keys: ['←'], does: 'One back', row: 'one' },
    { id: 'farBack', keys: ['Shift ←'], does: 'Ten back', row: 'one' },
    { id: 'reset', keys: ['R'], does: 'Reset the views' }, { id: 'quiet', keys: [], does: 'Nothing' },
  ], [['Wheel', 'scroll']]);
  expect(keyRows(table)).toEqual([
    ['F1 to F3', 'windows'], ['→ or PgDn  ←', 'one'], ['R', 'reset the views'], ['Wheel', 'scroll'],
  ]);
});
