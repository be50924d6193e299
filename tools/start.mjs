// npm start: installs and builds what is missing, then opens Fullmoon in the best shell that this machine has.
// Runs under any Node from 20 on and needs no package. `--loopback` and `--electron` choose the shell.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage, install, say } from './prepare.mjs';
import { NODE_24_WANTED, node24, root, run } from './withNode24.mjs';

const args = process.argv.slice(2);
const unknown = args.find((arg) => !['--loopback', '--electron'].includes(arg));

async function start() {
  if (unknown !== undefined) {
    say(`Unknown option ${unknown}. Known: --loopback (in a browser), --electron (try its download again).`);
    return 2;
  }
  if (!await install()) return 1;
  const node = node24();
  if (node === undefined) {
    say(NODE_24_WANTED);
    return 1;
  }
  if (!await buildPage(node)) return 1;
  const desktop = join(root, 'tools', 'desktop.mjs');
  if (existsSync(desktop)) {
    const { startDesktop } = await import('./desktop.mjs');
    const status = await startDesktop(node, args);
    if (status !== undefined) return status;
  }
  return run(node, [join(root, 'electron', 'loopback', 'main.ts')], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
}

process.exit(await start());
