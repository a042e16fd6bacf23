import fc from 'fast-check';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { quoteShellWord } from '../../model/shell-word';
import { SCENARIOS } from '../scenario';
import { createSimulatedHost, type SimulatedHost } from '../simulated-host';
import { openLocalShell } from './local-shell';

type LocalShell = Awaited<ReturnType<typeof openLocalShell>>;

const TIMEOUT = { timeoutMs: 30_000 };

async function withShell(
  use: (shell: LocalShell, host: SimulatedHost) => Promise<void>,
  host = createSimulatedHost(SCENARIOS.vmhost1),
): Promise<void> {
  const shell = await openLocalShell(host);
  try {
    await use(shell, host);
  } finally {
    await shell.close();
  }
}

describe('a script on the simulated host', () => {
  test('finds the commands behind the prefix and gets their output, diagnostics and status', () =>
    withShell(async (shell) => {
      const script =
        'P=${HPVM_COMMAND_PREFIX:-}\n"$P/usr/bin/uname" -n\n"$P/usr/sbin/ifconfig" lan3\necho "status $?"\nexit 4\n';
      expect(await shell.runScript(script, TIMEOUT)).toEqual({
        ...{ stdout: 'vmhost1\nstatus 1\n', stderr: 'ifconfig: no such interface\n', exitStatus: 4, signal: null },
      });
    }));

  test('answers a question on stdin; without an answer it is no', () =>
    withShell(async (shell, host) => {
      const script = 'hpvmnet -h -S vmlan0 </dev/null; printf "y\\n" | hpvmnet -h -S vmlan4; echo " $?"\n';
      const { stdout } = await shell.runScript(script, TIMEOUT);
      expect(stdout).toBe("hpvmnet: Halt the vswitch 'vmlan0'? [n]: hpvmnet: Halt the vswitch 'vmlan4'? [n]:  0\n");
      expect(host.state().vswitches.map(({ name, isUp }) => [name, isUp])).toContainEqual(['vmlan4', false]);
      expect(host.state().vswitches.map(({ name, isUp }) => [name, isUp])).toContainEqual(['vmlan0', true]);
    }));

  test('passes variables that matter', () =>
    withShell(async (shell) => {
      const { stdout } = await shell.runScript('UNIX95=1 ps -e -o pid,user,args\nps -e -o pid || echo no\n', TIMEOUT);
      expect(stdout).toMatch(/1 root {5}init\n[\s\S]*no\n$/);
    }));

  test('runs commands side by side', () =>
    withShell(async (shell) => {
      const script = 'for i in 1 2 3 4 5 6 7 8 9 10; do (uname -n; model) & done; wait\n';
      const { stdout } = await shell.runScript(script, TIMEOUT);
      expect(stdout.split('\n').sort()).toEqual([
        '',
        ...Array<string>(10).fill('ia64 hp server rx6600'),
        ...Array<string>(10).fill('vmhost1'),
      ]);
    }));

  test('goes on in the background when its caller gave up', () =>
    withShell(async (shell, host) => {
      const script =
        '(sleep 0.3; hpvmnet -c -S late -n 3; echo done >"$HPVM_COMMAND_PREFIX/tmp/mark") </dev/null >/dev/null 2>&1 &\n';
      await shell.runScript(script, TIMEOUT);
      expect(host.state().vswitches.some(({ name }) => name === 'late')).toBe(false);
      const waiting = 'while [ ! -f "$HPVM_COMMAND_PREFIX/tmp/mark" ]; do sleep 0.05; done\n';
      await shell.runScript(waiting, TIMEOUT);
      expect(host.state().vswitches.some(({ name }) => name === 'late')).toBe(true);
    }));

  test('is given up after its time, as a transport error', () =>
    withShell(async (shell) => {
      await expect(shell.runScript('sleep 5\n', { timeoutMs: 50 })).rejects.toMatchObject({
        ...{ name: 'TransportError', details: { phase: 'timeout' } },
      });
    }));

  test('loses its caller when the connection is dropped, and is not stopped', () =>
    withShell(async (shell, host) => {
      host.injectFault({ id: 'cut', pattern: '^uname', effect: { kind: 'drop', isApplied: true } });
      await expect(
        shell.runScript('uname\nhpvmnet -c -S after -n 3\n: >"$HPVM_COMMAND_PREFIX/tmp/mark"\n', TIMEOUT),
      ).rejects.toMatchObject({
        details: { phase: 'lost' },
      });
      await shell.runScript('while [ ! -f "$HPVM_COMMAND_PREFIX/tmp/mark" ]; do sleep 0.05; done\n', TIMEOUT);
      expect(host.state().vswitches.some(({ name }) => name === 'after')).toBe(true);
    }));
});

