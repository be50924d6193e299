import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { caseIdSchema } from '../../../../core/contract/ids.ts';
import { openStore } from '../../../../electron/host/store/open.ts';
import { dice } from './dice.ts';
import { openIn, optionsOf } from './fixture.ts';
import { importedId, valueIn } from './imports.ts';
import { quickFolder, tempFolder } from '../../../tempFolder.ts';

const child = (...given: readonly string[]): ChildProcessByStdio<null, Readable, Readable> =>
  spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), ...given], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'fullmoon-test-compile-cache') },
  });

interface Ended { readonly lines: readonly string[]; readonly errors: string }

/** What a process said until it ended; `onLine` hears each line. */
const ended = (process: ChildProcessByStdio<null, Readable, Readable>, onLine: (line: string) => void = () => {}): Promise<Ended> =>
  new Promise((resolve) => {
    let [text, errors] = ['', ''];
    let told = 0;
    process.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const whole = text.split('\n').slice(0, -1);
      for (const line of whole.slice(told)) onLine(line);
      told = whole.length;
    });
    process.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
    // A line that was cut by the end was not acknowledged.
    process.on('close', () => { resolve({ lines: text.split('\n').slice(0, -1), errors }); });
  });

/** Lets a process save, and kills it at a random moment: of its first save, or of those after it. */
async function killedWhileSaving(folder: string, round: number): Promise<readonly string[]> {
  const saving = child('save', folder, String(round));
  const { lines, errors } = await ended(saving, (line) => {
    const isMoment = round % 3 === 0 ? line === 'ready' : line.startsWith('saved ');
    if (isMoment) setTimeout(() => { saving.kill('SIGKILL'); }, Math.random() * 60);
  });
  expect(errors).toBe('');
  return lines;
}

