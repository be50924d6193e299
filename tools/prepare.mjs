// What has to be there before Fullmoon can run: packages and the built page. Both are made only when they are
// missing or stale.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run } from './withNode24.mjs';

export const say = (text) => process.stderr.write(`${text}\n`);

const jsonOf = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Do the installed packages stand as the lockfile says? npm keeps its own list of what it installed. */
export function isInstalled(folder = root) {
  const wanted = jsonOf(join(folder, 'package-lock.json'))?.packages;
  const present = jsonOf(join(folder, 'node_modules', '.package-lock.json'))?.packages;
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link === true) return true;
    const found = present[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** Installs what the lockfile names, where it is not there. No package may run a script of its own. */
export async function install() {
  if (isInstalled()) return true;
  say('Installing the packages that Fullmoon needs (about a minute) …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], { stdio: ['ignore', 2, 2] })
    : await run('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status === 0) return true;
  say('The packages could not be installed. Check the connection to the npm registry, then run this again.');
  return false;
}

const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .toSorted();

/** One hash over names and contents of everything that a build is made of. */
export function hashOf(places) {
  const hash = createHash('sha256');
  for (const place of places.map((name) => join(root, name)).filter(existsSync)) {
    const files = statSync(place).isDirectory() ? filesUnder(place) : [place];
    for (const file of files)
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const LOCK_STALE_MS = 180_000;

/**
 * Holds a lock while acting: two starts at once build one after the other. A lock that was left behind is
 * taken over.
 */
async function alone(lock, act) {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LOCK_STALE_MS)
        rmSync(lock, { recursive: true, force: true });
      else await new Promise((done) => setTimeout(done, 200));
    }
  }
  try {
    return await act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Makes a product unless it was made from these very sources; `stamp` keeps what it was made from. */
export async function madeFrom(sources, stamp, make) {
  const path = join(root, 'dist', stamp);
  const isMade = () => existsSync(path) && readFileSync(path, 'utf8') === hashOf(sources);
  if (isMade()) return true;
  return alone(`${path}.lock`, async () => {
    if (isMade()) return true;
    const wanted = hashOf(sources);
    // Whatever a build that is broken off leaves behind was made from nothing.
    rmSync(path, { force: true });
    if (!(await make())) return false;
    writeFileSync(path, wanted);
    return true;
  });
}

const tool = (...path) => join(root, 'node_modules', ...path);

/** Builds the page that both shells show, where its sources changed. */
export const buildPage = (node) =>
  madeFrom(['renderer', 'core', 'assets', 'package-lock.json'], 'renderer.sources', async () => {
    say('Building the page (about 10 seconds) …');
    const status = await run(
      node,
      [tool('vite', 'bin', 'vite.js'), 'build', 'renderer', '--logLevel', 'error'],
      // Also where a test runner that sets another NODE_ENV asks for it: the page is the one that ships.
      { stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } },
    );
    if (status !== 0) say('The page could not be built; the reason stands above.');
    return status === 0;
  });
