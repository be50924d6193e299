import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseIdSchema } from '../../../../core/contract/ids.ts';
import { openStore } from '../../../../electron/host/store/open.ts';
import { dice } from './dice.ts';
import { optionsOf, TIMES } from './fixture.ts';
import { Disk, tracedEvents, type Event } from './powerCut.ts';
import { brokenPlans, brokenTemplate } from './toldPlans.ts';
import { quickFolder, tempFolder } from '../../../tempFolder.ts';

const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
if (!hasStrace) console.log('strace is not installed: the power-cut tests are skipped');

const CALLS = 'openat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,ftruncate,mkdir,mkdirat';

/** What a process did that made a library and saved so many cases. */
function traced(task: string, cases: number): readonly Event[] {
  const folder = join(tempFolder(), 'data');
  const log = join(folder, '..', 'trace');
  const run = spawnSync('strace', ['-f', '-y', '-xx', '-s', '4000000', '-e', `trace=${CALLS}`, '-o', log,
    process.execPath, join(import.meta.dirname, 'child.ts'), task, folder, '1', String(cases)], { encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
  return tracedEvents(readFileSync(log, 'latin1'), folder);
}

/** The promises that a library does not keep after the power went at a moment. */
async function brokenPromises(folder: string, said: readonly string[]): Promise<readonly string[]> {
  const opened = openStore(optionsOf(folder));
  if (!opened.ok) return [`refused: ${opened.failure.code}`];
  const store = opened.value;
  const broken: string[] = store.auditFault === null ? [] : [store.auditFault.code];
  const listed = store.library.cases({ text: '', sort: 'imported', order: 'asc', limit: 500, offset: 0 });
  const here = listed.ok ? listed.value.rows.map(({ id }) => id) : [];
  for (const id of here) {
    const instances = store.library.instances(id);
    if (!instances.ok || instances.value.length !== 3 || !store.library.openCase(id).ok) broken.push(`half: ${id}`);
    else for (const { file } of instances.value) if (!(await store.files.verify(file.sha256)).ok) broken.push(`without its file: ${id}`);
  }
  const removed = new Set(said.filter((line) => line.startsWith('removed ')).map((line) => line.slice('removed '.length)));
  // Each fourth case is removed as soon as it is saved: from then on it may be there or not, until its end was told.
  said.filter((line) => line.startsWith('saved ')).map((line) => caseIdSchema.parse(line.slice('saved '.length))).forEach((id, k) => {
    if (removed.has(id) ? here.includes(id) : k % 4 !== 3 && !here.includes(id)) broken.push(`${removed.has(id) ? 'back' : 'lost'}: ${id}`);
  });
  broken.push(...(store.plans.verify().ok ? [] : ['a seal does not hold']), ...brokenPlans(store, said, new Set(here)), ...brokenTemplate(store, said));
  store.close();
  return broken;
}

/** How many of so many power cuts at random moments break a promise, and how. */
async function cuts(events: readonly Event[], states: number, seed: number): Promise<readonly string[]> {
  const random = dice(seed);
  const base = quickFolder();
  const moments = Array.from({ length: states }, () => random(events.length + 1)).toSorted((a, b) => a - b);
  const disk = new Disk(folderOf(events));
  const failures: string[] = [];
  let done = 0;
  for (const moment of moments) {
    for (; done < moment; done += 1) {
      const event = events[done];
      if (event !== undefined) disk.apply(event);
    }
    const folder = join(base, 'data');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    disk.leave(folder, random);
    const broken = await brokenPromises(folder, disk.said);
    if (broken.length > 0) failures.push(`at ${moment} of ${events.length}: ${broken.join('; ')}`);
  }
  return failures;
}

/** The folder that was traced: it is the first that was made. */
function folderOf(events: readonly Event[]): string {
  const first = events.find(({ what }) => what === 'mkdir');
  if (first?.what !== 'mkdir') throw new Error('nothing was made');
  return first.path;
}

/** Moments of each history: with 20 times as many, as `npm run reliability` has it, 20,000 in all. */
const STATES = TIMES === 1 ? 200 : 500 * TIMES;

describe.skipIf(!hasStrace)('the power goes', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);

  it.each([
    ['making a library, saving and removing', 'save', 9],
    ['drafting, signing, noting in the room, recording an outcome, withdrawing and keeping a template', 'save-plans', 3],
  ])(`at ${STATES} moments of %s: nothing acknowledged is lost, nothing is there by half`, async (_, task, cases) => {
    const events = traced(task, cases);
    expect(events.filter(({ what }) => what === 'said').length).toBeGreaterThan(10);
    console.log(`power cut seed ${seed}`);
    const broken = await cuts(events, STATES, seed);
    console.log(`${task}: ${STATES} power cuts, ${broken.length} break a promise`);
    expect(broken).toEqual([]);
  }, 300_000 * TIMES);

  it.each([
    ['save', 9, /lost: cas_/], ['save-plans', 3, /lost: (drafted|signed|noted|recorded|withdrawn|template)/],
  ] as const)('and the same test of %s loses what was told where commits are not synced: it would notice', async (task, cases, loses) => {
    const failures = await cuts(traced(`${task}-unsynced`, cases), 60, seed);
    const lost = failures.filter((failure) => loses.test(failure)).length;
    console.log(`${task}: without synchronous=FULL ${failures.length} of 60 power cuts break a promise, ${lost} lose something`);
    expect(lost).toBeGreaterThan(5);
  }, 120_000);
});
