import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ArchiveId, PlanId } from '../../../../core/contract/ids.ts';
import type { SendingView } from '../../../../core/contract/sendings.ts';
import { createArchiveBook } from '../../../../electron/host/archive/archiveBook.ts';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import { instanceIds } from '../../../../electron/host/archive/instanceIds.ts';
import { openPasswords } from '../../../../electron/host/archive/passwords.ts';
import { createCaseBook } from '../../../../electron/host/cases/caseBook.ts';
import { createVesselEngine } from '../../../../electron/host/engine/vesselEngine.ts';
import { ENCAPSULATED_PDF } from '../../../../electron/host/export/dicom/encapsulatedPdf.ts';
import { COMPREHENSIVE_3D_SR } from '../../../../electron/host/export/dicom/measurementReport.ts';
import { SECONDARY_CAPTURE } from '../../../../electron/host/export/dicom/secondaryCapture.ts';
import { logTo, silentLog } from '../../../../electron/host/log.ts';
import { objectsToSend } from '../../../../electron/host/sending/objectsToSend.ts';
import { createSender, type SenderParts } from '../../../../electron/host/sending/sender.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { dimseNode } from '../archive/dimseNode.ts';
import { greyPng } from '../export/greyPng.ts';
import { openIn } from '../store/fixture.ts';
import { valueIn } from '../store/imports.ts';
import { planDesk, RCA, signedBy, type Desk } from '../store/planFixture.ts';
import { fakeArchive, type FakeArchive } from './fakeArchive.ts';

interface Bench {
  readonly store: Store;
  readonly desk: Desk;
  readonly plan: PlanId;
  readonly archive: FakeArchive;
  readonly to: ArchiveId;
  ask(version?: number): SendingView['id'];
  /** The one sending as it is once a condition holds; asked again whenever something changes. */
  when(holds: (sending: SendingView) => boolean): Promise<SendingView>;
  all(): readonly SendingView[];
  readonly announced: readonly string[];
  readonly sender: ReturnType<typeof createSender>;
}

/** Print, measures, two key images, and the selection of them. */
const OBJECTS = 5;
const ENGINE = createVesselEngine();
afterAll(() => ENGINE.close());

/** Printed once for each standing of a version: a second print is the same, and takes a second. */
const prints = new Map<string, ReturnType<typeof objectsToSend>>();
function made(store: Store, plan: PlanId, version: number): ReturnType<typeof objectsToSend> {
  const found = valueIn(store.plans.version(plan, version));
  const key = `${plan} ${version} ${found.standing.withdrawn?.at ?? ''}`;
  const print = prints.get(key) ?? objectsToSend({ store, book: createCaseBook(store.library), engine: ENGINE }, plan, version);
  prints.set(key, print);
  return print;
}

/** A library with a signed plan of two key images, a sender, and an archive. */
async function bench(folder = tempFolder(), more: Partial<SenderParts> = {}): Promise<Bench> {
  const store = openIn(folder);
  const archive = await fakeArchive();
  onTestFinished(() => archive.goDown());
  const desk = await planDesk(store);
  const keyImages = await Promise.all([0, 1].map(async (n) => ({
    id: `k-${n}`, sha256: valueIn(await store.planImages.keep(desk.caseId, greyPng(8 + n, 6), desk.tina)), series: null, caption: `view ${n}`, detail: '',
  })));
  const { id: plan } = signedBy(store, desk, 'first', RCA, { keyImages });
  const archiveBook = createArchiveBook(store.archives, openPasswords(folder, undefined));
  const { id: to } = valueIn(archiveBook.save({
    id: null, name: 'Radiology', place: { kind: 'dicomweb', address: archive.address, user: null }, password: { do: 'remove' },
  }, null));
  const announced: string[] = [];
  const waiting = new Set<() => void>();
  const sender = createSender({
    sendings: store.sendings, archiveBook, log: silentLog(), now: () => new Date(), pauseMs: () => 20, looksAfterMs: [0, 10, 10],
    announce: (change) => {
      announced.push(change.what);
      for (const tell of waiting) tell();
    },
    make: (id, version) => made(store, id, version), onBug: (bug) => { throw bug; }, ...more,
  });
  onTestFinished(() => sender.close());
  sender.start();
  const all = () => valueIn(store.sendings.list(plan)).map(sender.viewOf);
  return {
    store, desk, plan, archive, to, sender, announced, all,
    ask: (version = 1) => {
      const { id } = valueIn(store.sendings.ask(plan, version, to, desk.tina));
      sender.wake();
      return id;
    },
    when: async (holds) => {
      for (;;) {
        const next = Promise.withResolvers<void>();
        waiting.add(next.resolve);
        const found = all().find(holds);
        if (found !== undefined) return found;
        await next.promise;
        waiting.delete(next.resolve);
      }
    },
  };
}
const isSent = ({ state }: SendingView): boolean => state === 'sent';
const titles = ({ kept }: FakeArchive): readonly string[] => [...kept.values()].map((bytes) => /Plan WITHDRAWN|Key images|Plan, not|[Mm]easure/.exec(bytes.toString('latin1'))?.[0] ?? '?').toSorted();

