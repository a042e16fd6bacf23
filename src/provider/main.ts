import { writeSync } from 'node:fs';
import { handshakeLine, handshakeProblem } from './plugin/handshake';
import { pluginLog } from './plugin/log';
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
    (line) => writeSync(STDERR, line),
    () => new Date(),
  );
  const stop = new AbortController();
  const leave = (status: number): void => process.exit(status);
  watchProcess(process, { log, stop: () => stop.abort(), leave });
  const clientCertificate = environment['PLUGIN_CLIENT_CERT'];
  const server = await startPluginServer({
    calls: providerOfProcess({ environment, workingFolder: process.cwd(), log, stop }),
    ...(clientCertificate === undefined || clientCertificate === '' ? {} : { clientCertificate }),
    now: new Date(),
    onShutdown: () => leave(0),
  });
  process.once('exit', () => server.close());
  writeSync(STDOUT, handshakeLine(server));
}

void main();
