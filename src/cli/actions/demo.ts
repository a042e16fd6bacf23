import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { displayCommand } from '../../model/shell-word';
import { DEFAULT_WIDTH_COLUMNS, paletteFor } from '../../review/palette';
import { wrapCommand } from '../../review/wrap-text';
import type { DriftReport } from '../../review/drift-report';
import type { ExitCode } from '../../workflow/outcome';
import type { DemoOptions } from '../command-options';
import type { RunCommandLine } from '../commands/command-outlet';
import type { CliContext } from '../context';
import { changeBehindOurBack, DRIFTED_ADDRESSES, UNPLANNED_CHANGES } from '../demo/behind-our-back';
import { DEMO_FILES, prepareDemoFolder } from '../demo/demo-folder';
import { synthesizeQuickstart, quickstartProgram } from '../demo/synthesize-quickstart';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { serveSimulatedHost, sshConfigText, type ServedHost } from '../simulated-server';
import { hazardText } from './simulate';

/** A promise of the quick start that was not kept. */
class BrokenPromise extends Error {}

interface Demo {
  readonly runCommandLine: RunCommandLine;
  readonly context: CliContext;
  /** Folder of the files it leaves, as a person types it. */
  readonly folder: string;
  readonly served: ServedHost;
}

/** Runs the whole job on a simulated host: the same commands that a person types, over real SSH. */
export async function runDemo(
  context: CliContext,
  options: DemoOptions,
  runCommandLine: RunCommandLine,
): Promise<ExitCode> {
  const folder = path.relative(context.workingFolder, path.resolve(context.workingFolder, options.dir)) || '.';
  const prepared = await prepareDemoFolder(path.resolve(context.workingFolder, folder));
  noteDiagnostics(context, prepared.diagnostics);
  if (!prepared.ok) return 1;
  const served = await serveSimulatedHost(0);
  const tidy = async (): Promise<void> => {
    await served.server.close();
    // It leads to the server, which is no more.
    await rm(path.resolve(context.workingFolder, folder, DEMO_FILES.sshConfig), { force: true });
  };
  const release = context.onInterrupt(() => {
    void tidy().then(() => context.leave(1));
  });
  try {
    // One Ctrl-C ends the demonstration; the commands inside must not take it for theirs.
    await demonstrate({ runCommandLine, context: { ...context, onInterrupt: () => () => undefined }, folder, served });
    return 0;
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    context.note(`\nNot as promised: ${error.message}\n`);
    return 1;
  } finally {
    release();
    await tidy();
  }
}

async function demonstrate(demo: Demo): Promise<void> {
  const { context, served } = demo;
  const at = (name: string): string => path.join(demo.folder, name);
  const config = ['--ssh-config', at(DEMO_FILES.sshConfig)];
  await writeFile(
    path.resolve(context.workingFolder, at(DEMO_FILES.sshConfig)),
    sshConfigText(served.name, served.server),
  );
  context.out(
    `${context.invocation === 'hpvmctl' ? '' : `hpvmctl here stands for: ${context.invocation}\n`}A simulated VM host, ${served.name}, listens for SSH on ${served.server.address}:${String(served.server.port)}.\n`,
  );

  await synthesize(demo, at(DEMO_FILES.desired));
  await run(
    demo,
    'Look at the host, over SSH',
    ['discover', '--host', served.name, '--format', 'text', ...config, '--out', at(DEMO_FILES.snapshot)],
    0,
  );
  await run(
    demo,
    'Plan: what would change, in which order, and why',
    ['plan', at(DEMO_FILES.desired), ...config, '--out', at(DEMO_FILES.plan)],
    0,
  );
  await keepPlanText(demo, at(DEMO_FILES.plan), at(DEMO_FILES.planText));
  await run(
    demo,
    'Apply exactly that plan',
    ['apply', at(DEMO_FILES.plan), '--auto-approve', ...config, '--out', at(DEMO_FILES.report)],
    0,
  );
  await run(demo, 'Does reality match?', ['drift', at(DEMO_FILES.desired), ...config], 0);
  await run(
    demo,
    'A second plan has nothing to do',
    ['plan', at(DEMO_FILES.desired), ...config, '--detailed-exitcode'],
    0,
  );
  expectNoHazard(demo);

  await surprise(demo);
  await run(
    demo,
    'The next look finds it (exit code 2)',
    ['drift', at(DEMO_FILES.desired), ...config, '--out', at(DEMO_FILES.drift)],
    2,
  );
  await expectDrift(demo, at(DEMO_FILES.drift));
  context.out(`\n${hazardText(context, served)}`);
  context.out(farewell(demo));
}

