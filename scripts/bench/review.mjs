// How long the review of a pull request takes that changes every host, from snapshots and compared with its base; how long the comment becomes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MOST_BYTES = { github: 65_536, gitlab: 1_000_000, bitbucket: 32_767 };
const ROUNDS = 3;
/** Of a busy machine the processor time says more than the clock. */
const TELLS_CPU =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write(`\\ncpu ${user+system}`)})';

/** Prints the table and gives back the seconds that 300 hosts take, and the longest comment as a part of what its platform takes. */
export function benchReview(root, environment) {
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-bench-'));
  const timed = (args) => timedProcess(args, environment);
  const review = (hosts, platform, out) => [
    path.join(root, 'build/hpvmctl.cjs'),
    ...['review', path.join(folder, hosts, 'desired'), '--base', path.join(folder, hosts, 'base')],
    ...['--snapshot', path.join(folder, hosts, 'snapshots'), '--platform', platform, '--out', path.join(folder, out)],
  ];
  try {
    for (const hosts of ['30', '300']) timed([path.join(root, 'build/bench/write-review.cjs'), folder, hosts]);
    const runs = {
      'node -e 0': ['-e', '0'],
      '30 hosts': review('30', 'github', '30.md'),
      '300 hosts': review('300', 'github', 'github.md'),
    };
    const taken = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [name, args] of Object.entries(runs)) taken[name].push(timed(args));
    const of = (name, what) => middle(taken[name].slice(1).map((run) => run[what]));
    console.log('\nreview with a base, every host changes     s    cpu s   x node -e 0 (cpu)');
    for (const name of Object.keys(runs))
      console.log(
        `  ${name.padEnd(33)}${of(name, 'seconds').toFixed(2).padStart(9)}${of(name, 'cpuSeconds').toFixed(2).padStart(9)}${(of(name, 'cpuSeconds') / of('node -e 0', 'cpuSeconds')).toFixed(1).padStart(20)}`,
      );
    const parts = Object.entries(MOST_BYTES).map(([platform, most]) => {
      const files = [`${platform}.md`, `${platform}-again.md`];
      for (const file of files) timed(review('300', platform, file));
      const [text, again] = files.map((file) => readFileSync(path.join(folder, file)));
      console.log(
        `  300 hosts on ${platform.padEnd(12)}${String(text.length).padStart(10)} bytes of at most ${String(most)}; two runs: ${text.equals(again) ? 'the same bytes' : 'NOT the same bytes'}`,
      );
      return text.length / most;
    });
    return { seconds: of('300 hosts', 'seconds'), part: Math.max(...parts) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One node process that must succeed. */
function timedProcess(args, environment) {
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELLS_CPU, ...args], {
    env: environment,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - begin) / 1_000;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return { seconds, cpuSeconds: Number(/\ncpu (\d+)$/.exec(stderr)?.[1]) / 1_000_000 };
}

function middle(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}
