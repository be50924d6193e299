import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ok } from '../../../../core/result.ts';
import { wholeFolder, writeSynced } from '../../../../electron/host/files/wholeFolder.ts';
import { tempFolder } from '../../../tempFolder.ts';

it('clears away what it had begun itself, and nothing of anybody else', async () => {
  const folder = tempFolder();
  const [place, theirs, ours] = ['plan', 'plan.part', 'plan.fullmoon.part'].map((name) => join(folder, name)) as [string, string, string];
  for (const begun of [theirs, ours]) {
    mkdirSync(begun);
    writeFileSync(join(begun, 'page'), 'old');
  }
  await wholeFolder(place, (begun) => {
    writeSynced(begun, 'page', 'new');
    return Promise.resolve(ok(null));
  });
  expect(readdirSync(folder)).toEqual(['plan', 'plan.part']);
  expect(readdirSync(place)).toEqual(['page']);
  expect(readFileSync(join(place, 'page'), 'utf8')).toBe('new');
  expect(readFileSync(join(theirs, 'page'), 'utf8')).toBe('old');
});
