import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { hpvmctl, startHpvmctl, type Running } from '../cli/hpvmctl-process';
import { desiredText } from '../cli/workbench';
import { putSimulatedHostBehindSshd, type SimulatedHostBehindSshd } from '../transport/simulated-host-behind-sshd';
import { keyPair } from '../transport/ssh-server';
import { describeWithTool } from '../tools/require-tool';
import { hasVswitch, holdBoots, plan, reportOf, until, type Pipeline } from './pipeline';

/** Seconds; for whole pipelines on a busy machine. */
const PATIENCE_MS = 120_000;

const SSHD = ['/usr/sbin/sshd', 'openssh-server'] as const;
const SHELLS: readonly (readonly [tool: string, debianPackage: string, shell: readonly string[]])[] = [
  ['/bin/dash', 'dash', ['/bin/dash']],
  ['/bin/ksh', 'ksh', ['/bin/ksh']],
  ['/bin/mksh', 'mksh', ['/bin/mksh']],
  ['/bin/bash', 'bash', ['/bin/bash', '--posix']],
];

/** Two vswitches, a port VLAN, and something that is saved: guarded steps, and one behind the confirmation. */
const GOAL = {
  vswitches: [
    { name: 'web', uplink: null, state: 'up' },
    { name: 'batch', uplink: null, state: 'up' },
  ],
  guestNics: [{ guest: 'db01', slot: '0,1', vswitch: 'vmlan900', vlanId: 120, port: 1, adapter: 'avio_lan' }],
  tunables: { macAddressFrames: 2 },
};

interface Bench extends Pipeline {
  readonly reached: SimulatedHostBehindSshd;
  start(...words: readonly string[]): Running;
  write(name: string, text: string): string;
}

async function withHost(shell: readonly string[], work: (bench: Bench) => Promise<void>): Promise<void> {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  const reached = await putSimulatedHostBehindSshd(host, shell);
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-openssh-'));
  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    return path.join(folder, name);
  };
  const login = `${reached.sshd.user}@127.0.0.1:${String(reached.sshd.port)}`;
  const connection = ['--connect', login, '--identity', reached.identityFile, '--known-hosts', reached.knownHostsFile];
  try {
    write('vmhost1.desired.json', desiredText(GOAL));
    await work({
      host,
      reached,
      run: (...words) => hpvmctl([...words, ...connection], { folder }),
      start: (...words) => startHpvmctl([...words, ...connection], { folder }),
      write,
    });
  } finally {
    await reached.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("through OpenSSH's own server", () => {
  describeWithTool(...SSHD, 'with every shell', () => {
    for (const [tool, debianPackage, shell] of SHELLS) {
      describeWithTool(tool, debianPackage, shell.join(' '), () => {
        test(
          'plans, applies and finds no drift',
          () =>
            withHost(shell, async (bench) => {
              await plan(bench);
              const applied = await bench.run('apply', 'plan.json', '--auto-approve', '--json');
              expect(applied.exitCode).toBe(0);
              expect(reportOf(applied)).toMatchObject({
                verdict: 'converged',
                execution: { outcome: 'applied', guard: { status: 'disarmed' } },
                remaining: [],
                diagnostics: [],
              });
              expect(await bench.run('drift', 'vmhost1.desired.json')).toMatchObject({ exitCode: 0 });
              expect(bench.host.hazards()).toEqual([]);
            }),
          PATIENCE_MS,
        );

        test(
          'goes on after the connection was cut in the middle of a step',
          () =>
            withHost(shell, async (bench) => {
              await plan(bench);
              const goOn = holdBoots(bench);
              const applying = bench.start('apply', 'plan.json', '--auto-approve', '--json');
              await until(() => hasVswitch(bench, 'web') || hasVswitch(bench, 'batch'));
              expect(bench.reached.killSessions()).toBeGreaterThan(0);
              await applying.seen('onnection');
              goOn();
              const applied = await applying.finished;
              expect(applied.exitCode).toBe(0);
              expect(applied.stderr).toContain('lost');
              expect(reportOf(applied)).toMatchObject({ verdict: 'converged', remaining: [] });
              expect(await bench.run('drift', 'vmhost1.desired.json')).toMatchObject({ exitCode: 0 });
            }),
          PATIENCE_MS,
        );

        test(
          'is taken back by the host when the client is killed, and resume says so',
          () =>
            withHost(shell, async (bench) => {
              await plan(bench);
              const { vswitches, running } = bench.host.state();
              const goOn = holdBoots(bench);
              const applying = bench.start('apply', 'plan.json', '--auto-approve', '--confirm-within', '10s');
              await until(() => hasVswitch(bench, 'web') || hasVswitch(bench, 'batch'));
              applying.process.kill('SIGKILL');
              await applying.finished;
              goOn();
              await until(() => hasVswitch(bench, 'web') && hasVswitch(bench, 'batch'));
              await until(() => !hasVswitch(bench, 'web') && !hasVswitch(bench, 'batch'));
              const resumed = await bench.run('resume', 'plan.json', '--json');
              expect(resumed.exitCode).toBe(6);
              expect(reportOf(resumed)).toMatchObject({ verdict: 'reverted', execution: { outcome: 'reverted' } });
              expect(bench.host.state()).toMatchObject({ vswitches, running });
              expect(bench.host.hazards()).toEqual([]);
            }),
          PATIENCE_MS,
        );
      });
    }
  });

  describeWithTool(...SSHD, 'with another host key than the known one', () => {
    test(
      'ends with 1, and nothing is run on the host',
      () =>
        withHost(['/bin/sh'], async (bench) => {
          await plan(bench);
          const before = bench.host.state();
          const channels = bench.reached.channelCount();
          const { port } = bench.reached.sshd;
          writeFileSync(bench.reached.knownHostsFile, `[127.0.0.1]:${String(port)} ${keyPair().public}\n`);
          const applied = await bench.run('apply', 'plan.json', '--auto-approve');
          expect(applied.exitCode).toBe(1);
          expect(applied.stdout + applied.stderr).toContain('key');
          expect(await bench.run('drift', 'vmhost1.desired.json')).toMatchObject({ exitCode: 1 });
          expect(bench.host.state()).toEqual(before);
          expect(bench.reached.channelCount()).toBe(channels);
        }),
      PATIENCE_MS,
    );
  });
});
