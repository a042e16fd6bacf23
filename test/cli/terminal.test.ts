import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
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

test('results that a full disk swallows are no success, and an apply says that hosts were changed', async () => {
  const intoFull = (...words: readonly string[]): Promise<number | null> =>
    new Promise((resolve) => {
      const full = openSync('/dev/full', 'w');
      const child = spawn(process.execPath, [COMMAND, ...words, ...bench.connection], {
        cwd: bench.folder,
        env: { PATH: process.env['PATH'] ?? '', HOME: bench.folder },
        stdio: ['ignore', full, full],
      });
      closeSync(full);
      child.once('close', resolve);
    });
  expect(await intoFull('plan', DESIRED)).toBe(1);
  expect(await intoFull('apply', DESIRED, '--auto-approve', '--out', 'report.json')).toBe(7);
  expect(JSON.parse(bench.read('report.json'))).toMatchObject({ verdict: 'converged', exitCode: 0 });
});

test('a terminal that goes away, twice, asks the host to stop, and the run is watched to its end', async () => {
  bench.desire({ vswitches: [{ name: 'vmlan3', uplink: 'lan3', state: 'up' }] });
  bench.host.injectFault({ id: 'slow', pattern: '^hpvmnet -c', effect: { kind: 'hang', isApplied: false } });
  const running = bench.start('apply', DESIRED, '--auto-approve', '--out', 'report.json');
  await bench.journaled(' intent step=s01');
  running.process.kill('SIGHUP');
  await running.seen('The host has been told');
  running.process.kill('SIGHUP');
  running.process.stdout.destroy();
  running.process.stderr.destroy();
  bench.host.removeFault('slow');
  const { exitCode } = await running.finished;
  const { verdict } = JSON.parse(bench.read('report.json')) as { verdict: string };
  expect([exitCode, verdict]).not.toEqual([8, 'unknown']);
});

test('output that goes into a pipe is not coloured', async () => {
  const { stdout, stderr } = await bench.run('plan', DESIRED);
  expect(`${stdout}${stderr}`).not.toContain('\u001b');
});

test.each([
  [[], 6, 'what was done was taken back'],
  [['--no-revert'], 7, 'stopped on request'],
] as const)('the first interrupt stops before the next step, when that is safe: %j', async (words, code, text) => {
  bench.desire({ vswitches: [{ name: 'vmlan3', uplink: 'lan3', state: 'up' }] });
  bench.host.injectFault({ id: 'slow', pattern: '^hpvmnet -c', effect: { kind: 'hang', isApplied: false } });
  const running = bench.start('apply', DESIRED, '--auto-approve', ...words);
  await bench.journaled(' intent step=s01');
  running.process.kill('SIGINT');
  await running.seen('The host has been told, and stops where that is safe.');
  bench.host.removeFault('slow');
  const { exitCode, stdout } = await running.finished;
  expect({ exitCode, stdout }).toMatchObject({ exitCode: code });
  expect(stdout).toContain('done    Create vswitch vmlan3');
  expect(stdout).toContain('not run Boot vswitch vmlan3');
  expect(stdout).toContain(`1 of 2 steps done; ${text}`);
});

test('the second interrupt stops watching, and the host goes on', async () => {
  bench.host.injectFault({ id: 'slow', pattern: '^ch_rc', effect: { kind: 'hang', isApplied: false } });
  const running = bench.start('apply', DESIRED, '--auto-approve');
  await bench.journaled(' intent step=s01');
  running.process.kill('SIGINT');
  await running.seen('Asking the host to stop.');
  running.process.kill('SIGINT');
  const { exitCode, stderr } = await running.finished;
  expect(exitCode).toBe(8);
  expect(stderr).toContain('No longer watching.');
  const command = `"hpvmctl status ${['--host', 'vmhost1', ...bench.connection].join(' ')}"`;
  expect(stderr.split('\n').filter((line) => line.length > 100)).toEqual([
    expect.stringContaining(command) as string,
    expect.stringContaining(command.replace('status', 'resume')) as string,
  ]);
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

  /** What a command line prints at a terminal. */
  const printed = (line: string): Promise<string> =>
    new Promise((resolve) => {
      const child = spawn(script, ['-qec', line, '/dev/null'], {
        cwd: bench.folder,
        env: { PATH: process.env['PATH'] ?? '', HOME: bench.folder, TERM: 'xterm' },
      });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      child.once('close', () => resolve(text));
    });

  test('a file that was written is named', async () => {
    const line = displayCommand([process.execPath, COMMAND, 'discover', '--out', 'kept.json', ...bench.connection]);
    const output = await printed(line);
    expect(output).toContain('Wrote the snapshot of vmhost1 to kept.json.');
    expect(JSON.parse(bench.read('kept.json'))).toMatchObject({ kind: 'hpvm-observed-host' });
  });

  test('a page is not poured onto it', async () => {
    const line = displayCommand([process.execPath, COMMAND, 'plan', DESIRED, '--format', 'html', ...bench.connection]);
    const output = await printed(line);
    expect(output).not.toContain('<html');
    expect(output).toContain('hpvmctl plan --format html > page.html');
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
