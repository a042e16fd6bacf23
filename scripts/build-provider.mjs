// The provider as one file that starts near the floor of Node: Terraform starts it three times for a plan, and most starts
// only tell the schemas. What works with hosts stands behind it as a comment, which costs next to nothing to skip, and is
// compiled when it is first asked for.
import { build } from 'esbuild';
import { chmodSync, writeFileSync } from 'node:fs';

const MARK = '\n//hosts:';

/** Reads the comment of its own file, and runs it as a module. */
const LATER = `
const { readFileSync } = require('node:fs');
const { compileFunction } = require('node:vm');
const text = readFileSync(__filename, 'utf8');
const code = JSON.parse(text.slice(text.lastIndexOf(${JSON.stringify(MARK)}) + ${MARK.length}));
const loaded = { exports: {} };
const run = compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], { filename: __filename + '#hosts' });
run(loaded.exports, require, loaded, __filename, __dirname);
module.exports = loaded.exports;
`;

const laterFromComment = {
  name: 'later-from-comment',
  setup(build) {
    build.onResolve({ filter: /\/host-operations\.js$/ }, () => ({ path: 'hosts', namespace: 'later' }));
    build.onLoad({ filter: /.*/, namespace: 'later' }, () => ({ contents: LATER, loader: 'js' }));
  },
};

/** Starts both builds and writes the file when they are done; returns their results, for the licences of what is in them. */
export function buildProvider(options, file) {
  const common = { ...options, write: false, supported: { 'dynamic-import': false } };
  const first = build({
    ...common,
    entryPoints: ['src/provider/main.ts'],
    outfile: file,
    banner: { js: '#!/usr/bin/env node' },
    plugins: [...options.plugins, laterFromComment],
  });
  const later = build({ ...common, entryPoints: ['src/provider/host-operations.ts'], outfile: `${file}.hosts` });
  const written = Promise.all([first, later]).then(
    ([
      {
        outputFiles: [start],
      },
      result,
    ]) => {
      // No character that ends a line may stand in the comment: JSON leaves two of them as they are.
      const text = JSON.stringify(result.outputFiles[0].text).replace(
        /[\u2028\u2029]/g,
        (end) => `\\u${end.codePointAt(0).toString(16)}`,
      );
      writeFileSync(file, `${start.text.trimEnd()}${MARK}${text}\n`);
      chmodSync(file, 0o755);
      return result;
    },
  );
  return [first, written];
}
