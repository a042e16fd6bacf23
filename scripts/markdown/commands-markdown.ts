import type { DescribedCommand, DescribedSection } from '../../src/cli/reference/described-command';

const HEAD = `\
# The command line

Made from the commands themselves by \`npm run generate\`; \`hpvmctl --help\` and \`man hpvmctl\` say the same.
`;

/** The reference of the command line: a list of the commands, then a section for each. */
export function commandsMarkdown(commands: readonly DescribedCommand[]): string {
  const [program, ...below] = commands;
  if (program === undefined) throw new Error('there is no program');
  const list = below
    .filter(({ summary }) => summary !== '')
    .map((command) => `| [\`${command.words.join(' ')}\`](#${anchor(command)}) | ${cell(command.summary)} |`);
  const table = ['| command | does |', '|---|---|', ...list].join('\n');
  return `${[HEAD.trimEnd(), program.description, table, ...below.map(section), ofProgram(program)].join('\n\n')}\n`;
}

function ofProgram(program: DescribedCommand): string {
  return ['## Options of hpvmctl itself', options(program)].join('\n\n');
}

function section(command: DescribedCommand): string {
  return [
    `## hpvmctl ${command.words.join(' ')}`,
    command.description,
    // A usage is no command that anybody could run.
    [
      '```text',
      `hpvmctl ${[...command.words, command.usage.replace(/^.*?(?=\[options\])/, '')].join(' ')}`,
      '```',
    ].join('\n'),
    ...(command.arguments.length === 0 ? [] : [argumentsOf(command)]),
    options(command),
    ...command.sections.map(sectionText),
  ].join('\n\n');
}

function argumentsOf(command: DescribedCommand): string {
  const rows = command.arguments.map(({ name, description }) => `| \`${name}\` | ${cell(description)} |`);
  return ['| argument | |', '|---|---|', ...rows].join('\n');
}

function options({ options }: DescribedCommand): string {
  const rows = options.map(({ term, description }) => `| \`${term}\` | ${cell(description)} |`);
  return ['| option | |', '|---|---|', ...rows].join('\n');
}

function sectionText({ title, lines }: DescribedSection): string {
  // Examples are commands, and are held against the program.
  const language = title === 'Examples' ? 'sh' : 'text';
  return [`${title}:`, '', `\`\`\`${language}`, ...lines.map((line) => line.replace(/^ {2}/, '')), '```'].join('\n');
}

/** Text for one field of a table, in which nothing is taken for markup. */
function cell(text: string): string {
  return text.replaceAll(/[\\|<>*_[\]`]/g, '\\$&');
}

function anchor({ words }: DescribedCommand): string {
  return ['hpvmctl', ...words].join('-');
}
