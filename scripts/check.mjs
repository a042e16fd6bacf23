// Everything that must hold before a change is handed in: `npm run check`, and what CI runs.
//
//   node scripts/check.mjs                    all stages
//   node scripts/check.mjs --without tests    all but one
//   node scripts/check.mjs --only lint,types  some
//
// Stages run two at a time, except the tests, which use both processors themselves and run last. Prints one line for
// each stage, then the output of those that failed. Exit status 1 when a stage failed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tool = (name) => path.join(root, 'node_modules', '.bin', name);
const script = (name, ...args) => [process.execPath, path.join(root, 'scripts', name), ...args];

const stages = [
  { name: 'types', command: [tool('tsc'), '--noEmit'] },
  { name: 'page-types', command: [tool('tsc'), '-p', 'src/review/page/browser'] },
  { name: 'lint', command: script('lint.mjs') },
  { name: 'format', command: [tool('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'workflows', command: script('workflows.mjs') },
  { name: 'layers', command: script('layers.mjs') },
  { name: 'dead-code', command: [tool('knip')] },
  { name: 'generated', command: script('generate.mjs', '--check'), needs: 'scripts/generate.mjs' },
  { name: 'tests', command: ['npm', 'test', '--', '--coverage'], isAlone: true },
];

const selected = select(process.argv.slice(2));
const startedAt = performance.now();
const results = [
  ...(await runTwoAtATime(selected.filter((stage) => !stage.isAlone))),
  ...(await runTwoAtATime(selected.filter((stage) => stage.isAlone))),
];
const failed = results.filter((result) => result.status !== 0);
for (const { name, output } of failed) console.log(`\n--- ${name} ---\n${output.trimEnd()}`);
console.log(
  `\n${results.length - failed.length} of ${results.length} stages passed in ${seconds(startedAt)}` +
    (failed.length === 0 ? '' : `; failed: ${failed.map(({ name }) => name).join(', ')}`),
);
process.exitCode = failed.length === 0 ? 0 : 1;

function select(args) {
  const [flag, list] = args;
  const names = (list ?? '').split(',');
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (args.length > 0 && (args.length !== 2 || !['--only', '--without'].includes(flag) || unknown.length > 0)) {
    console.error(`usage: check.mjs [--only|--without ${stages.map(({ name }) => name).join(',')}]`);
    process.exit(1);
  }
  return stages.filter(
    ({ name, needs }) =>
      (needs === undefined || existsSync(path.join(root, needs))) &&
      (flag === undefined || names.includes(name) === (flag === '--only')),
  );
}

async function runTwoAtATime(queue) {
  const waiting = [...queue];
  const done = [];
  const worker = async () => {
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) done.push(await run(stage));
  };
  await Promise.all([worker(), worker()]);
  return done;
}

function run({ name, command }) {
  const begin = performance.now();
  const [file, ...args] = command;
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    const finish = (status) => {
      const verdict = status === 0 ? 'ok' : 'FAILED';
      const note = status === 0 ? (output.trimEnd().split('\n').at(-1) ?? '') : '';
      console.log(
        `${verdict.padEnd(7)}${name.padEnd(11)}${seconds(begin).padStart(7)}  ${note.slice(0, 140)}`.trimEnd(),
      );
      resolve({ name, status, output });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(1);
    });
    child.on('close', (status) => finish(status ?? 1));
  });
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