describe('a version that is sent', () => {
  it('arrives as it is exported, object by object, and says so', async () => {
    const { plan, archive, ask, when, store, announced } = await bench();
    ask();
    const sent = await when(isSent);
    expect(sent).toMatchObject({ plan, version: 1, archive: { name: 'Radiology' }, attempts: 0, reason: null, nextTryAt: null, has: { what: 'plan', at: sent.since } });
    const objects = valueIn(await made(store, plan, 1));
    expect(objects.what).toBe('plan');
    expect(archive.kept.size).toBe(OBJECTS);
    expect([...archive.kept.values()].map((bytes) => bytes.toString('base64')).toSorted()).toEqual(objects.files.map((bytes) => Buffer.from(bytes).toString('base64')).toSorted());
    // Asked for, made, each of them stored, done.
    expect(announced.filter((what) => what === 'sendings').length).toBeGreaterThanOrEqual(7);
    expect(valueIn(store.sendings.list(null))).toEqual([]);
  });

  it('tells how many of its objects are there while it is sent', async () => {
    const { archive, ask, when } = await bench();
    archive.onPost = (nth) => { if (nth === 3) archive.mood = 'hangs'; };
    ask();
    expect(await when(({ done }) => done === 2)).toMatchObject({ state: 'sending', done: 2, of: OBJECTS, attempts: 1 });
  });

  it('may be sent again: the same objects under the same UIDs', async () => {
    const { archive, ask, when } = await bench();
    ask();
    await when(isSent);
    const before = new Map(archive.kept);
    ask();
    await when((one) => isSent(one) && archive.posts() === 2 * OBJECTS);
    expect(new Map(archive.kept)).toEqual(before);
  });

  it('is in the audit with what became of it, and in no log by name', async () => {
    const lines: string[] = [];
    const { ask, when, store } = await bench(tempFolder(), { log: logTo({ write: (line) => { lines.push(line); } }) });
    ask();
    await when(isSent);
    valueIn(store.plans.verify());
    expect(lines.join('')).toContain('sending tried');
    expect(lines.join('')).not.toMatch(/Muster|Anna|MRN-|Radiology/);
  });
});

describe('an archive that is not there', () => {
  it.each([['busy', 'busy or in trouble (status 503)'], ['breaks', 'does not answer']] as const)('and %s is tried again until it takes it', async (mood, words) => {
    const { archive, ask, when } = await bench();
    archive.mood = mood;
    ask();
    const waiting = await when(({ state, attempts }) => state === 'waiting' && attempts >= 3);
    expect(waiting.reason).toContain(words);
    expect(waiting.nextTryAt).not.toBeNull();
    archive.mood = 'takes';
    await when(isSent);
    expect(archive.kept.size).toBe(OBJECTS);
  });

  it('that is down is waited for, and has all of it once it is back', async () => {
    const { archive, ask, when } = await bench();
    await archive.goDown();
    ask();
    await when(({ state, attempts }) => state === 'waiting' && attempts >= 2);
    await archive.comeBack();
    await when(isSent);
    expect(archive.kept.size).toBe(OBJECTS);
  });

  it('that dies half-way has all of it once it is back', async () => {
    const { archive, ask, when } = await bench();
    archive.onPost = (nth) => { archive.mood = nth === 3 ? 'breaks' : 'takes'; };
    ask();
    await when(isSent);
    expect(archive.kept.size).toBe(OBJECTS);
    // Two were taken, one broke off, then what was missing.
    expect(archive.posts()).toBe(3 + OBJECTS - 2);
  });

  it('lets others go on: each archive has a turn of its own', async () => {
    const { archive, store, plan, to, desk, sender, when } = await bench();
    archive.mood = 'hangs';
    const second = await fakeArchive();
    onTestFinished(() => second.goDown());
    const other = valueIn(store.archives.save({ id: null, name: 'Cath lab', place: { kind: 'dicomweb', address: second.address, user: null } }, null));
    valueIn(store.sendings.ask(plan, 1, to, desk.tina));
    valueIn(store.sendings.ask(plan, 1, other.id, desk.tina));
    sender.wake();
    expect((await when(isSent)).archive.name).toBe('Cath lab');
    expect(second.kept.size).toBe(OBJECTS);
  });
});

