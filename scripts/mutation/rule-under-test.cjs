'use strict';
// Stands for src/plan/rules/registry.generated.ts while rules are mutated: holds the one rule that the running test is
// named after, and nothing for a test that is named otherwise and names its rules itself.
const { existsSync } = require('node:fs');
const { strictRule } = require('../../test/hosts/strict-rule');

const file = globalThis.expect.getState().testPath.replace(/\.test\.ts$/, '.ts');
const exported = existsSync(file) ? Object.values(require(file)) : [];

module.exports = { RULES: exported.filter((value) => value.citations !== undefined).map(strictRule) };
