import { Command } from 'commander';
import type { FormatOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withFormatOption } from './shared-options';

/** `hpvmctl explain`: why a plan is as it is. */
export function explainCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('explain')
    .summary('why a step, an order or a rule is there')
    .description(
      'Explains a step of a plan (s10) or of its way back (r02), why one step waits for another (s02:s10), everything a plan does to a resource (vswitch.vmlan900), or a safety rule (halt-before-apa-teardown), with sources. Talks to no host.',
    )
    .argument('<what>', 'a step, an edge, a resource address, or the id of a rule')
    .argument('[plan]', 'the plan, as hpvmctl plan --out wrote it; a rule needs none');
  withFormatOption(command, ['text', 'json'], 'text');
  return command
    .addHelpText(
      'after',
      exampleText([
        ['one step', 'hpvmctl explain s10 plan.json'],
        ['one step of the way back', 'hpvmctl explain r02 plan.json'],
        ['what happens when s10 does not wait for s02', 'hpvmctl explain s02:s10 plan.json'],
        ['who is cut off, and why', 'hpvmctl explain vswitch.vmlan900 plan.json'],
        ['a rule, and where this plan obeys it', 'hpvmctl explain halt-before-apa-teardown plan.json'],
      ]),
    )
    .action(async (what: string, file: string | undefined, options: FormatOptions) => {
      const runExplain = await (await import('../actions.js')).actions.explain();
      finish(await runExplain(context, what, file, options));
    });
}
