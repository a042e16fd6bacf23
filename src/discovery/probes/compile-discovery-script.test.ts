import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithTool } from '../../../test/tools/require-tool';
import { writeRecordedRoot } from '../../../test/recordings/recorded-root';
import { SMALL_HOST, SMALL_HOST_FILES } from '../../../test/recordings/small-host';
import { parseFrames, type ProbeFrame } from '../parsers/parse-frames';
import { compileDiscoveryScript } from './compile-discovery-script';

/** Another one for every run, because other runs of these tests may be under way on this machine. */
const TOKEN = randomBytes(12).toString('hex');
const SSH_CONNECTION = '192.1.2.9 50022 192.1.2.205 22';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hpvmctl-recorded-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function run(shell: readonly string[]): { stdout: string; stderr: string; status: number | null } {
  const [program = 'sh', ...words] = shell;
  const environment = { HPVM_COMMAND_PREFIX: root, SSH_CONNECTION };
  return spawnSync(program, words, {
    input: compileDiscoveryScript(TOKEN),
    env: environment,
    encoding: 'utf8',
  });
}

function framesOf(shell: readonly string[]): readonly ProbeFrame[] {
  const outcome = run(shell);
  expect({ stderr: outcome.stderr, status: outcome.status }).toEqual({ stderr: '', status: 0 });
  const frames = parseFrames(outcome.stdout, TOKEN);
  if (!frames.ok) throw new Error(JSON.stringify(frames.diagnostics));
  return frames.value;
}

const answer = (frames: readonly ProbeFrame[], probe: string, object: string | null = null) =>
  frames.find((frame) => frame.probe === probe && frame.object === object);

/** posh has no -s; it reads its input without. */
const SHELLS = [
  ['dash', 'dash', ['-s']],
  ['bash', 'bash', ['--posix', '-s']],
  ['ksh', 'ksh', ['-s']],
  ['mksh', 'mksh', ['-s']],
  ['posh', 'posh', []],
] as const;

