// A process of its own that uses a library: `node child.ts TASK FOLDER …`. One line of output for each thing that was acknowledged.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { CarriedPlan } from '../../../../core/contract/carriedPlan.ts';
import { planIdSchema, sendingIdSchema, templateIdSchema, type CaseId, type PlanId } from '../../../../core/contract/ids.ts';
import { templateOf } from '../../../../core/plan/planTemplate.ts';
import { ok, type Result } from '../../../../core/result.ts';
import { wholeFolder, writeSynced } from '../../../../electron/host/files/wholeFolder.ts';
import { writtenZip } from '../../../../electron/host/files/zipWriter.ts';
import { newId } from '../../../../electron/host/newId.ts';
import { checkedCarried } from '../../../../electron/host/sharing/carriedPlan.ts';
import { failureSentence } from '../../../../electron/host/store/failureSentence.ts';
import { readMigrations } from '../../../../electron/host/store/migrate.ts';
import { DEFAULT_SETTINGS } from '../../../../electron/host/store/settings.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { restore } from '../../../../electron/host/store/restore.ts';
import { resealedChain } from '../sharing/resealed.ts';
import { prepared, valueIn } from './imports.ts';
import { contentOf, drafted, evidenceOf, outcomeWith, pngOf, RCA, tracedDesk, type Desk } from './planFixture.ts';

// Whoever is killed writes nothing at its end: what was compiled is left to the next one now.
flushCompileCache();

const [task = '', folder = '', mark = '', limit = 'Infinity'] = process.argv.slice(2);
const migrations = readMigrations(join(import.meta.dirname, '../../../../migrations'));
const open = () => openStore({ folder, migrations, appVersion: '0.0.0-test', timeZone: 'UTC' });
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** Imports one case after another, so many or until it is killed; every fourth it removes again. With plans, each has one. */
async function save(store: Store, cases: number, withPlans = false): Promise<void> {
  say('ready');
  for (let k = 0; k < cases; k += 1) {
    const patient = { name: `Kill ${mark}, ${k}`, id: `${mark}-${k}`, birthDate: '1950-01-02', sex: null };
    const added = store.library.addCase(await prepared(store, { patient, study: `1.${mark}.${k}`, slices: 3 }));
    if (!added.ok) throw new Error(added.failure.code);
    say(`saved ${added.value.caseId}`);
    if (withPlans) plan(store, tracedDesk(store, added.value.caseId));
    if (k % 4 === 3) {
      const removed = store.library.removeCase(added.value.caseId, null);
      if (!removed.ok) throw new Error(removed.failure.code);
      say(`removed ${added.value.caseId}`);
    }
  }
}

/**
 * Drafts, signs, asks for it to be sent, notes what happens in the room and what became of it, twice; withdraws the first version, takes
 * the same as of another workstation, and keeps the plan as a template.
 */
function plan(store: Store, desk: Desk): void {
  const { caseId, series, tina } = desk;
  const [known] = valueIn(store.archives.list());
  const { id: archive } = known ?? valueIn(store.archives.save({
    id: null, name: 'Radiology', place: { kind: 'dicomweb', address: 'https://pacs.test', user: null },
  }, tina));
  for (const version of [1, 2]) {
    const { id, draft } = drafted(store, desk, `version ${version}`);
    const revision = draft?.revision ?? 0;
    say(`drafted ${caseId} ${id} ${revision}`);
    valueIn(store.plans.sign({ plan: id, revision, evidence: evidenceOf(RCA), series: [series], by: tina }));
    say(`signed ${caseId} ${id} ${version}`);
    const asked = valueIn(store.sendings.ask(id, version, archive, tina));
    say(`asked ${caseId} ${id} ${version}`);
    valueIn(store.sendings.begin(asked.id));
    valueIn(store.sendings.end(asked.id, { state: 'sent', what: 'plan', isFound: true, stored: ['1.2.3'] }));
    say(`sent ${caseId} ${id} ${version}`);
    valueIn(store.rooms.add(id, version, { after: 0, happening: { what: 'access' }, doneAt: null }, tina));
    say(`noted ${caseId} ${id} ${version}`);
    valueIn(store.outcomes.save(id, version, { revision: 0, outcome: outcomeWith({ notes: `version ${version}` }), isConfirmed: true }, tina));
    say(`recorded ${caseId} ${id} ${version}`);
    if (version === 2) {
      valueIn(store.plans.withdraw(id, 1, 'replaced', tina));
      say(`withdrawn ${caseId} ${id} 1`);
      say(`received ${caseId} ${receivedAgain(store, desk, id)} 2`);
    }
  }
  const revision = valueIn(store.templates.list(tina))[0]?.revision ?? 0;
  const kept = valueIn(store.templates.save({
    id: templateIdSchema.parse('tpl_0123456789abcdef'), revision, name: 'Antegrade', isShared: false, place: 0, content: templateOf(contentOf(mark)),
  }, tina));
  say(`templated ${kept.revision}`);
}

