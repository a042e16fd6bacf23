import { Command } from 'commander';
import type { DemoOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';

/** `hpvmctl demo`: the quick start. */
export function demoCommand({ context, finish, run }: CommandOutlet): Command {
  return new Command('demo')
    .summary('run the quick start')
    .description(
      'Runs the main job from end to end on a simulated host behind a real SSH server on loopback: synthesize, plan, apply, drift. Leaves its files in a folder.',
    )
    .option('--dir <folder>', 'folder for the files it leaves', 'hpvm-demo')
    .addHelpText('after', exampleText([['the same as npm start', 'hpvmctl demo']]))
    .action(async (options: DemoOptions) => {
      const runDemo = await (await import('../actions.js')).actions.demo();
      finish(await runDemo(context, options, run));
    });
}
