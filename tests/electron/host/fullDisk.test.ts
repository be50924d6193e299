import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Input } from '../../../core/contract/contract.ts';
import { annotationIdSchema, templateIdSchema, type CaseId, type SeriesId } from '../../../core/contract/ids.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { templateOf } from '../../../core/plan/planTemplate.ts';
import { createHost } from '../../../electron/host/createHost.ts';
import { writePack, type PackProgress } from '../../../electron/host/export/pack/writePack.ts';
import { openLog } from '../../../electron/host/log.ts';
import { openStore } from '../../../electron/host/store/open.ts';
import { cleanSeries, writeSeries } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { ended, filesBelow, imported, only, opened, runningHost, value, worklist } from './running.ts';
import { PACK, partsOf, signedCase } from './export/pack/signedCase.ts';
import { edit, signing, traced } from './plannedCase.ts';
import { migrations, optionsOf } from './store/fixture.ts';
import { contentOf, outcomeWith, pngOf } from './store/planFixture.ts';

const mounted = (folder: string, mebibytes: number): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
};

/** A disk of its own of so many MiB. */
function disk(mebibytes: number): string {
  const folder = tempFolder();
  mounted(folder, mebibytes);
  onTestFinished(() => { execFileSync('umount', ['-l', folder]); });
  return folder;
}

/** Writes until nothing more fits, but leaves so many bytes; returns the undoing. */
function filled(disk: string, left = 0): () => void {
  const path = join(disk, 'filler');
  const file = openSync(path, 'w');
  for (let size = 1 << 20; size > 0; size = size === 1 ? 0 : size >> 4) {
    const block = Buffer.alloc(size, 1);
    try {
      for (;;) if (writeSync(file, block) < size) break;
    } catch {
      // Full for blocks of this size; smaller ones fill the rest.
    }
  }
  closeSync(file);
  truncateSync(path, statSync(path).size - left);
  return () => rmSync(path);
}

const drawn = (caseId: CaseId, series: SeriesId): Input<'annotations.change'> => ({
  caseId, words: 'draw distance', remove: [],
  put: [{
    id: annotationIdSchema.parse('ann_0123456789abcdef'), series, revision: 0, kind: 'distance', text: null,
    place: { space: 'patient', points: [pointLps(0, 0, 0), pointLps(1, 0, 0)], normal: vectorLps(0, 0, 1), frameOfReferenceUid: null },
  }],
});

const mayMount = ((): boolean => {
  const folder = tempFolder();
  try {
    mounted(folder, 1);
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  }
})();
if (!mayMount) console.log('No disk can be mounted here: the tests of a full one are skipped.');

const full = { code: 'store/disk-full', freeBytes: expect.any(Number), neededBytes: expect.any(Number) };
const words = /^The disk is full \(\d+ MB free, [1-9]\d* MB needed\)[^.]*\. Free some space [^.]*\.$/;

