import { spawn } from 'node:child_process';
import { displayCommand } from '../../src/model/shell-word';
import { describeWithTool } from '../tools/require-tool';
import { COMMAND } from './hpvmctl-process';
import { DESIRED, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  bench.desire(TWO_FRAMES);
});
afterEach(() => bench.close());

const frames = (): string => bench.host.state().files['/etc/rc.config.d/hpvmconf'] ?? '';

test('a reader who leaves early stops nothing and is no error', async () => {
  const running = bench.start('apply', DESIRED, '--auto-approve');
  running.process.stdout.destroy();
  const { exitCode, stderr } = await running.finished;
  expect({ exitCode, hasTrace: stderr.includes('EPIPE') }).toEqual({ exitCode: 0, hasTrace: false });
  expect(frames()).toContain('HPVMMACADDRFRAMES=2');
});

test('output that goes into a pipe is not coloured', async () => {
  const { stdout, stderr } = await bench.run('plan', DESIRED);
  expect(`${stdout}${stderr}`).not.toContain('\u001b');
});

test('the first interrupt stops after the current step', async () => {
  bench.desire({ vswitches: [{ name: 'vmlan3', uplink: 'lan3', state: 'up' }] });
  bench.host.injectFault({ id: 'slow', pattern: '^hpvmnet -c', effect: { kind: 'hang', isApplied: false } });
  const running = bench.start('apply', DESIRED, '--auto-approve');
  await running.seen('running 2 steps');
  running.process.kill('SIGINT');
  await running.seen('The host will stop after the current step.');
  bench.host.removeFault('slow');
  const { exitCode, stdout } = await running.finished;
  expect(exitCode).toBe(7);
  expect(stdout).toContain('done    Create vswitch vmlan3');
  expect(stdout).toContain('not run Boot vswitch vmlan3');
  expect(stdout).toContain('1 of 2 steps done; stopped on request');
});

test('the second interrupt stops watching, and the host goes on', async () => {
  bench.host.injectFault({ id: 'slow', pattern: '^ch_rc', effect: { kind: 'hang', isApplied: false } });
  const running = bench.start('apply', DESIRED, '--auto-approve');
  await running.seen('running 1 step');
  running.process.kill('SIGINT');
  await running.seen('Stopping after the current step.');
  running.process.kill('SIGINT');
  const { exitCode, stderr } = await running.finished;
  expect(exitCode).toBe(8);
  expect(stderr).toContain('No longer watching.');
  bench.host.removeFault('slow');
});

describeWithTool('script', 'bsdutils', 'at a terminal', (script) => {
  /** Runs `hpvmctl apply` at a pseudo terminal and answers its question. */
  const applyAndAnswer = (answer: string): Promise<{ exitCode: number | null; output: string }> =>
    new Promise((resolve) => {
      const line = displayCommand([process.execPath, COMMAND, 'apply', DESIRED, ...bench.connection]);
      const child = spawn(script, ['-qec', line, '/dev/null'], {
        cwd: bench.folder,
        env: { PATH: process.env['PATH'] ?? '', HOME: bench.folder, TERM: 'xterm' },
      });
      let output = '';
      let isAnswered = false;
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
        if (isAnswered || !output.includes('Only yes is taken as a yes: ')) return;
        isAnswered = true;
        child.stdin.write(answer);
      });
      child.once('close', (exitCode) => resolve({ exitCode, output }));
    });

  test('yes applies', async () => {
    const { exitCode, output } = await applyAndAnswer('yes\r');
    expect(output).toContain('is as desired');
    expect(exitCode).toBe(0);
    expect(output).toContain('\u001b[1m');
  });

  test.each([['no'], ['y'], ['']])('%j does not', async (answer) => {
    const { exitCode, output } = await applyAndAnswer(`${answer}\r`);
    expect(output).toContain('not approved; nothing was changed.');
    expect(exitCode).toBe(1);
    expect(frames()).not.toContain('HPVMMACADDRFRAMES=2');
  });

  test('Ctrl-C at the question does not', async () => {
    const { exitCode, output } = await applyAndAnswer('\u0003');
    expect(output).toContain('not approved; nothing was changed.');
    expect(exitCode).toBe(1);
  });
});
