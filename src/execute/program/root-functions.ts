import { quoteShellWord } from '../../model/shell-word';

/** Shell functions `hpvm_root COMMAND...`, which runs it with the rights of root, and `hpvm_tell TEXT`, which writes to the log of the host. */
export function rootFunctions(sudo: string | undefined): string {
  // After a boot the program runs as root, and nobody has to allow root anything.
  const command =
    sudo === undefined
      ? '"$@"'
      : `if [ "$hpvm_is_root" = yes ]; then "$@"; else "$P"${quoteShellWord(sudo)} -n "$@"; fi`;
  return `hpvm_root() {
  ${command}
}
hpvm_tell() {
  # Where syslogd hangs, nobody waits for it.
  logger -p daemon.warning -t hpvmctl "$1" </dev/null >/dev/null 2>&1 &
  return 0
}
`;
}
