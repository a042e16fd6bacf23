// Builds what runs: one bundled command, the constructs library, and the examples. Types are a separate, slower step.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { buildProvider } from './build-provider.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const version = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
const out = path.join(root, 'build');
for (const stale of [
  'hpvmctl.cjs',
  'hpvmctl-actions.cjs',
  'hpvmctl-actions.cjs.cache',
  'terraform-provider-hpvm',
  'constructs',
  'examples',
  'THIRD-PARTY-NOTICES',
])
  rmSync(path.join(out, stale), { recursive: true, force: true });

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
  metafile: true,
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
    build.onResolve({ filter: /\/actions\.js$/ }, ({ path }) => ({ path, namespace: 'actions-apart' }));
    build.onLoad({ filter: /.*/, namespace: 'actions-apart' }, () => ({
      resolveDir: root,
      contents: `
        const { loadCached } = require('./scripts/code-cache/load-cached.cjs');
        module.exports = loadCached(require('node:path').join(__dirname, 'hpvmctl-actions.cjs'));`,
    }));
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
jobs.push(...buildProvider({ ...command, plugins: [withoutLocales] }, path.join(out, 'terraform-provider-hpvm')));
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
const metafiles = (await Promise.all(jobs)).map(({ metafile }) => metafile);
requireNothingElse(metafiles);
// Who has linked the command runs this very file.
chmodSync(path.join(out, 'hpvmctl.cjs'), 0o755);
execFileSync(process.execPath, ['scripts/code-cache/write-cache.cjs', 'build/hpvmctl-actions.cjs'], {
  cwd: root,
  // Options of Node change what V8 compiles.
  env: { ...process.env, NODE_OPTIONS: '' },
  stdio: 'inherit',
});
writeFileSync(path.join(out, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(root, metafiles));

/** Who installs the package gets no dependency with it: what a bundle asks for must be the caller's or Node's. */
function requireNothingElse(metafiles) {
  const allowed = new Set(['cdktf', 'constructs', '@cdktf/provider-null', 'cdktf-hpvm']);
  // Parts of ssh2 that it tries to load and does without.
  const optional = /^cpu-features$|[.]node$/;
  const outputs = metafiles.flatMap(({ outputs }) => Object.entries(outputs));
  const missing = outputs.flatMap(([file, { imports }]) =>
    imports
      .filter(({ external, path: asked }) => external && !isBuiltin(asked) && !asked.startsWith('./'))
      .filter(({ path: asked }) => !optional.test(asked) && !allowed.has(/^(?:@[^/]+[/])?[^/]+/.exec(asked)[0]))
      .map(({ path: asked }) => `${file} asks for ${asked}, which is not bundled`),
  );
  if (missing.length > 0) throw new Error(missing.join('\n'));
}
