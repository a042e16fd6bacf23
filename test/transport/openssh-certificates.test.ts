import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import type { HostShell } from '../../src/transport/host-shell';
import { endpointOf } from '../../src/transport/ssh-target';
import { describeWithTool } from '../tools/require-tool';
import {
  TIMEOUT,
  SSHD,
  cleanUp,
  prepareFolder,
  place,
  file,
  read,
  keygen,
  fingerprintOf,
  serve,
  byProgram,
  open,
  opened,
  said,
  until,
  added,
  ended,
} from './openssh-bench';
import type { RealSshd } from './real-sshd';
import { keyPair } from './ssh-server';

prepareFolder();

describeWithTool(...SSHD, 'certificates with the ssh program', () => {
  /** A host whose key `ca` has signed, for some names. */
  const hostWithCertificate = (names: string): Promise<RealSshd> => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    keygen('-t', 'ed25519', '-N', '', '-f', 'other');
    return serve((made) => {
      file('host.pub', `${made.hostKey.public}\n`);
      keygen('-s', 'ca', '-I', 'rack 7', '-h', '-n', names, 'host.pub');
      return [`HostCertificate ${place('host-cert.pub')}`];
    });
  };
  const authority = (name: string): string => `@cert-authority * ${read(`${name}.pub`)}`;

  test('a host is trusted by the authority that signed its key, and both are written down', async () => {
    const sshd = await hostWithCertificate('127.0.0.1');
    const shell = await opened(byProgram(sshd, { knownHostsFiles: [file('only_ca', authority('ca'))] }));
    expect(await shell.runScript('echo certified\n', TIMEOUT)).toMatchObject({ stdout: 'certified\n' });
    expect(shell.hostKeyFingerprint).toBe(`${fingerprintOf('host.pub')} certified by ${fingerprintOf('ca.pub')}`);
    // Nothing is learned from it.
    expect(read('only_ca')).toBe(authority('ca'));
  });

  test.each([
    [
      'by another authority',
      '127.0.0.1',
      'other',
      /is not known\n[^]*rack 7[^]*No line of known_hosts with @cert-authority/,
    ],
    ['for another name', 'elsewhere', 'ca', /The certificate of .* is not valid: .*principal/],
  ])('a host with a certificate %s is refused', async (_, names, known, message) => {
    const sshd = await hostWithCertificate(names);
    const target = byProgram(sshd, { knownHostsFiles: [file('only_ca', authority(known))] });
    await expect(open(target)).rejects.toMatchObject({
      details: { phase: 'host-key', isRetryable: false, endpoint: endpointOf(target) },
      message: expect.stringMatching(message),
    });
  });

  test('an authority that is revoked vouches for nobody', async () => {
    const sshd = await hostWithCertificate('127.0.0.1');
    const known = authority('ca') + authority('ca').replace('@cert-authority', '@revoked');
    await expect(open(byProgram(sshd, { knownHostsFiles: [file('revoked_ca', known)] }))).rejects.toMatchObject({
      details: { phase: 'host-key' },
    });
    keygen('-k', '-f', 'krl', 'ca.pub');
    const listed = { knownHostsFiles: [file('only_ca', authority('ca'))], revokedKeysFile: place('krl') };
    await expect(open(byProgram(sshd, listed))).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is revoked'),
    });
  });

  test('a login by certificate succeeds from a file beside the key, from a named file, and from an agent', async () => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    keygen('-t', 'ed25519', '-N', '', '-C', 'anna', '-f', 'user');
    const sshd = await serve(() => [`TrustedUserCAKeys ${place('ca.pub')}`]);
    keygen('-s', 'ca', '-I', 'anna', '-n', sshd.user, 'user.pub');
    const identityFiles = [{ path: place('user'), isNamed: true }];
    expect(await said(byProgram(sshd, { identityFiles }), 'beside')).toBe('beside\n');

    const agentSocket = place('agent');
    const agent = spawn('ssh-agent', ['-D', '-a', agentSocket], { stdio: 'ignore' });
    cleanUp.push(() => ended(agent));
    await until(() => added(agentSocket, place('user')));
    expect(
      await said(byProgram(sshd, { identityFiles: [], usesOnlyNamedIdentities: false, agentSocket }), 'agent'),
    ).toBe('agent\n');

    writeFileSync(place('apart.pub'), read('user-cert.pub'));
    rmSync(place('user-cert.pub'));
    expect(await said(byProgram(sshd, { identityFiles, certificateFiles: [place('apart.pub')] }), 'apart')).toBe(
      'apart\n',
    );
  });

  test('a login by a certificate for somebody else is refused by a message that says what was offered', async () => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    keygen('-t', 'ed25519', '-N', '', '-f', 'user');
    const sshd = await serve(() => [`TrustedUserCAKeys ${place('ca.pub')}`]);
    keygen('-s', 'ca', '-I', 'anna', '-n', 'somebody-else', 'user.pub');
    const target = byProgram(sshd, { identityFiles: [{ path: place('user'), isNamed: true }] });
    const refusal = open(target);
    await expect(refusal).rejects.toMatchObject({ details: { phase: 'login', isRetryable: false } });
    await expect(refusal).rejects.toThrow(`refused the login of ${sshd.user}`);
    await expect(refusal).rejects.toThrow('ED25519-CERT');
    await expect(refusal).rejects.toThrow('TrustedUserCAKeys');
    await expect(refusal).rejects.toThrow(/It accepts: publickey[^]*ssh said: .*Permission denied/);
  });
});

describeWithTool(...SSHD, 'host keys with the ssh program', () => {
  test('the fingerprint of a bare key is as ssh-keygen prints it', async () => {
    const sshd = await serve();
    const shell = await opened(byProgram(sshd));
    file('host.pub', sshd.hostKey.public);
    expect(shell.hostKeyFingerprint).toBe(fingerprintOf('host.pub'));
  });

  test('a key that is unknown, another one, or revoked is refused', async () => {
    const sshd = await serve();
    const withKnown = (text: string): Promise<HostShell> =>
      open(byProgram(sshd, { knownHostsFiles: [file('known', text)] }));
    const where = `[127.0.0.1]:${String(sshd.port)}`;
    await expect(withKnown('')).rejects.toMatchObject({
      details: { phase: 'host-key', isRetryable: false },
      message: expect.stringMatching(/The key of vmhost1 .* is not known\n[^]*SHA256:/),
    });
    expect(read('known')).toBe('');
    await expect(withKnown(`${where} ${keyPair().public}\n`)).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is not the one we know: someone may be in between'),
    });
    await expect(
      withKnown(`${sshd.knownHostsLine(sshd.port)}@revoked * ${sshd.hostKey.public}\n`),
    ).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is revoked'),
    });
    const revokedKeysFile = file('revoked', `${sshd.hostKey.public}\n`);
    await expect(open(byProgram(sshd, { revokedKeysFile }))).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is revoked'),
    });
    const missing = place('no list');
    await expect(open(byProgram(sshd, { revokedKeysFile: missing }))).rejects.toMatchObject({
      details: { phase: 'host-key' },
    });
  });
});
