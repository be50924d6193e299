import { defineConfig } from 'vitest/config';

/**
 * Only the tests about scores and strategy: each mutant is shown to all of them. Those that search or draw
 * thousands of cases are left out, because they take seconds for each mutant: what is killed is killed by the
 * others alone.
 */
export default defineConfig({
  test: {
    include: ['tests/core/{scores,strategy}/**/*.test.ts'],
    exclude: ['**/{exhaustive,properties,rules}.test.ts'],
    testTimeout: 60_000,
    environment: 'node',
    pool: 'threads',
    isolate: false,
  },
});