describe('what needs a person', () => {
  it.each([
    ['refuses', 'refused all 5 objects (reason 0110)'],
    ['says nothing', 'does not say what became'], ['locks out', 'Check user and password'],
  ] as const)('an archive that %s is not asked again by itself, and is when somebody says so', async (mood, words) => {
    const { archive, ask, when, all } = await bench();
    archive.mood = mood;
    ask();
    const refused = await when(({ state }) => state === 'refused');
    expect(refused).toMatchObject({ nextTryAt: null, has: null });
    expect(refused.reason).toContain(words);
    const posts = archive.posts();
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    expect([archive.posts(), all()[0]?.state]).toEqual([posts, 'refused']);
    archive.mood = 'takes';
    ask();
    await when(isSent);
    expect(archive.kept.size).toBe(OBJECTS);
  });

  it.each(['of the object', 'of the request'] as const)('an archive that takes none of some kinds, and says so %s, has the rest; only what is missing is sent then', async (said) => {
    const { store, archive, ask, when, plan } = await bench();
    for (const kind of [COMPREHENSIVE_3D_SR, SECONDARY_CAPTURE]) archive.takesNone.set(kind, said);
    ask();
    const part = await when(({ state }) => state === 'in-part');
    const reason = said === 'of the object' ? 'it takes no such objects' : 'HTTP 415';
    expect(part).toMatchObject({ nextTryAt: null, has: null, attempts: 1, reason: 'The archive has 2 of 5 objects and refused '
      + `the measures (Comprehensive 3D SR) and 2 key images (Secondary Capture): ${reason}. Ask whoever keeps it, then send the rest.` });
    expect([archive.kept.size, archive.posts(), valueIn(store.sendings.list(null)).length]).toEqual([2, OBJECTS, 1]);
    // Some of it is taken now.
    archive.takesNone.delete(SECONDARY_CAPTURE);
    ask();
    await when(({ state, attempts }) => state === 'in-part' && attempts === 2);
    expect([archive.kept.size, archive.posts()]).toEqual([4, OBJECTS + 3]);
    archive.takesNone.clear();
    ask();
    await when(isSent);
    expect([archive.kept.size, archive.posts()]).toEqual([OBJECTS, OBJECTS + 4]);
    expect([...archive.kept.values()].map((bytes) => bytes.toString('base64')).toSorted())
      .toEqual(valueIn(await made(store, plan, 1)).files.map((bytes) => Buffer.from(bytes).toString('base64')).toSorted());
    // What is there whole goes whole again.
    ask();
    await when((one) => isSent(one) && archive.posts() === 2 * OBJECTS + 4);
  });

  it('an archive that lets nobody in any more after it took a part has a part, and is told what is missing', async () => {
    const { archive, ask, when } = await bench();
    archive.onPost = (nth) => { archive.mood = nth === 3 ? 'locks out' : 'takes'; };
    ask();
    expect((await when(({ state }) => state === 'in-part')).reason).toMatch(/^The archive has 2 of 5 objects\. The archive lets this user not in/);
    ask();
    await when(isSent);
    expect(archive.posts()).toBe(3 + OBJECTS - 2);
  });

  it('an archive that has a part still has it when what is missing cannot be made', async () => {
    let isPictureGone = false;
    const gone = { ok: false, failure: { code: 'image/not-found' } } as const;
    const { store, archive, ask, when, plan, desk, sender }: Bench = await bench(tempFolder(), {
      make: async (id, version) => (isPictureGone ? gone : made(store, id, version)),
    });
    archive.takesNone.set(COMPREHENSIVE_3D_SR, 'of the object');
    ask();
    await when(({ state }) => state === 'in-part');
    isPictureGone = true;
    ask();
    expect((await when(({ attempts, nextTryAt, state }) => attempts === 2 && nextTryAt === null && state !== 'sending')))
      .toMatchObject({ state: 'in-part', reason: expect.stringContaining('key image') });
    // Once all of it is there, a part is not what it has.
    isPictureGone = false;
    archive.takesNone.clear();
    ask();
    await when(isSent);
    isPictureGone = true;
    ask();
    await when(({ state }) => state === 'refused');
    isPictureGone = false;
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    await when((one) => isSent(one) && one.has?.what === 'withdrawal');
  });

  it('an archive that has but the notice of a withdrawal keeps its place', async () => {
    const { store, archive, to, ask, when, plan, desk } = await bench();
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    ask();
    await when((one) => isSent(one) && one.has?.what === 'withdrawal');
    expect(titles(archive)).toEqual(['Plan WITHDRAWN']);
    const moved = { kind: 'dicomweb', address: 'https://elsewhere.test/dicom-web', user: null } as const;
    expect(store.archives.save({ id: to, name: 'Radiology', place: moved }, null))
      .toMatchObject({ failure: { code: 'archive/has-plans' } });
  });

  it('an archive keeps its place once it has plans or may have a part of one; its name and its user may change', async () => {
    const { store, archive, to, ask, when, sender, desk } = await bench();
    const save = (changed: { readonly address?: string; readonly name?: string; readonly user?: string }) => {
      const { address = archive.address, name = 'Radiology', user = null } = changed;
      const saved = store.archives.save({ id: to, name, place: { kind: 'dicomweb', address, user } }, null);
      return saved.ok ? 'saved' : saved.failure.code;
    };
    const elsewhere = 'https://elsewhere.test/dicom-web';
    const node = {
      kind: 'dimse', host: '127.0.0.1', port: 104, calledAe: 'PACS', callingAe: 'DESK', tls: null,
    } as const;
    await sender.close();
    const id = ask();
    // What only waits goes to the new place.
    expect([save({ address: elsewhere }), save({})]).toEqual(['saved', 'saved']);
    valueIn(store.sendings.begin(id));
    expect(save({ address: elsewhere })).toBe('archive/has-plans');
    valueIn(store.sendings.cancel(id, desk.tina));
    expect(save({ address: elsewhere })).toBe('archive/has-plans');
    const gaveUp = { state: 'waiting', what: null, reason: null, nextTryAt: '2999-01-01T00:00:00.000Z' } as const;
    valueIn(store.sendings.end(id, { ...gaveUp, stored: [] }));
    sender.start();
    archive.takesNone.set(COMPREHENSIVE_3D_SR, 'of the object');
    ask();
    await when(({ state }) => state === 'in-part');
    expect(save({ address: elsewhere })).toBe('archive/has-plans');
    archive.takesNone.clear();
    ask();
    await when(isSent);
    expect(save({ address: elsewhere })).toBe('archive/has-plans');
    expect(store.archives.save({ id: to, name: 'Radiology', place: node }, null))
      .toMatchObject({ failure: { code: 'archive/has-plans' } });
    expect(valueIn(store.archives.list())).toMatchObject([{ name: 'Radiology', place: { address: archive.address } }]);
    expect(save({ name: 'Radiology, old', user: 'desk' })).toBe('saved');
    valueIn(store.archives.save({ id: null, name: 'Radiology', place: node }, null));
  });

  it('by C-STORE: what the node takes no presentation context of is named, the rest is there, and what is missing follows', async () => {
    const { store, to, ask, when, plan, desk, sender } = await bench();
    const none = new Set([COMPREHENSIVE_3D_SR, ENCAPSULATED_PDF]);
    const node = await dimseNode({ takes: (sopClass) => !none.has(sopClass) });
    const { host, port, calledAe, callingAe } = node;
    valueIn(store.archives.save({ id: to, name: 'Radiology', place: { kind: 'dimse', host, port, calledAe, callingAe, tls: null } }, null));
    ask();
    expect((await when(({ state }) => state === 'in-part')).reason).toContain(
      'has 3 of 5 objects and refused the printed plan (Encapsulated PDF) and the measures (Comprehensive 3D SR): it takes no such objects.');
    none.delete(COMPREHENSIVE_3D_SR);
    ask();
    await when(({ state, attempts }) => state === 'in-part' && attempts === 2);
    expect([node.got.length, new Set(node.got).size]).toEqual([4, 4]);
    // The notice is a printed plan, which it takes by now.
    none.clear();
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    await when((one) => isSent(one) && one.has?.what === 'withdrawal');
    expect(node.got).toHaveLength(5);
  });

  it('a plan whose picture is gone is not sent without it', async () => {
    const { store, archive, ask, when } = await bench(tempFolder(), { make: async () => ({ ok: false, failure: { code: 'image/not-found' } }) });
    ask();
    expect((await when(({ state }) => state === 'refused')).reason).toContain('key image');
    expect(archive.posts()).toBe(0);
    expect(valueIn(store.sendings.list(null))).toHaveLength(1);
  });

  it('an archive with something waiting is not removed; after it was sent it is, and the sending is still told of', async () => {
    const { store, archive, to, ask, when, all } = await bench();
    archive.mood = 'refuses';
    ask();
    await when(({ state }) => state === 'refused');
    expect(store.archives.remove(to, null)).toMatchObject({ failure: { code: 'archive/has-waiting' } });
    archive.mood = 'takes';
    ask();
    await when(isSent);
    valueIn(store.archives.remove(to, null));
    expect(all()).toMatchObject([{ state: 'sent', archive: { id: null, name: 'Radiology' } }]);
  });
});

