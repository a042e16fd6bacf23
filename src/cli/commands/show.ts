import { Command } from 'commander';
import type { ShowOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withFormatOption, withFullOption } from './shared-options';

/** `hpvmctl show`: render a saved file. */
export function showCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('show')
    .summary('render a saved plan, snapshot or report')
    .description(
      'Renders a file that hpvmctl wrote: a plan, a snapshot, a drift report or an apply report. Talks to no host.',
    )
    .argument('<file>', 'the file');
  withFormatOption(command, ['text', 'json', 'markdown', 'html', 'mermaid'], 'text');
  withFullOption(command);
  return command
    .addHelpText(
      'after',
      exampleText([
        ['read a saved plan again', 'hpvmctl show plan.json'],
        ['as a comment for a pull request', 'hpvmctl show plan.json --format markdown'],
        ['as a page with the host drawn', 'hpvmctl show plan.json --format html > plan.html'],
        ['what became of a run, as a page', 'hpvmctl show report.json --format html > run.html'],
        ['a snapshot as tables', 'hpvmctl show vmhost1.snapshot.json'],
      ]),
    )
    .action(async (file: string, options: ShowOptions) => {
      const runShow = await (await import('../actions.js')).actions.show();
      finish(await runShow(context, file, options));
    });
}
