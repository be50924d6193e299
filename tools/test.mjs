// npm test: sets up what the tests need, runs all of them, and ends with one line "N passed, N failed, N
// skipped".
// Type check and lint count as one check for each program; a program that dies without a report counts as one
// failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDesktop } from './build.mjs';
import { provideChromium } from './chromium.mjs';
import { buildPage, install, say } from './prepare.mjs';
import { NODE_24_WANTED, node24, root, run } from './withNode24.mjs';

const reports = join(root, 'dist', 'test');
const tool = (...path) => join(root, 'node_modules', ...path);
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/** One check that says no more than yes or no. */
async function check(name, command, args) {
  say(`\n— ${name}`);
  return (await run(command, args)) === 0 ? { passed: 1, failed: 0, skipped: 0 } : FAILED;
}

const reportIn = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

/**
 * A failing exit without a failing test is a failure too: a file that does not load, an error outside any
 * test.
 */
const counted = (tests, status) => (status !== 0 && tests.failed === 0 ? { ...tests, failed: 1 } : tests);

async function unit(node) {
  say('\n— unit, contract and architecture tests');
  const path = join(reports, 'unit.json');
  const status = await run(node, [
    tool('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
  ]);
  const report = reportIn(path);
  if (report === undefined) return FAILED;
  return counted(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    status,
  );
}

async function endToEnd(node) {
  say('\n— end-to-end tests in Chromium');
  const browser = await provideChromium();
  if (browser === undefined) return FAILED;
  const path = join(reports, 'e2e.json');
  const status = await run(node, [tool('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'], {
    env: {
      ...process.env,
      FULLMOON_CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: path,
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    },
  });
  const stats = reportIn(path)?.stats;
  if (stats === undefined) return FAILED;
  return counted(
    { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
    status,
  );
}

async function main() {
  if (!(await install())) return [FAILED];
  const node = node24();
  if (node === undefined) {
    say(NODE_24_WANTED);
    return [FAILED];
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
  if (!isBuilt) return [...checks, FAILED];
  checks.push(await unit(node));
  checks.push(await endToEnd(node));
  return checks;
}

const all = (await main()).reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
}));
process.stdout.write(`\n${all.passed} passed, ${all.failed} failed, ${all.skipped} skipped\n`);
process.exit(all.failed === 0 ? 0 : 1);
