import { Command, InvalidArgumentError } from 'commander';
import { parseHostName } from '../../model/names';
import type { SimulateOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { CONSOLE_HELP } from '../console-help';
import { exampleText } from './examples';
import { parsePort } from './shared-options';

/** `hpvmctl simulate`: serve a simulated host over SSH until interrupted. */
export function simulateCommand({ context, finish }: CommandOutlet): Command {
  return new Command('simulate')
    .summary('serve a simulated host over SSH')
    .description(
      'Serves a simulated VM host over SSH on loopback until interrupted, and prints how to reach it. Its keys are made for the run. It runs the scripts that it is sent, as you.',
    )
    .option('--port <n>', 'TCP port on 127.0.0.1; 0 takes a free one', parsePort, 0)
    .option('--name <name>', 'what the host calls itself, so that several are told apart', hostName)
    .option('--snapshot <file>', 'look like the host of this snapshot instead of the quick-start host')
    .option('--write-ssh-config <file>', 'write to this file how it is reached, for --ssh-config of other commands')
    .option('--console', 'read commands for the host from stdin: boot it, cut connections, make commands fail')
    .addHelpText('after', `\nAt the console:\n${CONSOLE_HELP.trimEnd()}`)
    .addHelpText(
      'after',
      exampleText([
        ['a host to play with', 'hpvmctl simulate --port 2222'],
        ['on any free port', 'hpvmctl simulate'],
        ['to be found again by a name of your choice', 'hpvmctl simulate --write-ssh-config simulated.conf'],
        ['a second host', 'hpvmctl simulate --name vmhost2'],
        ['to see how an apply is taken back', 'hpvmctl simulate --console'],
        ['a copy of a real host, to try a change on', 'hpvmctl simulate --snapshot vmhost1.snapshot.json'],
      ]),
    )
    .action(async (options: SimulateOptions) => {
      const runSimulate = await (await import('../actions.js')).actions.simulate();
      finish(await runSimulate(context, options));
    });
}

function hostName(text: string): string {
  const name = parseHostName(text);
  if (name !== undefined) return name;
  throw new InvalidArgumentError('A host name is letters, digits and "-", in parts with "." between them.');
}