/** Opens the library and finds each case whole: rows, hashes, files. Answers the ids. */
async function wholeCases(folder: string): Promise<ReadonlySet<string>> {
  const start = performance.now();
  const store = valueIn(openStore(optionsOf(folder)));
  expect(performance.now() - start).toBeLessThan(2000);
  expect([store.isReadOnly, store.auditFault]).toEqual([null, null]);
  const { rows } = valueIn(store.library.cases({ text: '', sort: 'imported', order: 'asc', limit: 500, offset: 0 }));
  const named: string[] = [];
  for (const { id } of rows) {
    expect(valueIn(store.library.openCase(id)).series.length).toBe(1);
    const instances = valueIn(store.library.instances(id));
    expect(instances.length).toBe(3);
    for (const { file } of instances) {
      expect(await store.files.verify(file.sha256)).toEqual({ ok: true, value: undefined });
      named.push(file.sha256);
    }
  }
  const stored = readdirSync(join(folder, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{32}$/.test(name));
  expect(stored.map((name) => name.slice(3)).toSorted()).toEqual(named.toSorted());
  store.close();
  return new Set(rows.map(({ id }) => id));
}

it('killed 100 times while it saves and removes: nothing acknowledged is lost, nothing is there by half, no file is left over', async () => {
  const folders = [join(tempFolder(), 'data'), join(tempFolder(), 'data')];
  const tally = { acknowledged: 0, unacknowledged: 0 };
  const rounds = async (folder: string, first: number): Promise<void> => {
    const expected = new Set<string>();
    for (let round = first; round < first + 50; round += 1) {
      const lines = await killedWhileSaving(folder, round);
      const here = new Set<string>();
      for (const [what, id] of lines.map((line) => line.split(' '))) {
        if (what === 'saved' && id !== undefined) here.add(id);
        if (what === 'removed' && id !== undefined) here.delete(id);
      }
      const found = await wholeCases(folder);
      // Each fourth case is removed as soon as it is saved: the last one may have been on its way out.
      const saves = lines.filter((line) => line.startsWith('saved '));
      const leaving = saves.length % 4 === 0 ? saves.at(-1)?.slice('saved '.length) : undefined;
      const lost = [...here].filter((id) => !found.has(id) && id !== leaving);
      expect(lost).toEqual([]);
      for (const id of expected) expect(found.has(id)).toBe(true);
      tally.acknowledged += here.size;
      tally.unacknowledged += found.size - expected.size - [...here].filter((id) => found.has(id)).length;
      expect(found.size - expected.size).toBeLessThanOrEqual(here.size + 1);
      // Every round begins small, so that a start stays a start: what was checked is removed.
      if (found.size > 40) {
        const store = openIn(folder);
        for (const id of found) valueIn(store.library.removeCase(caseIdSchema.parse(id), null));
        store.close();
        expected.clear();
      } else for (const id of found) expected.add(id);
    }
  };
  await Promise.all(folders.map((folder, k) => rounds(folder, 1 + 50 * k)));
  console.log(`100 kills: ${tally.acknowledged} acknowledged saves kept, ${tally.unacknowledged} unacknowledged ones found whole`);
  expect(tally.acknowledged).toBeGreaterThan(50);
}, 300_000);

it('two processes that open and save at the same time, 50 times each: one writes at a time, and every save it was told of is there', async () => {
  const folder = join(tempFolder(), 'data');
  const runs = await Promise.all(['a', 'b'].map((mark) => ended(child('race', folder, mark))));
  expect(runs.map(({ errors }) => errors)).toEqual(['', '']);
  const lines = runs.flatMap(({ lines: said }) => said);
  expect(lines.filter((line) => !/^saved |^in use elsewhere store\/read-only$/.test(line))).toEqual([]);
  expect(lines.length).toBe(100);
  const saved = lines.filter((line) => line.startsWith('saved ')).map((line) => line.slice('saved '.length));
  const store = openIn(folder);
  expect(valueIn(store.operators.list()).operators.map(({ name }) => name).toSorted()).toEqual(saved.toSorted());
  expect(store.auditFault).toBeNull();
}, 120_000);

it('the lock of a killed process locks nobody out', async () => {
  const folder = join(tempFolder(), 'data');
  const holder = child('save', folder, '1');
  await ended(holder, (line) => { if (line.startsWith('saved ')) holder.kill('SIGKILL'); });
  expect(existsSync(join(folder, 'library.lock'))).toBe(true);
  expect(openIn(folder).isReadOnly).toBeNull();
});

it('200 random damages of the library: what is shown is what was stored, or a code says why not', async () => {
  const folder = join(quickFolder(), 'data');
  const store = openIn(folder);
  const ids = [await importedId(store, { slices: 4 })];
  for (const k of [1, 2, 3]) {
    const patient = { name: `Damage, Test${k}`, id: `D-${k}`, birthDate: '1960-01-02', sex: 'M' } as const;
    ids.push(await importedId(store, { patient, study: `7.${k}`, slices: 100 }));
  }
  const query = { text: '', sort: 'name', order: 'asc', limit: 10, offset: 0 } as const;
  const cases = new Map(ids.map((id) => [id, [valueIn(store.library.openCase(id)), valueIn(store.library.instances(id))]]));
  const rows = new Map(valueIn(store.library.cases(query)).rows.map((row) => [row.id, row]));
  store.close();
  const path = join(folder, 'library.sqlite');
  const sound = readFileSync(path);
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`damage seed ${seed}`);
  const random = dice(seed);
  const tally = { refused: 0, detected: 0, unharmed: 0 };
  for (let round = 0; round < 200; round += 1) {
    const bytes = damaged(sound, random, round);
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    writeFileSync(path, bytes);
    const opened = openStore(optionsOf(folder));
    if (!opened.ok) {
      tally.refused += 1;
      expect(opened.failure.code).toMatch(/^store\//);
      expect(readFileSync(path).equals(bytes)).toBe(true);
      continue;
    }
    const { library, auditFault, close } = opened.value;
    let detected = auditFault === null ? 0 : 1;
    const list = library.cases(query);
    if (!list.ok) detected += 1;
    else {
      const shown = list.value.rows.filter(({ patient }) => patient.name !== null);
      for (const row of shown) expect(row).toEqual(rows.get(row.id));
      detected += list.value.rows.length - shown.length;
      // Nobody disappears from the worklist without a word.
      expect(list.value.rows.length).toBe(rows.size);
    }
    for (const id of ids) {
      const [read, instances] = [library.openCase(id), library.instances(id)];
      if (read.ok && instances.ok) expect([read.value, instances.value]).toEqual(cases.get(id));
      else detected += 1;
    }
    close();
    if (detected > 0) tally.detected += 1;
    else tally.unharmed += 1;
  }
  console.log(`200 damages: ${tally.refused} libraries refused, ${tally.detected} found in what is read, ${tally.unharmed} in bytes that say nothing`);
  expect(tally.refused + tally.detected).toBeGreaterThan(100);
}, 120_000);

function damaged(sound: Buffer, random: (below: number) => number, round: number): Buffer {
  const bytes = Buffer.from(sound);
  if (round % 20 === 18) return bytes.subarray(0, random(bytes.length));
  if (round % 20 === 19) return bytes.fill(0, ...page(random(bytes.length / 4096)));
  const length = 1 + random(16);
  const at = random(bytes.length - length);
  for (let k = at; k < at + length; k += 1) bytes[k] = random(256);
  return bytes;
}

const page = (number: number): [number, number] => [number * 4096, (number + 1) * 4096];

it('killed in the middle of bringing a library up to date, 20 times: it is the old one or the new one, with all its rows', async () => {
  const folder = join(tempFolder(), 'data');
  const store = openIn(folder);
  const id = await importedId(store, { slices: 3 });
  store.close();
  const path = join(folder, 'library.sqlite');
  const sound = readFileSync(path);
  const { versions, sees } = { versions: new Set<number>(), sees: ['ok', 1] };
  for (let round = 0; round < 20; round += 1) {
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    writeFileSync(path, sound);
    const upgrading = child('upgrade', folder);
    await ended(upgrading, (line) => { if (line === 'ready') setTimeout(() => { upgrading.kill('SIGKILL'); }, round * 6); });
    const db = new Database(path);
    expect([db.pragma('integrity_check', { simple: true }), db.prepare('SELECT count(*) FROM patient_case WHERE id = ?').pluck().get(id)]).toEqual(sees);
    const version = Number(db.pragma('user_version', { simple: true }));
    versions.add(version);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part')).length).toBeLessThanOrEqual(1);
    expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'later'`).pluck().get()).toBe(version === 4 ? 1 : 0);
    db.close();
  }
  console.log(`killed while upgrading: versions found ${[...versions].toSorted((a, b) => a - b).join(', ')}`);
}, 120_000);
