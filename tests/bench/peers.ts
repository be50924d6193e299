import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '..', '..');

/** What Node is given to run one of our sources, as every script of the package does. */
export const launched = (source: string): readonly string[] => [join(ROOT, 'tools', 'withNode24.mjs'), join(ROOT, source)];

/** The command line, as `npm run fullmoon` starts it. */
export const COMMAND_LINE = launched('electron/commandLine/main.ts');

/** Installs the npm peers of this folder, where they are not there; false where the registry does not give them. */
export function installPeers(): boolean {
  if (existsSync(join(HERE, 'node_modules', '.package-lock.json'))) return true;
  process.stderr.write('Installing the peers to compare with (once) …\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: HERE, stdio: ['ignore', 2, 2] });
  return status === 0;
}

/** An npm peer as its package exports it; null where it is not installed. */
export async function peer<T>(name: string): Promise<T | null> {
  try {
    return await import(createRequire(join(HERE, 'package.json')).resolve(name)) as T;
  } catch {
    return null;
  }
}

/** Where a program of this machine lies; null where it is not installed. */
export function program(name: string): string | null {
  const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** The system's Python, where it can import these modules; null otherwise. */
export function python(...modules: readonly string[]): string | null {
  const found = ['/usr/bin/python3', 'python3'].find((path) =>
    spawnSync(path, ['-c', `import ${modules.join(', ')}`]).status === 0);
  return found ?? null;
}

/** Runs a program to its end and gives what it printed; throws what it complained about. */
export function output(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, [...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${command} ended with ${status ?? 'a signal'}: ${stderr.slice(-200)}`);
  return stdout;
}

/** Wall time of a whole process, ms. */
export function processTime(command: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, [...args], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status ?? 'a signal'}: ${stderr.slice(-200)}`);
  return performance.now() - start;
}

/** Greatest resident memory of a whole process, MB; null where GNU time is not installed. */
export function peakMemory(command: string, args: readonly string[]): number | null {
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const kilobytes = Number(stderr.trim().split('\n').at(-1));
  return status === 0 && Number.isFinite(kilobytes) ? kilobytes / 1024 : null;
}

/** Processor time of a whole process, ms, which hardly hangs on what else runs; null where GNU time is not installed. */
export function processorTime(command: string, args: readonly string[]): number | null {
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%U %S', command, ...args], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const [user = Number.NaN, system = Number.NaN] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return status === 0 && Number.isFinite(user + system) ? 1000 * (user + system) : null;
}
