// Writes the files that are made from sources: `npm run generate`. Each scripts/generators/*.ts exports
// `generate(): { path, text }[]`, paths from the root of the repository.
//
//   node scripts/generate.mjs           write what changed
//   node scripts/generate.mjs --check   write nothing; name the stale files and exit 1 when there are any
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
// Generators name files from the root.
process.chdir(root);
const isCheck = process.argv.includes('--check');

let stale = await staleFiles();
if (!isCheck) {
  // Some files are made from generated sources: go on until nothing changes any more.
  for (let pass = 0; stale.length > 0 && pass < 3; pass += 1, stale = await staleFiles()) {
    for (const file of stale) {
      mkdirSync(path.dirname(path.join(root, file.path)), { recursive: true });
      writeFileSync(path.join(root, file.path), file.text);
      console.log(`written: ${file.path}`);
    }
  }
}
for (const file of stale) console.log(`stale: ${file.path}`);
if (stale.length > 0) {
  console.log('Run `npm run generate` and commit the result.');
  process.exitCode = 1;
}

async function staleFiles() {
  return (await generatedFiles()).filter((file) => currentText(file.path) !== file.text);
}

async function generatedFiles() {
  const names = readdirSync(path.join(root, 'scripts', 'generators'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
  // Inside the repository, so that packages which are not bundled are found.
  mkdirSync(path.join(root, 'build'), { recursive: true });
  const folder = mkdtempSync(path.join(root, 'build', 'generators-'));
  try {
    await build({
      absWorkingDir: root,
      entryPoints: names.map((name) => `scripts/generators/${name}`),
      outdir: folder,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node20.19',
      format: 'cjs',
      logLevel: 'warning',
    });
    const require = createRequire(import.meta.url);
    const files = [];
    for (const name of names) {
      const { generate } = require(path.join(folder, name.replace(/\.ts$/, '.cjs')));
      if (typeof generate !== 'function') throw new Error(`scripts/generators/${name} exports no generate()`);
      files.push(...(await generate()));
    }
    return files;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function currentText(file) {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
