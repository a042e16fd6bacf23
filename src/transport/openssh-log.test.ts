import { parseOpensshLog } from './openssh-log';

const KEY = 'debug1: Server host key: ssh-ed25519 SHA256:abc';
const CERTIFICATE =
  'debug1: Server host certificate: ssh-ed25519-cert-v01@openssh.com SHA256:abc, serial 0 ID "rack 7" CA ssh-ed25519 SHA256:d/e+f valid forever';

describe('the log of an ssh', () => {
  test('tells the key of the host, and who certified it', () => {
    expect(parseOpensshLog(`OpenSSH_9.2p1\r\n${KEY}\r\n`).hostKey).toEqual({
      keyType: 'ssh-ed25519',
      fingerprint: 'SHA256:abc',
    });
    expect(parseOpensshLog(CERTIFICATE).hostKey).toEqual({
      keyType: 'ssh-ed25519-cert-v01@openssh.com',
      fingerprint: 'SHA256:abc',
      certificate: { id: 'rack 7', authority: 'SHA256:d/e+f' },
    });
    expect(parseOpensshLog('').hostKey).toBeUndefined();
  });

  test('is believed for the first key only: what comes later may be words of the other side', () => {
    expect(parseOpensshLog(`${KEY}\n${KEY.replace('abc', 'other')}\n`).hostKey?.fingerprint).toBe('SHA256:abc');
    expect(parseOpensshLog(`They say ${KEY}\n`).hostKey).toBeUndefined();
  });

  test('tells how far it came, what was offered and what was said, without control characters', () => {
    const log = parseOpensshLog(
      [
        'OpenSSH_9.2p1 Debian, OpenSSL 3.0.19',
        'debug1: Connection established.',
        'debug1: Offering public key: /id ED25519 SHA256:abc explicit',
        'debug1: Offering public key: anna ED25519-CERT SHA256:abc agent',
        'Certificate invalid: expired',
        'anna@host: Permission\u001b[2J denied (publickey).',
        '',
      ].join('\r\n'),
    );
    expect(log).toEqual({
      hostKey: undefined,
      hasConnected: true,
      isLoggedIn: false,
      offered: ['/id ED25519 SHA256:abc', 'anna ED25519-CERT SHA256:abc'],
      said: ['Certificate invalid: expired', 'anna@host: Permission?[2J denied (publickey).'],
      certificateProblem: 'expired',
    });
    expect(parseOpensshLog('Authenticated to h ([::1]:22) using "publickey".\n')).toMatchObject({
      isLoggedIn: true,
      hasConnected: false,
      said: [],
    });
  });
});
