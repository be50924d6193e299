// npm run reliability: the promises of the store at counts that are too many for each day, and those that need more than Node: power cuts
// (strace), wrong clocks (faketime), a disk that is full (a file system of its own). It installs nothing, and says what is missing.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { NODE_24_WANTED, node24, root, run } from './withNode24.mjs';

const TIMES = process.env.FULLMOON_TIMES ?? '20';
const isThere = (tool, option) => spawnSync(tool, [option], { stdio: 'ignore' }).status === 0;
const missing = [
  ...(isThere('strace', '-V') ? [] : ['strace']), ...(isThere('faketime', '--version') ? [] : ['faketime']),
];
if (missing.length > 0)
  process.stderr.write(`Not all of it can be done here: install ${missing.join(' and ')} (apt-get install ${missing.join(' ')}).\n`);

const node = node24();
if (node === undefined) {
  process.stderr.write(`${NODE_24_WANTED}\n`);
  process.exit(1);
}
const env = { ...process.env, FULLMOON_TIMES: TIMES };
const status = [
  await run(node, [join(root, 'tests', 'reliability', 'main.ts')], { env }),
  await run(node, [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'tests/electron/host/store/durability.test.ts',
    'tests/electron/host/store/powerCut.test.ts', 'tests/migrations/upgrade.test.ts',
  ], { env }),
];
// What could not be done is not passed.
process.exitCode = status.every((one) => one === 0) && missing.length === 0 ? 0 : 1;
