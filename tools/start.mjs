// npm start: installs and builds what is missing, then opens Fullmoon in the best shell that this machine
// has.
// Runs under any Node from 20 on and needs no package. `--loopback` and `--electron` choose the shell.
import { join } from 'node:path';
import { startDesktop } from './desktop.mjs';
import { buildPage, install, say } from './prepare.mjs';
import { keptCode, NODE_24_WANTED, node24, root, run } from './withNode24.mjs';

const args = process.argv.slice(2);
const unknown = args.find((arg) => !['--loopback', '--electron'].includes(arg));

/**
 * npm runs us in a shell that takes a signal for itself: when that shell is gone, Fullmoon is to end as if it
 * had been told.
 */
function endWithParent() {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  setInterval(() => {
    if (process.ppid !== parent) process.emit('SIGTERM', 'SIGTERM');
  }, 500).unref();
}

async function start() {
  if (unknown !== undefined) {
    say(`Unknown option ${unknown}. Known: --loopback (in a browser), --electron (try its download again).`);
    return 2;
  }
  if (!(await install())) return 1;
  const node = node24();
  if (node === undefined) {
    say(NODE_24_WANTED);
    return 1;
  }
  if (!(await buildPage(node))) return 1;
  const status = await startDesktop(node, args);
  if (status !== undefined) return status;
  return run(node, [join(root, 'electron', 'loopback', 'main.ts')], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: keptCode(),
  });
}

endWithParent();
process.exit(await start());
