import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
  expect(begun).toEqual([expect.stringMatching(/^pack\.zip\.[0-9a-f]{8}-\d+-[0-9a-f]{16}\.fullmoon\.part$/), 'pack.zip.part']);
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

describe('what an earlier zip for the same place has left', () => {
  const made = (path: string) => writtenZip(path, DAY, never, async (add) => {
    await add('a.txt', Buffer.from('a'));
    return ok('made');
  });
  /** Under which a file is begun for the place. */
  async function nameOfBegun(path: string): Promise<string> {
    let [begun]: readonly string[] = [];
    await writtenZip(path, DAY, never, async () => {
      [begun] = readdirSync(join(path, '..'));
      return err('enough');
    });
    if (begun === undefined) throw new Error('nothing was begun');
    return begun;
  }

  it('is cleared away where the process that wrote it was killed', async () => {
    const [model, place] = [tempFolder(), join(tempFolder(), 'packs')];
    for (const n of [1, 2, 3, 4, 5, 6]) writeFileSync(join(model, `${n}.bin`), Buffer.alloc(4_000_000, n));
    const child = join(import.meta.dirname, '..', 'store', 'child.ts');
    const packing = spawn(process.execPath, [child, 'pack', model, place], { stdio: 'ignore' });
    const begun = (): readonly string[] => (existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.fullmoon.part')) : []);
    while (packing.exitCode === null && begun().length === 0) await new Promise((done) => { setTimeout(done, 2); });
    packing.kill('SIGKILL');
    await once(packing, 'exit');
    const left = begun();
    expect(await made(join(place, left[0]?.split('.')[0] ?? ''))).toEqual({ ok: true, value: 'made' });
    expect([left.length, begun()]).toEqual([1, []]);
  }, 60_000);

  it('stays where another process or another machine still writes it, or it is none of ours', async () => {
    const path = join(tempFolder(), 'pack.zip');
    const [, machine = ''] = /^pack\.zip\.([0-9a-f]{8})-/.exec(await nameOfBegun(path)) ?? [];
    const hex = '0123456789abcdef';
    const [dead, own] = [`pack.zip.${machine}-4194305-${hex}.fullmoon.part`, `pack.zip.${machine}-${process.pid}-${hex}.fullmoon.part`];
    const others = [
      `pack.zip.${machine}-${process.ppid}-${hex}.fullmoon.part`, `pack.zip.00000000-4194305-${hex}.fullmoon.part`,
      `other.zip.${machine}-4194305-${hex}.fullmoon.part`, `pack.zip.${machine}-4194305-${hex}.fullmoon.part.bak`, `pack.zip.${machine}.fullmoon.part`,
    ];
    for (const name of [dead, own, ...others]) writeFileSync(join(path, '..', name), 'x');
    // A folder of such a name was made by somebody.
    mkdirSync(join(path, '..', `pack.zip.${machine}-4194306-${hex}.fullmoon.part`));
    expect(await made(path)).toEqual({ ok: true, value: 'made' });
    expect(readdirSync(join(path, '..')).toSorted()).toEqual(['pack.zip', `pack.zip.${machine}-4194306-${hex}.fullmoon.part`, ...others].toSorted());
  });
});
