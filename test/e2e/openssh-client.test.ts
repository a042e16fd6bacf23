import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { hpvmctl, startHpvmctl, type Running } from '../cli/hpvmctl-process';
import { desiredText } from '../cli/workbench';
import { putSimulatedHostBehindSshd, type SimulatedHostBehindSshd } from '../transport/simulated-host-behind-sshd';
import { describeWithTool } from '../tools/require-tool';
import { hasVswitch, holdBoots, plan, reportOf, until, type Pipeline } from './pipeline';

/** Seconds; for whole pipelines on a busy machine. */
const PATIENCE_MS = 120_000;

const RESOURCES = {
  vswitches: [
    { name: 'web', uplink: null, state: 'up' },
    { name: 'batch', uplink: null, state: 'up' },
  ],
};

interface Bench extends Pipeline {
  readonly reached: SimulatedHostBehindSshd;
  readonly folder: string;
  /** What `ssh-keygen -l` prints of a public key. */
  fingerprintOf(name: string): string;
  start(...words: readonly string[]): Running;
}

/** A host that has a certificate and takes logins by certificate only; nothing but their two authorities is known. */
async function withCertificates(connection: object, work: (bench: Bench) => Promise<void>): Promise<void> {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-cert-'));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    return path.join(folder, name);
  };
  const keygen = (...words: readonly string[]): string =>
    execFileSync('ssh-keygen', words, { cwd: folder, encoding: 'utf8' });
  for (const name of ['host_ca', 'user_ca', 'id']) keygen('-q', '-t', 'ed25519', '-N', '', '-f', name);
  const reached = await putSimulatedHostBehindSshd(host, ['/bin/sh'], (made) => {
    file('host.pub', `${made.hostKey.public}\n`);
    keygen('-q', '-s', 'host_ca', '-I', 'vmhost1', '-h', '-n', '127.0.0.1', 'host.pub');
    return [
      `HostCertificate ${path.join(folder, 'host-cert.pub')}`,
      `TrustedUserCAKeys ${path.join(folder, 'user_ca.pub')}`,
      'AuthorizedKeysFile none',
    ];
  });
  const { user, port } = reached.sshd;
  keygen('-q', '-s', 'user_ca', '-I', 'anna', '-n', user, 'id.pub');
  const knownHosts = file('known_hosts', `@cert-authority * ${readFileSync(path.join(folder, 'host_ca.pub'), 'utf8')}`);
  const login = ['--connect', `${user}@127.0.0.1:${String(port)}`, '--identity', 'id', '--known-hosts', knownHosts];
  const place = { folder, environment: { TMPDIR: folder } };
  try {
    file('vmhost1.desired.json', desiredText({ connection: { address: 'vmhost1', ...connection }, ...RESOURCES }));
    await work({
      host,
      reached,
      folder,
      fingerprintOf: (name) => keygen('-l', '-f', name).split(' ')[1] ?? '',
      run: (...words) => hpvmctl([...words, ...login], place),
      start: (...words) => startHpvmctl([...words, ...login], place),
    });
  } finally {
    await reached.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const OPENSSH = { client: 'openssh' };

/** Programs of this machine that hold a connection for `hpvmctl`. */
function holders({ folder }: Bench): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(`${folder}/hpvm-ssh-`);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

describeWithTool('/usr/sbin/sshd', 'openssh-server', 'a host that only certificates lead to', () => {
  test(
    'is refused by the built-in client, which names the one that can',
    () =>
      withCertificates({}, async ({ run }) => {
        const refused = await run('plan', 'vmhost1.desired.json', '--out', 'plan.json');
        expect(refused.exitCode).toBe(1);
        expect(refused.stderr.replaceAll(/\s+/g, ' ')).toContain('connection.client = "openssh"');
      }),
    PATIENCE_MS,
  );

  test(
    'is planned, changed and found as planned with the ssh program, and the report names the authority',
    () =>
      withCertificates(OPENSSH, async (bench) => {
        await plan(bench);
        const applied = await bench.run('apply', 'plan.json', '--auto-approve', '--json');
        expect(applied).toMatchObject({ exitCode: 0 });
        expect(reportOf(applied)).toMatchObject({
          verdict: 'converged',
          execution: {
            outcome: 'applied',
            guard: { status: 'disarmed' },
          },
          diagnostics: [],
        });
        expect(applied.stdout).toContain(
          `${bench.fingerprintOf('host.pub')} certified by ${bench.fingerprintOf('host_ca.pub')}`,
        );
        expect(await bench.run('drift', 'vmhost1.desired.json')).toMatchObject({ exitCode: 0 });
        expect(bench.host.hazards()).toEqual([]);
        expect(holders(bench)).toEqual([]);
        expect(readdirSync(bench.folder).filter((name) => name.startsWith('hpvm-ssh-'))).toEqual([]);
      }),
    PATIENCE_MS,
  );

  test(
    'is changed to the end although the connection is cut in the middle of a step',
    () =>
      withCertificates(OPENSSH, async (bench) => {
        await plan(bench);
        const goOn = holdBoots(bench);
        const applying = bench.start('apply', 'plan.json', '--auto-approve', '--json');
        await until(() => hasVswitch(bench, 'web') || hasVswitch(bench, 'batch'));
        expect(bench.reached.killSessions()).toBeGreaterThan(0);
        await applying.seen('onnection');
        goOn();
        const applied = await applying.finished;
        expect(applied).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('lost') });
        expect(reportOf(applied)).toMatchObject({ verdict: 'converged', remaining: [] });
      }),
    PATIENCE_MS,
  );

  test(
    'takes the run back when hpvmctl is killed, and no ssh is left; resume says so',
    () =>
      withCertificates(OPENSSH, async (bench) => {
        await plan(bench);
        const { vswitches, running } = bench.host.state();
        const goOn = holdBoots(bench);
        const applying = bench.start('apply', 'plan.json', '--auto-approve', '--confirm-within', '10s');
        await until(() => hasVswitch(bench, 'web') || hasVswitch(bench, 'batch'));
        expect(holders(bench)).not.toEqual([]);
        applying.process.kill('SIGKILL');
        await applying.finished;
        await until(() => holders(bench).length === 0);
        expect(readdirSync(bench.folder).filter((name) => name.startsWith('hpvm-ssh-'))).toEqual([]);
        goOn();
        await until(() => hasVswitch(bench, 'web') && hasVswitch(bench, 'batch'));
        await until(() => !hasVswitch(bench, 'web') && !hasVswitch(bench, 'batch'));
        const resumed = await bench.run('resume', 'plan.json', '--json');
        expect(resumed.exitCode).toBe(6);
        expect(reportOf(resumed)).toMatchObject({ verdict: 'reverted', execution: { outcome: 'reverted' } });
        expect(bench.host.state()).toMatchObject({ vswitches, running });
      }),
    PATIENCE_MS,
  );

  test(
    'is not let go of by Ctrl-C, which hpvmctl hears alone',
    () =>
      withCertificates(OPENSSH, async (bench) => {
        await plan(bench);
        const goOn = holdBoots(bench);
        const applying = bench.start('apply', 'plan.json', '--auto-approve', '--json');
        await until(() => hasVswitch(bench, 'web') || hasVswitch(bench, 'batch'));
        const own = applying.process.pid ?? 0;
        const groupOf = (each: string): string =>
          /^\d+ \(.*\) \S \d+ (\d+)/s.exec(readFileSync(`/proc/${each}/stat`, 'utf8'))?.[1] ?? '';
        const groups = holders(bench).map(groupOf);
        expect(groups.length).toBeGreaterThan(0);
        expect(groups).not.toContain(groupOf(String(own)));
        goOn();
        expect(await applying.finished).toMatchObject({ exitCode: 0 });
      }),
    PATIENCE_MS,
  );
});