/** Takes a plan with its two versions as one that another workstation has sealed; answers the id that it has here. */
function receivedAgain(store: Store, { caseId, tina }: Desk, id: PlanId): PlanId {
  const { versions } = valueIn(store.receivedPlans.chain(id, 2));
  const carried: CarriedPlan = { format: 1, origin: 'b'.repeat(64), head: '', versions: [...versions], images: {} };
  const other = planIdSchema.parse(newId('pln'));
  const there = checkedCarried(resealedChain(carried, versions.map(() => ({ plan: other }))));
  const { plan: here } = valueIn(store.receivedPlans.receive(caseId, valueIn(there), tina));
  if (here === null) throw new Error('received as nothing');
  return here;
}

/** Notes in the room, drafts and writes the outcome where it may, over and over: half of a race for one plan. */
function note(): void {
  const id = planIdSchema.parse(mark);
  for (let k = 0; k < 50; k += 1) {
    const opened = open();
    if (!opened.ok) throw new Error(opened.failure.code);
    const { library, rooms, plans, outcomes, close } = opened.value;
    const caseId = valueIn(library.cases({ text: '', sort: 'name', order: 'asc', limit: 1, offset: 0 })).rows[0]?.id;
    if (caseId === undefined) throw new Error('no case');
    const words = `${process.pid} ${k}`;
    // All three are read before the first is written: whoever comes second has seen what is not there any more.
    const [log, kept] = [valueIn(rooms.log(id, 1)), valueIn(outcomes.load(id, 1))];
    const draft = valueIn(plans.list(caseId)).find((plan) => plan.id === id)?.draft;
    const told = (what: string, done: Result<unknown, { readonly code: string }>): void => say(done.ok ? `${what} ${words}` : `${what}: ${done.failure.code}`);
    told('noted', rooms.add(id, 1, { after: log.length, happening: { what: 'note', words }, doneAt: null }, null));
    told('drafted', plans.edit({ caseId, vessel: RCA, revision: draft?.revision ?? 0, words, content: contentOf(words) }, null));
    told('recorded', outcomes.save(id, 1, { revision: kept.length, outcome: outcomeWith({ notes: words }), isConfirmed: false }, null));
    close();
  }
}

/** Keeps the library and notes in one room after another word until it is killed. */
async function write(): Promise<void> {
  const opened = open();
  if (!opened.ok) throw new Error(opened.failure.code);
  for (let after = 0; ; after += 1) {
    const added = opened.value.rooms.add(planIdSchema.parse(mark), 1, {
      after, happening: { what: 'note', words: 'a word' }, doneAt: null,
    }, null);
    if (!added.ok) throw new Error(added.failure.code);
    say(`noted ${after}`);
    await sleep(5);
  }
}

/** Writes the files of an export, as `plan export` has made them, into one new folder after another until it is killed. */
async function exportAgain(): Promise<void> {
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
  say('ready');
  for (let k = 0; ; k += 1) {
    valueIn(await wholeFolder(join(mark, String(k)), async (begun) => {
      for (const [name, bytes] of files) writeSynced(begun, name, bytes);
      return ok(undefined);
    }));
    say(`made ${k}`);
  }
}

/** Packs the files of a folder into one new zip after another until it is killed. */
async function packAgain(): Promise<void> {
  const files = readdirSync(folder).toSorted().map((name) => [name, readFileSync(join(folder, name))] as const);
  mkdirSync(mark);
  say('ready');
  for (let k = 0; ; k += 1) {
    valueIn(await writtenZip(join(mark, String(k)), '2026-03-04', new AbortController().signal, async (add) => {
      for (const [name, bytes] of files) await add(name, bytes);
      return ok(undefined);
    }));
    say(`made ${k}`);
  }
}

/** Copies the library into one new folder after another until it is killed. */
async function backUp(): Promise<void> {
  const store = valueIn(open());
  say('ready');
  for (let k = 0; ; k += 1) {
    valueIn(await store.backUp(join(mark, String(k))));
    say(`made ${k}`);
  }
}

/** Restores a backup into one new data folder after another until it is killed. */
async function restoreAgain(): Promise<void> {
  say('ready');
  for (let k = 0; ; k += 1) {
    valueIn(await restore(folder, { folder: join(mark, String(k)), migrations, appVersion: '0.0.0-test', timeZone: 'UTC' }));
    say(`made ${k}`);
  }
}

/** Opens, saves where it may, and closes, over and over: half of a race. */
function race(): void {
  for (let k = 0; k < 50; k += 1) {
    const opened = open();
    if (!opened.ok) say(`refused ${opened.failure.code}`);
    else {
      const added = opened.value.operators.add(`${mark} ${k}`);
      say(added.ok ? `saved ${mark} ${k}` : `${opened.value.isReadOnly} ${added.failure.code}`);
      opened.value.close();
    }
  }
}

