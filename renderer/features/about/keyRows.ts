import type { CommandTable } from '../../state/commands.ts';

/** The lines of the key sheet for a table: what shares a row in one, what has no key in none. */
export function keyRows({ commands, hints }: CommandTable): readonly (readonly [keys: string, does: string])[] {
  const keyed = commands.filter(({ keys }) => keys.length > 0);
  const rows = new Map<string, string[]>();
  for (const { keys, does, row } of keyed) {
    const words = row ?? does.charAt(0).toLowerCase() + does.slice(1);
    const before = rows.get(words) ?? [];
    // "with Shift" is said by the words of the row.
    const isShifted = keys.every((key) => key.startsWith('Shift ') && before.includes(key.slice('Shift '.length)));
    rows.set(words, isShifted ? before : [...before, keys.join(' or ')]);
  }
  return [...[...rows].map(([does, keys]) => [joined(keys), does] as const), ...hints];
}

/** "F1 to F6" where they count up without a gap, else all of them. */
function joined(keys: readonly string[]): string {
  const [first = '', last = ''] = [keys[0], keys.at(-1)];
  const [, name, from] = /^(F?)(\d)$/.exec(first) ?? [];
  const counts = from !== undefined && keys.every((key, index) => key === `${name}${Number(from) + index}`);
  return counts && keys.length > 2 ? `${first} to ${last}` : keys.join('  ');
}
