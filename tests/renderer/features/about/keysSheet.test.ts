import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FEATURES = join(import.meta.dirname, '../../../../renderer/features');
/** Said by another table: keys of the same pictures elsewhere. */
const ELSEWHERE = new Set(['VESSEL_PLANES_COMMANDS']);

it('holds every table of commands that there is', () => {
  const sheet = readFileSync(join(FEATURES, 'about/KeysSheet.tsx'), 'utf8');
  const listed = new Set([...(/const TABLES = \[([^\]]*)\]/.exec(sheet)?.[1] ?? '').matchAll(/[A-Z_]+_COMMANDS/g)].map(([name]) => name));
  const tables = readdirSync(FEATURES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('commands.ts'))
    .flatMap((name) => [...readFileSync(join(FEATURES, name), 'utf8').matchAll(/export const ([A-Z_]+_COMMANDS) = commandTable\(/g)].map(([, table = '']) => table));
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.filter((table) => !listed.has(table) && !ELSEWHERE.has(table))).toEqual([]);
});
