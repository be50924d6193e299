// The parts in which mutation testing goes, each with the tests that are about it: a mutant is shown to these
// only, which takes a third of the time of all of them.

const OURS = 'core/strategy/{sideBySide,equipment,equipmentItems,algorithmsPage}.ts';

export const PARTS = {
  scores: { mutate: ['core/scores/**/*.ts'], tests: ['tests/core/scores/**/*.test.ts'] },
  rules: {
    mutate: ['core/strategy/*.ts', `!${OURS}`],
    tests: ['tests/core/strategy/!(sideBySide|equipment|algorithmsPage).test.ts'],
  },
  algorithms: {
    mutate: [OURS, 'core/plan/planDevices.ts', 'core/strategy/algorithms/*.ts'],
    tests: [
      'tests/core/strategy/algorithms/*.test.ts',
      'tests/core/plan/planDevices.test.ts',
      'tests/core/strategy/{sideBySide,equipment,algorithmsPage}.test.ts',
    ],
  },
};

/** The part that is being tested, as `run.mjs` tells through the environment. */
export const part = () => PARTS[process.env.MUTATION_PART];
