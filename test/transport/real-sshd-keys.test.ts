import { execFileSync, spawn } from 'node:child_process';
import { openSshShell } from '../../src/transport/ssh-shell';
import { describeWithTool } from '../tools/require-tool';
import { findProgram } from './programs';
import {
  added,
  byClient,
  cleanUp,
  ended,
  file,
  keygen,
  place,
  prepareFolder,
  read,
  said,
  serve,
  SSHD,
} from './openssh-bench';
import type { RealSshd } from './real-sshd';

prepareFolder();

describeWithTool(...SSHD, 'a server that knows old algorithms only', () => {
  /** What HP-UX Secure Shell A.04 offers, as far as a present server still can. */
  const oldServer = (): Promise<RealSshd> => {
    keygen('-t', 'rsa', '-b', '2048', '-N', '', '-f', 'rsa');
    return serve(() => [
      `HostKey ${place('rsa')}`,
      'HostKeyAlgorithms ssh-rsa',
      'KexAlgorithms diffie-hellman-group1-sha1',
      'Ciphers aes128-cbc,3des-cbc',
      'MACs hmac-sha1',
      'PubkeyAcceptedAlgorithms +ssh-rsa',
    ]);
  };
  const knownAs = (sshd: RealSshd): string => {
    const [type = '', key = ''] = read('rsa.pub').split(' ');
    return file('known_rsa', `[127.0.0.1]:${String(sshd.port)} ${type} ${key}\n`);
  };

  test('is refused by a message that names the option, and reached with it', async () => {
    const sshd = await oldServer();
    const target = byClient(sshd, { knownHostsFiles: [knownAs(sshd)] });
    await expect(openSshShell(target)).rejects.toMatchObject({
      details: { phase: 'connect' },
      message: expect.stringContaining('"legacyAlgorithms": true'),
    });
    expect(await said({ ...target, legacyAlgorithms: true }, 'old')).toBe('old\n');
  });

  test('must show the key that is known, also with the option', async () => {
    const sshd = await oldServer();
    const known = file('no_rsa', sshd.knownHostsLine(sshd.port));
    await expect(
      openSshShell(byClient(sshd, { knownHostsFiles: [known], legacyAlgorithms: true })),
    ).rejects.toMatchObject({ details: { phase: 'host-key' } });
  });
});

describeWithTool(...SSHD, 'certificates', () => {
  test('a host with a certificate is refused while only its authority is known, and trusted by its own key', async () => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    const sshd = await serve((made) => {
      file('host.pub', `${made.hostKey.public}\n`);
      keygen('-s', 'ca', '-I', 'vmhost1', '-h', '-n', '127.0.0.1', 'host.pub');
      return [`HostCertificate ${place('host-cert.pub')}`];
    });
    const authority = `@cert-authority * ${read('ca.pub')}`;
    const only = byClient(sshd, { knownHostsFiles: [file('only_ca', authority)] });
    await expect(openSshShell(only)).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringMatching(/only_ca:1 \(@cert-authority\) vouches for .* connection\.client = "openssh"/),
    });
    const both = file('both', authority + sshd.knownHostsLine(sshd.port));
    expect(await said(byClient(sshd, { knownHostsFiles: [both] }), 'own key')).toBe('own key\n');
  });

  test('a login by certificate is refused by a message that says why, from a file and from an agent', async () => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    keygen('-t', 'ed25519', '-N', '', '-C', 'anna', '-f', 'user');
    const sshd = await serve(() => [`TrustedUserCAKeys ${place('ca.pub')}`]);
    keygen('-s', 'ca', '-I', 'anna', '-n', sshd.user, 'user.pub');
    const identity = place('user');
    // The certificate itself is good.
    execFileSync(
      findProgram('ssh') ?? 'ssh',
      [
        ...['-F', 'none', '-i', identity, '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
        ...['-o', `UserKnownHostsFile=${file('known', sshd.knownHostsLine(sshd.port))}`],
        ...['-p', String(sshd.port), `${sshd.user}@127.0.0.1`, 'true'],
      ],
      { stdio: 'ignore' },
    );
    const byFile = byClient(sshd, { identityFiles: [{ path: identity, isNamed: true }] });
    await expect(openSshShell(byFile)).rejects.toMatchObject({
      details: { phase: 'login' },
      message: expect.stringContaining(
        `${identity}-cert.pub: a certificate, which the built-in client cannot offer; set connection.client = "openssh"`,
      ),
    });

    const agentSocket = place('agent');
    const agent = spawn('ssh-agent', ['-D', '-a', agentSocket], { stdio: 'ignore' });
    cleanUp.push(() => ended(agent));
    while (!(await added(agentSocket, identity))) await new Promise((resolve) => setTimeout(resolve, 50));
    const byAgent = byClient(sshd, { identityFiles: [], usesOnlyNamedIdentities: false, agentSocket });
    await expect(openSshShell(byAgent)).rejects.toMatchObject({
      details: { phase: 'login' },
      message: expect.stringContaining('anna (agent): a certificate, which the built-in client cannot offer'),
    });
  });
});

describeWithTool(...SSHD, 'a list of revoked keys', () => {
  test('refuses a host that shows one of them, and every host when the list cannot be used', async () => {
    const sshd = await serve();
    const good = byClient(sshd, { revokedKeysFile: file('revoked', '# none yet\n\n') });
    expect(await said(good, 'ok')).toBe('ok\n');
    const revoked = { ...good, revokedKeysFile: file('revoked', `${sshd.hostKey.public} stolen\n`) };
    await expect(openSshShell(revoked)).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is revoked'),
    });
    keygen('-k', '-f', 'krl');
    for (const revokedKeysFile of [place('none'), file('odd', 'no key\n'), place('krl')]) {
      await expect(openSshShell({ ...good, revokedKeysFile })).rejects.toMatchObject({
        details: { phase: 'configure' },
        message: expect.stringContaining('No host is trusted without it'),
      });
    }
  });

  test('the fingerprint of the key that was checked can be written down', async () => {
    const sshd = await serve();
    const shell = await openSshShell(byClient(sshd));
    await shell.close();
    const printed = execFileSync('ssh-keygen', ['-lf', file('host.pub', sshd.hostKey.public)], { encoding: 'utf8' });
    expect(shell.hostKeyFingerprint).toBe(printed.split(' ')[1]);
  });
});
