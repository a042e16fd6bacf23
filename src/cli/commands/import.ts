import { Command } from 'commander';
import type { ImportOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withConnectionOptions, withHostOption, withSnapshotOption } from './shared-options';

/** `hpvmctl import`: a host as TypeScript. */
export function importCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('import')
    .summary('turn a host as it is into TypeScript')
    .description(
      'Observes hosts, reading only, and writes them as TypeScript whose plan changes nothing: one file per host, one for what several hosts ' +
        'have alike, and main.ts. A comment says what could not be written down, and why. A file that exists is never written over: what has changed on ' +
        'the host since is printed as a diff and written beside it, as FILE.proposed.',
    )
    .option('--out <dir>', 'write the files into this folder (default: print the code)');
  withHostOption(command);
  withSnapshotOption(command);
  withConnectionOptions(command);
  return command
    .addHelpText(
      'after',
      exampleText([
        ['from a live host', 'hpvmctl import --host vmhost1 --out network'],
        ['from what was recorded', 'hpvmctl import --snapshot vmhost1.json --snapshot vmhost2.json --out network'],
        ['look at the code only', 'hpvmctl import --snapshot vmhost1.json'],
        ['later: what has changed on the host', 'hpvmctl import --host vmhost1 --out network'],
      ]),
    )
    .action(async (options: ImportOptions) => {
      const runImport = await (await import('../actions.js')).actions.import();
      finish(await runImport(context, options));
    });
}
