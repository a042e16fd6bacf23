// `npm run evidence`: puts the planner to a million generated hosts and prints what came of it. A full run writes
// docs/planner-evidence.md; `--instances N --simulated N --seed S --only plans|simulator` make a smaller one.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, 'build', 'evidence');

await build({
  absWorkingDir: root,
  entryPoints: ['main', 'worker'].map((name) => `scripts/evidence/${name}.ts`),
  outdir: folder,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
});
const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' });
const facts = [
  ...['--date', new Date().toISOString().slice(0, 10)],
  ...['--commit', git.status === 0 ? git.stdout.trim() : 'unknown'],
  ...['--out', path.join(root, 'docs', 'planner-evidence.md')],
];
const args = [path.join(folder, 'main.cjs'), ...facts, ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
