import type { DescribedCommand, DescribedSection } from '../../src/cli/reference/described-command';
import { plainText } from './plain-text';

const HEAD = `\
# The command line

Made from the commands themselves by \`npm run generate\`; \`hpvmctl --help\` says the same, and so does \`man hpvmctl\`
after \`npm link\` or \`npm install --global\` (\`man -l man/hpvmctl.1\` in a clone).
`;

/** The reference of the command line: a list of the commands, then a section for each. */
export function commandsMarkdown(commands: readonly DescribedCommand[]): string {
  const [program, ...below] = commands;
  if (program === undefined) throw new Error('there is no program');
  const list = below
    .filter(({ summary }) => summary !== '')
    .map((command) => `| [\`${command.words.join(' ')}\`](#${anchor(command)}) | ${plainText(command.summary)} |`);
  const table = ['| command | does |', '|---|---|', ...list].join('\n');
  return `${[HEAD.trimEnd(), plainText(program.description), table, ...below.map(section), ofProgram(program)].join('\n\n')}\n`;
}

function ofProgram(program: DescribedCommand): string {
  return ['## Options of hpvmctl itself', options(program)].join('\n\n');
}

function section(command: DescribedCommand): string {
  return [
    `## hpvmctl ${command.words.join(' ')}`,
    plainText(command.description),
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
  const rows = command.arguments.map(({ name, description }) => `| \`${name}\` | ${plainText(description)} |`);
  return ['| argument | is |', '|---|---|', ...rows].join('\n');
}

function options({ options }: DescribedCommand): string {
  const rows = options.map(({ term, description }) => `| \`${term}\` | ${plainText(description)} |`);
  return ['| option | does |', '|---|---|', ...rows].join('\n');
}

function sectionText({ title, lines }: DescribedSection): string {
  // Examples are commands, and are held against the program.
  const language = title === 'Examples' ? 'sh' : 'text';
  return [`${title}:`, '', `\`\`\`${language}`, ...lines.map((line) => line.replace(/^ {2}/, '')), '```'].join('\n');
}

function anchor({ words }: DescribedCommand): string {
  return ['hpvmctl', ...words].join('-');
}
