import { Command } from 'commander';
import type { RunOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withConnectionOptions, withFormatOption, withHostOption } from './shared-options';

const WHERE =
  'a plan or desired-state files or folders, for how hosts are reached (default: cdktf.out, or the names given with --host)';

/** `hpvmctl status`: look at the run of a host. */
export function statusCommand({ context, finish }: CommandOutlet): Command {
  return runCommand('status', {
    summary: 'look at the run of a host',
    description:
      'Shows the run that a host works on or left unfinished, else the latest that began a step: how far it is, what it waits for, until when its guard is armed, and what is left to do. One that was refused or locked out is shown with --run. Ends as the run did, and with 8 while it has not ended. Changes nothing.',
    example: ['what is going on there', 'hpvmctl status --host vmhost1'],
  }).action(async (paths: readonly string[], options: RunOptions) => {
    const run = await (await import('../actions.js')).actions.status();
    finish(await run(context, paths, options));
  });
}

/** `hpvmctl resume`: go on with a run that lost its client. */
export function resumeCommand(outlet: CommandOutlet): Command {
  return settling(outlet, 'resume', {
    summary: 'pick up a run that lost its client',
    description:
      'Goes on with the run of a host from wherever it stands, from this machine or another: watches it, looks at the host when it asks, and confirms it when it is as planned. A run that nobody works on any more is taken back. Of one that has ended it says what became of it.',
    example: ['after exit code 8', 'hpvmctl resume --host vmhost1'],
  });
}

/** `hpvmctl confirm`: keep what a run did. */
export function confirmCommand(outlet: CommandOutlet): Command {
  return settling(outlet, 'confirm', {
    summary: 'keep what a run did',
    description:
      'Looks at the host over a new connection and confirms the run when the host is what the plan makes of it; else it is taken back. With a plan, only a run of that plan is confirmed.',
    example: ['from another machine', 'hpvmctl confirm plan.json'],
  });
}

/** `hpvmctl revert`: take a run back. */
export function revertCommand(outlet: CommandOutlet): Command {
  return settling(outlet, 'revert', {
    summary: 'take a run back',
    description:
      'Tells the run of a host to take back what it did, before it is confirmed, and reads the host again. A run that was confirmed or has ended is not taken back: others may build on it.',
    example: ['now, rather than when the time is over', 'hpvmctl revert --host vmhost1'],
  });
}

interface RunTexts {
  readonly summary: string;
  readonly description: string;
  readonly example: readonly [string, string];
}

function settling(
  { context, finish }: CommandOutlet,
  intent: 'resume' | 'confirm' | 'revert',
  texts: RunTexts,
): Command {
  return runCommand(intent, texts)
    .option('--out <report>', 'write what happened (JSON) to this file')
    .action(async (paths: readonly string[], options: RunOptions) => {
      const run = await (await import('../actions.js')).actions.settle();
      finish(await run(context, intent, paths, options));
    });
}

/** A command about the run of a host. */
function runCommand(name: string, { summary, description, example }: RunTexts): Command {
  const command = new Command(name)
    .summary(summary)
    .description(description)
    .argument('[plan-or-desired...]', WHERE)
    .option('--run <id>', 'the run that is meant, when it is not the current one or the latest that began a step');
  withHostOption(command);
  withConnectionOptions(command);
  withFormatOption(command, ['text', 'json'], 'text');
  return command.addHelpText('after', exampleText([example]));
}
