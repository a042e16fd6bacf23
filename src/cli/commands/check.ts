import { Command } from 'commander';
import type { FormatOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withFormatOption } from './shared-options';

/** `hpvmctl check`: prove a saved plan again. */
export function checkCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('check')
    .summary('prove a saved plan again with the independent checker')
    .description(
      'Proves a saved plan from its commands and the host it was made for: in every order that its steps allow, none does harm. Talks to no host. Exits 0 when it is proven, 4 when something speaks against it.',
    )
    .argument('<plan>', 'the plan, as hpvmctl plan --out wrote it');
  withFormatOption(command, ['text', 'json'], 'text');
  return command
    .addHelpText(
      'after',
      exampleText([
        ['before somebody approves a plan', 'hpvmctl check plan.json'],
        ['for a program', 'hpvmctl check plan.json --json'],
      ]),
    )
    .action(async (file: string, options: FormatOptions) => {
      const runCheck = await (await import('../actions.js')).actions.check();
      finish(await runCheck(context, file, options));
    });
}
