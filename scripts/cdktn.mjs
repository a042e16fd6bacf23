// Proves that the construct library also works on cdktn, the community's continuation of cdktf: `npm run test:cdktn`.
//
// Makes a project of its own in a temporary folder, in which the name `cdktf` is an alias of cdktn (what a user of cdktn
// writes too), installs it, type-checks and tests the constructs and the examples there. Needs a package registry.
//
//   node scripts/cdktn.mjs            prints "cdktn 0.24.0: passed" or "...: failed", and exits 0 or 1
//   node scripts/cdktn.mjs --keep     leaves the folder for a look
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const CDKTN = '0.24.0';
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ours = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(path.join(tmpdir(), 'cdktf-hpvm-on-cdktn-'));

try {
  writeProject();
  const stages = [
    ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock', '--loglevel=error'],
    [process.execPath, '--eval', proveAlias()],
    [process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit'],
    [process.execPath, 'node_modules/jest/bin/jest.js', '--silent'],
  ];
  const failed = stages.find((stage) => !run(stage));
  console.log(`cdktn ${CDKTN}: ${failed === undefined ? 'passed' : `failed at ${failed.slice(0, 2).join(' ')}`}`);
  process.exitCode = failed === undefined ? 0 : 1;
} finally {
  if (process.argv.includes('--keep')) console.log(folder);
  else rmSync(folder, { recursive: true, force: true });
}

function writeProject() {
  const pinned = (names) => Object.fromEntries(names.map((name) => [name, ours.devDependencies[name]]));
  const project = {
    name: 'cdktf-hpvm-on-cdktn',
    private: true,
    dependencies: { ...pinned(['constructs', '@cdktf/provider-null', 'zod']), cdktf: `npm:cdktn@${CDKTN}` },
    devDependencies: pinned(['@types/jest', '@types/node', 'ajv', 'fast-check', 'jest', 'ts-jest', 'typescript']),
    // The binding asks for cdktf 0.21; `$cdktf` gives it the alias, so that there is one framework and one `constructs`.
    overrides: { ...ours.overrides, '@cdktf/provider-null': { cdktf: '$cdktf' } },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(project, undefined, 2));
  const copied = ['constructs', 'examples', 'schema', 'src/model', 'src/desired', 'test/constructs', 'test/tools'];
  for (const name of copied) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  cpSync(path.join(root, 'cdktf.json'), path.join(folder, 'cdktf.json'));
  const settings = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'));
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ ...settings, include: ['constructs', 'examples'] }),
  );
  const jestConfig = JSON.stringify(path.join(root, 'jest.config.js'));
  writeFileSync(
    path.join(folder, 'jest.config.js'),
    `module.exports = { ...require(${jestConfig}), roots: ['<rootDir>/constructs'], reporters: ['default'] };\n`,
  );
}

/** A test run that silently used cdktf itself would prove nothing. */
function proveAlias() {
  return `const { name, version } = require('cdktf/package.json');
    const copies = require('node:child_process').execSync('npm ls constructs --parseable --all').toString().trim().split('\\n');
    if (name !== 'cdktn' || version !== '${CDKTN}') throw new Error('cdktf is ' + name + ' ' + version);
    if (copies.length !== 1) throw new Error('more than one copy of constructs: ' + copies);`;
}

function run([command, ...words]) {
  const { status } = spawnSync(command, words, { cwd: folder, stdio: 'inherit' });
  return status === 0;
}
