import { defineConfig } from 'vitest/config';

/** Only the tests that are about scores and strategy: a mutant of a table is shown to every one of them. */
export default defineConfig({
  test: {
    include: ['tests/core/{scores,strategy}/**/*.test.ts'],
    environment: 'node',
    pool: 'threads',
    isolate: false,
  },
});
