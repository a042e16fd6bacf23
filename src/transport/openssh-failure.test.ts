import { opensshFailure } from './openssh-failure';
import type { SshHop } from './ssh-target';

const HOP: SshHop = {
  name: 'vmhost1',
  address: '192.0.2.7',
  port: 22,
  user: 'root',
  hostKeyAlias: null,
  knownHostsFiles: ['/known'],
  identityFiles: [],
  usesOnlyNamedIdentities: false,
  agentSocket: null,
  connectTimeoutMs: 15_000,
  keepaliveIntervalMs: 15_000,
  keepaliveCountMax: 3,
  legacyAlgorithms: false,
};
const JUMP = { ...HOP, name: 'jump', address: '192.0.2.1' };
const FACTS = { isTimeout: false, missingLegacy: [] };
const LOGGED_IN = 'debug1: Connection established.\nAuthenticated to jump ([192.0.2.1]:22) using "publickey".\n';
const WAY_CLOSED = 'Connection closed by UNKNOWN port 65535\n';

describe('what an ssh says when it does not get through', () => {
  test.each([
    ['ssh: connect to host 192.0.2.7 port 22: Connection refused', 'connect', true, 'connection refused'],
    ['ssh: connect to host 192.0.2.7 port 22: No route to host', 'connect', true, 'no route to the host'],
    ['ssh: connect to host 192.0.2.7 port 22: Network is unreachable', 'connect', true, 'the network is unreachable'],
    ['ssh: connect to host 192.0.2.7 port 22: Connection timed out', 'timeout', true, 'no answer'],
    ['ssh: connect to host 192.0.2.7 port 22: Bad thing', 'connect', true, 'Bad thing'],
    ['ssh: Could not resolve hostname x: Name or service not known', 'resolve', false, 'no such host name'],
    ['ssh: Could not resolve hostname x: Temporary failure in name resolution', 'resolve', true, 'name server'],
    ['root@192.0.2.7: Permission denied (publickey,password).', 'login', false, 'It accepts: publickey, password.'],
    ['Received disconnect: 2: Too many authentication failures', 'login', false, 'refused the login of root'],
    ['Host key verification failed.', 'host-key', false, 'is not known'],
    ['No matching host key fingerprint; Host key x revoked by file /krl', 'host-key', false, 'is revoked'],
    [
      'Unable to negotiate with 192.0.2.7 port 22: no matching cipher found.',
      'connect',
      false,
      'no algorithm in common',
    ],
    ['kex_exchange_identification: Connection closed by remote host', 'lost', true, 'broke before the login'],
    ['/tmp/x/config: line 3: Bad configuration option: nonsense', 'configure', false, 'nonsense'],
  ])('is sorted like what the built-in client finds: %s', (line, phase, isRetryable, words) => {
    expect(opensshFailure([HOP], [`debug1: x\r\n${line}\r\n`], FACTS)).toMatchObject({
      details: { phase, isRetryable, endpoint: '192.0.2.7:22' },
      message: expect.stringContaining(words),
    });
  });

  test('is a timeout when it says nothing in time, before or after the connection', () => {
    const slow = { ...FACTS, isTimeout: true };
    expect(opensshFailure([HOP], [''], slow)).toMatchObject({
      details: { phase: 'timeout' },
      message: expect.stringContaining('no answer'),
    });
    expect(opensshFailure([HOP], ['debug1: Connection established.\n'], slow)).toMatchObject({
      details: { phase: 'timeout' },
      message: expect.stringContaining('did not finish the SSH greeting and login within 15 s'),
    });
  });

  test('is told of the first hop that was not logged in to', () => {
    expect(opensshFailure([JUMP, HOP], ['Host key verification failed.\n', WAY_CLOSED], FACTS)).toMatchObject({
      details: { phase: 'host-key', endpoint: '192.0.2.1:22' },
    });
    expect(opensshFailure([JUMP, HOP], [LOGGED_IN, 'Host key verification failed.\n'], FACTS)).toMatchObject({
      details: { phase: 'host-key', endpoint: '192.0.2.7:22' },
    });
    const closed = `${LOGGED_IN}channel 0: open failed: administratively prohibited: open failed\n`;
    expect(opensshFailure([JUMP, HOP], [closed, WAY_CLOSED], FACTS)).toMatchObject({
      details: { phase: 'connect', endpoint: '192.0.2.7:22' },
      message: expect.stringContaining('from the jump host before it: channel 0: open failed: administratively'),
    });
  });

  test('names old algorithms that were asked for and that the ssh of this machine does not know', () => {
    const log = ['Unable to negotiate with 192.0.2.7 port 22: no matching host key type found. Their offer: ssh-dss\n'];
    const facts = { ...FACTS, missingLegacy: ['ssh-dss'] };
    expect(opensshFailure([{ ...HOP, legacyAlgorithms: true }], log, facts).message).toContain(
      'The ssh of this machine does not know any more: ssh-dss.',
    );
    expect(opensshFailure([HOP], log, FACTS).message).toContain('"legacyAlgorithms": true');
  });
});
