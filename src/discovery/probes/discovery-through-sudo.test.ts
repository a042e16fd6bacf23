import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeRecordedRoot } from '../../../test/recordings/recorded-root';
import { SMALL_HOST, SMALL_HOST_FILES } from '../../../test/recordings/small-host';
import { describeWithTool } from '../../../test/tools/require-tool';
import type { Result } from '../../model/result';
import type { ObservedHost } from '../../model/observed-host';
import { discoverHost } from '../discover-host';
import { compileDiscoveryScript } from './compile-discovery-script';

const SUDO = '/usr/local/bin/sudo';
const SSH_CONNECTION = '192.1.2.9 50022 192.1.2.205 22';
/** Somebody who is not root, so that permissions count; undefined: we are that already. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hpvmctl-sudo-'));
  chmodSync(root, 0o777);
  writeRecordedRoot(root, SMALL_HOST, SMALL_HOST_FILES);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Puts a program in the place of sudo; it finds the root in `$ROOT` and the command in its arguments. */
function sudoThat(does: string): void {
  mkdirSync(path.dirname(path.join(root, SUDO)), { recursive: true });
  const script = `#!/bin/sh\nROOT='${root}'\n[ "$1" = -n ] || exit 9\nshift\necho "$*" >>"$ROOT/asked"\n${does}\n`;
  writeFileSync(path.join(root, SUDO), script);
  chmodSync(path.join(root, SUDO), 0o755);
}

/** What went through sudo, with the folder that stands for the root left out. */
function asked(): readonly string[] {
  const file = path.join(root, 'asked');
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll(root, '').trimEnd().split('\n') : [];
}

function discover(shell: readonly string[], sudo: string | undefined): Promise<Result<ObservedHost>> {
  const [program = 'sh', ...words] = shell;
  return discoverHost(
    {
      runScript: (script) => {
        const outcome = spawnSync(program, words, {
          input: script,
          env: { HPVM_COMMAND_PREFIX: root, SSH_CONNECTION },
          encoding: 'utf8',
          ...NOBODY,
        });
        return Promise.resolve({
          stdout: outcome.stdout,
          stderr: outcome.stderr,
          exitStatus: outcome.status,
          signal: null,
        });
      },
      close: () => Promise.resolve(),
    },
    {
      host: 'vmhost9',
      observedAt: '2026-11-22T10:00:00Z',
      frameToken: 'abcdefghijklmnop0123',
      timeoutMs: 10_000,
      ...(sudo === undefined ? {} : { sudo }),
    },
  );
}

