import type { DescribedCommand } from '../reference/described-command';
import { completionTree } from './completion-tree';

/**
 * Completion for bash 3.2 and later; needs no package "bash-completion". What is no command, no option and none of a few allowed values
 * is completed as a file name, which is what `-o default` leaves to bash.
 */
export function bashCompletion(commands: readonly DescribedCommand[]): string {
  const { names, subcommands, flags, choices, takingValues } = completionTree(commands);
  return `\
# bash completion for hpvmctl; made by: hpvmctl completion bash
_hpvmctl() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command='' index given prefix=''
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    given=\${COMP_WORDS[index]}
    case "$command $given" in
      ${names.map((name) => `' ${name}'`).join('|')}) command=$given ;;
${subcommands.map(([name, below]) => `      '${name} ${below}') command='${name} ${below}' ;;`).join('\n')}
    esac
  done
  case $word in
    --*=*)
      before=\${word%%=*} word=\${word#*=}
      case $COMP_WORDBREAKS in *=*) ;; *) prefix=$before= ;; esac ;;
    =) word='' ;;
    *) if [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi ;;
  esac
  case "$command $before" in
${choices.map(([name, flag, values]) => `    '${name} ${flag}') _hpvmctl_words ${values.join(' ')}; return ;;`).join('\n')}
  esac
  case "$before" in
    ${takingValues.join('|')}) return ;;
  esac
  case "$command" in
    '') case $word in
      -*) _hpvmctl_words ${(flags.get('') ?? []).join(' ')} ;;
      *) _hpvmctl_words ${names.join(' ')} help ;;
    esac ;;
${commandCases(commands)}
  esac
}
_hpvmctl_words() {
  COMPREPLY=()
  local each
  for each; do
    case $each in "$word"*) COMPREPLY+=("$prefix$each") ;; esac
  done
}
complete -o default -o bashdefault -F _hpvmctl hpvmctl
`;
}

function commandCases(commands: readonly DescribedCommand[]): string {
  const { flags, subcommands, argumentChoices } = completionTree(commands);
  return [...flags]
    .filter(([name]) => name !== '')
    .map(([name, list]) => {
      const words = [
        ...subcommands.filter(([above]) => above === name).map(([, below]) => below),
        ...(argumentChoices.get(name) ?? []),
      ];
      const otherwise = words.length === 0 ? '' : ` *) _hpvmctl_words ${words.join(' ')} ;;`;
      return `    '${name}') case $word in -*) _hpvmctl_words ${list.join(' ')} ;;${otherwise} esac ;;`;
    })
    .join('\n');
}
