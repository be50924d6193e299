import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { HeaderPool } from '../../../../electron/host/dicom/headerPool.ts';
import { openQuickHeaders } from '../../../../electron/host/dicom/quickHeaders.ts';
import { readHeader } from '../../../../electron/host/dicom/readHeader.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { ctElements, DEFLATED, enhancedElements, part10, xaElements } from './headerBytes.ts';
import { mutant } from './headerMutators.ts';

const folder = tempFolder();
const written = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

/** A pool that reads in this thread, too, and notes what it was given. */
function watched() {
  const given: string[] = [];
  let opened = 0;
  const reader = openQuickHeaders(async (): Promise<HeaderPool> => {
    opened += 1;
    return { read: async (path) => { given.push(path); return readHeader(path); }, close: async () => {} };
  });
  return { reader, given, openings: () => opened };
}

/** A private element of so many bytes before the pixels. */
const long = (bytes: number): Uint8Array =>
  part10(ctElements({ 0x00291010: { tag: 0x00291010, vr: 'OB', value: new Uint8Array(bytes) } }));

it('reads plain slices and runs, and tells strangers, without any other thread', async () => {
  const { reader, given, openings } = watched();
  const paths = [
    written('slice', part10(ctElements())), written('run', part10(xaElements())), written('empty', ''),
    written('letter', 'Dear colleague'), folder, join(folder, 'nothing'),
  ];
  for (const path of paths) expect(await reader.read(path)).toEqual(readHeader(path));
  expect([given, openings()]).toEqual([[], 0]);
  await reader.close();
});

it('leaves to a thread that can be stopped what is deflated, enhanced, long or damaged', async () => {
  const { reader, given, openings } = watched();
  const paths = [
    written('deflated', part10(ctElements(), DEFLATED)), written('enhanced', part10(enhancedElements())),
    written('long', long(40_000)), written('cut', part10(ctElements()).subarray(0, 300)),
  ];
  for (const path of paths) expect(await reader.read(path)).toEqual(readHeader(path));
  expect([given, openings()]).toEqual([paths, 1]);
  await reader.close();
});

it('holds a header that ends on the first page as plain, and one that does not as not', async () => {
  const { reader, given } = watched();
  const paths = [14_000, 17_000].map((bytes) => written(`of ${bytes}`, long(bytes)));
  for (const path of paths) expect((await reader.read(path)).ok).toBe(true);
  expect(given).toEqual(paths.slice(1));
  await reader.close();
});

it('answers 2,000 mutated files as the whole reader does, and none takes a second', async () => {
  const { reader, given } = watched();
  const slow: string[] = [];
  for (let seed = 1; seed <= 2_000; seed += 1) {
    const { bytes, made } = mutant(seed);
    const path = written('mutant', bytes);
    const asked = given.length;
    const began = performance.now();
    const found = await reader.read(path);
    const took = performance.now() - began;
    if (given.length === asked && took > 1_000) slow.push(`seed ${seed} (${made}): ${took} ms`);
    expect(JSON.stringify(found), `seed ${seed}`).toBe(JSON.stringify(readHeader(path)));
  }
  expect(slow).toEqual([]);
  // Both ways are taken often.
  expect(given.length).toBeGreaterThan(200);
  expect(given.length).toBeLessThan(1_800);
  await reader.close();
});