async function observedBy(shell: readonly string[], sudo: string | undefined): Promise<ObservedHost> {
  const result = await discover(shell, sudo);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

for (const [program, debianPackage, flags] of [
  ['dash', 'dash', ['-s']],
  ['bash', 'bash', ['--posix', '-s']],
  ['ksh', 'ksh', ['-s']],
  ['mksh', 'mksh', ['-s']],
  ['posh', 'posh', []],
] as const) {
  describeWithTool(program, debianPackage, `discovery through sudo under ${program}`, (shellPath) => {
    const shell = [shellPath, ...flags];

    test('runs what needs root through sudo, nothing else, and observes the same', async () => {
      const plain = await observedBy(shell, undefined);
      expect(asked()).toEqual([]);
      sudoThat('exec "$@"');
      expect(await observedBy(shell, SUDO)).toEqual(plain);
      expect(new Set(asked().map((line) => line.split(' ')[0]))).toEqual(
        new Set([
          '/opt/hpvm/bin/hpvmdevmgmt',
          '/opt/hpvm/bin/hpvminfo',
          '/opt/hpvm/bin/hpvmnet',
          '/opt/hpvm/bin/hpvmstatus',
          '/usr/sbin/ioscan',
          '/usr/sbin/nwmgr',
        ]),
      );
    });

    test.each([
      'sudo: a password is required',
      'sudo: sorry, you must have a tty to run sudo',
      "Sorry, user netlook is not allowed to execute '/x' as root on vmhost9.",
    ])('fails as a whole when sudo refuses, and says what it said: %s', async (words) => {
      sudoThat(`echo "${words}" >&2; exit 1`);
      const result = await discover(shell, SUDO);
      expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'sudo-refused' }] });
      expect(JSON.stringify(result.diagnostics)).toContain(words);
      expect(JSON.stringify(result.diagnostics)).toContain('- /usr/sbin/nwmgr -g\\n');
    });

    test('fails as a whole when sudo refuses one command only', async () => {
      sudoThat('case $* in */hpvmnet) echo "sudo: a password is required" >&2; exit 1 ;; esac; exec "$@"');
      const result = await discover(shell, SUDO);
      expect(result).toMatchObject({
        ok: false,
        diagnostics: [{ code: 'sudo-refused', detail: expect.stringContaining('- /opt/hpvm/bin/hpvmnet\n') }],
      });
    });

    test('takes the failure of a command for the failure of that command', async () => {
      sudoThat('echo "sudo: unable to resolve host vmhost9" >&2; exec "$@"');
      expect((await observedBy(shell, SUDO)).vswitches.map(({ name }) => name)).toEqual(['localnet', 'vmlan4']);
    });

    test('says when there is no sudo where the connection says', async () => {
      expect(await discover(shell, SUDO)).toMatchObject({ ok: false, diagnostics: [{ code: 'sudo-missing' }] });
    });

    test('reads through sudo what the login may not look into', async () => {
      const state = path.join(root, 'var/opt/hpvmctl');
      mkdirSync(state, { recursive: true });
      chmodSync(state, 0);
      const guests = path.join(root, 'var/opt/hpvm/guests');
      mkdirSync(guests, { recursive: true });
      chmodSync(guests, 0);
      sudoThat(`case "$*" in
        "/usr/bin/test -f $ROOT/var/opt/hpvmctl/ownership") exit 0 ;;
        "/usr/bin/cat $ROOT/var/opt/hpvmctl/ownership") echo 'claim vswitch.vmlan4'; exit 0 ;;
        "/usr/bin/test -d $ROOT/var/opt/hpvm/guests/"*) exit 0 ;;
        "/usr/bin/test -f $ROOT/var/opt/hpvm/guests/web01/vmm_config.next") exit 0 ;;
        /usr/bin/test*) exit 1 ;;
      esac
      exec "$@"`);
      const observed = await observedBy(shell, SUDO);
      expect(observed.ownedAddresses).toEqual(['vswitch.vmlan4']);
      expect(observed.coverage.map(({ subject }) => subject)).not.toContain('ownedAddresses');
      expect(observed.guests.map(({ name, hasPendingConfiguration }) => [name, hasPendingConfiguration])).toEqual([
        ['db01', false],
        ['web01', true],
      ]);
      chmodSync(state, 0o755);
      chmodSync(guests, 0o755);
    });

    test('does not take what the login may not look into for absent, without sudo', async () => {
      const state = path.join(root, 'var/opt/hpvmctl');
      mkdirSync(state, { recursive: true });
      chmodSync(state, 0);
      chmodSync(path.join(root, '/opt/hpvm/bin/hpvmnet'), 0o600);
      const { coverage } = await observedBy(shell, undefined);
      expect(coverage.map(({ subject }) => subject)).toEqual(
        expect.arrayContaining(['ownedAddresses', 'unfinishedRun', 'vswitches']),
      );
      chmodSync(state, 0o755);
    });
  });
}

test('equal settings give equal bytes, and only one line differs between them', () => {
  const token = 'abcdefghijklmnop0123';
  const lines = (sudo?: string): readonly string[] => compileDiscoveryScript(token, sudo).split('\n');
  expect(lines(SUDO)).toEqual(lines(SUDO));
  expect(lines(SUDO).filter((line, index) => line !== lines()[index])).toEqual([`SUDO="$P"'${SUDO}'`]);
});
