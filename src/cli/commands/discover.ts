import { Command } from 'commander';
import type { DiscoverOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withConnectionOptions, withFormatOption, withHostOption, withSweepOptions } from './shared-options';

/** `hpvmctl discover`: observe hosts and print snapshots. */
export function discoverCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('discover')
    .summary('observe a host and print a snapshot')
    .description(
      'Observes a VM host over SSH, reading only, and prints a snapshot (JSON). Without --host, the hosts described in cdktf.out are taken.',
    )
    .option('--out <file>', 'write the snapshot (JSON) to this file');
  withHostOption(command);
  withSweepOptions(command);
  withConnectionOptions(command);
  withFormatOption(command, ['json', 'text'], 'json');
  return command
    .addHelpText(
      'after',
      exampleText([
        [
          'keep a snapshot for planning without the host',
          'hpvmctl discover --host vmhost1 --out vmhost1.snapshot.json',
        ],
        ['read it', 'hpvmctl discover --host vmhost1 --format text'],
        ['a host that is in no document', 'hpvmctl discover --connect root@192.0.2.10:22'],
      ]),
    )
    .action(async (options: DiscoverOptions) => {
      const runDiscover = await (await import('../actions.js')).actions.discover();
      finish(await runDiscover(context, options));
    });
}
