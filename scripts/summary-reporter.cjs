'use strict';
const { writeSync } = require('node:fs');

/**
 * Ends a test run with what CI reads: each skipped test by name (the name says what was missing), then one line
 * `N passed, N failed, N skipped`. A file that could not run counts as one failure.
 */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap((file) =>
      file.testResults.filter((test) => ['pending', 'todo', 'skipped', 'disabled'].includes(test.status)),
    );
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const lines = [
      ...skipped.map((test) => `skipped: ${test.fullName}`),
      `${results.numPassedTests} passed, ${failed} failed, ${skipped.length} skipped`,
    ];
    // jest prints its own summary and the coverage after this call, and these lines come last.
    process.once('exit', () => writeSync(2, `\n${lines.join('\n')}\n`));
  }
};
