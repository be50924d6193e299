// Mutation testing of scores and strategy: `npm run mutation`, or one part: `npm run mutation -- rules`. Further
// arguments go to Stryker: `npm run mutation -- scores --mutate core/scores/kcct.ts`.
import { join } from 'node:path';
import { NODE_24_WANTED, node24, root, run } from '../withNode24.mjs';
import { PARTS } from './parts.mjs';

const [asked, ...rest] = process.argv.slice(2);
const names = asked === undefined ? Object.keys(PARTS) : [asked];
const node = node24();
if (node === undefined || !names.every((name) => Object.hasOwn(PARTS, name))) {
  process.stderr.write(
    node === undefined
      ? `${NODE_24_WANTED}\n`
      : `There is no part ${asked}. Parts: ${Object.keys(PARTS).join(', ')}\n`,
  );
  process.exit(2);
}
const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
let status = 0;
for (const name of names) {
  const env = { ...process.env, MUTATION_PART: name };
  status ||= await run(node, [stryker, 'run', 'tools/mutation/stryker.config.mjs', ...rest], { env });
}
process.exit(status);
