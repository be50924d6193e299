// npm run build: the page in dist/renderer, the desktop program in dist/app. Only what changed is built
// again.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage, install, madeFrom, say } from './prepare.mjs';
import { NODE_24_WANTED, node24, root, run } from './withNode24.mjs';

const app = join(root, 'dist', 'app');
const tool = (...path) => join(root, 'node_modules', ...path);
const quiet = { stdio: ['ignore', 2, 2] };

/** What the program reads beside its code, by relative path. */
const BESIDE_CODE = ['migrations', 'assets', 'LICENSE', 'THIRD_PARTY_NOTICES.txt'];

/** The compiler renames what is imported; the files of threads are named by URL, so they are renamed here. */
function renameThreads() {
  for (const name of readdirSync(app, { recursive: true }).filter((one) => one.endsWith('.js'))) {
    const path = join(app, name);
    const text = readFileSync(path, 'utf8');
    const renamed = text.replace(/(new URL\('\.[^']*)\.ts'(?=, import\.meta\.url)/g, "$1.js'");
    if (renamed !== text) writeFileSync(path, renamed);
  }
}

/**
 * The desktop program: every module compiled to JavaScript in its own place, so that workers lie where the
 * sources say; the preload in one file.
 */
export const buildDesktop = (node) =>
  madeFrom(
    ['electron', 'core', ...BESIDE_CODE, 'package.json', 'package-lock.json', 'tools/build.mjs'],
    'app.sources',
    async () => {
      say('Building the desktop program …');
      rmSync(app, { recursive: true, force: true });
      const compiled = await run(
        node,
        [
          tool('typescript', 'bin', 'tsc'),
          '-p',
          'electron',
          '--noEmit',
          'false',
          '--rewriteRelativeImportExtensions',
          '--rootDir',
          root,
          '--outDir',
          app,
        ],
        quiet,
      );
      if (compiled !== 0) return false;
      renameThreads();
      const bundled = await run(
        node,
        [
          tool('vite', 'bin', 'vite.js'),
          'build',
          '--config',
          'electron/desktop/preload.config.ts',
          '--logLevel',
          'error',
        ],
        quiet,
      );
      if (bundled !== 0) return false;
      for (const name of BESIDE_CODE.filter((one) => existsSync(join(root, one))))
        cpSync(join(root, name), join(app, name), { recursive: true });
      const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      mkdirSync(app, { recursive: true });
      writeFileSync(
        join(app, 'package.json'),
        JSON.stringify({ name, version, license, type: 'module', main: 'electron/desktop/main.js' }, null, 2),
      );
      return true;
    },
  );

async function main() {
  if (!(await install())) return 1;
  const node = node24();
  if (node === undefined) {
    say(NODE_24_WANTED);
    return 1;
  }
  return (await buildPage(node)) && (await buildDesktop(node)) ? 0 : 1;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await main());
