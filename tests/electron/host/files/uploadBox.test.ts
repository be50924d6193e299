import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createUploadBoxes, droppedIn, safeName } from '../../../../electron/host/files/uploadBox.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { fileBytes } from '../../../phantoms/series.ts';
import { ended, filesBelow, runningHost, value } from '../running.ts';
import { tempFolder } from '../../../tempFolder.ts';

const bytes = (count: number): Readable => Readable.from([Buffer.alloc(count, 1)]);

describe('an upload box', () => {
  it('stands for its only file where it holds one at its top, and for its folder otherwise', async () => {
    const boxes = createUploadBoxes(tempFolder());
    const folderOf = async (
      ...names: readonly string[]
    ): Promise<readonly [folder: string, dropped: string]> => {
      const ref = value(await boxes.create('dropped'));
      for (const name of names) await boxes.put(ref, name, bytes(10));
      const folder = boxes.find(ref)?.folder ?? '';
      return [folder, await droppedIn(folder)];
    };
    const [one, zip] = await folderOf('disc.zip');
    expect(zip).toBe(join(one, 'disc.zip'));
    for (const names of [['disc.zip', 'IM1'], ['CT/IM1'], []]) {
      const [folder, dropped] = await folderOf(...names);
      expect(dropped, names.join()).toBe(folder);
    }
  });

  it('keeps files under their relative names, and goes with everything in it', async () => {
    const staging = tempFolder();
    const boxes = createUploadBoxes(staging);
    const ref = value(await boxes.create('dropped'));
    expect(await boxes.put(ref, 'CT/a:b/IM1', bytes(10))).toEqual({ ok: true, value: { bytes: 10 } });
    const box = boxes.find(ref);
    expect(filesBelow(box?.folder ?? '')).toEqual([join('CT', 'a_b', 'IM1')]);
    expect(readFileSync(join(box?.folder ?? '', 'CT', 'a_b', 'IM1'))).toEqual(Buffer.alloc(10, 1));
    await boxes.remove(ref);
    expect(filesBelow(staging)).toEqual([]);
    expect(await boxes.put(ref, 'late', bytes(1))).toEqual({
      ok: false,
      failure: { code: 'upload/not-found' },
    });
  });

  it('takes files up to its limits and not a byte more, and leaves nothing half-written', async () => {
    const staging = tempFolder();
    const boxes = createUploadBoxes(staging, { files: 3, fileBytes: 100, totalBytes: 250 });
    const ref = value(await boxes.create('dropped'));
    expect(await boxes.put(ref, 'a', bytes(100))).toMatchObject({ ok: true });
    expect(await boxes.put(ref, 'b', bytes(101))).toEqual({
      ok: false,
      failure: { code: 'upload/too-large', limitBytes: 100 },
    });
    expect(await boxes.put(ref, 'b', bytes(100))).toMatchObject({ ok: true });
    expect(await boxes.put(ref, 'c', bytes(51))).toMatchObject({ failure: { code: 'upload/too-large' } });
    expect(await boxes.put(ref, 'c', bytes(50))).toMatchObject({ ok: true });
    expect(await boxes.put(ref, 'd', bytes(1))).toEqual({
      ok: false,
      failure: { code: 'upload/too-many', limit: 3 },
    });
    expect(filesBelow(staging)).toHaveLength(3);
  });

  it('refuses a name twice and a body that breaks off', async () => {
    const staging = tempFolder();
    const boxes = createUploadBoxes(staging);
    const ref = value(await boxes.create('dropped'));
    expect(await boxes.put(ref, 'a', bytes(1))).toMatchObject({ ok: true });
    expect(await boxes.put(ref, 'a', bytes(2))).toEqual({
      ok: false,
      failure: { code: 'upload/not-written', detail: 'EEXIST' },
    });
    const broken = new Readable({
      read() {
        this.push(Buffer.alloc(10));
        this.destroy(new Error('gone'));
      },
    });
    expect(await boxes.put(ref, 'b', broken)).toMatchObject({
      ok: false,
      failure: { code: 'upload/not-written' },
    });
    expect(filesBelow(staging)).toHaveLength(1);
  });

  it.each([
    '../a',
    'a/../b',
    '/a',
    'a//b',
    '',
    'a\\b',
    'C:/a',
    'c:a',
    'a\0b',
    'a\nb',
    './a',
    `${'x'.repeat(201)}`,
    `${'a/'.repeat(600)}b`,
  ])('may not be told to write to %j', async (name) => {
    expect(safeName(name)).toBeNull();
    const boxes = createUploadBoxes(tempFolder());
    expect(await boxes.put(value(await boxes.create('x')), name, bytes(1))).toEqual({
      ok: false,
      failure: { code: 'upload/bad-name' },
    });
  });

  it.each([
    ['CON', '_CON'],
    ['nul.dcm', '_nul.dcm'],
    ['a.', 'a_'],
    ['what?.dcm', 'what_.dcm'],
    ['IM 1.dcm', 'IM 1.dcm'],
  ])('writes %j as %j, which every system can hold', (name, written) => {
    expect(safeName(name)).toEqual([written]);
  });

  it('is imported like a folder, and cleared away afterwards', async () => {
    const data = tempFolder();
    const running = await runningHost(data);
    const { ref } = value(await running.host['sources.box']({ name: 'Dropped disc' }));
    value(await running.uploads.put(ref, 'XA/IM1', Readable.from([fileBytes(cleanRun())])));
    const { job } = value(await running.host['imports.start']({ ref }));
    expect(await ended(running, job)).toMatchObject({ state: 'done', title: 'Dropped disc' });
    expect(value(await running.host['imports.report']({ job }))).toMatchObject({
      source: 'Dropped disc',
      filesNew: 1,
    });
    await running.close();
    expect(filesBelow(data).filter((name) => name.startsWith('staging'))).toEqual([]);
  });

  it('is removed when it is given up, also while a file is on its way into it', async () => {
    const data = tempFolder();
    const running = await runningHost(data);
    const inStaging = (): readonly string[] => readdirSync(join(data, 'staging'));
    const { ref } = value(await running.host['sources.box']({ name: 'Given up' }));
    value(await running.uploads.put(ref, 'XA/IM1', bytes(1000)));
    const slow = new Readable({ read() {} });
    slow.push(Buffer.alloc(100));
    const late = running.uploads.put(ref, 'XA/IM2', slow);
    await vi.waitFor(() => expect(filesBelow(join(data, 'staging'))).toHaveLength(2));
    value(await running.host['sources.discard']({ ref }));
    slow.push(null);
    await late;
    expect(inStaging()).toEqual([]);
    expect(await running.host['imports.start']({ ref })).toMatchObject({ failure: { code: 'source/not-found' } });
    // Giving up what is none, or no more, is no failure.
    expect(await running.host['sources.discard']({ ref })).toEqual({ ok: true, value: {} });
  });

  it('stays where its import has begun, whoever gives it up', async () => {
    const data = tempFolder();
    const running = await runningHost(data);
    const { ref } = value(await running.host['sources.box']({ name: 'Dropped disc' }));
    value(await running.uploads.put(ref, 'XA/IM1', Readable.from([fileBytes(cleanRun())])));
    const { job } = value(await running.host['imports.start']({ ref }));
    value(await running.host['sources.discard']({ ref }));
    expect(await ended(running, job)).toMatchObject({ state: 'done' });
  });

  it('goes by itself when nothing more comes, not while a file is arriving', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const staging = tempFolder();
      const boxes = createUploadBoxes(staging, undefined, 1_000);
      const ref = value(await boxes.create('dropped'));
      await vi.advanceTimersByTimeAsync(999);
      const slow = new Readable({ read() {} });
      slow.push(Buffer.alloc(100));
      const put = boxes.put(ref, 'IM1', slow);
      await vi.advanceTimersByTimeAsync(10_000);
      slow.push(null);
      expect(await put).toEqual({ ok: true, value: { bytes: 100 } });
      await vi.advanceTimersByTimeAsync(999);
      expect(boxes.find(ref)).toBeDefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(boxes.find(ref)).toBeUndefined();
      vi.useRealTimers();
      await vi.waitFor(() => expect(readdirSync(staging)).toEqual([]));
    } finally {
      vi.useRealTimers();
    }
  });

  it('that an import has taken over waits for it, however long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const boxes = createUploadBoxes(tempFolder(), undefined, 1_000);
      const ref = value(await boxes.create('dropped'));
      boxes.claim(ref);
      await vi.advanceTimersByTimeAsync(100_000);
      expect(boxes.find(ref)).toBeDefined();
      await boxes.remove(ref);
      expect(boxes.find(ref)).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });
});
