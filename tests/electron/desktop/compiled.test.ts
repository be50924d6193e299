import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { electronBinary } from '../../../tools/desktop.mjs';
import { cleanSeries, writeSeries } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';

const root = join(import.meta.dirname, '../../..');
const app = join(root, 'dist/app');
const work = tempFolder();
beforeAll(() => {
  const build = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { cwd: root, encoding: 'utf8' });
  expect(build.status, build.stderr).toBe(0);
  writeSeries(join(work, 'disc'), cleanSeries({ key: 'compiled', columns: 32, rows: 32, slices: 12 }));
}, 180_000);

const commanded = (program: string, ...words: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    env: { ...process.env, FULLMOON_DATA: join(work, 'data') },
  });

interface Scan {
  readonly studies: readonly { readonly series: readonly { readonly seriesUid: string }[] }[];
}

it.each(['scan', 'volume'])(
  'the compiled program answers %s as the sources do, threads and codecs included',
  (command) => {
    const disc = join(work, 'disc');
    const source = join(root, 'electron/commandLine/main.ts');
    const compiled = join(app, 'electron/commandLine/main.js');
    const scanned = JSON.parse(commanded(source, 'scan', disc).stdout) as Scan;
    const words =
      command === 'scan'
        ? ['scan', disc]
        : ['volume', disc, '--series', scanned.studies[0]?.series[0]?.seriesUid ?? ''];
    const [wanted, given] = [commanded(source, ...words), commanded(compiled, ...words)];
    expect(given.stderr).toBe(wanted.stderr);
    expect(JSON.parse(given.stdout)).toEqual(JSON.parse(wanted.stdout));
    expect([given.status, wanted.status]).toEqual([0, 0]);
  },
  60_000,
);

const binary = electronBinary();
if (binary === undefined)
  console.log('The Electron binary is not installed here: its smoke test is left out.');

it.skipIf(binary === undefined)(
  'the real Electron opens our page under its policy',
  async () => {
    const { _electron } = await import('@playwright/test');
    const program = await _electron.launch({
      executablePath: binary as string,
      args: [app, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      env: {
        ...(process.env as Record<string, string>),
        FULLMOON_DATA: join(work, 'desktop'),
        FULLMOON_DEMO: '0',
      },
    });
    const page = await program.firstWindow();
    expect(page.url()).toBe('app://planner/');
    await page.getByLabel('Your name').waitFor();
    expect(
      await page.evaluate(() => [
        typeof Reflect.get(globalThis, 'require'),
        typeof Reflect.get(globalThis, 'process'),
      ]),
    ).toEqual(['undefined', 'undefined']);
    await program.close();
  },
  120_000,
);
