// A sweep over 500 hosts at loopback addresses of their own, beside `xargs -P 64 ssh` and Ansible with as many forks, in the same run.
import { existsSync } from 'node:fs';

/**
 * Prints the table and gives back hpvmctl against xargs and ssh; nothing where OpenSSH is missing.
 *
 * @param measured - runs one bench program and reads what it printed
 * @param command - the built hpvmctl
 */
export function benchFleet(measured, command) {
  const missing = ['/usr/sbin/sshd', '/usr/bin/ssh', '/bin/bash'].filter((program) => !existsSync(program));
  if (missing.length > 0) {
    console.log(`\nfleet: skipped, ${missing.join(' and ')} missing (Debian packages openssh-server, openssh-client)`);
    return undefined;
  }
  const { hosts, taken } = measured('fleet.cjs', command);
  console.log(
    `\nfleet of ${hosts} hosts                 seconds   hosts/s   client CPU ms a host      x ssh   peak MB`,
  );
  const rows = Object.fromEntries(
    Object.entries(taken).map(([name, rounds]) => {
      const sum = (what) => rounds.reduce((total, round) => total + round[what], 0);
      const perSecond = (hosts * rounds.length) / sum('seconds');
      const cpuMs = (sum('cpuSeconds') * 1_000) / (hosts * rounds.length);
      const peaks = rounds.map(({ peakMegabytes }) => peakMegabytes);
      return [name, { seconds: sum('seconds') / rounds.length, perSecond, cpuMs, peak: Math.max(...peaks) }];
    }),
  );
  const [yardstick] = Object.values(rows);
  for (const [name, { seconds, perSecond, cpuMs, peak }] of Object.entries(rows))
    console.log(
      `  ${name.padEnd(29)}${seconds.toFixed(1).padStart(10)}${perSecond.toFixed(1).padStart(10)}${cpuMs.toFixed(1).padStart(23)}` +
        `${(cpuMs / yardstick.cpuMs).toFixed(2).padStart(11)}${(peak > 0 ? peak.toFixed(0) : '').padStart(10)}`,
    );
  const ours = rows['hpvmctl drift'];
  return {
    slowness: yardstick.perSecond / ours.perSecond,
    cpu: ours.cpuMs / yardstick.cpuMs,
    megabytes: ours.peak,
  };
}
