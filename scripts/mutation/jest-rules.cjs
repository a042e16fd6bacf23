'use strict';
// The tests that judge mutants of src/plan/rules: those beside the rules, in this process, each with its own rule. The
// registry holds the rule that a test is named after and no other. So a mutant is judged by the tests that import its
// rule: no rule gets credit for what another one requires as well, and a mutant loads one or two test files, not fifty.

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  roots: [
    '<rootDir>/src/plan',
    '<rootDir>/src/diff',
    '<rootDir>/src/model',
    '<rootDir>/src/desired',
    '<rootDir>/test/hosts',
  ],
  testMatch: ['<rootDir>/src/plan/rules/*.test.ts'],
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '<rootDir>/scripts/mutation/strip-types.cjs' },
  moduleNameMapper: {
    '/registry[.]generated$': '<rootDir>/scripts/mutation/rule-under-test.cjs',
    '^fast-check$': '<rootDir>/test/tools/seeded-fast-check.cjs',
  },
};
