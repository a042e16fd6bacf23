import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { callsUnderWay } from './plugin/calls-under-way';
import { handshakeLine, handshakeProblem } from './plugin/handshake';
import { pluginLog } from './plugin/log';
import { orderlyLeave } from './plugin/orderly-leave';
import { startPluginServer } from './plugin/plugin-server';
import { watchProcess } from './plugin/watch-process';
import { providerOfProcess } from './provider-of-process';

// The process that Terraform starts: only this file reads its environment.

const STDOUT = 1;
const STDERR = 2;

async function main(): Promise<void> {
  const { env: environment } = process;
  const problem = handshakeProblem(environment);
  if (problem !== undefined) {
    writeSync(STDERR, `${problem}\n`);
    process.exitCode = 1;
    return;
  }
  const log = pluginLog(
    (line) => {
      try {
        writeSync(STDERR, line);
      } catch {
        // Terraform is gone: nobody reads what is said, and what is left to do goes on.
      }
    },
    () => new Date(),
  );
  const stop = new AbortController();
  const leaveAtOnce = (status: number): void => process.exit(status);
  const underWay = callsUnderWay(providerOfProcess({ environment, workingFolder: process.cwd(), log, stop }));
  const leave = orderlyLeave({ underWay, stop: () => stop.abort(), leave: leaveAtOnce, pause: (ms) => setTimeout(ms) });
  watchProcess(process, { log, leave, leaveAtOnce });
  const clientCertificate = environment['PLUGIN_CLIENT_CERT'];
  const server = await startPluginServer({
    calls: underWay.calls,
    ...(clientCertificate === undefined || clientCertificate === '' ? {} : { clientCertificate }),
    now: new Date(),
    onShutdown: () => leave(0),
  });
  process.once('exit', () => server.close());
  writeSync(STDOUT, handshakeLine(server));
}

void main();
