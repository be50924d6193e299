import { defineConfig } from 'vitest/config';
import { part } from './parts.mjs';

/**
 * Only the tests about the part that is mutated. Those that search or draw thousands of cases are left out,
 * because they take seconds for each mutant: what is killed is killed by the others alone.
 */
export default defineConfig({
  test: {
    include: part().tests,
    exclude: ['**/{exhaustive,properties,rules,knowledge}.test.ts'],
    testTimeout: 60_000,
    environment: 'node',
    pool: 'threads',
    isolate: false,
  },
});
