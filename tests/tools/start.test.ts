import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../tempFolder.ts';

const root = join(import.meta.dirname, '../..');
const work = tempFolder();
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** No display, an empty home, and no more of the environment than a shell has. */
const bare = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: (process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':'),
  HOME: join(work, 'home'),
  FULLMOON_DEMO: '0',
  ...more,
});

interface Begun {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
}
function begin(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Begun {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return { child, out: () => out, err: () => err, ended: new Promise((done) => child.on('exit', done)) };
}
const addressIn = (text: string): string | undefined =>
  /^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/m.exec(text)?.[0];

describe('npm start without a display', () => {
  it('prints the address alone on its line, serves the page, and ends when asked', async () => {
    const begun = begin(
      'npm',
      ['start', '--silent'],
      bare({ FULLMOON_DATA: join(work, 'one'), FORCE_COLOR: '1' }),
    );
    await expect.poll(() => addressIn(begun.out()) ?? begun.err(), { timeout: 60_000 }).toMatch(/^http/);
    expect(begun.out()).toBe(`${addressIn(begun.out())}\n`);
    const address = addressIn(begun.out()) ?? '';
    const first = await fetch(address, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const page = await fetch(new URL('/', address), { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    begun.child.kill('SIGTERM');
    await begun.ended;
    await expect
      .poll(
        () =>
          fetch(address).then(
            () => 'answers',
            () => 'gone',
          ),
        { timeout: 10_000 },
      )
      .toBe('gone');
  }, 90_000);

  it('keeps to the port that it is told, and says so where that one is taken', async () => {
    const launcher = [join(root, 'tools/start.mjs'), '--loopback'];
    const one = begin('node', launcher, bare({ FULLMOON_DATA: join(work, 'two') }));
    await expect.poll(() => addressIn(one.out()), { timeout: 60_000 }).toBeDefined();
    const { port } = new URL(addressIn(one.out()) ?? '');
    const other = begin('node', launcher, bare({ FULLMOON_DATA: join(work, 'three'), FULLMOON_PORT: port }));
    expect(await other.ended).toBe(1);
    expect(other.err()).toMatch(/Port \d+ cannot be used .*FULLMOON_PORT/);
    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(0);
  }, 90_000);

  it.runIf(process.platform === 'linux')('lets Node keep what it makes of the sources, so that a second start takes half as long', async () => {
    const begun = begin('node', [join(root, 'tools/start.mjs'), '--loopback'], bare({ FULLMOON_DATA: join(work, 'kept') }));
    await expect.poll(() => addressIn(begun.out()), { timeout: 60_000 }).toBeDefined();
    const { pid = 0 } = begun.child;
    const host = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    expect(readFileSync(`/proc/${host}/environ`, 'utf8').split('\0')).toContain(`NODE_COMPILE_CACHE=${join(root, 'node_modules', '.cache', 'compiled')}`);
    begun.child.kill('SIGTERM');
    expect(await begun.ended).toBe(0);
  }, 90_000);

  it('says so where the browser does not open, and goes on', async () => {
    const bin = join(work, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'chromium'), '#!/bin/sh\nexit 7\n', { mode: 0o755 });
    const env = bare({ FULLMOON_DATA: join(work, 'five'), DISPLAY: ':99' });
    const launcher = [join(root, 'tools/start.mjs'), '--loopback'];
    const begun = begin('node', launcher, { ...env, PATH: `${bin}:${env['PATH']}` });
    await expect
      .poll(() => begun.err(), { timeout: 60_000 })
      .toContain('The browser did not open (it ended with status 7)');
    expect((await fetch(addressIn(begun.out()) ?? '', { redirect: 'manual' })).status).toBe(303);
    begun.child.kill('SIGTERM');
    expect(await begun.ended).toBe(0);
  }, 90_000);

  it.each([['--port'], ['--Loopback']])('refuses the unknown option %s', async (option) => {
    const begun = begin('node', [join(root, 'tools/start.mjs'), option], bare());
    expect(await begun.ended).toBe(2);
    expect(begun.err()).toContain(option);
  });

  it.each(['x', '-1', '65536', '1.5'])(
    'refuses the port %s',
    async (port) => {
      const begun = begin(
        'node',
        [join(root, 'tools/start.mjs'), '--loopback'],
        bare({ FULLMOON_DATA: join(work, 'four'), FULLMOON_PORT: port }),
      );
      expect(await begun.ended).toBe(1);
      expect(begun.err()).toMatch(/FULLMOON_PORT must be a number/);
    },
    30_000,
  );
});

describe('scripts', () => {
  it('run under Node 24 whichever Node starts them', () => {
    const run = spawnSync('node', ['tools/withNode24.mjs', 'tests/tools/version.mjs', 'a b', '--c'], {
      cwd: root,
      env: bare(),
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    const { version, args } = JSON.parse(run.stdout) as { version: string; args: string[] };
    expect(Number(/^v(\d+)/.exec(version)?.[1])).toBeGreaterThanOrEqual(24);
    expect(args).toEqual(['a b', '--c']);
  });

  it('keep the exit status of what they run', () => {
    const run = spawnSync('node', ['tools/withNode24.mjs', 'tests/tools/version.mjs', '--exit=3'], {
      cwd: root,
      env: bare(),
    });
    expect(run.status).toBe(3);
  });
});
