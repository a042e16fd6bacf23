'use strict';
// Stands for src/plan/rules/registry.generated.ts while rules are mutated: holds the one rule that the running test is
// named after.
const { testPath } = globalThis.expect.getState();
const exported = Object.values(require(testPath.replace(/\.test\.ts$/, '.ts')));

module.exports = { RULES: exported.filter((value) => value.citations !== undefined) };