describe('an archive that is asked what it has', () => {
  it('lists all of it: that is told', async () => {
    const { ask, when } = await bench();
    ask();
    expect(await when(isSent)).toMatchObject({ isFound: true });
  });

  it('is asked once for each series: both key images at once', async () => {
    const { archive, ask, when } = await bench();
    ask();
    await when(isSent);
    expect(archive.looks()).toBe(new Set([...archive.kept.values()].map((bytes) => instanceIds(bytes).seriesUid)).size);
    expect(archive.looks()).toBeLessThan(OBJECTS);
  });

  it('lists it a little later: it is waited for', async () => {
    const { archive, ask, when } = await bench();
    archive.listsAfter = OBJECTS + 2;
    ask();
    expect(await when(isSent)).toMatchObject({ isFound: true });
  });

  it('and cannot say: it was sent, and no more is told', async () => {
    const { archive, ask, when } = await bench();
    archive.listsAfter = 'never';
    ask();
    expect(await when(isSent)).toMatchObject({ isFound: false, has: { what: 'plan' } });
  });

  it('dropped a kind that it said to have stored: it is named, and what is missing alone goes again', async () => {
    const { store, archive, ask, when, all } = await bench();
    archive.drops.add(SECONDARY_CAPTURE);
    ask();
    expect(await when(({ state }) => state === 'not-found')).toMatchObject({ has: null, isFound: false, isPartFound: true, nextTryAt: null,
      reason: 'The archive answered “stored” and does not list 2 of 5 objects: 2 key images (Secondary Capture). '
        + 'It may still be taking them in, keep them from this user, or drop them by a rule: look again later, then ask whoever keeps it.' });
    expect(valueIn(store.sendings.list(null))).toHaveLength(1);
    const posts = archive.posts();
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    expect([archive.posts(), all()[0]?.state]).toEqual([posts, 'not-found']);
    archive.drops.clear();
    ask();
    expect(await when(isSent)).toMatchObject({ isFound: true, has: { what: 'plan' } });
    expect([archive.kept.size, archive.posts()]).toEqual([OBJECTS, OBJECTS + 2]);
  });

  it('no longer has what it had once: it has no plan then, and what it may have of it is told of a withdrawal', async () => {
    const { store, archive, plan, desk, ask, when, sender, all } = await bench();
    ask();
    await when(isSent);
    archive.kept.clear();
    for (const kind of [COMPREHENSIVE_3D_SR, SECONDARY_CAPTURE, ENCAPSULATED_PDF]) archive.drops.add(kind);
    ask();
    const gone = await when(({ state }) => state === 'not-found');
    expect([gone.has, gone.reason]).toEqual([null, expect.stringContaining('does not list 4 of 5 objects')]);
    valueIn(store.sendings.cancel(gone.id, desk.tina));
    expect(all()).toMatchObject([{ state: 'taken-back' }]);
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    const told = await when(({ state }) => state === 'not-found');
    expect(told.reason).toBe('The archive answered “stored” and does not list the notice of the withdrawal. '
      + 'It may still be taking them in, keep them from this user, or drop them by a rule: look again later, then ask whoever keeps it.');
    archive.drops.clear();
    ask();
    expect(await when(isSent)).toMatchObject({ has: { what: 'withdrawal' }, isFound: true });
  });

  it.each([
    ['lists all', (): boolean => true, { state: 'sent', isFound: true }], ['lists none', (): boolean => false, { state: 'not-found', has: null }],
    ['refuses to be asked', (): number => 0xc001, { state: 'sent', isFound: false }], ['takes no C-FIND', undefined, { state: 'sent', isFound: false }],
  ] as const)('by DIMSE: a node that %s', async (_, lists, expected) => {
    const { store, to, ask, when } = await bench();
    const { host, port, calledAe, callingAe } = await dimseNode(lists === undefined ? {} : { lists });
    valueIn(store.archives.save({ id: to, name: 'Radiology', place: { kind: 'dimse', host, port, calledAe, callingAe, tls: null } }, null));
    ask();
    expect(await when(({ state }) => state !== 'waiting' && state !== 'sending')).toMatchObject(expected);
  });

  it('without the notice of a withdrawal still has the plan, and is known to', async () => {
    const { store, archive, plan, desk, ask, when, sender } = await bench();
    ask();
    await when(isSent);
    archive.drops.add(ENCAPSULATED_PDF);
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    expect(await when(({ state }) => state === 'not-found')).toMatchObject({ has: { what: 'plan' }, isPartFound: false, isWithdrawn: true });
  });

  it('without the notice that it had still has the plan: it keeps its place, and its row when that is given up', async () => {
    const { store, archive, plan, to, desk, ask, when, sender, all } = await bench();
    ask();
    await when(isSent);
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    await when((one) => isSent(one) && one.has?.what === 'withdrawal');
    archive.kept.clear();
    archive.drops.add(ENCAPSULATED_PDF);
    ask();
    const { id, has } = await when(({ state }) => state === 'not-found');
    expect(has).toMatchObject({ what: 'plan' });
    expect(store.archives.save({ id: to, name: 'Radiology', place: { kind: 'dicomweb', address: 'http://127.0.0.1:9/x', user: null } }, null))
      .toMatchObject({ failure: { code: 'archive/has-plans' } });
    valueIn(store.sendings.cancel(id, desk.tina));
    expect(all()).toMatchObject([{ state: 'sent', has: { what: 'plan' } }]);
  });

  it('never had the plan, and does not list the notice that it said to have: its row stays when that is given up', async () => {
    const { store, archive, plan, desk, ask, when, all } = await bench();
    archive.drops.add(ENCAPSULATED_PDF);
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    ask();
    const { id, has } = await when(({ state }) => state === 'not-found');
    expect(has).toBeNull();
    valueIn(store.sendings.cancel(id, desk.tina));
    expect(all()).toMatchObject([{ state: 'taken-back', has: null, isWithdrawn: true }]);
    archive.drops.clear();
    ask();
    expect(await when(isSent)).toMatchObject({ has: { what: 'withdrawal' }, isFound: true });
  });

  it('tells what is missing, and is busy when it is asked again: what it told counts', async () => {
    const { archive, ask, when } = await bench();
    archive.drops.add(SECONDARY_CAPTURE);
    const series = OBJECTS - 1;
    archive.onLook = (nth) => (nth > series ? 'is busy' : 'answers');
    ask();
    expect((await when(({ state }) => state === 'not-found')).reason).toContain('does not list 2 of 5 objects');
  });

  it('is busy when it is asked first, and lists all of it then', async () => {
    const { archive, ask, when } = await bench();
    archive.onLook = (nth) => (nth === 1 ? 'is busy' : 'answers');
    ask();
    expect(await when(isSent)).toMatchObject({ isFound: true });
  });

  it.each([['for the first time', 0], ['again', 1]] as const)('sent %s, taken back while it is asked: it has all of it', async (_, before) => {
    const { store, archive, desk, ask, when, all, sender } = await bench();
    for (let n = 0; n < before; n += 1) {
      ask();
      await when(isSent);
    }
    archive.onLook = () => 'hangs';
    const looks = archive.looks();
    const id = ask();
    await expect.poll(archive.looks, { timeout: 30_000 }).toBe(looks + 1);
    expect(all()).toMatchObject([{ state: 'sending', done: OBJECTS, of: OBJECTS }]);
    valueIn(store.sendings.cancel(id, desk.tina));
    sender.wake();
    expect(await when(isSent)).toMatchObject({ isFound: false, has: { what: 'plan' }, nextTryAt: null });
    await sender.close();
    expect(all()).toMatchObject([{ state: 'sent', isFound: false, has: { what: 'plan' } }]);
  });

  it('is asked when the program ends: the next start sends nothing, and asks', async () => {
    const { archive, ask, when, all, sender } = await bench();
    archive.onLook = () => 'hangs';
    ask();
    await expect.poll(archive.looks, { timeout: 30_000 }).toBe(1);
    await sender.close();
    expect(all()).toMatchObject([{ state: 'waiting', attempts: 0, has: null }]);
    archive.onLook = () => 'answers';
    sender.start();
    expect(await when(isSent)).toMatchObject({ isFound: true, has: { what: 'plan' } });
    expect(archive.posts()).toBe(OBJECTS);
  });

  it('is told of a withdrawal while it is asked, without waiting for what it lists', async () => {
    const { store, archive, plan, desk, ask, when, sender } = await bench();
    archive.onLook = () => 'hangs';
    ask();
    await expect.poll(archive.looks, { timeout: 30_000 }).toBe(1);
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    await when(({ has }) => has !== null);
    // The one look that was cut short, and none after it of the plan.
    expect(archive.looks()).toBe(1);
    archive.onLook = () => 'answers';
    expect(await when((one) => isSent(one) && one.has?.what === 'withdrawal')).toMatchObject({ isFound: true });
    expect(archive.kept.size).toBe(OBJECTS + 1);
  });

  it('takes the next version meanwhile', async () => {
    // Both by the same objects: a second print takes its time.
    const both: Bench = await bench(tempFolder(), { make: () => made(both.store, both.plan, 1) });
    const { store, archive, desk, ask, when, all } = both;
    signedBy(store, desk, 'second', RCA);
    archive.onLook = (nth) => (nth === 1 ? 'hangs' : 'answers');
    ask();
    await expect.poll(archive.looks, { timeout: 30_000 }).toBe(1);
    ask(2);
    expect(await when(isSent)).toMatchObject({ version: 2, isFound: true });
    expect(all()).toMatchObject([{ version: 1, state: 'sending', done: OBJECTS }, { version: 2, state: 'sent' }]);
  });
});