/** What somebody sees who may not write. */
async function look(): Promise<void> {
  const opened = open();
  if (!opened.ok) {
    say(JSON.stringify({ code: opened.failure.code, sentence: failureSentence(opened.failure) }));
    return;
  }
  const store = opened.value;
  const cases = store.library.cases({ text: '', sort: 'name', order: 'asc', limit: 10, offset: 0 });
  const first = cases.ok ? cases.value.rows[0] : undefined;
  if (first === undefined) throw new Error('no case');
  const read = store.library.openCase(first.id);
  say(JSON.stringify({
    isReadOnly: store.isReadOnly, names: cases.ok ? cases.value.rows.map(({ patient }) => patient.name) : [],
    series: read.ok ? read.value.series.length : 0, plans: shownPlans(store, first.id), kept: await whatIsKept(store, first.id),
  }));
  store.close();
}

/** Every plan of a case with its draft, and of each version what it says, what the room noted, and what became of it. */
function shownPlans(store: Store, caseId: CaseId): unknown {
  return [...valueIn(store.plans.list(caseId)), ...valueIn(store.receivedPlans.list(caseId))].map((plan) => ({
    draft: 'draft' in plan ? plan.draft?.content.notes ?? null : null,
    versions: plan.versions.map(({ version, withdrawn }) => ({
      notes: valueIn(store.plans.version(plan.id, version)).sealed.content.notes, isWithdrawn: withdrawn !== null,
      events: valueIn(store.rooms.log(plan.id, version)).length, outcomes: valueIn(store.outcomes.load(plan.id, version)).length,
    })),
    sendings: valueIn(store.sendings.list(plan.id)).map(({ state }) => state),
  }));
}

/** Everything that can be kept is tried: by what it was refused. */
async function whatIsKept(store: Store, caseId: CaseId): Promise<Readonly<Record<string, string>>> {
  const said = (done: Result<unknown, { readonly code: string }>): string => (done.ok ? 'kept' : done.failure.code);
  const [plan] = valueIn(store.plans.list(caseId));
  if (plan === undefined) throw new Error('no plan');
  const { id, draft } = plan;
  const { versions } = valueIn(store.receivedPlans.chain(id, 2));
  const other = planIdSchema.parse('pln_cccccccccccccccc');
  const carried: CarriedPlan = { format: 1, origin: 'c'.repeat(64), head: '', versions: [...versions], images: {} };
  const archive = valueIn(store.archives.list())[0]?.id;
  const tina = valueIn(store.operators.list()).operators[0]?.id ?? null;
  if (archive === undefined) throw new Error('no archive');
  const series = valueIn(store.library.openCase(caseId)).series.map((one) => one.id);
  return {
    settings: said(store.settings.save({ ...DEFAULT_SETTINGS, doseUnit: 'mSv', preferredPhasePercent: 40, measureKernel: 'sharp', startLayout: 'axial' }, null)),
    case: said(store.library.removeCase(caseId, null)),
    draft: said(store.plans.edit({ caseId, vessel: RCA, revision: draft?.revision ?? 0, words: 'edit', content: contentOf('x') }, null)),
    signature: said(store.plans.sign({ plan: id, revision: draft?.revision ?? 0, evidence: evidenceOf(RCA), series, by: tina })),
    withdrawal: said(store.plans.withdraw(id, 2, 'x', null)),
    image: said(await store.planImages.keep(caseId, pngOf(9), null)),
    room: said(store.rooms.add(id, 2, { after: 1, happening: { what: 'end' }, doneAt: null }, null)),
    outcome: said(store.outcomes.save(id, 2, { revision: 1, outcome: outcomeWith({}), isConfirmed: true }, null)),
    template: said(store.templates.save({
      id: templateIdSchema.parse('tpl_0123456789abcdee'), revision: 0, name: 'x', isShared: false, place: 0, content: templateOf(contentOf('')),
    }, tina)),
    received: said(store.receivedPlans.receive(caseId, valueIn(checkedCarried(resealedChain(carried, versions.map(() => ({ plan: other }))))), null)),
    sending: said(store.sendings.ask(id, 2, archive, null)),
    begun: said(store.sendings.begin(valueIn(store.sendings.list(id))[0]?.id ?? sendingIdSchema.parse('snd_0123456789abcdef'))),
  };
}

/** The control of the power-cut test: commits that are not synced, behind the back of the check for it. */
function withoutSync(): void {
  const pragma = Database.prototype.pragma;
  Database.prototype.pragma = function lying(this: Database.Database, ...given: Parameters<typeof pragma>): unknown {
    if (given[0] === 'synchronous') return 2;
    return pragma.apply(this, given[0] === 'synchronous = FULL' ? ['synchronous = NORMAL'] : given);
  };
}

if (task.endsWith('-unsynced')) withoutSync();
if (task.startsWith('save')) {
  const opened = open();
  if (!opened.ok) throw new Error(opened.failure.code);
  if (opened.value.isReadOnly !== null) throw new Error(opened.value.isReadOnly);
  await save(opened.value, Number(limit), task.startsWith('save-plans'));
} else if (task === 'note') note();
else if (task === 'write') await write();
else if (task === 'export') await exportAgain();
else if (task === 'pack') await packAgain();
else if (task === 'backup') await backUp();
else if (task === 'restore') await restoreAgain();
else if (task === 'race') race();
else await look();
