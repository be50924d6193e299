// npm test: sets up what the tests need, runs all of them, and ends with one line "N passed, N failed, N
// skipped", before which the failed ones are named again.
// Type check and lint count as one check for each program; a program that dies without a report counts as one
// failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDesktop } from './build.mjs';
import { provideChromium } from './chromium.mjs';
import { buildPage, install, say } from './prepare.mjs';
import { died, endToEndOutcome, summary, unitOutcome } from './testReports.mjs';
import { NODE_24_WANTED, node24, root, run } from './withNode24.mjs';

const reports = join(root, 'dist', 'test');
const tool = (...path) => join(root, 'node_modules', ...path);
/** One check that says no more than yes or no. */
async function check(name, command, args) {
  say(`\n— ${name}`);
  return (await run(command, args)) === 0
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [name] };
}

const reportIn = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

async function unit(node) {
  const name = 'unit, contract and architecture tests';
  say(`\n— ${name}`);
  const path = join(reports, 'unit.json');
  const status = await run(node, [
    tool('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
  ]);
  const report = reportIn(path);
  return report === undefined ? died(name) : unitOutcome(name, report, status, root);
}

async function endToEnd(node) {
  const name = 'end-to-end tests in Chromium';
  say(`\n— ${name}`);
  const browser = await provideChromium();
  if (browser === undefined) return died(name);
  const path = join(reports, 'e2e.json');
  const status = await run(node, [tool('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'], {
    env: {
      ...process.env,
      FULLMOON_CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: path,
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    },
  });
  const report = reportIn(path);
  return report === undefined ? died(name) : endToEndOutcome(name, report, status);
}

async function main() {
  if (!(await install())) return [died('install')];
  const node = node24();
  if (node === undefined) {
    say(NODE_24_WANTED);
    return [died('Node 24')];
  }
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const checks = [];
  for (const project of ['core', 'electron', 'renderer', 'tests']) {
    checks.push(await check(`types of ${project}`, node, [tool('typescript', 'bin', 'tsc'), '-p', project]));
  }
  checks.push(await check('lint: Biome', node, [tool('@biomejs', 'biome', 'bin', 'biome'), 'lint', '.']));
  checks.push(await check('lint: oxlint', node, [tool('oxlint', 'bin', 'oxlint'), '--type-aware']));
  say('\n— build');
  const isBuilt = (await buildPage(node)) && (await buildDesktop(node));
  if (!isBuilt) return [...checks, died('build')];
  checks.push(await unit(node));
  checks.push(await endToEnd(node));
  return checks;
}

const outcomes = await main();
process.stdout.write(`\n${summary(outcomes)}\n`);
process.exit(outcomes.every(({ failed }) => failed === 0) ? 0 : 1);