for (const [program, debianPackage, flags] of SHELLS) {
  describeWithTool(program, debianPackage, `the discovery script under ${program}`, (shellPath) => {
    const shell = [shellPath, ...flags];

    test('asks about every object that the listings name, and about no empty aggregate', () => {
      writeRecordedRoot(root, SMALL_HOST, SMALL_HOST_FILES);
      const asked = framesOf(shell).map((frame) => `${frame.probe} ${frame.object ?? '-'} ${frame.status}`);
      expect(asked).toEqual([
        'ssh-connection - 0',
        'node-name - 0',
        'os-release - 0',
        'model - 0',
        'hpvminfo - 0',
        'swlist - 0',
        'interfaces - 0',
        'nic-attributes lan4 0',
        'port-attributes lan4 0',
        'ipv6-addresses lan4 1',
        'nic-attributes lan1 0',
        'port-attributes lan1 99',
        'ipv6-addresses lan1 1',
        'aggregate-attributes lan900 0',
        'ipv6-addresses lan900 1',
        'vlan-attributes lan5000 0',
        'ipv6-addresses lan5000 0',
        'nic-attributes lan2 0',
        'port-attributes lan2 99',
        'ipv6-addresses lan2 1',
        'aggregates - 0',
        'cards - 0',
        'plumbed - 0',
        'addresses lan4 0',
        'addresses lan900 0',
        'addresses lan900:1 0',
        'vswitches - 0',
        'vswitch-ports localnet 0',
        'vswitch-ports vmlan4 0',
        'guests - 0',
        'guest-devices web01 1',
        'guest-details web01 0',
        'guest-pending web01 0',
        'guest-status web01 0',
        'guest-devices db01 0',
        'guest-pending db01 0',
        'guest-status db01 0',
        'device-database - 0',
        'processes - 0',
        'vswitch-manager - missing',
        'netconf - 0',
        'netconf-ipv6 - missing',
        'hpvmconf - 0',
        'apa-conf - 0',
        'apa-port-conf - missing',
        'failover-groups - 0',
        'vlan-conf - 0',
        'iether-conf - 0',
        'ixgbe-conf - missing',
        'icxgbe-conf - missing',
        'iocxgbe-conf - missing',
        'lock - missing',
        'unfinished - missing',
        'durations - missing',
        'ownership - 0',
      ]);
    });

    test('brings back stdout, stderr and status apart, byte for byte', () => {
      const ps = {
        '-e -o pid,user,args': { stdout: '\n\\n%s -n \\c\n\nno line end', stderr: 'to stderr\n', status: 7 },
      };
      writeRecordedRoot(root, { '/usr/bin/ps': ps });
      expect(answer(framesOf(shell), 'processes')).toEqual({
        probe: 'processes',
        object: null,
        stdout: '\n\\n%s -n \\c\n\nno line end',
        stderr: 'to stderr\n',
        status: 7,
      });
    });

    test('says of a command or file that is not there that it is missing, and goes on', () => {
      const frames = framesOf(shell);
      expect(answer(frames, 'vswitches')?.status).toBe('missing');
      expect(answer(frames, 'netconf')?.status).toBe('missing');
      expect(frames.at(-1)?.probe).toBe('ownership');
      expect(answer(frames, 'ssh-connection')?.stdout).toBe(`${SSH_CONNECTION}\n`);
    });

    test('brings back the process number of a file that anybody may write, and nothing else of it', () => {
      const answers = ['4711\nsecret\n', '4711', 'secret 4711\n', ''].map((text) => {
        writeRecordedRoot(root, {}, { '/tmp/vswitchmgr.pid': text });
        return answer(framesOf(shell), 'vswitch-manager');
      });
      expect(answers.map((frame) => [frame?.status, frame?.stdout])).toEqual([
        [0, '4711\n'],
        [0, '4711\n'],
        [0, ''],
        [0, ''],
      ]);
    });

    test('never runs a command with a name that the allow-list does not pass, and reports the name', () => {
      const listing =
        'Name Number\n==== ======\n$(touch${IFS}x) 1 Up\n-S 2 Up\ntoolongname 3 Up\n\\c 4 Up\nvm-lan_1 5 Up\n';
      writeRecordedRoot(root, {
        '/opt/hpvm/bin/hpvmnet': { '': { stdout: listing }, '-S vm-lan_1': { stdout: 'asked' } },
      });
      const frames = framesOf(shell);
      const refused = frames.filter((frame) => frame.probe === 'refused-name');
      expect(refused.map((frame) => frame.stdout)).toEqual(['$(touch${IFS}x)\n', '-S\n', 'toolongname\n', '\\c\n']);
      expect(frames.filter((frame) => frame.probe === 'vswitch-ports').map((frame) => frame.stdout)).toEqual(['asked']);
    });

    test('gives no command any input: neither the script nor the listing that it works through', () => {
      const listing = 'Name Number\n==== ======\none 1 Up\ntwo 2 Up\n';
      const reads = { stdout: 'read: ', readsInput: true } as const;
      writeRecordedRoot(root, {
        '/opt/hpvm/bin/hpvmnet': { '': { stdout: listing }, '-S one': reads, '-S two': reads },
        '/usr/bin/uname': { '-n': reads, '-r': reads },
      });
      const frames = framesOf(shell).filter((frame) => ['node-name', 'vswitch-ports'].includes(frame.probe));
      expect(frames.map((frame) => frame.stdout)).toEqual(['read: ', 'read: ', 'read: ']);
    });

    test('leaves nothing behind in the folder for temporary files', () => {
      writeRecordedRoot(root, SMALL_HOST, SMALL_HOST_FILES);
      framesOf(shell);
      const folder = /\/tmp\/(hpvmctl-discover\.[0-9a-f]{16})/.exec(compileDiscoveryScript(TOKEN))?.[1] ?? '';
      expect(folder).not.toBe('');
      expect(readdirSync('/tmp').filter((name) => name.startsWith(folder))).toEqual([]);
    });
  });
}

describeWithTool('shellcheck', 'shellcheck', 'the discovery script under shellcheck', (shellcheck) => {
  test('is a POSIX script without a finding', () => {
    const outcome = spawnSync(shellcheck, ['-s', 'sh', '-'], {
      input: compileDiscoveryScript(TOKEN),
      encoding: 'utf8',
    });
    expect(outcome.stdout).toBe('');
  });
});

test('a script that arrives in part runs nothing', () => {
  const part = compileDiscoveryScript(TOKEN).replace(/main\nexit 0\n$/, '');
  const outcome = spawnSync('/bin/sh', ['-s'], { input: part, env: { HPVM_COMMAND_PREFIX: root }, encoding: 'utf8' });
  expect(outcome.stdout).toBe('');
});

test('the frame token does not show in the name of the private folder', () => {
  expect(compileDiscoveryScript(TOKEN).split(TOKEN)).toHaveLength(2);
});

test('a token that could be guessed or could break the script is a bug of the caller', () => {
  expect(() => compileDiscoveryScript('short')).toThrow('a frame token is 16 to 64 letters and digits');
  expect(() => compileDiscoveryScript('"; rm -rf / #aaaaaaaaaaaaaaaa')).toThrow('a frame token');
});
