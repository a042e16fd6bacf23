import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { createRequire } from 'node:module';

const ROOT = path.join(__dirname, '..', '..');

/** What an ES module exports, bundled first: a test is CommonJS. */
export function bundledModule(entry: string): unknown {
  const text = execFileSync(
    path.join(ROOT, 'node_modules/.bin/esbuild'),
    ['--bundle', '--platform=node', '--format=cjs', '--log-level=error'],
    { cwd: ROOT, input: `export * from ${JSON.stringify(entry)};`, encoding: 'utf8' },
  );
  const made: { exports: unknown } = { exports: {} };
  type Body = (module: object, exports: unknown, require: NodeJS.Require) => void;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- our own code and that of a dependency, as esbuild wrote it
  const body = new Function('module', 'exports', 'require', text) as Body;
  body(made, made.exports, createRequire(__filename));
  return made.exports;
}
