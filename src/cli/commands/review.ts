import { Command } from 'commander';
import type { ReviewOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import {
  withConnectionOptions,
  withFormatOption,
  withFullOption,
  withHostOption,
  withSnapshotOption,
} from './shared-options';

/** `hpvmctl review`: the text of a pull-request comment. */
export function reviewCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('review')
    .summary('the text of a pull-request comment')
    .description('Plans, and prints the plan as a pull-request comment. With --snapshot it needs no host and no key.')
    .argument('[desired...]', 'desired-state files or folders (default: cdktf.out)')
    .option('--out <file>', 'write the comment to this file instead of stdout')
    .option('--accept-recalled', "approve destructive steps whose command form HP's readable documents do not show");
  withHostOption(command);
  withSnapshotOption(command);
  withConnectionOptions(command);
  withFormatOption(command, ['markdown', 'text', 'json'], 'markdown');
  withFullOption(command);
  return command
    .addHelpText(
      'after',
      exampleText([
        ['in a pull-request job', 'hpvmctl review cdktf.out --snapshot vmhost1.snapshot.json --out comment.md'],
        ['against the live hosts', 'hpvmctl review cdktf.out'],
      ]),
    )
    .action(async (paths: readonly string[], options: ReviewOptions) => {
      const runReview = await (await import('../actions.js')).actions.review();
      finish(await runReview(context, paths, options));
    });
}
