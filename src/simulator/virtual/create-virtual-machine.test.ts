import { TransportError } from '../../transport/transport-error';
import { SCENARIOS } from '../scenario';
import { createSimulatedHost } from '../simulated-host';
import { createVirtualMachine, type VirtualMachine } from './create-virtual-machine';

const LONG = { timeoutMs: 3_600_000 };
const P = 'PATH=/usr/bin:/usr/sbin\n';

function machineOf(): VirtualMachine {
  return createVirtualMachine(createSimulatedHost(SCENARIOS.vmhost1));
}

test('an hour of sleep takes an hour of the virtual clock', async () => {
  const machine = machineOf();
  await machine.shell().runScript('sleep 3000; date -u +%H:%M >/tmp/t', LONG);
  expect(machine.files.read('/tmp/t')).toBe('10:50\n');
});

test('a script that lasts too long is given up, and goes on', async () => {
  const machine = machineOf();
  const running = machine.shell().runScript('sleep 5; : >/tmp/late', { timeoutMs: 1000 });
  await expect(running).rejects.toMatchObject({ details: { phase: 'timeout' } });
  await machine.pause(10_000);
  expect(machine.files.exists('/tmp/late')).toBe(true);
});

test('a cut connection leaves the script behind; it goes on only when it ignores broken pipes', async () => {
  const machine = machineOf();
  const scripts = [`trap '' PIPE; sleep 5; echo a; : >/tmp/ignores`, 'sleep 5; echo a; : >/tmp/dies'];
  const running = scripts.map((script) => machine.shell().runScript(script, LONG));
  const lost = Promise.all(running.map((each) => expect(each).rejects.toMatchObject({ details: { phase: 'lost' } })));
  await machine.pause(1000);
  machine.cutConnections();
  await lost;
  await machine.pause(10_000);
  expect(machine.files.list('/tmp')).toEqual(['ignores']);
});

test('a reboot ends every process, keeps files, and runs the start links', async () => {
  const machine = machineOf();
  machine.files.write('/sbin/init.d/ours', '#!/sbin/sh\ndate -u "+$1 %H:%M" >/tmp/booted\n', 0o755);
  await machine.shell().runScript(`${P}ln -s /sbin/init.d/ours /sbin/rc3.d/S990ours; : >/tmp/kept`, LONG);
  const running = machine.shell().runScript('sleep 100; : >/tmp/never', LONG);
  const lost = expect(running).rejects.toMatchObject({ details: { phase: 'lost' } });
  await machine.pause(1000);
  machine.reboot();
  await lost;
  expect(machine.processes()).toEqual([]);
  await expect(machine.shell().runScript('true', LONG)).rejects.toMatchObject({ details: { phase: 'connect' } });
  await machine.pause(700_000);
  expect(machine.files.list('/tmp')).toEqual(['booted', 'kept']);
  expect(machine.files.read('/tmp/booted')).toBe('start 10:10\n');
});

test('a full disk takes what still fits', async () => {
  const machine = machineOf();
  machine.diskSpaceBytes = 3;
  const { stdout } = await machine.shell().runScript('if echo hello >/tmp/f; then echo ok; else echo full; fi', LONG);
  expect([stdout, machine.files.read('/tmp/f')]).toEqual(['full\n', 'hel']);
});

test('a listener kills the shell exactly before a command', async () => {
  const machine = machineOf();
  machine.onAction(({ pid, argv, phase }) => {
    if (argv[1] === 'two' && phase === 'before') machine.kill(pid, 'KILL');
    return undefined;
  });
  const outcome = await machine.shell().runScript('echo one; echo two; echo three', LONG);
  expect(outcome).toMatchObject({ stdout: 'one\n', exitStatus: null, signal: 'SIGKILL' });
});

test('a command that hangs is ended by a signal, and an outcome is replaced', async () => {
  const machine = machineOf();
  machine.onAction(({ argv, phase }) => {
    if (phase === 'before' && argv[0] === 'model') return { hangs: true };
    return phase === 'before' && argv[0] === 'uname' ? { status: 9, stdout: 'other\n' } : undefined;
  });
  const script = 'uname -n; echo $?; model & p=$!; sleep 60; kill $p; wait $p; echo $?';
  expect((await machine.shell().runScript(script, LONG)).stdout).toBe('other\n9\n143\n');
});

test('what a held connection carries arrives when it is released', async () => {
  const machine = machineOf();
  let heard = '';
  const running = machine
    .shell()
    .runScript('echo a; sleep 10; echo b', { ...LONG, onStdout: (text) => (heard += text) });
  await machine.pause(1000);
  machine.holdConnections(true);
  await machine.pause(60_000);
  expect(heard).toBe('a\n');
  machine.holdConnections(false);
  expect((await running).stdout).toBe('a\nb\n');
  expect(heard).toBe('a\nb\n');
});

test('a refused connection fails as told', async () => {
  const machine = machineOf();
  machine.refuseConnections(new TransportError('no', { phase: 'login', endpoint: 'x', isRetryable: false }));
  await expect(machine.shell().runScript('true', LONG)).rejects.toMatchObject({ details: { phase: 'login' } });
});

test('an unknown option and a standstill are errors that name it', async () => {
  await expect(machineOf().shell().runScript('cat --version', LONG)).rejects.toThrow('cat --version');
  const stuck = machineOf()
    .shell()
    .runScript(
      '(while :; do wait; sleep 1; kill -TERM $$; exit; done) & trap "" TERM; while :; do wait $!; done',
      LONG,
    );
  await expect(stuck).rejects.toThrow('turns in a circle');
});

test('a file that a script edits is the one that the host has', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  const machine = createVirtualMachine(host);
  await machine.shell().runScript('echo HPVMMACADDRFRAMES=1 >>/etc/rc.config.d/hpvmconf; model', LONG);
  expect(host.state().files['/etc/rc.config.d/hpvmconf']).toContain('HPVMMACADDRFRAMES=1');
  await host.run(['/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=2', '/etc/rc.config.d/hpvmconf']);
  await machine.shell().runScript('model', LONG);
  expect(machine.files.read('/etc/rc.config.d/hpvmconf')).toContain('HPVMMACADDRFRAMES=2');
});

test('the same calls take the same course', async () => {
  const course = async (): Promise<string> => {
    const machine = machineOf();
    const lines: string[] = [];
    machine.onAction((action) => {
      lines.push(`${machine.now().getTime()} ${JSON.stringify(action)}`);
      return undefined;
    });
    await machine
      .shell()
      .runScript('for i in 1 2 3; do (sleep 0.$i; model; echo $i >>/tmp/f) & done; wait; cat /tmp/f', LONG);
    return lines.join('\n');
  };
  expect(await course()).toBe(await course());
});
