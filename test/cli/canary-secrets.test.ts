import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithTool } from '../tools/require-tool';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { DESIRED, openWorkbench, type Workbench } from './workbench';

/** A word that stands nowhere else. */
const canary = (where: string): string => `CANARY-${where}-${String(process.pid)}-7f3a`;

describeWithTool('ssh-agent', 'openssh-client', 'secrets', () => {
  let bench: Workbench;
  let secrets: string;
  let agent: ChildProcess;
  let environment: Readonly<Record<string, string>>;
  /** Whole words, and the lines of key material, that nobody may find again. */
  let forbidden: readonly string[];

  beforeAll(async () => {
    bench = await openWorkbench();
    secrets = mkdtempSync(path.join(tmpdir(), 'hpvm-secrets-'));
    const socket = path.join(secrets, `${canary('socket')}.sock`);
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => agent.stdout?.once('data', resolve));
    const ssh = path.join(bench.folder, '.ssh');
    mkdirSync(ssh, { mode: 0o700 });
    const keys = [
      bench.server.identityFile,
      ...['id_ed25519', 'id_rsa', 'signing'].map((name) => path.join(ssh, name)),
    ];
    for (const key of keys.slice(1))
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', canary('comment'), '-f', key]);
    execFileSync('ssh-add', ['-q', path.join(ssh, 'id_rsa')], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    appendFileSync(
      bench.server.knownHostsFile,
      `# ${canary('known-hosts')}\n${canary('known-host')}.example.net ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ\n`,
    );
    writeFileSync(path.join(ssh, 'config'), `# ${canary('config')}\n`);
    writeFileSync(path.join(bench.folder, '.netrc'), canary('netrc'));
    environment = {
      SSH_AUTH_SOCK: socket,
      ...Object.fromEntries(
        [
          'AWS_SECRET_ACCESS_KEY',
          'GITHUB_TOKEN',
          'TF_VAR_password',
          'SSHPASS',
          'SSH_ASKPASS',
          'npm_config__auth',
          'HPVMCTL_TOKEN',
        ].map((name) => [name, canary(name)]),
      ),
    };
    const material = keys.flatMap((key) =>
      readFileSync(key, 'utf8')
        .split('\n')
        .filter((line) => line.length > 20 && !line.startsWith('-----')),
    );
    forbidden = ['CANARY-', ...material, 'PRIVATE KEY'];
  });
  afterAll(async () => {
    agent.kill();
    rmSync(secrets, { recursive: true, force: true });
    await bench.close();
  });

  /** Everything that commands printed, and every file that is below these folders, but not what was there before. */
  const expectNoneIn = (said: Readonly<Record<string, string>>): void => {
    const found = Object.entries(said).flatMap(([where, text]) =>
      forbidden.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${where}`),
    );
    expect(found).toEqual([]);
  };
  const filesBelow = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('.ssh') && entry.name !== '.netrc')
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => [file, readFileSync(file, 'latin1')]),
    );

  test('that stand in the environment, in key files, in the agent and in known_hosts are found nowhere afterwards', async () => {
    bench.desire({ vswitches: [{ name: 'vmlan3', uplink: 'lan3', state: 'up' }], tunables: { macAddressFrames: 2 } });
    const said: Record<string, string> = {};
    const run = async (...words: readonly string[]): Promise<Finished> => {
      const finished = await hpvmctl(words, {
        folder: bench.folder,
        environment: { ...environment, HPVMCTL_DEBUG: '1' },
      });
      said[words.join(' ')] = `${finished.stdout}${finished.stderr}`;
      return finished;
    };
    const { connection } = bench;
    await run('discover', '--host', 'vmhost1', '--out', 'vmhost1.snapshot.json', ...connection);
    await run('plan', DESIRED, '--out', 'plan.json', '--sign', '.ssh/signing', ...connection);
    await run('plan', DESIRED, '--format', 'markdown', ...connection);
    await run('review', DESIRED, ...connection);
    await run('show', 'plan.json');
    const applied = await run('apply', 'plan.json', '--auto-approve', '--out', 'report.json', ...connection);
    expect(applied.exitCode).toBe(0);
    await run('show', 'report.json');
    await run('drift', DESIRED, '--json', '--out', 'drift.json', ...connection);
    // What goes wrong says much: a key that does not fit, a host key that is not known, a connection that is refused.
    await run('plan', DESIRED, ...connection.slice(0, 2), '--identity', '.ssh/id_ed25519', ...connection.slice(4));
    await run('plan', DESIRED, ...connection.slice(0, 4), '--known-hosts', '.ssh/config');
    await run('plan', DESIRED, '--connect', '127.0.0.1:1');
    await run('plan', '.ssh/id_ed25519', ...connection);
    await run('apply', '.ssh/id_ed25519', ...connection);
    await run('show', '.ssh/id_ed25519');

    const onHost = filesBelow(path.join(bench.server.root, 'var/opt/hpvmctl'));
    expect(Object.keys(onHost).some((name) => name.includes('journal'))).toBe(true);
    expectNoneIn({ ...said, ...filesBelow(bench.folder), ...onHost });
  });

  test('would be found if they were there', () => {
    expect(() => expectNoneIn({ file: `x ${canary('SSHPASS')}` })).toThrow('CANARY-');
    expect(() => expectNoneIn({ file: readFileSync(bench.server.identityFile, 'utf8') })).toThrow('PRIVATE KEY');
  });
});
