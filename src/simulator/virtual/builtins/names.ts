/** Names of the builtins, for `command -v`. */
export const NAMES: ReadonlySet<string> = new Set(
  ': . break continue eval exec exit export return set shift trap unset true false [ test cd command echo kill printf pwd read umask wait'.split(
    ' ',
  ),
);
