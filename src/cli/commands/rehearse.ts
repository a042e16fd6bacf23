import { Command } from 'commander';
import type { RehearseOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withFormatOption } from './shared-options';

/** `hpvmctl rehearse`: carry a plan out on a simulated host. */
export function rehearseCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('rehearse')
    .summary('carry a saved plan out on a simulated host')
    .description(
      'Carries a saved plan out on a simulated host that looks as the real one did when the plan was made, with the program that would be sent there, in virtual time. Talks to no host. Exits 0 when it ends as it should and no harm is seen, else 4. What the simulated host does is modelled from documents.',
    )
    .argument('<plan>', 'the plan, as hpvmctl plan --out wrote it')
    .option('--fail <step>', 'let this step fail, to see how the host takes back what was done')
    .option('--reboot-after <step>', 'let the host go down behind this step')
    .option('--no-revert', 'without a guard');
  withFormatOption(command, ['text', 'json'], 'text');
  return command
    .addHelpText(
      'after',
      exampleText([
        ['before the maintenance window', 'hpvmctl rehearse plan.json'],
        ['and if the fifth step fails', 'hpvmctl rehearse plan.json --fail s05'],
      ]),
    )
    .action(async (file: string, options: RehearseOptions) => {
      const runRehearse = await (await import('../actions.js')).actions.rehearse();
      finish(await runRehearse(context, file, options));
    });
}
