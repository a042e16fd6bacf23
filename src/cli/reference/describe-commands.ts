import type { Command, Option } from 'commander';
import type { DescribedCommand, DescribedOption, DescribedSection } from './described-command';

/** Wide enough that help breaks no line. */
const WITHOUT_BREAKS_COLUMNS = 100_000;

/** A command and those below it, in the order of its help. Hidden ones, and `help` itself, are left out. */
export function describeCommands(command: Command): readonly DescribedCommand[] {
  const below = command.createHelp().visibleCommands(command);
  return [described(command), ...below.filter((each) => each.name() !== 'help').flatMap(describeCommands)];
}

function described(command: Command): DescribedCommand {
  const help = command.createHelp();
  return {
    words: wordsOf(command),
    usage: help.commandUsage(command),
    summary: command.summary(),
    description: command.description(),
    arguments: help.visibleArguments(command).map((argument) => ({
      name: argument.name(),
      description: help.argumentDescription(argument),
      choices: argument.argChoices ?? [],
    })),
    options: help
      .visibleOptions(command)
      .map((option) => describedOption(option, help.optionTerm(option), help.optionDescription(option))),
    sections: sectionsBelowHelp(command),
  };
}

function wordsOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...wordsOf(command.parent), command.name()];
}

function describedOption(option: Option, term: string, description: string): DescribedOption {
  const flags = [option.long, option.short].filter((flag) => flag !== undefined);
  if (!option.required && !option.optional) return { term, description, flags };
  const [, name = 'value'] = /<(.+)>$/.exec(option.flags) ?? [];
  return { term, description, flags, value: { name, choices: option.argChoices ?? [] } };
}

/** What was added below the help: each section begins at the left margin and ends with a colon. */
function sectionsBelowHelp(command: Command): readonly DescribedSection[] {
  let text = '';
  const asBefore = command.configureOutput();
  command.configureOutput({
    writeOut: (more) => {
      text += more;
    },
    getOutHelpWidth: () => WITHOUT_BREAKS_COLUMNS,
  });
  command.outputHelp();
  const below = text.slice(command.helpInformation().length);
  command.configureOutput(asBefore);
  return below
    .split(/\n(?=\S)/)
    .map((section) => section.split('\n').filter((line) => line.trim() !== ''))
    .flatMap(([title, ...lines]) => (title === undefined ? [] : [{ title: title.replace(/:$/, ''), lines }]));
}