describe('taking back', () => {
  it('what waits is gone, and what was refused as a whole', async () => {
    const { store, archive, desk, ask, when, all, sender } = await bench();
    await archive.goDown();
    await sender.close();
    valueIn(store.sendings.cancel(ask(), desk.tina));
    expect(all()).toEqual([]);
    await archive.comeBack();
    archive.mood = 'refuses';
    sender.start();
    ask();
    const { id } = await when(({ state }) => state === 'refused');
    valueIn(store.sendings.cancel(id, desk.tina));
    expect(all()).toEqual([]);
  });

  it('what hangs is given up at once, and told of: the archive may have some of it', async () => {
    const { store, archive, desk, ask, when, all, sender } = await bench();
    archive.mood = 'hangs';
    const id = ask();
    await when(({ of }) => of === OBJECTS);
    valueIn(store.sendings.cancel(id, desk.tina));
    sender.wake();
    expect(all()).toMatchObject([{ state: 'taken-back', has: null }]);
    archive.mood = 'takes';
    // Its turn is free again.
    ask();
    await when(isSent);
    expect(store.sendings.cancel(id, desk.tina)).toMatchObject({ failure: { code: 'sending/not-found' } });
  });

  it('what goes with its case is not sent on', async () => {
    const { store, archive, desk, ask, when, all, sender } = await bench();
    archive.mood = 'hangs';
    ask();
    await when(({ of }) => of === OBJECTS);
    valueIn(store.library.removeCase(desk.caseId, desk.tina));
    sender.wake();
    await sender.close();
    expect(all()).toEqual([]);
    expect(archive.kept.size).toBe(0);
  });
});

