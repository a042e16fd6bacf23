'use strict';
// Jest transformer that only strips types. A mutation run loads each module thousands of times, in a folder of its own
// whose files no cache knows yet; esbuild makes the first of these passes a matter of milliseconds.
const { transformSync } = require('esbuild');

module.exports = {
  process(text, filename) {
    const { code, map } = transformSync(text, {
      loader: 'ts',
      format: 'cjs',
      target: 'es2022',
      sourcefile: filename,
      sourcemap: 'external',
    });
    return { code, map };
  },
};