async function synthesize({ context }: Demo, output: string): Promise<void> {
  title(context, 'Synthesize the typed constructs of examples/quickstart', [
    `CDKTF_OUTDIR=${output}`,
    'node',
    shownPath(context.workingFolder, quickstartProgram(__dirname)),
  ]);
  const done = await synthesizeQuickstart(__dirname, path.resolve(context.workingFolder, output), context.environment);
  noteDiagnostics(context, done.diagnostics);
  if (!done.ok) throw new BrokenPromise('the example did not synthesize');
  context.out(`Wrote ${output}\n`);
}

async function run(
  { context, runCommandLine }: Demo,
  what: string,
  words: readonly string[],
  expected: ExitCode,
): Promise<void> {
  title(context, what, ['hpvmctl', ...words]);
  const exitCode = await runCommandLine(words, context);
  if (exitCode !== expected) {
    throw new BrokenPromise(
      `${displayCommand(['hpvmctl', ...words])} ended with ${String(exitCode)} instead of ${String(expected)}`,
    );
  }
}

async function keepPlanText({ context, runCommandLine }: Demo, plan: string, text: string): Promise<void> {
  let shown = '';
  const quiet: CliContext = {
    ...context,
    outStyle: { colour: false, widthColumns: DEFAULT_WIDTH_COLUMNS },
    out: (more) => {
      shown += more;
    },
  };
  if ((await runCommandLine(['show', plan], quiet)) !== 0) throw new BrokenPromise(`${plan} cannot be shown again`);
  await writeFile(path.resolve(context.workingFolder, text), shown);
}

function expectNoHazard({ context, served }: Demo): void {
  context.out(`\n${hazardText(context, served)}`);
  if (served.host.hazards().length > 0) throw new BrokenPromise('applying the plan drove the host through a hazard');
}

async function surprise({ context, served }: Demo): Promise<void> {
  const { bold, dim } = paletteFor(context.outStyle);
  context.out(`\n${bold('Meanwhile, somebody else logs in to the host')}\n`);
  for (const { why, command } of UNPLANNED_CHANGES) context.out(`${dim(`# ${why}`)}\n${served.name}# ${command}\n`);
  const ports = portsOf(context, { sshConfig: served.sshConfigFile });
  const said = await changeBehindOurBack(ports.hosts, { host: served.name, connection: { address: served.name } });
  if (said !== undefined) throw new BrokenPromise(`the unplanned changes failed: ${said}`);
}

async function expectDrift({ context }: Demo, file: string): Promise<void> {
  const report = JSON.parse(await readFile(path.resolve(context.workingFolder, file), 'utf8')) as DriftReport;
  const drifted = report.changes.map((change) => change.address as string);
  const missed = DRIFTED_ADDRESSES.filter((address) => !drifted.includes(address));
  if (missed.length > 0) throw new BrokenPromise(`the drift report does not name ${missed.join(', ')}`);
}

function title(context: CliContext, what: string, argv: readonly string[]): void {
  const { bold, dim } = paletteFor(context.outStyle);
  const { widthColumns } = context.outStyle;
  const lines = wrapCommand(argv, { widthColumns, first: '$ ', rest: '    ' });
  context.out(`\n${[bold(what), ...lines.map(dim)].join('\n')}\n`);
}

/** A path as somebody in the folder types it. */
function shownPath(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  return relative.startsWith('..') ? file : relative;
}

function farewell({ context, folder }: Demo): string {
  const { bold } = paletteFor(context.outStyle);
  const at = (name: string): string => path.join(folder, name);
  const next = (words: readonly string[]): string => `  ${context.invocation} ${displayCommand(words)}`;
  return `${[
    '',
    bold(`Left in ${folder}:`),
    `  ${DEMO_FILES.desired.padEnd(23)}what the constructs ask for (*.desired.json below stacks/)`,
    `  ${DEMO_FILES.snapshot.padEnd(23)}the host as it was before`,
    `  ${DEMO_FILES.plan.padEnd(23)}the plan, and ${DEMO_FILES.planText} for reading`,
    `  ${DEMO_FILES.report.padEnd(23)}what was done`,
    `  ${DEMO_FILES.drift.padEnd(23)}what somebody changed`,
    '',
    bold('Next, without a host:'),
    next(['show', at(DEMO_FILES.plan)]),
    next(['review', at(DEMO_FILES.desired), '--snapshot', at(DEMO_FILES.snapshot)]),
    next(['rules', 'halt-before-apa-teardown']),
    bold('Or play with a host of your own (it prints how to reach it):'),
    next(['simulate', '--port', '2222']),
  ].join('\n')}\n`;
}
