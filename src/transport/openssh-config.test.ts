import { configFileOf, opensshConfig, type LegacyAlgorithms } from './openssh-config';
import type { SshHop, SshTarget } from './ssh-target';

const HOP: SshHop = {
  name: 'vmhost1',
  address: '192.0.2.7',
  port: 2222,
  user: 'netadm',
  hostKeyAlias: null,
  knownHostsFiles: ['/home/anna/.ssh/known_hosts', '/etc/ssh/ssh known hosts'],
  identityFiles: [{ path: '/home/anna/.ssh/id', isNamed: true }],
  usesOnlyNamedIdentities: true,
  agentSocket: '/run/agent',
  connectTimeoutMs: 1_500,
  keepaliveIntervalMs: 15_000,
  keepaliveCountMax: 3,
  legacyAlgorithms: false,
};
const PLACES = { folder: '/tmp/hpvm-ssh-x' };
const LEGACY: LegacyAlgorithms = { hostKeys: ['ssh-rsa'], keyExchanges: [], ciphers: ['3des-cbc', 'aes128-cbc'] };

/** Lines of the block of one host, `*` for what holds for all. */
function blockOf(target: SshTarget, name: string, legacy = LEGACY): readonly string[] {
  const blocks = opensshConfig(target, PLACES, legacy).split(/^Host /m);
  const block = blocks.find((each) => each.startsWith(`${name}\n`)) ?? '';
  return block
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
}

describe('the configuration for the ssh program', () => {
  test('says everything that was resolved about a host', () => {
    const target = {
      ...HOP,
      jumps: [],
      hostKeyAlias: 'rack7',
      revokedKeysFile: '/krl',
      certificateFiles: ['/a', '/b'],
    };
    expect(blockOf(target, 'hop0')).toEqual([
      'HostName 192.0.2.7',
      'Port 2222',
      'User "netadm"',
      'HostKeyAlias "rack7"',
      'UserKnownHostsFile "/home/anna/.ssh/known_hosts" "/etc/ssh/ssh known hosts"',
      'RevokedHostKeys "/krl"',
      'IdentityFile "/home/anna/.ssh/id"',
      'CertificateFile "/a"',
      'CertificateFile "/b"',
      'IdentitiesOnly yes',
      'IdentityAgent "/run/agent"',
      'ConnectTimeout 2',
      'ServerAliveInterval 15',
      'ServerAliveCountMax 3',
      'ProxyCommand none',
      '',
    ]);
  });

  test('names none where there is nothing, so that ssh looks nowhere by itself', () => {
    const bare = { ...HOP, jumps: [], knownHostsFiles: [], identityFiles: [], agentSocket: null };
    expect(blockOf({ ...bare, usesOnlyNamedIdentities: false }, 'hop0')).toEqual(
      expect.arrayContaining([
        'UserKnownHostsFile /dev/null',
        'IdentityFile none',
        'IdentityAgent none',
        'IdentitiesOnly no',
      ]),
    );
  });

  test('reaches each hop through the one before it, and checks all of them strictly', () => {
    const target = {
      ...HOP,
      jumps: [
        { ...HOP, name: 'a' },
        { ...HOP, name: 'b' },
      ],
    };
    const file = configFileOf(PLACES);
    expect(blockOf(target, 'hop0')).toContain('ProxyCommand none');
    expect(blockOf(target, 'hop1')).toContain(
      `ProxyCommand ssh -F ${file} -E ${PLACES.folder}/hop0.log -W '[%h]:%p' hop0`,
    );
    expect(blockOf(target, 'hop2')).toContain(
      `ProxyCommand ssh -F ${file} -E ${PLACES.folder}/hop1.log -W '[%h]:%p' hop1`,
    );
    expect(blockOf(target, '*')).toEqual(
      expect.arrayContaining([
        'StrictHostKeyChecking yes',
        'UpdateHostKeys no',
        'GlobalKnownHostsFile /dev/null',
        'BatchMode yes',
        'PreferredAuthentications publickey',
        'ForwardAgent no',
        'ClearAllForwardings yes',
        'PermitLocalCommand no',
      ]),
    );
  });

  test('adds old algorithms to the host that wants them, and to no jump host', () => {
    const target = { ...HOP, legacyAlgorithms: true, jumps: [HOP] };
    expect(blockOf(target, 'hop1')).toEqual(
      expect.arrayContaining([
        'HostKeyAlgorithms +ssh-rsa',
        'Ciphers +3des-cbc,aes128-cbc',
        'PubkeyAcceptedKeyTypes +ssh-rsa',
      ]),
    );
    expect(blockOf(target, 'hop1').join()).not.toContain('KexAlgorithms');
    expect(blockOf(target, 'hop0').join()).not.toContain('Algorithms');
  });

  test('takes the zone of an address for what it is', () => {
    expect(blockOf({ ...HOP, address: 'fe80::1%eth0', jumps: [] }, 'hop0')).toContain('HostName fe80::1%%eth0');
  });

  test('takes a backslash where it stands for itself', () => {
    expect(blockOf({ ...HOP, user: 'DOMAIN\\anna', jumps: [] }, 'hop0')).toContain('User "DOMAIN\\anna"');
  });

  test.each(['', 'a"b', "a'b", 'a\nb', '%d/id', '${HOME}/id', 'a\\', 'a\\\\b', 'a\u007f'])(
    'refuses %j, which ssh may read in another way',
    (text) => {
      const target = { ...HOP, identityFiles: [{ path: text, isNamed: true }], jumps: [] };
      expect(() => opensshConfig(target, PLACES, LEGACY)).toThrow('The IdentityFile of vmhost1');
    },
  );
});
