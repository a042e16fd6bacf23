'use strict';

// One seed for every property of the run; workers inherit the environment, so that only the parent chooses it.
if (process.env.HPVM_PROPERTY_SEED === undefined) {
  process.env.HPVM_PROPERTY_SEED = String(Math.floor(Math.random() * 2 ** 31));
}

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/tools/print-seed.cjs',
  roots: ['<rootDir>/src', '<rootDir>/constructs', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Types are checked by their own stage; here each file is only stripped of them.
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  moduleNameMapper: {
    '^cdktf-hpvm$': '<rootDir>/constructs/index.ts',
    '^fast-check$': '<rootDir>/test/tools/seeded-fast-check.cjs',
  },
  testTimeout: 60_000,
  maxWorkers: 2,
  reporters: ['default', './scripts/summary-reporter.cjs'],
  // Only with `--coverage` (npm run check does so): rooms whose every line is a decision.
  collectCoverageFrom: ['src/{desired,diff,plan}/**/*.ts', 'src/discovery/parsers/**/*.ts', '!**/*.generated.ts'],
  coverageReporters: ['text-summary', 'json-summary'],
  coverageThreshold: {
    './src/desired/': { lines: 97, branches: 91 },
    './src/diff/': { lines: 97, branches: 94 },
    './src/discovery/parsers/': { lines: 97, branches: 94 },
    './src/plan/': { lines: 96, branches: 88 },
  },
};