describe('a version that is withdrawn', () => {
  it('after it was sent: the archive is told by itself, by one document of its own', async () => {
    const { store, archive, plan, desk, ask, when, sender } = await bench();
    ask();
    await when(isSent);
    const before = new Set(archive.kept.keys());
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    await when((one) => isSent(one) && one.has?.what === 'withdrawal');
    const added = [...archive.kept].filter(([uid]) => !before.has(uid));
    expect(added).toHaveLength(1);
    expect(added[0]?.[1].toString('latin1')).toContain('Plan WITHDRAWN, not to be used');
    expect(fileMeta(added[0]?.[1] ?? Buffer.of())?.sopClassUid).toBe('1.2.840.10008.5.1.4.1.1.104.1');
  });

  it('while it waits: it goes as withdrawn, and no plan of it ever leaves', async () => {
    const { store, archive, plan, desk, ask, when } = await bench();
    archive.mood = 'busy';
    ask();
    await when(({ attempts, state }) => attempts > 0 && state === 'waiting');
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    archive.mood = 'takes';
    await when(isSent);
    expect(titles(archive)).toEqual(['Plan WITHDRAWN']);
  });

  it('while it is being sent: the notice follows', async () => {
    const { store, archive, plan, desk, ask, when } = await bench();
    archive.onPost = (nth) => { if (nth === 2) valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina)); };
    ask();
    await when((one) => isSent(one) && one.has?.what === 'withdrawal');
    expect(archive.kept.size).toBe(OBJECTS + 1);
  });

  it.each([
    ['after the archive took but a part of it', 'refuses every second', false], ['after it was taken back with a part of it there', 'refuses every second', true],
    ['after nobody could say what became of it', 'says nothing', false],
  ] as const)('%s: the archive is told', async (_, mood, isTakenBack) => {
    const { store, archive, plan, desk, ask, when, sender } = await bench();
    archive.mood = mood;
    ask();
    const { id } = await when(({ state }) => state === (mood === 'says nothing' ? 'refused' : 'in-part'));
    if (isTakenBack) valueIn(store.sendings.cancel(id, desk.tina));
    archive.mood = 'takes';
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    await when((one) => isSent(one) && one.has?.what === 'withdrawal');
    expect(titles(archive)).toContain('Plan WITHDRAWN');
  });

  it('after it was sent, and then asked for again and refused: the archive is told', async () => {
    const { store, archive, plan, desk, ask, when, sender } = await bench();
    ask();
    await when(isSent);
    archive.mood = 'refuses';
    ask();
    await when(({ state }) => state === 'refused');
    archive.mood = 'takes';
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    await when((one) => isSent(one) && one.has?.what === 'withdrawal');
  });

  it('while a part of it is being sent that the archive then refuses: the notice follows, once', async () => {
    const { store, archive, plan, desk, ask, when } = await bench();
    archive.mood = 'refuses every second';
    archive.onPost = (nth) => {
      if (nth === 2) valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
      if (nth === OBJECTS) archive.mood = 'refuses';
    };
    ask();
    await when(({ state, reason }) => state === 'refused' && reason?.includes('refused the notice of the withdrawal (reason 0110)') === true);
    const posts = archive.posts();
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    expect([posts, archive.posts()]).toEqual([OBJECTS + 1, OBJECTS + 1]);
  });

  it('and sent nowhere: nobody is told', async () => {
    const { store, archive, plan, desk, sender, all } = await bench();
    valueIn(store.plans.withdraw(plan, 1, 'wrong vessel', desk.tina));
    sender.wake();
    expect(all()).toEqual([]);
    expect(archive.posts()).toBe(0);
  });
});

