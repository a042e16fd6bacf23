import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { findProgram, testWith } from '../../test/transport/programs';
import { resolveSshTarget, type LocalEnvironment, type TargetQuestion } from './connection-options';
import { readSshConfig } from './read-ssh-config';
import type { SshTarget } from './ssh-target';

const ENVIRONMENT: LocalEnvironment = {
  homeDirectory: '/home/anna',
  userName: 'anna',
  agentSocket: '/run/agent',
  variables: { KEYS: '/keys', AGENT: '/run/other' },
};

function ask(sshConfig: string, more: Partial<TargetQuestion> = {}): TargetQuestion {
  return {
    host: 'vmhost1',
    overrides: {},
    sshConfig: [{ path: '/home/anna/.ssh/config', text: sshConfig, includes: new Map() }],
    environment: ENVIRONMENT,
    ...more,
  };
}

function targetOf(sshConfig: string, more: Partial<TargetQuestion> = {}): SshTarget {
  const result = resolveSshTarget(ask(sshConfig, more));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

function codesOf(sshConfig: string, more: Partial<TargetQuestion> = {}): readonly string[] {
  return resolveSshTarget(ask(sshConfig, more)).diagnostics.map((diagnostic) => diagnostic.code);
}

describe('resolveSshTarget', () => {
  test('takes the client from the connection, and the built-in one without a word', () => {
    expect(targetOf('', { connection: { address: 'vmhost1', client: 'openssh' } }).client).toBe('openssh');
    expect(targetOf('', { connection: { address: 'vmhost1' } })).not.toHaveProperty('client');
  });

  test('without any configuration, goes to root at port 22 with the keys and known hosts of the home directory', () => {
    expect(targetOf('')).toEqual({
      name: 'vmhost1',
      address: 'vmhost1',
      port: 22,
      user: 'root',
      hostKeyAlias: null,
      knownHostsFiles: [
        '/home/anna/.ssh/known_hosts',
        '/home/anna/.ssh/known_hosts2',
        '/etc/ssh/ssh_known_hosts',
        '/etc/ssh/ssh_known_hosts2',
      ],
      identityFiles: ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => ({
        path: `/home/anna/.ssh/${name}`,
        isNamed: false,
      })),
      usesOnlyNamedIdentities: false,
      agentSocket: '/run/agent',
      connectTimeoutMs: 15_000,
      keepaliveIntervalMs: 15_000,
      keepaliveCountMax: 3,
      legacyAlgorithms: false,
      jumps: [],
    });
  });

  test('follows ssh_config for the address that the desired document names', () => {
    const config = `
Host prod-*
  HostName %h.example.net
  User hpvm
  Port 2022
  IdentityFile ~/.ssh/%r@%n
  IdentityFile "\${KEYS}/with blank"
  IdentitiesOnly yes
  UserKnownHostsFile ~/.ssh/%k.known /etc/known
  GlobalKnownHostsFile none
  HostKeyAlias alias-%h
  ConnectTimeout 7
  ServerAliveInterval 30
  ServerAliveCountMax 5
  IdentityAgent none`;
    expect(targetOf(config, { connection: { address: 'prod-1' } })).toMatchObject({
      name: 'prod-1',
      address: 'prod-1.example.net',
      user: 'hpvm',
      port: 2022,
      identityFiles: [{ path: '/home/anna/.ssh/hpvm@prod-1' }, { path: '/keys/with blank' }],
      usesOnlyNamedIdentities: true,
      hostKeyAlias: 'alias-%h',
      knownHostsFiles: ['/home/anna/.ssh/alias-%h.known', '/etc/known'],
      connectTimeoutMs: 7_000,
      keepaliveIntervalMs: 30_000,
      keepaliveCountMax: 5,
      agentSocket: null,
    });
  });

  test('lets the desired document outweigh ssh_config, and the command line both', () => {
    const config = 'Host *\n  User conf\n  Port 1\n  IdentityFile /conf/key\n';
    const connection = { address: 'doc', port: 2, user: 'docuser' };
    expect(targetOf(config, { connection })).toMatchObject({ address: 'doc', port: 2, user: 'docuser' });
    const overrides = { connect: '[::1]:3', identityFiles: ['/my/key'], knownHostsFiles: ['/my/known'] };
    expect(targetOf(config, { connection, overrides })).toMatchObject({
      address: '::1',
      port: 3,
      user: 'docuser',
      identityFiles: [{ path: '/my/key', isNamed: true }],
      usesOnlyNamedIdentities: true,
      knownHostsFiles: ['/my/known'],
    });
    expect(targetOf(config, { connection, overrides: { connect: 'eve@other' } })).toMatchObject({
      address: 'other',
      port: 1,
      user: 'eve',
    });
  });

  test('takes the first value, and adds key files up', () => {
    const config = 'Host vmhost1\n User first\n IdentityFile /a\nHost vm*\n User second\n IdentityFile /b\n';
    const target = targetOf(config);
    expect(target.user).toBe('first');
    expect(target.identityFiles.map((file) => file.path)).toEqual(['/a', '/b']);
  });

  test('goes through jump hosts, each with its own configuration', () => {
    const config = `
Host vmhost1
  ProxyJump ops@gate:2200,inner
Host gate
  HostName 192.0.2.1
  IdentityFile /gate/key
  ProxyJump outer
Host inner
  ProxyJump never-used`;
    const target = targetOf(config, {
      overrides: { identityFiles: ['/my/key'], knownHostsFiles: ['/my/known'] },
      legacyAlgorithms: true,
    });
    expect(target.legacyAlgorithms).toBe(true);
    expect(target.jumps.map((hop) => [hop.name, hop.address, hop.user, hop.port, hop.legacyAlgorithms])).toEqual([
      ['outer', 'outer', 'anna', 22, false],
      ['gate', '192.0.2.1', 'ops', 2200, false],
      ['inner', 'inner', 'anna', 22, false],
    ]);
    expect(target.jumps[1]?.identityFiles).toEqual([{ path: '/gate/key', isNamed: true }]);
    expect(target.jumps[1]?.knownHostsFiles.slice(0, 2)).toEqual(['/my/known', '/home/anna/.ssh/known_hosts']);
  });

  test.each([
    ['a jump host that jumps through itself', 'Host *\n  ProxyJump gate\n', 'proxy-jump-loop'],
    [
      'two jump hosts that jump through each other',
      'Host a\n ProxyJump b\nHost b\n ProxyJump a\nHost vmhost1\n ProxyJump a\n',
      'proxy-jump-loop',
    ],
    ['a malformed jump host', 'Host *\n ProxyJump a b@\n', 'ssh-config-value'],
    ['a program to connect with', 'Host *\n ProxyCommand nc %h %p\n', 'proxy-command-not-supported'],
    ['a port out of range', 'Port 70000\n', 'ssh-config-value'],
    ['a timeout that is no number', 'ConnectTimeout soon\n', 'ssh-config-value'],
    ['a host name that is an option', 'HostName -oProxyCommand=reboot\n', 'ssh-config-value'],
    ['a token that nobody knows', 'IdentityFile ~/%z\n', 'ssh-config-value'],
    ['a variable that is not set', 'IdentityFile ${NOT_SET}/key\n', 'ssh-config-value'],
    ['a text that is not ssh_config', 'Host "vmhost1\n', 'ssh-config-unreadable'],
  ])('refuses %s', (_, config, code) => {
    expect(resolveSshTarget(ask(config)).ok).toBe(false);
    expect(codesOf(config)).toContain(code);
  });

  test('refuses a --connect that is not an address', () => {
    expect(codesOf('', { overrides: { connect: 'a:b:c' } })).toEqual(['connect-argument']);
  });

  test('prefers a ProxyJump over a ProxyCommand, and takes none for no', () => {
    expect(targetOf('ProxyCommand none\n').jumps).toEqual([]);
    expect(targetOf('Host vmhost1\n ProxyJump none\nHost *\n ProxyJump gate\n').jumps).toEqual([]);
    expect(targetOf('Host vmhost1\n ProxyJump gate\n ProxyCommand nc\n').jumps).toHaveLength(1);
  });

  test('never runs a program for Match, and says that the block is left out', () => {
    const config = 'Match exec "touch /tmp/never"\n  User evil\nMatch host vmhost1\n  User good\n';
    expect(targetOf(config).user).toBe('good');
    expect(codesOf(config)).toEqual(['ssh-config-match-ignored']);
  });

  test.each([
    ['SSH_AUTH_SOCK', '/run/agent'],
    ['$AGENT', '/run/other'],
    ['~/agent', '/home/anna/agent'],
    ['NONE', null],
  ])('finds the agent at IdentityAgent %s', (value, socket) => {
    expect(targetOf(`IdentityAgent ${value}\n`).agentSocket).toBe(socket);
  });
});

