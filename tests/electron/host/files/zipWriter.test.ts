import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { err, ok } from '../../../../core/result.ts';
import { writtenZip } from '../../../../electron/host/files/zipWriter.ts';
import { tempFolder } from '../../../tempFolder.ts';

const never = new AbortController().signal;
const DAY = '2026-03-04';

/** A folder in which somebody has a file of a name that might seem ours. */
function somebodys(): { readonly path: string; readonly others: () => readonly string[] } {
  const folder = tempFolder();
  writeFileSync(join(folder, 'pack.zip.part'), 'theirs');
  return {
    path: join(folder, 'pack.zip'),
    others: () => {
      expect(readFileSync(join(folder, 'pack.zip.part'), 'utf8')).toBe('theirs');
      return readdirSync(folder).toSorted();
    },
  };
}

it('what is beside the place stays, whether the zip is made, refused or breaks', async () => {
  const { path, others } = somebodys();
  expect(await writtenZip(path, DAY, never, async () => err({ code: 'no' }))).toEqual({ ok: false, failure: { code: 'no' } });
  expect(others()).toEqual(['pack.zip.part']);
  await expect(writtenZip(path, DAY, never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(others()).toEqual(['pack.zip.part']);
  let begun: readonly string[] = [];
  expect(await writtenZip(path, DAY, never, async (add) => {
    begun = others();
    await add('a.txt', Buffer.from('a'));
    return ok('made');
  })).toEqual({ ok: true, value: 'made' });
  expect(begun).toEqual([expect.stringMatching(/^pack\.zip\.[0-9a-f]{16}\.part$/), 'pack.zip.part']);
  expect(others()).toEqual(['pack.zip', 'pack.zip.part']);
});

it('two at once for one place do not touch each other, and the first to end has it', async () => {
  const path = join(tempFolder(), 'pack.zip');
  const { promise: other, resolve: go } = Promise.withResolvers<void>();
  const slow = writtenZip(path, DAY, never, async (add) => {
    await add('slow.txt', Buffer.from('slow'));
    await other;
    return ok('slow');
  });
  expect(await writtenZip(path, DAY, never, async () => ok('quick'))).toEqual({ ok: true, value: 'quick' });
  go();
  expect(await slow).toEqual({ ok: false, failure: { code: 'file/already-there' } });
  expect(readdirSync(join(path, '..'))).toEqual(['pack.zip']);
});
