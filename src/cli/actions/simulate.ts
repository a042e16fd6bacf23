import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { errorDiagnostic } from '../../model/diagnostic';
import { displayShellWord } from '../../model/shell-word';
import { paletteFor } from '../../review/palette';
import { printableText } from '../../review/printable-text';
import { wrapText } from '../../review/wrap-text';
import type { ExitCode } from '../../workflow/outcome';
import type { SimulateOptions } from '../command-options';
import type { CliContext } from '../context';
import { DEFAULT_DESIRED_FOLDER } from '../host-selection';
import { noteDiagnostics } from '../note-diagnostics';
import { nodeFiles } from '../node-files';
import { saveFile } from '../save-file';
import { simulateConsole } from '../simulate-console';
import { simulatedLook } from '../simulated-look';
import {
  serveSimulatedHost,
  SIMULATED_HOST_MARK,
  sshConfigText,
  type ServedHost,
  type SimulatedLook,
} from '../simulated-server';

/** Serves the simulated host until interrupted, then says what it was driven through. */
export async function runSimulate(context: CliContext, options: SimulateOptions): Promise<ExitCode> {
  const look = await simulatedLook(nodeFiles(context.workingFolder), options);
  noteDiagnostics(context, look.diagnostics);
  if (!look.ok) return 1;
  const { writeSshConfig } = options;
  if (writeSshConfig !== undefined && !isOurs(context, writeSshConfig)) return 1;
  const served = await serve(context, options.port, look.value);
  if (served === undefined) return 1;
  if (writeSshConfig !== undefined) {
    const text = sshConfigText(served.name, served.server);
    if (!(await saveFile(context, writeSshConfig, text, 'how the simulated host is reached'))) {
      await served.server.close();
      return 1;
    }
  }
  // Listening before the text: a script may interrupt as soon as it has read it.
  const interrupted = new Promise<void>((resolve) => {
    const release = context.onInterrupt(() => {
      release();
      resolve();
    });
  });
  context.out(howToReach(context, { ...served, sshConfigFile: writeSshConfig ?? served.sshConfigFile }));
  const endConsole = options.console === true ? openConsole(context, served) : () => undefined;
  await interrupted;
  endConsole();
  await served.server.close();
  context.out(`\n${hazardText(context, served)}`);
  return 0;
}

/** True when there is no such file, or one that an earlier simulated host has left; says so when it is anything else. */
function isOurs(context: CliContext, file: string): boolean {
  const absolute = path.resolve(context.workingFolder, file);
  if (!existsSync(absolute) || isMarked(absolute)) return true;
  const summary = `${file} exists, and was not made by hpvmctl simulate`;
  noteDiagnostics(context, [errorDiagnostic('file-exists', summary, 'Name a file that does not exist yet.')]);
  return false;
}

function isMarked(file: string): boolean {
  return statSync(file).isFile() && readFileSync(file, 'utf8').startsWith(SIMULATED_HOST_MARK);
}

/** Carries out what is typed, one line after the other. */
function openConsole(context: CliContext, served: ServedHost): () => void {
  const carryOut = simulateConsole(served);
  let last = Promise.resolve();
  context.out('\nType help for what can be done to it here.\n');
  return context.onLine((line) => {
    last = last.then(async () => context.out(await carryOut(line)));
  });
}

/** What a simulated host was driven through, or that there was nothing. */
export function hazardText({ outStyle }: CliContext, { host }: ServedHost): string {
  const hazards = host.hazards();
  if (hazards.length === 0) return 'No hazard occurred on the simulated host.\n';
  const layout = { widthColumns: outStyle.widthColumns, first: '  ', rest: '    ' };
  const lines = hazards.flatMap(({ id, command, detail }) =>
    wrapText(printableText(`${id}: ${detail} (${command})`), layout),
  );
  return `Hazards that this made on the simulated host:\n${lines.join('\n')}\n`;
}

async function serve(context: CliContext, port: number, look: SimulatedLook): Promise<ServedHost | undefined> {
  try {
    return await serveSimulatedHost(port, look);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const next = 'Give another --port, or 0 for a free one.';
    const problem = errorDiagnostic(
      'cannot-listen',
      `Cannot listen on port ${String(port)}`,
      `${error.message}. ${next}`,
    );
    noteDiagnostics(context, [problem]);
    return undefined;
  }
}

function howToReach(context: CliContext, { name, host, server, sshConfigFile }: ServedHost): string {
  const { bold } = paletteFor(context.outStyle);
  const state = host.state();
  const config = displayShellWord(sshConfigFile);
  return `${[
    `${bold(name)}, a simulated VM host (HP-UX ${printableText(state.osRelease)}), listens on ${server.address}:${String(server.port)} until Ctrl-C.`,
    'It runs the scripts it is sent, as you; only the key made for this run may log in.',
    '',
    'With hpvmctl, in another terminal:',
    commandLine(context, `${context.invocation} discover --host ${name} --format text`, `--ssh-config ${config}`),
    ...synthesized(context).map((folder) =>
      commandLine(context, `${context.invocation} plan ${folder}`, `--ssh-config ${config}`),
    ),
    'With ssh:',
    `  ssh -F ${config} ${name} hpvmnet`,
    'With other options, the same place is:',
    commandLine(
      context,
      `--connect root@${server.address}:${String(server.port)}`,
      `--identity ${displayShellWord(server.identityFile)}`,
      `--known-hosts ${displayShellWord(server.knownHostsFile)}`,
    ),
  ].join('\n')}\n`;
}

/** Parts of a command line on one line, or where that is too wide on one line each; a shell takes both for the same. */
function commandLine({ outStyle }: CliContext, ...parts: readonly string[]): string {
  const whole = `  ${parts.join(' ')}`;
  return whole.length <= outStyle.widthColumns ? whole : `  ${parts.join(' \\\n    ')}`;
}

/** Folders near by whose documents could be tried on the simulated host: that of a CDKTF program, that of the quick start. */
function synthesized(context: CliContext): readonly string[] {
  const folders = [DEFAULT_DESIRED_FOLDER, path.join('hpvm-demo', DEFAULT_DESIRED_FOLDER)];
  return folders.filter((folder) => existsSync(path.resolve(context.workingFolder, folder)));
}
