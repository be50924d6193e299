// Fetches the Electron binary with progress. Ends with 1 where nothing answers within 10 s, or nothing more
// comes for 30 s.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { downloadArtifact } from '@electron/get';
import { root } from './withNode24.mjs';

const ANSWER_MS = 10_000;
const STALL_MS = 30_000;
const electron = join(root, 'node_modules', 'electron');
const require = createRequire(import.meta.url);

let timer;
function expectWithin(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    process.stderr.write('\nNo answer.\n');
    process.exit(1);
  }, milliseconds);
}

let shown = -1;
function progress({ transferred, total }) {
  if (transferred > 0) expectWithin(STALL_MS);
  const percent = total ? Math.floor((100 * transferred) / total) : undefined;
  const step = percent ?? Math.floor(transferred / 5e6);
  if (step === shown) return;
  shown = step;
  const text = percent === undefined ? `${(transferred / 1e6).toFixed(0)} MB` : `${percent} %`;
  // On a terminal one line that counts; in a log every tenth.
  if (process.stderr.isTTY) process.stderr.write(`\rElectron: ${text} `);
  else if (step % 10 === 0) process.stderr.write(`Electron: ${text}\n`);
}

expectWithin(ANSWER_MS);
try {
  await downloadArtifact({
    version: require(join(electron, 'package.json')).version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: require(join(electron, 'checksums.json')),
    downloadOptions: { quiet: true, getProgressCallback: async (at) => progress(at) },
  });
} catch (failure) {
  process.stderr.write(
    `${failure instanceof Error ? (failure.cause?.message ?? failure.message) : failure}\n`,
  );
  process.exit(1);
}
clearTimeout(timer);
process.stderr.write('\n');
// The package's own installer finds the download in its cache and unpacks it.
process.exit(spawnSync(process.execPath, [join(electron, 'install.js')], { stdio: 'inherit' }).status ?? 1);
