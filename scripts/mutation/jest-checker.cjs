'use strict';
// The tests that judge mutants of src/check: those beside the checker and those of test/check that stay in this process.

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['<rootDir>/src/check/**/*.test.ts'],
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '<rootDir>/scripts/mutation/strip-types.cjs' },
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/tools/seeded-fast-check.cjs' },
};