describe.skipIf(!mayMount)('on a full disk', () => {
  it('every save is refused with what is free and needed, the rest goes on, and saves work once there is room', async () => {
    const data = disk(24);
    const running = await runningHost(data);
    const { host } = running;
    const source = tempFolder();
    writeSeries(source, cleanSeries());
    const { job } = await imported(running, source);
    const id = only(job.cases);
    const before = await opened(running, id);
    const series = only(before.series).id;
    const settings = value(await host['settings.load']({}));
    value(await host['operators.choose']({ id: value(await host['operators.add']({ name: 'Tina Test' })).id }));
    value(await traced(running, id, series));
    const { id: plan } = value(await host['plans.edit'](edit(id, 'one')));
    const signed = value(await host['plans.sign'](signing(plan, series)));
    const second = value(await host['plans.edit'](edit(id, 'two', { revision: 1 })));
    expect(second.draft?.revision).toBe(2);
    const emptied = filled(data);
    for (let k = 0; k < 40; k += 1) running.report(new Error('written to a log that cannot take it'));
    const saves = [
      await host['settings.save']({ ...settings, preferredPhasePercent: 40 }),
      await host['operators.add']({ name: 'Dr Full' }),
      await host['series.select']({ caseId: id, series }),
      await host['annotations.change'](drawn(id, series)),
      await host['plans.edit'](edit(id, 'three', { revision: 2 })),
      await host['plans.sign'](signing(plan, series, { revision: 2 })),
      await host['plans.withdraw']({ plan, version: 1, reason: 'wrong' }),
      await host['plans.keepImage']({ caseId: id, pngBase64: pngOf(1).toString('base64') }),
      await host['room.add']({ plan, version: 1, after: 0, happening: { what: 'access' }, doneAt: null }),
      await host['outcomes.save']({ plan, version: 1, revision: 0, outcome: outcomeWith({ notes: 'full' }), isConfirmed: true }),
      await host['templates.save']({
        id: templateIdSchema.parse('tpl_0123456789abcdef'), revision: 0, name: 'Full', isShared: false, place: 0, content: templateOf(contentOf('')),
      }),
    ];
    for (const save of saves) expect(save).toEqual({ ok: false, failure: full });
    const other = tempFolder();
    writeSeries(other, cleanSeries({ key: 'other' }));
    const refused = await imported(running, other);
    expect(refused.job).toMatchObject({ state: 'failed', cases: [], message: expect.stringMatching(words) });
    expect(await opened(running, id)).toEqual({ ...before, row: expect.objectContaining({ bytes: before.row.bytes }) });
    expect(value(await host['series.open']({ series, as: 'acquired' })).kind).toBe('ct-volume');
    expect((await worklist(running)).total).toBe(1);
    expect(value(await host['plans.list']({ caseId: id })).plans).toEqual([{ ...second, versions: signed.versions }]);
    expect(value(await host['room.log']({ plan, version: 1 })).events).toEqual([]);
    expect(value(await host['settings.load']({}))).toEqual(settings);
    emptied();
    const saved = { ...settings, preferredPhasePercent: 40 };
    expect(value(await host['settings.save'](saved))).toEqual(saved);
    expect(value(await host['plans.sign'](signing(plan, series, { revision: 2 }))).versions.map(({ version }) => version)).toEqual([2, 1]);
    expect((await imported(running, other)).job.state).toBe('done');
  });

  it('a start opens what is there, or says what is free and needed; nothing is lost', async () => {
    const data = disk(16);
    await (await runningHost(data)).close();
    const library = readFileSync(join(data, 'library.sqlite'));
    const emptied = filled(data);
    const started = await createHost({
      dataFolder: data, shell: 'loopback', demo: false,
      capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
    });
    if (started.ok) {
      expect((await worklist(started.value)).total).toBe(0);
      await started.value.close();
    } else expect(started.failure).toEqual(full);
    expect(readFileSync(join(data, 'library.sqlite'))).toEqual(library);
    emptied();
    expect((await worklist(await runningHost(data))).total).toBe(0);
  });

  it('a backup before an upgrade that does not fit ends the start, and leaves the library of the older release', () => {
    const data = disk(8);
    const older = { ...optionsOf(data), migrations: { ...migrations, all: migrations.all.slice(0, -1) } };
    // It is refused at the end, for its schema is not the newest one; what it made is there all the same.
    expect(openStore(older).ok).toBe(false);
    const library = readFileSync(join(data, 'library.sqlite'));
    const emptied = filled(data, 100_000);
    const started = openStore(optionsOf(data));
    expect(started).toEqual({ ok: false, failure: { ...full, neededBytes: library.length } });
    expect(library.length).toBeGreaterThan(100_000);
    expect(readFileSync(join(data, 'library.sqlite'))).toEqual(library);
    emptied();
    const again = value(openStore(optionsOf(data)));
    again.close();
    expect(filesBelow(data).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('the demo is not begun, says why, and comes at the next start with room', async () => {
    const data = disk(24);
    const running = await runningHost(data, { demo: true });
    const { id } = only(value(await running.host['jobs.list']({})).jobs);
    expect(await ended(running, id)).toMatchObject({
      state: 'failed', message: expect.stringMatching(/^The disk is full \(\d+ MB free, 450 MB needed\), so the demo case /),
    });
    expect(existsSync(join(data, 'demo-made'))).toBe(false);
    expect((await worklist(running)).total).toBe(0);
  });

  it('a log that cannot be written throws nothing, and goes on where there is room again', () => {
    const data = disk(2);
    const log = openLog(data);
    const emptied = filled(data);
    for (let k = 0; k < 100; k += 1) log.note('while it is full', { k });
    emptied();
    log.note('with room again', {});
    log.close();
    const text = readFileSync(join(data, 'logs', 'fullmoon.log'), 'utf8');
    expect(text).toContain('with room again');
  });

  it('a pack is refused by name, before it is begun or half-way, and nothing of it is left', async () => {
    const { store, plan } = await signedCase(cleanSeries({ key: 'packed', slices: 12 }));
    const place = disk(48);
    const packed = (progress: PackProgress) =>
      writePack(partsOf(store), { plan, ...PACK, withImages: true }, join(place, 'pack.zip'), new AbortController().signal, progress);
    let undo = (): void => {};
    const halfWay = await packed((done) => {
      if (done === 5) undo = filled(place);
    });
    expect(halfWay).toEqual({ ok: false, failure: full });
    expect(readdirSync(place)).toEqual(['filler']);
    expect(await packed(() => { throw new Error('begun'); })).toEqual({ ok: false, failure: full });
    expect(readdirSync(place)).toEqual(['filler']);
    undo();
    expect((await packed(() => {})).ok).toBe(true);
    expect(readdirSync(place)).toEqual(['pack.zip']);
  });

  it('a box for dropped files is refused, or its files are', async () => {
    const data = disk(16);
    const running = await runningHost(data);
    filled(data);
    const box = await running.host['sources.box']({ name: 'disc' });
    if (!box.ok) return expect(box.failure).toEqual(full);
    expect(await running.uploads.put(box.value.ref, 'IM1', Readable.from([Buffer.alloc(1 << 20)]))).toEqual(
      { ok: false, failure: { code: 'upload/not-written', detail: 'ENOSPC' } });
  });
});
