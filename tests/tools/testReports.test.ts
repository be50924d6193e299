import { expect, it } from 'vitest';
import { died, endToEndOutcome, summary, unitOutcome } from '../../tools/testReports.mjs';

const unit = (testResults: readonly object[], numFailedTests: number) =>
  ({ numPassedTests: 7, numFailedTests, numPendingTests: 1, numTodoTests: 0, testResults });
const red = '\u001b[31mAssertionError: expected 2 to be 3\u001b[39m\n    at somewhere';
const failedTest = { status: 'failed', fullName: 'arc of a ring', failureMessages: [red] };
const oneFailed = unit([
  { name: '/home/x/tests/a.test.ts', status: 'passed', message: '', assertionResults: [{ status: 'passed' }] },
  { name: '/home/x/tests/b.test.ts', status: 'failed', message: '', assertionResults: [failedTest] },
], 1);

it('names what failed, with the file and the first line of why', () => {
  expect(unitOutcome('unit', oneFailed, 1, '/home/x')).toEqual({
    passed: 7, failed: 1, skipped: 1,
    failures: ['tests/b.test.ts › arc of a ring: AssertionError: expected 2 to be 3'],
  });
});

it('a file that does not load and an error outside any test are failures', () => {
  const broken = { name: '/home/x/tests/c.test.ts', status: 'failed', message: '\nno such module', assertionResults: [] };
  expect(unitOutcome('unit', unit([broken], 0), 1, '/home/x')).toMatchObject(
    { failed: 1, failures: ['tests/c.test.ts › no such module'] });
  expect(unitOutcome('unit', unit([], 0), 1, '/home/x')).toMatchObject(
    { failed: 1, failures: ['unit: an error outside any test, told above'] });
  expect(unitOutcome('unit', unit([], 0), 0, '/home/x')).toMatchObject({ failed: 0, failures: [] });
});

it('finds what failed of the end-to-end tests however deep it stands; a second try that passed is none', () => {
  const spec = (title: string, ok: boolean, message: string) =>
    ({ title, ok, file: 'room.spec.ts', line: 12, tests: [{ results: [{ error: { message } }] }] });
  const report = {
    stats: { expected: 4, flaky: 1, unexpected: 1, skipped: 2 },
    suites: [{ specs: [spec('flaky', true, 'late')], suites: [{ specs: [spec('ticks', false, 'not there\nat')] }] }],
  };
  expect(endToEndOutcome('e2e', report, 1)).toEqual(
    { passed: 5, failed: 1, skipped: 2, failures: ['room.spec.ts:12 › ticks: not there'] });
});

it('ends with the counts, and says before them what failed', () => {
  expect(summary([unitOutcome('unit', oneFailed, 1, '/home/x'), died('build')])).toBe([
    'Failed:', '  tests/b.test.ts › arc of a ring: AssertionError: expected 2 to be 3',
    '  build: ended without a report', '', '7 passed, 2 failed, 1 skipped',
  ].join('\n'));
  expect(summary([{ passed: 3, failed: 0, skipped: 0, failures: [] }])).toBe('3 passed, 0 failed, 0 skipped');
});
