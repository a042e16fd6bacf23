import { Command } from 'commander';
import type { DriftOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withConnectionOptions, withFormatOption, withHostOption, withSnapshotOption } from './shared-options';

/** `hpvmctl drift`: does reality still match? */
export function driftCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('drift')
    .summary('does reality still match?')
    .description(
      'Observes the hosts and compares them with their desired state. Exit code 0: in sync, 2: drift. Changes nothing.',
    )
    .argument('[desired...]', 'desired-state files or folders (default: cdktf.out)')
    .option('--out <report>', 'write the drift report (JSON) to this file')
    .option('--ignore <rules>', 'file of differences that may stay: each with owner, reason and last day')
    .option('--history <file>', 'keep in this file since when each difference is seen, and say it');
  withHostOption(command);
  withSnapshotOption(command);
  withConnectionOptions(command);
  withFormatOption(command, ['text', 'json', 'markdown', 'junit', 'prometheus'], 'text');
  return command
    .addHelpText(
      'after',
      exampleText([
        ['from cron: speaks up by its exit code', 'hpvmctl drift /srv/network/cdktf.out --json'],
        ['for the textfile collector of the node exporter', 'hpvmctl drift --history drift.json --format prometheus'],
        ['one host', 'hpvmctl drift --host vmhost1'],
      ]),
    )
    .action(async (paths: readonly string[], options: DriftOptions) => {
      const runDrift = await (await import('../actions.js')).actions.drift();
      finish(await runDrift(context, paths, options));
    });
}
