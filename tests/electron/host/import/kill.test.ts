import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, expect, it } from 'vitest';
import { PROGRAM_FOLDER } from '../../../../electron/host/handlers/shell.ts';
import { readMigrations } from '../../../../electron/host/store/migrate.ts';
import { openStore } from '../../../../electron/host/store/open.ts';
import { filesBelow, value } from '../running.ts';
import { tempFolder } from '../../../tempFolder.ts';

const child = join(import.meta.dirname, 'killedImport.ts');
const KILLS = 100;
const LIBRARIES = 2;

// What is killed leaves nothing to the next one; what ended by itself leaves it the compiled modules, also
// those of its threads: most of a start is their making.
const environment = { ...process.env, NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? tempFolder() };
beforeAll(async () => {
  const whole = spawn(process.execPath, ['--no-warnings', child, tempFolder(), tempFolder(), '0', '0'],
    { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  const [status] = await once(whole, 'close');
  expect(status).toBe(0);
}, 60_000);

/**
 * Starts the importing process, kills it so many milliseconds after it is ready (null: after its first
 * case), and
 * gives what it had said.
 */
function killedAfter(
  ms: number | null,
  words: readonly string[],
): Promise<{ readonly holds: readonly string[]; readonly stored: readonly string[] }> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, ['--no-warnings', child, ...words], {
      stdio: ['ignore', 'pipe', 'inherit'], env: environment,
    });
    let holds: readonly string[] | null = null;
    const stored: string[] = [];
    createInterface({ input: running.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as {
        readonly holds?: readonly string[];
        readonly stored?: readonly string[];
      };
      if (said.stored !== undefined) stored.push(...said.stored);
      if (ms === null && stored.length > 0) running.kill('SIGKILL');
      if (said.holds === undefined) return;
      holds = said.holds;
      if (ms !== null) setTimeout(() => running.kill('SIGKILL'), ms);
    });
    running.on('close', () =>
      holds === null
        ? reject(new Error('the process ended before it was ready'))
        : resolve({ holds, stored }),
    );
  });
}

it(`killed ${KILLS} times at random moments of an import, no finished case is lost and none is half`, {
  timeout: 300_000,
}, async () => {
  const seed = Date.now() % 100_000;
  console.log(`moments of the kills: seed ${seed}`);
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  await Promise.all(
    Array.from({ length: LIBRARIES }, async (_, library) => {
      const [data, sources] = [tempFolder(), tempFolder()];
      const promised = new Set<string>();
      for (let kill = 0; kill < KILLS / LIBRARIES; kill += 1) {
        // Every fifth process is let go on until it has stored a case, so that there is something to lose.
        const { holds, stored } = await killedAfter(kill % 5 === 0 ? null : 400 * random(), [
          data,
          sources,
          `${1_000 * library + 20 * kill}`,
        ]);
        expect([...promised].filter((id) => !holds.includes(id))).toEqual([]);
        for (const id of [...holds, ...stored]) promised.add(id);
      }
      await everythingIsWhole(data, promised);
    }),
  );
});

/** Every case that was promised is there, every case is whole, and no file lies there that no case names. */
async function everythingIsWhole(data: string, promised: ReadonlySet<string>): Promise<void> {
  const store = value(
    openStore({
      folder: data,
      migrations: readMigrations(join(PROGRAM_FOLDER, 'migrations')),
      appVersion: '0.0.0',
    }),
  );
  try {
    const { rows, total } = value(
      store.library.cases({ text: '', sort: 'imported', order: 'asc', limit: 500, offset: 0 }),
    );
    expect(total).toBe(rows.length);
    expect([...promised].filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
    const named = new Set<string>();
    for (const { id } of rows) {
      const instances = value(store.library.instances(id));
      expect(instances).toHaveLength(8);
      const { series, reports } = value(store.library.openCase(id));
      expect(series).toMatchObject([{ frames: 8, measurable: 'yes' }]);
      expect(reports).toHaveLength(1);
      for (const { file } of instances) {
        named.add(file.sha256);
        value(await store.files.verify(file.sha256));
      }
    }
    expect(new Set(filesBelow(join(data, 'files')).map((name) => name.split(sep).at(-1)))).toEqual(named);
    expect(rows.length).toBeGreaterThanOrEqual(KILLS / LIBRARIES / 5);
  } finally {
    store.close();
  }
}
