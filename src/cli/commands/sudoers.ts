import { Command, InvalidArgumentError } from 'commander';
import { SUDOERS_USER_PATTERN } from '../../model/privileged-command';
import type { SudoersOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';

/** `hpvmctl sudoers`: the rules for sudo on a host that is not managed as root. */
export function sudoersCommand({ context, finish }: CommandOutlet): Command {
  return new Command('sudoers')
    .summary('the sudo rules that a login needs which is not root')
    .description(
      'Prints what sudo on a host has to allow when hpvmctl does not log in as root (connection.sudo), and nothing more.',
    )
    .option('--user <name>', 'login that changes hosts', loginName, 'hpvmctl')
    .option('--discovery-user <name>', 'login that only looks at them, where that is another one', loginName)
    .addHelpText(
      'after',
      exampleText([
        ['one login for everything', 'hpvmctl sudoers --user netadm'],
        ['a login of its own for plan and drift', 'hpvmctl sudoers --user netadm --discovery-user netlook'],
      ]),
    )
    .action(async (options: SudoersOptions) => {
      const runSudoers = await (await import('../actions.js')).actions.sudoers();
      finish(runSudoers(context, options));
    });
}

function loginName(text: string): string {
  if (SUDOERS_USER_PATTERN.test(text)) return text;
  throw new InvalidArgumentError(
    'A login name is letters, digits, "_", "." and "-"; not capital letters alone, not beginning with a digit, "." or "-".',
  );
}