describe('files of the simulated host', () => {
  test('change with commands and with editors', () =>
    withShell(async (shell, host) => {
      const conf = path.join(shell.root, 'etc/rc.config.d/hpvmconf');
      await shell.runScript('ch_rc -a -p HPVMMACADDRFRAMES=1 /etc/rc.config.d/hpvmconf\n', TIMEOUT);
      expect(readFileSync(conf, 'utf8')).toContain('HPVMMACADDRFRAMES=1\n');
      writeFileSync(conf, 'HPVMMACADDRFRAMES=9\n');
      const { stdout } = await shell.runScript('ch_rc -l -p HPVMMACADDRFRAMES /etc/rc.config.d/hpvmconf\n', TIMEOUT);
      expect(stdout).toBe('9\n');
      expect(host.state().files['/etc/rc.config.d/hpvmconf']).toBe('HPVMMACADDRFRAMES=9\n');
    }));

  test('show a waiting configuration until the guest was started again', () =>
    withShell(async (shell) => {
      const next = path.join(shell.root, 'var/opt/hpvm/guests/web01/vmm_config.next');
      await shell.runScript('hpvmmodify -P web01 -m network:lan:0,2:vswitch:vmlan0:portid:4\n', TIMEOUT);
      expect(existsSync(next)).toBe(true);
      await shell.runScript('hpvmstop -P web01; hpvmstart -P web01\n', TIMEOUT);
      expect(existsSync(next)).toBe(false);
    }));

  test('are gone after close', async () => {
    const shell = await openLocalShell(createSimulatedHost(SCENARIOS.vmhost1));
    await shell.close();
    expect(existsSync(shell.root)).toBe(false);
  });
});

test('any argument survives the way through the shell and the shim', () =>
  withShell(async (shell, host) => {
    const seen: (readonly string[])[] = [];
    const { runInteractively } = host;
    const spied: SimulatedHost = {
      ...host,
      runInteractively: (argv, environment, ask) => {
        seen.push(argv.slice(1));
        return runInteractively(argv, environment, ask);
      },
    };
    await withShell(async (spiedShell) => {
      const word = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...'\n\t \\\'"$`*?[]{}()<>|&;#~!%\r\u0081\u0088\u00ff'.split('')) }),
        fc.constantFrom('', '-', '--', '-n', '\\0', '%s', '\n', 'a\nb\n', ' x ', "'", '€'),
      );
      const words = fc.array(
        word.map((text) => text.replaceAll('\0', '')),
        { maxLength: 6 },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 8 }), async (calls) => {
          seen.length = 0;
          const script = calls
            .map((args) => `hpvmnet ${args.map(quoteShellWord).join(' ')} >/dev/null 2>&1 </dev/null\n`)
            .join('');
          await spiedShell.runScript(script, TIMEOUT);
          expect(seen).toEqual(calls);
        }),
        { numRuns: 15 },
      );
      seen.length = 0;
      await spiedShell.runScript(`hpvmnet "$(printf 'a\\377\\201')" 2>/dev/null\n`, TIMEOUT);
      expect(seen).toEqual([['a\u00ff\u0081']]);
    }, spied);
    await shell.close();
  }));
