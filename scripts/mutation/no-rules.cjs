'use strict';
// Stands for src/plan/rules/registry.generated.ts while rules are mutated.
module.exports = { RULES: [] };
