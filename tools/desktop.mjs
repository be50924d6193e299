// The Electron shell, where its binary is there or can be fetched. Undefined means: take the loopback shell.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDesktop } from './build.mjs';
import { say } from './prepare.mjs';
import { root, run } from './withNode24.mjs';

const electron = join(root, 'node_modules', 'electron');
const remembered = join(root, 'dist', 'electron-download-failed');
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);
const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The Electron program, or undefined where its download has not been done. */
export function electronBinary() {
  const name = textOf(join(electron, 'path.txt'));
  const path =
    name === undefined
      ? undefined
      : join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist'), name);
  return path !== undefined && existsSync(path) ? path : undefined;
}

/** Why Electron cannot open a window here at all, or undefined. */
function obstacle() {
  if (!existsSync(electron)) return 'Electron is not part of this installation.';
  if (!hasDisplay()) return 'There is no display.';
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return 'Electron does not run as root without giving up its sandbox.';
  return undefined;
}

/**
 * Fetches the binary; a failure is remembered for this version, so that the next start does not wait again.
 */
async function fetched(node, isWanted) {
  const version = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')).version;
  if (!isWanted && textOf(remembered) === version) return false;
  rmSync(remembered, { force: true });
  say('Fetching the Electron program (once, about 110 MB) …');
  const status = await run(node, [join(root, 'tools', 'fetchElectron.mjs')], { stdio: ['ignore', 2, 2] });
  if (status === 0 && electronBinary() !== undefined) return true;
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(remembered, version);
  say(
    'Electron could not be fetched, so Fullmoon opens in the browser. To try again: npm start -- --electron',
  );
  return false;
}

/** Opens the desktop window; gives the exit status, or undefined where this machine cannot. */
export async function startDesktop(node, args) {
  if (args.includes('--loopback')) return undefined;
  const isWanted = args.includes('--electron');
  const why = obstacle();
  if (why !== undefined) {
    if (isWanted) say(`${why} Fullmoon opens in the browser.`);
    return undefined;
  }
  if (electronBinary() === undefined && !(await fetched(node, isWanted))) return undefined;
  if (!(await buildDesktop(node))) return 1;
  return run(electronBinary(), [join(root, 'dist', 'app')]);
}
