import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const renderer = join(import.meta.dirname, '../../renderer');
const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));

/** The classes that a sheet gives a look to by themselves, not only inside of something else. */
const classesOf = (sheet: string): ReadonlySet<string> => new Set(
  readFileSync(join(renderer, sheet), 'utf8').replaceAll(/\/\*.*?\*\//gs, '').split(/[{}]/)
    .flatMap((selectors) => selectors.split(',')).map((selector) => selector.trim())
    .flatMap((selector) => /^\.([\w-]+)(?::[\w-]+)*$/.exec(selector)?.[1] ?? []));

it('no class is dressed by two features: once loaded, a sheet holds for every page', () => {
  const owners = new Map<string, string[]>();
  for (const sheet of sheets) for (const name of classesOf(sheet)) owners.set(name, [...(owners.get(name) ?? []), sheet]);
  expect([...owners].filter(([, homes]) => homes.length > 1)).toEqual([]);
});

it('would notice: a class stands alone in some sheet', () => {
  expect(sheets.flatMap((sheet) => [...classesOf(sheet)]).length).toBeGreaterThan(50);
});
