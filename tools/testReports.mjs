// What the reports of the test runners say: how many passed, and which failed.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Its first line; control sequences for colour are left out. */
const firstLine = (text = '') =>
  stripVTControlCharacters(text).split('\n').find((line) => line.trim() !== '')?.trim() ?? '';

/** A check that died without a report. */
export const died = (name) => ({ passed: 0, failed: 1, skipped: 0, failures: [`${name}: ended without a report`] });

/**
 * A failing exit without a failing test is a failure too: a file that does not load, an error outside any
 * test.
 */
function counted(name, outcome, status) {
  if (status === 0 || outcome.failed > 0) return outcome;
  const { failures } = outcome;
  return { ...outcome, failed: 1, failures: failures.length > 0 ? failures : [`${name}: ${OUTSIDE}`] };
}
const OUTSIDE = 'an error outside any test, told above';

/** Of Vitest’s JSON report; `status` is how its process ended. */
export function unitOutcome(name, report, status, root) {
  const failures = report.testResults.flatMap(({ name: file, status: how, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    const told = failed.map(({ fullName, failureMessages: [why] }) => `${fullName}: ${firstLine(why)}`);
    const lines = told.length === 0 && how === 'failed' ? [firstLine(message)] : told;
    return lines.map((line) => `${relative(root, file)} › ${line}`);
  });
  return counted(name, {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  }, status);
}

/** Of Playwright’s JSON report. */
export function endToEndOutcome(name, { stats, suites }, status) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const failures = suites.flatMap(specs).filter(({ ok }) => !ok).map(({ file, line, title, tests }) => {
    const why = tests.flatMap(({ results }) => results).find(({ error }) => error !== undefined)?.error.message;
    return `${file}:${line} › ${title}: ${firstLine(why)}`;
  });
  return counted(name, {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures,
  }, status);
}

/** Of all checks together; the failures stand by themselves, and the counts are the last line. */
export function summary(outcomes) {
  const of = (what) => outcomes.reduce((sum, one) => sum + one[what], 0);
  const failures = outcomes.flatMap((one) => one.failures);
  return [
    ...(failures.length === 0 ? [] : ['Failed:', ...failures.map((line) => `  ${line}`), '']),
    `${of('passed')} passed, ${of('failed')} failed, ${of('skipped')} skipped`,
  ].join('\n');
}
