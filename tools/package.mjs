// npm run package: builds, then makes the installers of this platform (or of those named: `npm run package --
// --linux --dir`).
import { join } from 'node:path';
import { install, buildPage, say } from './prepare.mjs';
import { buildDesktop } from './build.mjs';
import { NODE_24_WANTED, node24, root, run } from './withNode24.mjs';

async function main(args) {
  if (!(await install())) return 1;
  const node = node24();
  if (node === undefined) {
    say(NODE_24_WANTED);
    return 1;
  }
  if (!(await buildPage(node)) || !(await buildDesktop(node))) return 1;
  return run(node, [join(root, 'node_modules', 'electron-builder', 'cli.js'), '--publish', 'never', ...args]);
}

process.exit(await main(process.argv.slice(2)));
