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
    .option('--out <report>', 'write the drift report (JSON) to this file');
  withHostOption(command);
  withSnapshotOption(command);
  withConnectionOptions(command);
  withFormatOption(command, ['text', 'json', 'markdown'], 'text');
  return command
    .addHelpText(
      'after',
      exampleText([
        ['from cron: speaks up by its exit code', 'hpvmctl drift /srv/network/cdktf.out --json'],
        ['one host', 'hpvmctl drift --host vmhost1'],
      ]),
    )
    .action(async (paths: readonly string[], options: DriftOptions) => {
      const runDrift = await (await import('../actions.js')).actions.drift();
      finish(await runDrift(context, paths, options));
    });
}
