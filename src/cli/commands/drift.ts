import { Command, Option } from 'commander';
import type { DriftMergeOptions, DriftOptions, OutputFormat } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import {
  parseDuration,
  withConnectionOptions,
  withFormatOption,
  withHostOption,
  withSnapshotOption,
  withSweepOptions,
} from './shared-options';

const FORMATS: readonly OutputFormat[] = ['text', 'json', 'ndjson', 'markdown', 'html', 'junit', 'prometheus'];

/** `hpvmctl drift`: does reality still match? */
export function driftCommand(outlet: CommandOutlet): Command {
  const { context, finish } = outlet;
  const command = new Command('drift')
    .summary('does reality still match? (drift merge joins what shards found)')
    .description(
      'Observes the hosts and compares them with their desired state. Exit code 0: in sync, 2: drift. Changes nothing.',
    )
    .argument('[desired...]', 'desired-state files or folders (default: cdktf.out)')
    .option('--out <report>', 'write the drift report (JSON) to this file')
    .option('--ignore <rules>', 'file of differences that may stay: each with owner, reason and last day')
    .option('--history <file>', 'keep in this file since when each difference is seen, and say it')
    .option('--shard <i/n>', 'only this part of the hosts, as 2/8; auto: as the CI engine says')
    .option('--resume <file>', 'leave out the hosts that this file (--format ndjson) has a report of');
  withSweepOptions(command);
  withHostOption(command);
  withSnapshotOption(command);
  withConnectionOptions(command);
  withFormatOption(command, FORMATS, 'text');
  // What stands behind merge is for merge.
  command.enablePositionalOptions().addCommand(mergeCommand(outlet));
  return command
    .addHelpText(
      'after',
      exampleText([
        ['from cron: speaks up by its exit code', 'hpvmctl drift /srv/network/cdktf.out --json'],
        ['for the textfile collector of the node exporter', 'hpvmctl drift --history drift.json --format prometheus'],
        ['one host', 'hpvmctl drift --host vmhost1'],
        ['a fleet: a line as soon as a host is done', 'hpvmctl drift cdktf.out --format ndjson > sweep.ndjson'],
        ['the second of eight parts', 'hpvmctl drift cdktf.out --shard 2/8 --json > drift-2.json'],
        ['all parts together', 'hpvmctl drift merge drift-*.json'],
      ]),
    )
    .action(async (paths: readonly string[], options: DriftOptions) => {
      const runDrift = await (await import('../actions.js')).actions.drift();
      finish(await runDrift(context, paths, options));
    });
}

/** `hpvmctl drift merge`: parts of a fleet as one. */
function mergeCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('merge')
    .helpOption('-h, --help', 'show help')
    .summary('join the reports of several shards')
    .description(
      'Joins what "hpvmctl drift" found in parts of a fleet, and prints it as if it had been one call; also of a sweep that was killed. Says which shards and hosts are missing or there twice. The exit code is that of one call, and 1 at least when something is missing.',
    )
    .argument('<file...>', 'files of "hpvmctl drift" with --format ndjson or --json')
    .option('--out <report>', 'write the drift reports (JSON) to this file')
    .addOption(
      new Option('--max-age <time>', 'how much earlier than the last part another may have begun (90m, 24h, 7d)')
        .argParser(parseDuration)
        .default({ text: '24h', milliseconds: 86_400_000 }, '24h'),
    );
  withFormatOption(command, FORMATS, 'text');
  return command
    .addHelpText(
      'after',
      exampleText([['what the shards of a fleet found', 'hpvmctl drift merge drift-*.ndjson --format junit']]),
    )
    .action(async (paths: readonly string[], options: DriftMergeOptions) => {
      const runDriftMerge = await (await import('../actions.js')).actions.driftMerge();
      finish(await runDriftMerge(context, paths, options));
    });
}
