import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ApplyReport } from '../../src/review/apply-report';
import { describeWithTool } from '../tools/require-tool';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { DESIRED, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

describeWithTool('ssh-keygen', 'openssh-client', 'signed plans', (keygen) => {
  let bench: Workbench;
  const at = (name: string): string => path.join(bench.folder, name);
  const frames = (): string => bench.host.state().files['/etc/rc.config.d/hpvmconf'] ?? '';
  const makeKey = (name: string, passphrase = ''): string => {
    execFileSync(keygen, ['-q', '-t', 'ed25519', '-N', passphrase, '-C', '', '-f', at(name)]);
    return readFileSync(at(`${name}.pub`), 'utf8').trim();
  };
  const apply = (...words: readonly string[]): Promise<Finished> =>
    bench.run('apply', 'plan.json', '--auto-approve', '--require-signature', 'allowed', ...words);
  const signByHand = (file: string, key: string, namespace: string): void => {
    execFileSync(keygen, ['-q', '-Y', 'sign', '-f', at(key), '-n', namespace, at(file)]);
  };
  /** Nothing was run, and nobody even connected. */
  const expectRefused = (applied: Finished, exitCode: number, ...texts: readonly string[]): void => {
    for (const text of texts) expect(applied.stderr.replaceAll(/\s+/g, ' ')).toContain(text);
    expect(applied).toMatchObject({ exitCode, stdout: '' });
    expect(frames()).not.toContain('HPVMMACADDRFRAMES=2');
  };
  /** A plan signed by alice, who is allowed. */
  const signedPlan = async (): Promise<string> => {
    const key = makeKey('alice');
    writeFileSync(at('allowed'), `alice@example.com ${key}\n`);
    bench.desire(TWO_FRAMES);
    const planned = await bench.run('plan', DESIRED, '--out', 'plan.json', '--sign', 'alice');
    expect(planned).toMatchObject({ exitCode: 0, stderr: '' });
    return key;
  };

  beforeEach(async () => {
    bench = await openWorkbench();
  });
  afterEach(() => bench.close());

  test('what an allowed signer signed is applied, and the report and the journal say who that was', async () => {
    await signedPlan();
    execFileSync(
      keygen,
      ['-Y', 'verify', '-f', 'allowed', '-I', 'alice@example.com', '-n', 'hpvm-plan@cdktf-hpvm', '-s', 'plan.json.sig'],
      { cwd: bench.folder, input: readFileSync(at('plan.json')) },
    );
    const applied = await apply('--out', 'report.json');
    expect(applied.stderr).toContain('Plan signed by alice@example.com (ED25519 SHA256:');
    expect(applied.exitCode).toBe(0);
    const report = JSON.parse(bench.read('report.json')) as ApplyReport;
    const fingerprint = execFileSync(keygen, ['-l', '-f', at('alice.pub')], { encoding: 'utf8' }).split(' ')[1] ?? '';
    expect(report.signedBy).toEqual({ principal: 'alice@example.com', key: `ED25519 ${fingerprint}` });
    expect(decodeURIComponent(bench.journals())).toContain(`plan signed by alice@example.com (ED25519 ${fingerprint})`);
    const shown = await hpvmctl(['show', 'report.json'], { folder: bench.folder });
    expect(shown.stdout).toContain('Plan signed by alice@example.com (ED25519 SHA256:');
  });

  test('a public key signs with the private one that the agent holds', async () => {
    const agent = await startAgent(at('agent'));
    try {
      writeFileSync(at('allowed'), `alice@example.com ${makeKey('alice')}\n`);
      const environment = { SSH_AUTH_SOCK: at('agent') };
      execFileSync('ssh-add', ['-q', at('alice')], { env: { ...process.env, ...environment } });
      writeFileSync(at('alice'), 'not here');
      bench.desire(TWO_FRAMES);
      const words = ['plan', DESIRED, '--out', 'plan.json', '--sign', 'alice.pub', ...bench.connection];
      expect(await hpvmctl(words, { folder: bench.folder, environment })).toMatchObject({ exitCode: 0 });
      expect(await apply()).toMatchObject({ exitCode: 0 });
    } finally {
      agent.kill();
    }
  });

  test('a file whose name looks like an option is a file', async () => {
    writeFileSync(at('-n'), `alice@example.com ${makeKey('-f')}\n`);
    bench.desire(TWO_FRAMES);
    const planned = await bench.run('plan', DESIRED, '--out=-Y', '--sign=-f');
    expect(planned).toMatchObject({ exitCode: 0, stderr: '' });
    expect(readdirSync(bench.folder)).toEqual(expect.arrayContaining(['-Y', '-Y.sig']));
    const applied = await bench.run('apply', '--auto-approve', '--require-signature=-n', '--', '-Y');
    // Connection options behind `--` are taken for documents: several are no plan.
    expect(applied.stderr).toContain('is not a saved plan');
    const words = ['apply', '--auto-approve', '--require-signature=-n', ...bench.connection, '--', '-Y'];
    expect(await hpvmctl(words, { folder: bench.folder })).toMatchObject({ exitCode: 0 });
  });

  test('4: a plan without a signature is refused', async () => {
    await signedPlan();
    await bench.run('plan', DESIRED, '--out', 'unsigned plan.json');
    const applied = await bench.run('apply', 'unsigned plan.json', '--require-signature', 'allowed');
    expectRefused(
      applied,
      4,
      '[plan-not-signed]',
      'there is no unsigned plan.json.sig',
      "ssh-keygen -Y sign -f KEY -n hpvm-plan@cdktf-hpvm 'unsigned plan.json'",
    );
  });

  test('4: every changed byte of a signed plan is found, also one that JSON does not mind', async () => {
    await signedPlan();
    const text = bench.read('plan.json');
    for (const changed of [
      text.replace('HPVMMACADDRFRAMES=2', 'HPVMMACADDRFRAMES=9'),
      `${text}\n`,
      `\ufeff${text}`,
      text.slice(0, -3),
    ]) {
      bench.write('plan.json', changed);
      expectRefused(await apply(), 4, '[signature-invalid]', 'The plan is not the one that was signed');
    }
    writeFileSync(at('plan.json'), Buffer.concat([Buffer.from(text.trimEnd()), Buffer.from([0x0a, 0xff])]));
    expectRefused(await apply(), 4, '[signature-invalid]');
  });

  test('4: a signature that was made for something else is refused', async () => {
    await signedPlan();
    rmSync(at('plan.json.sig'));
    signByHand('plan.json', 'alice', 'git');
    expectRefused(await apply(), 4, '[signature-invalid]', 'made for something else than a plan');
    bench.write('plan.json.sig', 'signed, Alice\n');
    expectRefused(await apply(), 4, '[signature-invalid]', 'not a signature that ssh-keygen makes');
  });

  test('4: only who is allowed, still allowed, and allowed for plans counts', async () => {
    const alice = await signedPlan();
    const mallory = makeKey('mallory');
    writeFileSync(at('allowed'), `mallory@example.com ${mallory}\n`);
    expectRefused(await apply(), 4, '[signature-invalid]', 'Its key is not in allowed');
    writeFileSync(at('allowed'), '');
    expectRefused(await apply(), 4, '[signature-invalid]');
    writeFileSync(at('allowed'), `alice@example.com valid-before="20200101" ${alice}\n`);
    expectRefused(await apply(), 4, '[signature-invalid]', 'Its signer is in allowed, but is no longer allowed');
    writeFileSync(at('allowed'), `alice@example.com namespaces="git" ${alice}\n`);
    expectRefused(await apply(), 4, '[signature-invalid]', 'namespaces= must allow hpvm-plan@cdktf-hpvm');
    writeFileSync(at('allowed'), `alice@example.com ${alice}\n`);
    expectRefused(await apply('--revoked-keys', 'alice.pub'), 4, '[signature-invalid]', 'revoked in alice.pub');
    expect(await apply('--revoked-keys', 'mallory.pub')).toMatchObject({ exitCode: 0 });
  });

  test('4: the signature comes before the connection', async () => {
    await signedPlan();
    bench.write('plan.json', `${bench.read('plan.json')} `);
    const words = ['apply', 'plan.json', '--require-signature', 'allowed', '--connect', '127.0.0.1:1'];
    expectRefused(await hpvmctl(words, { folder: bench.folder }), 4, '[signature-invalid]', 'no host was connected to');
  });

  test('1: what is missing on this machine is no verdict about the plan', async () => {
    await signedPlan();
    const without = { folder: bench.folder, environment: { PATH: '/nonexistent' } };
    const words = ['apply', 'plan.json', '--require-signature'];
    expectRefused(await hpvmctl([...words, 'allowed'], without), 1, '[ssh-keygen-missing]', 'Install OpenSSH');
    expectRefused(await hpvmctl([...words, 'nobody'], { folder: bench.folder }), 1, 'Cannot read nobody');
    expectRefused(await apply('--revoked-keys', 'none'), 1, 'Cannot read none');
    const planned = await hpvmctl(
      ['plan', DESIRED, '--out', 'new.json', '--sign', 'alice', ...bench.connection],
      without,
    );
    expect(planned.exitCode).toBe(1);
    expect(planned.stderr).toContain('[ssh-keygen-missing]');
    expect(readdirSync(bench.folder)).not.toContain('new.json');
  });

  test('1: a signature is asked for of a saved plan only', async () => {
    await signedPlan();
    for (const what of [[], [DESIRED], ['.'], ['plan.json', 'plan.json']]) {
      const applied = await bench.run('apply', ...what, '--require-signature', 'allowed');
      expectRefused(applied, 1, '[signature-needs-saved-plan]', 'hpvmctl plan --out PLAN --sign KEY');
    }
    expectRefused(await bench.run('apply', 'plan.json', '--revoked-keys', 'alice.pub'), 1, '[revoked-keys-of-whom]');
  });

  test('1: what cannot be signed is said before a host is looked at', async () => {
    await signedPlan();
    const plan = (...words: readonly string[]): Promise<Finished> =>
      hpvmctl(['plan', '--connect', '127.0.0.1:1', ...words], { folder: bench.folder });
    expectRefused(await plan(DESIRED, '--sign', 'alice'), 1, '[nothing-to-sign]');
    expectRefused(await plan(DESIRED, '--out', 'p.json', '--sign', 'nobody'), 1, 'There is no key file nobody');
    expectRefused(await plan(DESIRED, '--out', 'p.json', '--sign', '.'), 1, '. is a folder, not a key');
    bench.write('two.desired.json', bench.read(DESIRED).replace('"vmhost1"', '"vmhost2"'));
    const both = ['plan', DESIRED, 'two.desired.json', '--out', 'p.json', '--sign', 'alice'];
    expectRefused(await hpvmctl(both, { folder: bench.folder }), 1, '[sign-one-host]', 'Narrow to one host');
  });

  test('1: when a key cannot be used, neither the plan nor a signature is written', async () => {
    makeKey('locked', 'a passphrase that nobody is there to type');
    bench.desire(TWO_FRAMES);
    const planned = await bench.run('plan', DESIRED, '--out', 'plan.json', '--sign', 'locked');
    expect(planned.exitCode).toBe(1);
    expect(planned.stderr).toContain('[plan-not-signed]');
    expect(readdirSync(bench.folder)).not.toContain('plan.json');
  });
});

/** An agent of its own for one test. */
async function startAgent(socket: string): Promise<ChildProcess> {
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => agent.stdout.once('data', resolve));
  return agent;
}
