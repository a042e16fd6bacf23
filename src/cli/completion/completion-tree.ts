import type { DescribedCommand } from '../reference/described-command';

/** What can stand where on a command line, by the name of a command; '' is the program itself. */
export interface CompletionTree {
  readonly names: readonly string[];
  /** Commands below commands, as in `provider install`. */
  readonly subcommands: readonly (readonly [above: string, name: string])[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** Options with a few allowed values. */
  readonly choices: readonly (readonly [command: string, flag: string, values: readonly string[]])[];
  /** Arguments with a few allowed values. */
  readonly argumentChoices: ReadonlyMap<string, readonly string[]>;
  /** Options behind which a value stands, which is a file name for all that a shell can know. */
  readonly takingValues: readonly string[];
}

/** The commands as completion needs them. */
export function completionTree(commands: readonly DescribedCommand[]): CompletionTree {
  const nameOf = ({ words }: DescribedCommand): string => words.join(' ');
  const options = commands.flatMap((command) => command.options.map((option) => ({ name: nameOf(command), option })));
  return {
    names: commands.filter(({ words }) => words.length === 1).map(nameOf),
    subcommands: commands.flatMap(({ words: [above, name] }) =>
      above === undefined || name === undefined ? [] : [[above, name] as const],
    ),
    flags: new Map(commands.map((command) => [nameOf(command), command.options.flatMap(({ flags }) => flags)])),
    choices: options.flatMap(({ name, option: { flags, value } }) =>
      value === undefined || value.choices.length === 0
        ? []
        : flags.map((flag) => [name, flag, value.choices] as const),
    ),
    argumentChoices: new Map(
      commands.map((command) => [nameOf(command), command.arguments.flatMap(({ choices }) => choices)]),
    ),
    takingValues: [
      ...new Set(options.flatMap(({ option: { flags, value } }) => (value === undefined ? [] : flags))),
    ].sort(),
  };
}
