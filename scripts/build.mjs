// Builds what runs: one bundled command, the constructs library, and the examples. Types are a separate, slower step.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const version = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
const out = path.join(root, 'build');
for (const stale of ['hpvmctl.cjs', 'hpvmctl-actions.cjs', 'constructs', 'examples'])
  rmSync(path.join(out, stale), { recursive: true, force: true });

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
  define: { HPVMCTL_VERSION: JSON.stringify(version) },
};
const framework = ['cdktf', 'constructs', '@cdktf/provider-null', '@cdktf/provider-null/*', 'cdktf-hpvm'];

const jobs = [];
const command = {
  ...shared,
  minify: true,
  legalComments: 'none',
  external: ['cpu-features', '*.node', ...framework],
};
/** Error messages in fifty languages are a quarter of the bundle, and we write our own. */
const withoutLocales = {
  name: 'without-locales',
  setup(build) {
    build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index[.]c?js$/ }, () => ({ contents: 'export {}' }));
  },
};
/** Reading a megabyte of actions costs more than starting Node: the command line itself is a small file before it. */
const actionsApart = {
  name: 'actions-apart',
  setup(build) {
    build.onResolve({ filter: /\/actions\.js$/ }, () => ({ path: './hpvmctl-actions.cjs', external: true }));
  },
};
jobs.push(
  build({
    ...command,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'build/hpvmctl.cjs',
    banner: { js: '#!/usr/bin/env node' },
    // A require costs less at start-up than the loader of ES modules.
    supported: { 'dynamic-import': false },
    plugins: [actionsApart],
  }),
  build({
    ...command,
    entryPoints: ['src/cli/actions.ts'],
    outfile: 'build/hpvmctl-actions.cjs',
    plugins: [withoutLocales],
  }),
);
if (existsSync(path.join(root, 'constructs/index.ts'))) {
  jobs.push(
    build({
      ...shared,
      entryPoints: ['constructs/index.ts'],
      outfile: 'build/constructs/index.js',
      external: framework,
    }),
  );
}
for (const name of existsSync(path.join(root, 'examples')) ? readdirSync(path.join(root, 'examples')) : []) {
  if (!existsSync(path.join(root, 'examples', name, 'main.ts'))) continue;
  jobs.push(
    build({
      ...shared,
      entryPoints: [`examples/${name}/main.ts`],
      outfile: `build/examples/${name}/main.js`,
      external: framework,
      tsconfigRaw: '{}',
    }),
  );
}
await Promise.all(jobs);
