// How soon a library is open again after a kill (R1), wrong clocks (R9), exports ended by force (R14) and a disk that is full (R3), each with
// a process of its own that uses a library. What each bar promises: docs/reliability.md. See tools/reliability.mjs.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { readMigrations } from '../../electron/host/store/migrate.ts';
import { openStore, type Store } from '../../electron/host/store/open.ts';

const migrations = readMigrations(join(import.meta.dirname, '../../migrations'));
const child = join(import.meta.dirname, '../electron/host/store/child.ts');
const program = join(import.meta.dirname, '../../electron/commandLine/main.ts');
const faults: string[] = [];
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const promise = (what: string, isKept: boolean): void => {
  if (isKept) return;
  faults.push(what);
  say(`BROKEN: ${what}`);
};

/** Opens a library, and says what is not as it was written. Answers how long it took to be open, ms. */
function sound(what: string, folder: string, use: (store: Store) => void = () => {}): number {
  const begun = performance.now();
  const opened = openStore({ folder, migrations, appVersion: '0.0.0-test', timeZone: 'UTC' });
  const tookMs = performance.now() - begun;
  promise(`${what}: the library opens`, opened.ok);
  if (!opened.ok) return tookMs;
  const { plans, auditFault, close } = opened.value;
  promise(`${what}: the audit is whole`, auditFault === null);
  const walked = plans.verify();
  promise(`${what}: every seal holds`, walked.ok);
  use(opened.value);
  close();
  return tookMs;
}

/** A library of a working day has so many planned cases; a process on it that is killed leaves its log unmerged. */
const CASES = 30;
const OPEN_WITHIN_MS = 2000;

async function killedSaves(folder: string): Promise<void> {
  const start = spawnSync(process.execPath, [child, 'save-plans', folder, 'day', String(CASES)], { encoding: 'utf8' });
  promise(`R1: ${CASES} cases are planned (${start.stderr.trim()})`, start.status === 0);
  const tookMs: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const saving = spawn(process.execPath, [child, 'save-plans', folder, `killed${round}`], { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(saving, 'exit');
    await once(saving.stdout, 'data');
    setTimeout(() => saving.kill('SIGKILL'), Math.random() * 200);
    await ended;
    tookMs.push(sound(`R1, round ${round}`, folder));
  }
  const slowest = Math.max(...tookMs);
  promise(`R1: a library is open again within ${OPEN_WITHIN_MS} ms (${slowest.toFixed(0)} ms)`, slowest < OPEN_WITHIN_MS);
  say(`R1: ${tookMs.length} processes killed on a library of ${CASES} planned cases, open again within ${slowest.toFixed(0)} ms`);
}

/** Clocks a year back, a year on, back again, and either side of the change to summer time. */
const CLOCKS = ['-1y', '+1y', '-2d', '+0', '@2027-03-28 00:59:50', '@2027-03-28 03:00:10', '@2026-10-25 02:59:50', '@2026-10-25 02:00:10'];

function clocks(folder: string): void {
  for (const [round, clock] of CLOCKS.entries()) {
    const run = spawnSync('faketime', ['-f', clock, process.execPath, child, 'save-plans', folder, `clock${round}`, '2'], { encoding: 'utf8' });
    promise(`the clock at ${clock}: cases are saved and plans signed (${run.stderr.trim()})`, run.status === 0);
  }
  sound('clocks', folder, ({ plans }) => {
    const found = plans.search({ text: '', from: null, to: null, jCto: null, kind: 'sealed', sort: 'newest', order: 'desc', limit: 500, offset: 0 });
    // Two cases for each clock, each with a plan of its own and a received one.
    promise('clocks: every plan is found', found.ok && found.value.total === 4 * CLOCKS.length);
  });
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  const rows = db.prepare<[], { readonly at_utc: string; readonly is_clock_back: number; readonly time_zone: string }>(
    'SELECT at_utc, is_clock_back, time_zone FROM audit ORDER BY sequence').all();
  db.close();
  const isMarked = rows.every((row, n) => n === 0 || (row.at_utc < (rows[n - 1]?.at_utc ?? '')) === (row.is_clock_back === 1));
  promise('clocks: an entry that is earlier than the one before it says so', isMarked && rows.some((row) => row.is_clock_back === 1));
  promise('clocks: every entry says its zone', rows.every((row) => row.time_zone !== ''));
  say(`R9: ${CLOCKS.length} clocks, ${rows.length} entries, ${rows.filter((row) => row.is_clock_back === 1).length} marked as back in time`);
}

/** How often what is done by chance is done: `npm run reliability` sets it. */
const TIMES = Number(process.env['FULLMOON_TIMES'] ?? 20);
/** So much is left free when the work begins, kB; the library and its journal grow into it. */
const ROOM_KB = Array.from({ length: Math.max(20, 10 * TIMES) }, (_, k) => 40 * (k % 20) + Math.floor(k / 20));

/** The program as it is called, on a library. */
const called = (folder: string, ...words: readonly string[]) => spawnSync(process.execPath, [program, ...words],
  { encoding: 'utf8', env: { ...process.env, FULLMOON_DATA: folder, FULLMOON_DEMO: '0' } });

/** A folder that a command makes is there as a whole, or not at all and with a reason. */
function wholeOrNone(what: string, folder: string, to: string, ...words: readonly string[]): boolean {
  const { status, stderr } = called(folder, ...words);
  promise(`${what}: it is there as a whole or not at all (${status}: ${stderr.trim().slice(0, 200)})`, existsSync(to) === (status === 0));
  promise(`${what}: it says why not`, status === 0 || stderr.trim() !== '');
  rmSync(to, { recursive: true, force: true });
  return status === 0;
}

function fullDisk(place: string): void {
  mkdirSync(place);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place]).status !== 0) {
    promise('R3: a file system of 8 MB can be mounted (it takes the rights to)', false);
    return;
  }
  let [told, refused] = [0, 0];
  try {
    for (const [round, kilobytes] of ROOM_KB.entries()) {
      const folder = join(place, `data${round}`);
      const start = spawnSync(process.execPath, [child, 'save-plans', folder, 'first', '1'], { encoding: 'utf8' });
      promise(`R3, round ${round}: the first save fits (${start.stderr.trim().split('\n').at(-1)})`, start.status === 0);
      const { bavail, bsize } = statfsSync(place);
      writeFileSync(join(place, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1000)));
      const full = spawnSync(process.execPath, [child, 'save-plans', folder, 'more', '200'], { encoding: 'utf8' });
      promise(`R3, round ${round}: a full disk is named (${full.stderr.slice(0, 200)})`, full.status !== 0 && full.stderr.includes('store/disk-full'));
      told += Number(full.stderr.includes('store/disk-full'));
      if (round % 4 === 0) {
        const [, , plan = ''] = /^signed (\S+) (\S+) 2$/m.exec(start.stdout) ?? [];
        const [copy, out] = [join(place, 'copy'), join(place, 'out')];
        const made = [
          wholeOrNone(`R3, round ${round}: a backup`, folder, copy, 'backup', copy),
          wholeOrNone(`R3, round ${round}: an export`, folder, out, 'plan', 'export', plan, '--to', out),
        ];
        refused += made.filter((isMade) => !isMade).length;
      }
      unlinkSync(join(place, 'filler'));
      sound(`R3, round ${round}`, folder, ({ library }) => {
        const listed = library.cases({ text: 'first', sort: 'name', order: 'asc', limit: 10, offset: 0 });
        promise(`R3, round ${round}: what was saved before is there`, listed.ok);
      });
      const after = spawnSync(process.execPath, [child, 'save-plans', folder, 'after', '1'], { encoding: 'utf8' });
      promise(`R3, round ${round}: it works again once there is room`, after.status === 0);
      rmSync(folder, { recursive: true });
    }
  } finally {
    spawnSync('umount', [place]);
  }
  say(`R3: ${ROOM_KB.length} full disks, ${told} named; ${refused} backups and exports refused on them, none by half`);
}

