// Enforces the rooms. First plants violations and expects each to be reported; then cruises the real code and
// expects to have seen every file of it. Exit status 1 when either fails.
import { cruise } from 'dependency-cruiser';
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { innocent, planted } from './layers/planted-imports.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** Violations and modules of the source folders below a base. */
async function inspect(baseDir, folders) {
  const { enhancedResolveOptions, tsConfig, ...cruiseOptions } = options;
  const { output } = await cruise(
    folders,
    { ...cruiseOptions, baseDir, validate: true, ruleSet: { forbidden } },
    // `paths` of tsconfig.json by hand: read from there, every bare import would be looked for in the root folder first.
    { ...enhancedResolveOptions, alias: { 'cdktf-hpvm': path.join(root, 'constructs', 'index.ts') } },
    { tsConfig: extractTSConfig(path.join(root, tsConfig.fileName)) },
  );
  return { modules: output.modules, violations: output.summary.violations };
}

/** TypeScript files below folders, as relative paths with forward slashes. */
function sourceFiles(baseDir, folders) {
  return folders.flatMap((folder) =>
    readdirSync(path.join(baseDir, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('cdktf.out'))
      .map((entry) => path.relative(baseDir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')),
  );
}

async function proveThatTheGateCanFail() {
  const base = path.join(root, 'build', 'canary');
  rmSync(base, { recursive: true, force: true });
  const files = [...innocent, ...Object.values(planted).flat()];
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(base, file)), { recursive: true });
    writeFileSync(path.join(base, file), text);
  }
  const { violations } = await inspect(base, ['src', 'constructs', 'examples', 'test']);
  rmSync(base, { recursive: true, force: true });

  const reported = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`));
  const problems = [];
  for (const { name } of forbidden) {
    if ((planted[name] ?? []).length === 0)
      problems.push(`rule ${name} has no planted violation in scripts/layers/planted-imports.mjs`);
  }
  for (const [name, entries] of Object.entries(planted)) {
    if (!forbidden.some((rule) => rule.name === name))
      problems.push(`planted violations for a rule that does not exist: ${name}`);
    for (const [file] of entries) {
      if (!reported.has(`${name} ${file}`)) problems.push(`rule ${name} did not report the planted ${file}`);
    }
  }
  const innocentFiles = new Set(innocent.map(([file]) => file));
  for (const { rule, from, to } of violations) {
    if (innocentFiles.has(from)) problems.push(`rule ${rule.name} reported an allowed import: ${from} -> ${to}`);
  }
  return { problems, planted: Object.values(planted).flat().length };
}

async function inspectTheHouse() {
  const folders = ['src', 'constructs', 'examples', 'test'];
  const { modules, violations } = await inspect(root, folders);
  const seen = new Set(modules.map((module) => module.source));
  const files = sourceFiles(root, folders);
  const problems = files.filter((file) => !seen.has(file)).map((file) => `not inspected: ${file}`);
  if (files.length === 0) problems.push('no source file found');
  for (const { rule, from, to, cycle } of violations) {
    const way =
      cycle === undefined
        ? to === from
          ? ''
          : ` -> ${to}`
        : ` -> ${cycle.map((step) => step.name ?? step).join(' -> ')}`;
    problems.push(
      `${rule.name}: ${from}${way}\n    ${forbidden.find(({ name }) => name === rule.name)?.comment ?? ''}`,
    );
  }
  return {
    problems,
    files: files.length,
    imports: modules.reduce((sum, module) => sum + module.dependencies.length, 0),
  };
}

const canary = await proveThatTheGateCanFail();
const house = await inspectTheHouse();
for (const problem of [...canary.problems, ...house.problems]) console.error(`  ${problem}`);
console.log(
  `${forbidden.length} rules; ${canary.planted} planted violations, ${canary.problems.length} of them missed; ` +
    `${house.files} files and ${house.imports} imports inspected, ${house.problems.length} problems`,
);
process.exitCode = canary.problems.length + house.problems.length === 0 ? 0 : 1;
