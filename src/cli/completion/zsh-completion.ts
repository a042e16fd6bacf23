import type { DescribedCommand, DescribedOption } from '../reference/described-command';

/** Completion for zsh, with what each command and option is for. The file is to be called `_hpvmctl`, or sourced behind compinit. */
export function zshCompletion(commands: readonly DescribedCommand[]): string {
  const [program, ...below] = commands;
  const first = below.filter(({ words }) => words.length === 1);
  return `\
#compdef hpvmctl
# zsh completion for hpvmctl; made by: hpvmctl completion zsh
_hpvmctl() {
  local context state line
  typeset -A opt_args
  _arguments -C ${(program?.options ?? []).map(optionSpec).join(' ')} '1: :->command' '*:: :->rest'
  case $state in
    command)
      local -a commands=(
${first.map(({ words, summary }) => `        ${quoted(`${escaped(words.join(' '))}:${summary}`)}`).join('\n')}
      )
      _describe command commands
      ;;
    rest)
      case $words[1] in
${first.map((command) => commandCase(command, below)).join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = _hpvmctl ]; then _hpvmctl "$@"; else compdef _hpvmctl hpvmctl; fi
`;
}

function commandCase(command: DescribedCommand, all: readonly DescribedCommand[]): string {
  const name = command.words.join(' ');
  const below = all.filter(({ words }) => words.length === 2 && words[0] === name);
  const specs = [...command.options, ...below.flatMap(({ options }) => options)].map(optionSpec);
  const words = [
    ...below.map(({ words: [, last = ''] }) => last),
    ...command.arguments.flatMap(({ choices }) => choices),
  ];
  const rest = restOf(
    words,
    command.arguments.some(({ choices }) => choices.length === 0),
  );
  return `        ${name}) _arguments ${[...new Set(specs)].join(' ')} ${rest} ;;`;
}

/** What stands where no option does: one of a few words, a file, or either. */
function restOf(words: readonly string[], takesFiles: boolean): string {
  if (words.length === 0) return `'*:file:_files'`;
  if (!takesFiles) return quoted(`1: :(${words.join(' ')})`);
  return `${quoted(`1: :{ compadd -- ${words.join(' ')}; _files }`)} '*:file:_files'`;
}

function optionSpec({ flags, description, value }: DescribedOption): string {
  const action = value === undefined ? '' : `:${escaped(value.name)}:${valueAction(value.choices)}`;
  // The value stands behind a blank or behind "=".
  const nameOf = (flag: string): string => (value !== undefined && flag.startsWith('--') ? `${flag}=` : flag);
  return flags.map((flag) => quoted(`*${nameOf(flag)}[${bracketed(description)}]${action}`)).join(' ');
}

function valueAction(choices: readonly string[]): string {
  return choices.length === 0 ? '_files' : `(${choices.join(' ')})`;
}

function bracketed(text: string): string {
  return text.replaceAll(/[[\]\\:]/g, '\\$&');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\:]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
