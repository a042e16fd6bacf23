import { wrapText } from '../../src/review/wrap-text';
import type { DescribedCommand, DescribedSection } from '../../src/cli/reference/described-command';

/** Escapes make lines longer. */
const SOURCE_COLUMNS = 70;

/** The manual page hpvmctl(1), in the macros of man(7), from the commands themselves. */
export function manualPage(commands: readonly DescribedCommand[], version: string): string {
  const [program, ...below] = commands;
  if (program === undefined) throw new Error('there is no program');
  const lines = [
    '.\\" Made by npm run generate from the commands themselves.',
    `.TH HPVMCTL 1 "" "cdktf\\-hpvm ${version}" "User Commands"`,
    '.SH NAME',
    `hpvmctl \\- virtual networking of HP Integrity Virtual Machines hosts`,
    '.SH SYNOPSIS',
    ...below.flatMap(synopsis),
    '.SH DESCRIPTION',
    ...prose(program.description),
    '.SH OPTIONS',
    ...options(program),
    '.SH COMMANDS',
    ...below.flatMap(commandLines),
    ...program.sections.flatMap(sectionOfProgram),
    '.SH SEE ALSO',
    '.BR ssh (1),',
    '.BR ssh_config (5),',
    '.BR ssh\\-keygen (1)',
  ];
  return `${lines.join('\n')}\n`;
}

function synopsis(command: DescribedCommand, index: number): readonly string[] {
  return [...(index === 0 ? [] : ['.br']), usageLine(command)];
}

function usageLine({ words, usage }: DescribedCommand): string {
  const rest = usage.replace(/^.*?(?=\[options\])/, '');
  return `\\fBhpvmctl ${roff(words.join(' '))}\\fR ${roff(rest)}`;
}

function commandLines(command: DescribedCommand): readonly string[] {
  return [
    `.SS hpvmctl ${roff(command.words.join(' '))}`,
    ...prose(command.description),
    ...command.arguments.flatMap(({ name, description }) => ['.TP', `\\fI${roff(name)}\\fR`, ...prose(description)]),
    ...options(command),
    ...command.sections.flatMap(sectionOfCommand),
  ];
}

function options(command: DescribedCommand): readonly string[] {
  return command.options.flatMap(({ term, description }) => ['.TP', `\\fB${roff(term)}\\fR`, ...prose(description)]);
}

function sectionOfCommand({ title, lines }: DescribedSection): readonly string[] {
  return ['.PP', `${roff(title)}:`, '.PP', ...asTyped(lines)];
}

function sectionOfProgram({ title, lines }: DescribedSection): readonly string[] {
  // "Exit codes (of several hosts the largest wins)"
  return [`.SH ${roff(title.toUpperCase())}`, ...asTyped(lines)];
}

function asTyped(lines: readonly string[]): readonly string[] {
  return ['.nf', '.RS 2', ...lines.map((line) => roff(line.replace(/^ {2}/, ''))), '.RE', '.fi'];
}

/** Text that is filled anew wherever it is shown, in lines of a length that mandoc likes. */
function prose(text: string): readonly string[] {
  return wrapText(text, { widthColumns: SOURCE_COLUMNS, first: '', rest: '' }).map(roff);
}

/** Text in which nothing is taken for a request or an escape. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
    .replaceAll(/^([.'])/gm, '\\&$1');
}
