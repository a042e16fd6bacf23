import type { DescribedCommand, DescribedOption } from '../reference/described-command';

/** Completion for fish, with what each command and option is for. */
export function fishCompletion(commands: readonly DescribedCommand[]): string {
  return `${['# fish completion for hpvmctl; made by: hpvmctl completion fish', ...commands.flatMap(linesOf)].join('\n')}\n`;
}

function linesOf(command: DescribedCommand, _index: number, all: readonly DescribedCommand[]): readonly string[] {
  const condition = conditionOf(command, all);
  const below = all.filter(
    ({ words }) =>
      words.length === command.words.length + 1 && command.words.every((word, index) => word === words[index]),
  );
  const words = command.arguments.flatMap(({ choices }) => choices);
  const takesFiles = command.arguments.some(({ choices }) => choices.length === 0);
  return [
    // Where a command must stand, no file does; where a file may, either does.
    ...below.map(
      ({ words: ofBelow, summary, description }) =>
        `complete -c hpvmctl ${takesFiles ? '' : '-f '}${condition} -a ${quoted(ofBelow.at(-1) ?? '')} -d ${quoted(summary === '' ? description : summary)}`,
    ),
    ...words.map((word) => `complete -c hpvmctl -f ${condition} -a ${quoted(word)}`),
    ...command.options.map((option) => `complete -c hpvmctl ${condition} ${optionText(option)}`),
  ];
}

function conditionOf({ words }: DescribedCommand, all: readonly DescribedCommand[]): string {
  if (words.length === 0) return `-n '__fish_use_subcommand'`;
  const [first = '', second] = words;
  const seen = `__fish_seen_subcommand_from ${first}`;
  const others = all.flatMap(({ words: [above, name] }) => (above === first && name !== undefined ? [name] : []));
  if (second !== undefined) return `-n ${quoted(`${seen}; and __fish_seen_subcommand_from ${second}`)}`;
  return `-n ${quoted(others.length === 0 ? seen : `${seen}; and not __fish_seen_subcommand_from ${others.join(' ')}`)}`;
}

function optionText({ flags, description, value }: DescribedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  // -r: a value follows; -f: it is no file; -F: it is one.
  const takes =
    value === undefined ? [] : value.choices.length === 0 ? ['-r -F'] : [`-x -a ${quoted(value.choices.join(' '))}`];
  return [...names, ...takes, `-d ${quoted(description)}`].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
