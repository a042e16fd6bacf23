// Mutation testing: `npm run mutation` (scripts/mutation.mjs) runs one part after the other with this configuration.
// What is mutated, what is left out and why: docs/decisions/0012-mutation-testing.md.
import os from 'node:os';

const parts = {
  rules: {
    mutate: [
      'src/plan/rules/*.ts',
      '!src/plan/rules/*.test.ts',
      '!src/plan/rules/*.generated.ts',
      // What several rules share, and nothing else uses.
      'src/plan/{checksum-offload-transition,group-membership,leaving-nics,restart-window,vlan-offload-facts}.ts',
    ],
    tests: 'src/plan/rules',
  },
  checker: {
    mutate: ['src/check/**/*.ts', '!src/check/**/*.test.ts'],
    tests: 'src/check',
  },
};
const part = process.env.HPVM_MUTATION_PART ?? 'rules';

// Read by scripts/mutation/in-process-runner.mjs, in processes that inherit it.
process.env.HPVM_MUTATION_TESTS = parts[part].tests;
// Properties run on one seed, so that a mutant is not noticed by chance.
process.env.HPVM_PROPERTY_SEED ??= '20261122';

export default {
  mutate: parts[part].mutate,
  testRunner: 'in-process',
  plugins: ['./scripts/mutation/in-process-runner.mjs', './scripts/mutation/ignore-texts.mjs'],
  ignorers: ['rule-texts'],
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: `reports/mutation/${part}.incremental.json`,
  thresholds: { high: 95, low: 95, break: 95 },
  concurrency: Math.max(1, os.availableParallelism() - 1),
  timeoutMS: 5000,
  // Types are stripped by the runner, so that a mutant need not be one that compiles.
  disableTypeChecks: false,
  tempDirName: 'reports/mutation/sandbox',
  ignorePatterns: ['/build', '/coverage', '/docs', '/examples', '/reports', '/schema', '/test/e2e', '/test/recordings'],
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: `reports/mutation/${part}.json` },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
};
