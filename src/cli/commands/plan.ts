import { Command } from 'commander';
import type { PlanOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import {
  withConnectionOptions,
  withFormatOption,
  withFullOption,
  withHostOption,
  withSnapshotOption,
} from './shared-options';

/** `hpvmctl plan`: observe, compare, print the ordered plan. */
export function planCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('plan')
    .summary('observe, compare, and print the ordered plan')
    .description(
      'Observes the hosts, compares them with their desired state, and prints what would be done, in which order and why. Changes nothing.',
    )
    .argument('[desired...]', 'desired-state files or folders (default: cdktf.out)')
    .option('--out <plan>', 'write the plan (JSON) to this file, for hpvmctl apply')
    .option('--sign <key>', 'sign the plan with this key, as ssh-keygen does, into <plan>.sig (needs --out)')
    .option('--detailed-exitcode', 'exit 2 when there is something to do')
    .option('--accept-recalled', "approve destructive steps whose command form HP's readable documents do not show");
  withHostOption(command);
  withSnapshotOption(command);
  withConnectionOptions(command);
  withFormatOption(command, ['text', 'json', 'markdown', 'html', 'mermaid'], 'text');
  withFullOption(command);
  return command
    .addHelpText(
      'after',
      exampleText([
        ['plan everything that was synthesized, and keep the plan', 'hpvmctl plan --out plan.json'],
        ['keep it signed', 'hpvmctl plan --out plan.json --sign ~/.ssh/id_ed25519'],
        ['look at it as a page', 'hpvmctl plan --format html > plan.html'],
        ['as diagrams for a wiki or a comment', 'hpvmctl plan --format mermaid > plan.md'],
        ['plan without a host and without a key', 'hpvmctl plan cdktf.out --snapshot vmhost1.snapshot.json'],
        ['in a pipeline: 0 nothing to do, 2 changes', 'hpvmctl plan cdktf.out --detailed-exitcode'],
      ]),
    )
    .action(async (paths: readonly string[], options: PlanOptions) => {
      const runPlan = await (await import('../actions.js')).actions.plan();
      finish(await runPlan(context, paths, options));
    });
}