describe('beside ssh -G', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(path.join(tmpdir(), 'hpvm-home-'));
    mkdirSync(path.join(home, '.ssh/conf.d'), { recursive: true });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const put = (name: string, text: string): string => {
    const file = path.join(home, '.ssh', name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };

  testWith('ssh')('agrees with ssh about included files, blocks, patterns and tokens', async () => {
    const one = put('conf.d/10-one', 'Port 2201\nHost inner\n  User inner-user\n');
    const two = put('conf.d/20-two', 'Host vm*\n  User two\n  HostKeyAlias from-two\n');
    const config = put(
      'config',
      `Include ${one} ${path.dirname(two)}/2*
Host inner vmhost1
  Include ${put('nested', 'Host *\n  ServerAliveInterval 33\nHost inner\n  ConnectTimeout 44\n')}
Host * !gate
  ProxyJump ops@gate:2222
Match originalhost vmhost? user two
  HostName real.%h.example.net
Match host real.*
  IdentityFile /keys/%h/%r/%p
Host "quoted host" db,x
  User nobody
Host=vmhost2
  user = eq
  Port 44
Host *
  IdentitiesOnly yes
  ServerAliveCountMax 9
`,
    );
    const sshConfig = await readSshConfig({ file: config, homeDirectory: home });
    const environment = { homeDirectory: home, userName: userInfo().username, variables: {} };
    for (const host of ['vmhost1', 'vmhost2', 'vmhost10', 'inner', 'gate', 'db', 'other']) {
      const output = execFileSync(findProgram('ssh') ?? '', ['-G', '-F', config, host], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const of = (keyword: string): string[] =>
        output.split('\n').flatMap((line) => (line.startsWith(`${keyword} `) ? [line.slice(keyword.length + 1)] : []));
      const result = resolveSshTarget({ host, overrides: {}, sshConfig, environment });
      if (!result.ok) throw new Error(`${host}: ${JSON.stringify(result.diagnostics)}`);
      const target = result.value;
      const [user] = of('user');
      expect([host, target.address, target.port]).toEqual([host, of('hostname')[0], Number(of('port')[0])]);
      expect([host, target.user]).toEqual([host, user === environment.userName ? 'root' : user]);
      expect([host, target.hostKeyAlias ?? undefined]).toEqual([host, of('hostkeyalias')[0]]);
      expect([host, target.keepaliveCountMax]).toEqual([host, Number(of('serveralivecountmax')[0])]);
      expect([host, target.keepaliveIntervalMs]).toEqual([host, Number(of('serveraliveinterval')[0]) * 1000 || 15_000]);
      expect([host, target.connectTimeoutMs / 1000]).toEqual([host, Number(of('connecttimeout')[0]) || 15]);
      expect([host, target.jumps.map((hop) => `${hop.user}@${hop.name}:${String(hop.port)}`)]).toEqual([
        host,
        of('proxyjump'),
      ]);
      if (target.identityFiles.some((file) => file.isNamed)) {
        // ssh -G prints key files before their tokens are replaced.
        expect(of('identityfile')).toHaveLength(target.identityFiles.length);
      }
    }
  });

  test('says which named file is not there', async () => {
    await expect(readSshConfig({ file: path.join(home, 'none'), homeDirectory: home })).rejects.toMatchObject({
      details: { phase: 'configure' },
      message: expect.stringContaining('no such file'),
    });
  });

  test('reads the customary files and leaves out what is not there', async () => {
    const files = await readSshConfig({ homeDirectory: path.join(home, 'nobody') });
    expect(files.map((file) => file.path).filter((file) => file.startsWith(home))).toEqual([]);
  });
});
