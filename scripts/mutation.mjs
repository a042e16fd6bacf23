// Breaks the rules and the checker on purpose, one place at a time, and reports what no test noticed: `npm run mutation`.
//
//   npm run mutation                                          both parts, only what changed since the last run
//   npm run mutation -- --force                               everything anew
//   npm run mutation -- --mutate src/plan/rules/x.ts          one file (or several, with commas)
//
// Other options go to Stryker. Runs at low priority. Exit status 1 when a part scores below its threshold or nothing ran.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import os from 'node:os';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folders = { rules: 'src/plan', checker: 'src/check' };
const args = process.argv.slice(2);
const chosen = valueOf('--mutate')?.split(',') ?? [];

const parts = Object.keys(folders).filter(
  (part) =>
    existsSync(path.join(root, folders[part])) &&
    (chosen.length === 0 || chosen.some((file) => file.startsWith(`${folders[part]}/`))),
);
if (parts.length === 0) console.error(`nothing to mutate: expected files below ${Object.values(folders).join(' or ')}`);

os.setPriority(os.constants.priority.PRIORITY_LOW);
const statuses = parts.map((part) => {
  const stryker = path.join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const env = { ...process.env, HPVM_MUTATION_PART: part };
  return spawnSync(process.execPath, [stryker, 'run', ...args], { cwd: root, stdio: 'inherit', env }).status;
});
process.exitCode = parts.length > 0 && statuses.every((status) => status === 0) ? 0 : 1;

/** Value of an option given as `--name value` or `--name=value`. */
function valueOf(name) {
  const index = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  return index < 0 ? undefined : (args[index].split('=')[1] ?? args[index + 1]);
}
