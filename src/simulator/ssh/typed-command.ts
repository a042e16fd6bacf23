/**
 * A command line as somebody types it on the host, where HP's commands stand at their absolute paths: each word that is
 * one of those paths gets the root of the simulated host in front. Only whole words at the start of a command are
 * touched; scripts use HPVM_COMMAND_PREFIX instead.
 */
export function typedCommand(line: string, commands: readonly string[], root: string): string {
  const known = new Set(commands);
  return line.replaceAll(
    /(^|[;&|(]\s*|\n\s*)(\/[A-Za-z0-9._/-]+)(?=[\s;&|)]|$)/g,
    (whole, before: string, word: string) => (known.has(word) ? `${before}${root}${word}` : whole),
  );
}
