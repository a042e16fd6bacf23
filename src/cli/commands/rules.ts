import { Command } from 'commander';
import type { FormatOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withFormatOption } from './shared-options';

/** `hpvmctl rules`: the safety rules with their sources. */
export function rulesCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('rules')
    .summary('the safety rules with their sources')
    .description('Prints the safety rules that order a plan: what is done, why, and which HP document says so.')
    .argument('[id]', 'only this rule');
  withFormatOption(command, ['text', 'json'], 'text');
  return command
    .addHelpText(
      'after',
      exampleText([
        ['all of them', 'hpvmctl rules'],
        ['for a program', 'hpvmctl rules --json'],
      ]),
    )
    .action(async (id: string | undefined, options: FormatOptions) => {
      const runRules = await (await import('../actions.js')).actions.rules();
      finish(runRules(context, id, options));
    });
}
