// Stryker for one part of scores and strategy; `run.mjs` starts it part by part. Not in the test command: it takes
// minutes. Without the TypeScript checker.
//
// Excluded: StringLiteral, 3,098 of 6,256 mutants. Nearly all strings of these folders are text for people (labels,
// texts of rules, places in the review, citations), which the generated pages docs/scores.md, docs/rules.md and
// docs/algorithms.md pin down word for word; the rest are names of facts and choices, which the compiler holds.
// Everything else is mutated.
import { part } from './parts.mjs';

export default {
  mutate: part().mutate,
  mutator: { excludedMutations: ['StringLiteral'] },
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: true },
  // Not per test: scores and rules keep what they worked out, so that only the first to ask would be counted.
  coverageAnalysis: 'all',
  concurrency: 2,
  // TypeScript 7 has no programming interface with which Stryker could rewrite the project file.
  tsconfigFile: 'none.json',
  ignorePatterns: ['dist', 'release', 'test-results', 'assets'],
  tempDirName: '.mutation',
  cleanTempDir: 'always',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false, allowEmojis: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
