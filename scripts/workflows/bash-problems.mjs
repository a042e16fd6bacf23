import { spawnSync } from 'node:child_process';

/** What is wrong with a script, as far as bash tells without running it, and calls of our command that may run a stranger's. */
export function bashProblems(script) {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  return [
    ...(status === 0 ? [] : [`bash: ${stderr.trim()}`]),
    ...(/\bnpx hpvmctl\b/.test(script)
      ? ['npx without --no: where our package is missing it runs what a registry has under the name hpvmctl']
      : []),
  ];
}