/** Exports by the program itself, ended at a random moment once files are being written. */
async function endedExports(home: string): Promise<void> {
  const folder = join(home, 'data');
  const start = spawnSync(process.execPath, [child, 'save-plans', folder, 'export', '1'], { encoding: 'utf8' });
  const [, , plan = ''] = /^signed (\S+) (\S+) 2$/m.exec(start.stdout) ?? [];
  promise('R14: an export that is left alone is made', called(folder, 'plan', 'export', plan, '--to', join(home, 'left')).status === 0);
  const whole = readdirSync(join(home, 'left')).toSorted().join(' ');
  const rounds = Math.max(10, TIMES);
  let [made, begun] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const to = join(home, 'out');
    const part = `${to}.fullmoon.part`;
    const exporting = spawn(process.execPath, [program, 'plan', 'export', plan, '--to', to], {
      stdio: 'ignore', env: { ...process.env, FULLMOON_DATA: folder, FULLMOON_DEMO: '0' },
    });
    const ended = once(exporting, 'exit');
    while (!existsSync(part) && exporting.exitCode === null) await sleep(1);
    await sleep(Math.random() * 40);
    exporting.kill('SIGKILL');
    await ended;
    begun += Number(existsSync(part));
    if (existsSync(to)) {
      made += 1;
      promise(`R14, round ${round}: what has its name is whole`, readdirSync(to).toSorted().join(' ') === whole);
    }
    for (const left of [to, part]) rmSync(left, { recursive: true, force: true });
  }
  sound('R14', folder);
  promise('R14: an export was ended while it wrote', begun > 0);
  say(`R14: ${rounds} exports by the program ended by force, ${begun} while they wrote, ${made} were whole by then, none by half`);
}

const home = mkdtempSync(join(tmpdir(), 'fullmoon-reliability-'));
try {
  if (spawnSync('faketime', ['--version']).status === 0) clocks(join(home, 'clocks'));
  await killedSaves(join(home, 'kills'));
  await endedExports(join(home, 'exports'));
  fullDisk(join(home, 'small'));
} finally {
  rmSync(home, { recursive: true, force: true });
}
say(faults.length === 0 ? 'Every promise was kept.' : `${faults.length} promises were broken.`);
process.exitCode = faults.length === 0 ? 0 : 1;