it('a try whose end could not be kept is made again, and its archive is free meanwhile', async () => {
  const { store, archive, ask, when, sender } = await bench();
  await sender.close();
  const id = ask();
  // As the library was left: a try had begun, and nothing said how it ended.
  expect(store.sendings.begin(id)).toEqual({ ok: true, value: true });
  sender.start();
  await when(isSent);
  expect(archive.kept.size).toBe(OBJECTS);
});

describe('a program that ends', () => {
  it('gives up what it sends, and the next one sends it', async () => {
    const folder = tempFolder();
    const { store, archive, to, plan, ask, when, sender } = await bench(folder);
    archive.mood = 'hangs';
    ask();
    await when(({ of }) => of === OBJECTS);
    await sender.close();
    expect(valueIn(store.sendings.list(null))).toMatchObject([{ state: 'waiting', attempts: 0, reason: null }]);
    archive.mood = 'takes';
    const next = createSender({
      sendings: store.sendings, archiveBook: createArchiveBook(store.archives, openPasswords(folder, undefined)), log: silentLog(), now: () => new Date(),
      announce: () => {}, make: (id, version) => made(store, id, version), onBug: (bug) => { throw bug; },
    });
    onTestFinished(() => next.close());
    next.start();
    await expect.poll(() => valueIn(store.sendings.list(plan))[0]?.state, { timeout: 30_000 }).toBe('sent');
    expect(archive.kept.size).toBe(OBJECTS);
    expect(valueIn(store.sendings.list(plan))[0]?.archive.id).toBe(to);
  });
});
