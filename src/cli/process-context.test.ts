import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ExitCode } from '../workflow/outcome';
import { contextOfProcess } from './process-context';

function start(...argv: readonly string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const left: ExitCode[] = [];
  const parts = { stdin: {}, stdout, stderr, env: {}, argv, cwd: () => '/', exitCode: undefined };
  const events = new EventEmitter();
  const process = Object.assign(events, parts) as unknown as NodeJS.Process;
  const context = contextOfProcess(process, '1.2.3', (code) => left.push(code));
  const fail = (stream: PassThrough, code: string): boolean =>
    stream.emit('error', Object.assign(new Error(code), { code }));
  return { events, process, context, stdout, stderr, left, fail };
}

test('a fault ends with 1 as long as nothing was changed, and with what was said before otherwise', () => {
  const { events, context, stderr, left } = start();
  events.emit('uncaughtException', new Error('first'), 'uncaughtException');
  context.setFaultExitCode(8);
  events.emit('uncaughtException', new Error('second'), 'uncaughtException');
  expect(left).toEqual([1, 8]);
  expect(String(stderr.read())).toContain('Internal error: second');
});

test.each(['EIO', 'ENOSPC', 'EBADF', 'ERR_STREAM_DESTROYED'])('results lost to %s are no success', (code) => {
  const { events, process, context, stdout, fail } = start();
  fail(stdout, code);
  context.out('more');
  expect(stdout.read()).toBeNull();
  events.emit('exit', 0);
  expect(process.exitCode).toBe(1);
});

test('another exit code than 0 stays when results are lost', () => {
  const { events, process, stdout, fail } = start();
  fail(stdout, 'EIO');
  process.exitCode = 4;
  events.emit('exit', 4);
  expect(process.exitCode).toBe(4);
});

test('a reader who has seen enough, and notes that nobody can read, lose no results', () => {
  const { events, process, stdout, stderr, fail } = start();
  fail(stdout, 'EPIPE');
  fail(stderr, 'EIO');
  events.emit('exit', 0);
  expect(process.exitCode).toBeUndefined();
});

test('every interrupt is told with its signal, until nobody listens any more', () => {
  const { events, context } = start();
  const heard: string[] = [];
  const release = context.onInterrupt((signal) => heard.push(signal));
  events.emit('SIGHUP', 'SIGHUP');
  events.emit('SIGINT', 'SIGINT');
  release();
  events.emit('SIGTERM', 'SIGTERM');
  expect(heard).toEqual(['SIGHUP', 'SIGINT']);
});

test.each([
  ['/home/u/net/node_modules/.bin/hpvmctl', 'npx hpvmctl'],
  ['/usr/local/bin/hpvmctl', 'hpvmctl'],
  ['/build/hpvmctl.cjs', 'node build/hpvmctl.cjs'],
])('called as %s, it is typed again as %s', (script, typed) => {
  expect(start('node', script).context.invocation).toBe(typed);
});
