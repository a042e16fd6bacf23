import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ScriptOutcome } from './host-shell';
import { controlSocketOf } from './openssh-config';
import { parseOpensshLog } from './openssh-log';
import type { OpensshMaster } from './openssh-master';
import { accountForScript, type ScriptRun, type ScriptRunOptions } from './script-run';
import type { SshHop } from './ssh-target';

/**
 * Runs one script in `sh -s` over the connection that an ssh holds, by an ssh of its own, so that several may run at once. `number` tells the
 * scripts of one connection apart.
 *
 * ssh ends with 255 both for itself and for a script that ended so. So the shell on the host says in the end, on stderr, how the
 * script ended; that word is taken out again. A shell that a signal ended has 128 and the number of the signal as its status there.
 *
 * @throws TransportError of phase `exec` (no session, too much output, given up), `timeout` or `lost`
 */
export function runOverOpenssh(
  master: OpensshMaster,
  hop: SshHop,
  script: string,
  options: ScriptRunOptions & { readonly number: number },
): Promise<ScriptOutcome> {
  const marker = `${path.basename(master.folder)}-${String(options.number)}`;
  const log = path.join(master.folder, `run-${String(options.number)}.log`);
  let child: ChildProcess | undefined;
  const start = (run: ScriptRun): void => {
    const carrier = spawn(
      'ssh',
      [
        ...['-F', 'none', '-S', controlSocketOf(master), '-E', log, '-T'],
        // Without the connection that is held, ssh would make one of its own, unchecked by our configuration: it must fail instead. The name never resolves either (RFC 6761, section 6.4).
        ...['-o', 'ControlMaster=no', '-o', 'ProxyCommand=false', '-o', 'BatchMode=yes', '-o', 'EscapeChar=none'],
        ...['--', 'held.invalid', `sh -c 'sh -s; echo "${marker} $?" >&2'`],
      ],
      { env: { ...master.environment }, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
    );
    child = carrier;
    let saidAtTheEnd = '';
    carrier.stdout.on('data', run.takeStdout);
    carrier.stderr.on('data', (data: Buffer) => {
      run.takeStderr(data);
      saidAtTheEnd += data.toString('latin1');
    });
    for (const stream of [carrier.stdin, carrier.stdout, carrier.stderr]) stream.on('error', () => undefined);
    carrier.once('error', (error) => run.refused(`ssh could not be started: ${error.message}`, error));
    carrier.once('close', () => {
      const end = new RegExp(`${marker} ([0-9]+)\\n`);
      const [, status] = end.exec(saidAtTheEnd) ?? [];
      if (status === undefined) void explainEnd(run, master, log);
      else run.complete({ exitStatus: Number(status), signal: null }, (text) => text.replace(end, ''));
    });
    carrier.stdin.end(script);
  };
  const letGo = (): void => {
    child?.kill();
    child?.stdout?.destroy();
    child?.stderr?.destroy();
  };
  return accountForScript(hop, options, start, letGo).finally(() => rm(log, { force: true }));
}

/** How long the ssh that held the connection may take to be seen ending, after those that used it. */
const LAST_WORDS_MS = 500;

async function explainEnd(run: ScriptRun, master: OpensshMaster, log: string): Promise<void> {
  const said = parseOpensshLog(await readFile(log, 'utf8').catch(() => '')).said;
  const refusal = said.find((line) => /refused by peer|open failed|request failed/.test(line));
  if (refusal !== undefined) {
    run.refused(refusal);
    return;
  }
  let timer: NodeJS.Timeout | undefined;
  const isEnded = await Promise.race([
    master.ended.then(() => true),
    new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), LAST_WORDS_MS);
    }),
  ]);
  clearTimeout(timer);
  if (isEnded) run.lost(parseOpensshLog(await master.readLog()).said.at(-1));
  else run.endedWithoutStatus();
}
