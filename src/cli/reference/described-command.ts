/** A command as help shows it, as a value: for the reference, the manual page and completion. */
export interface DescribedCommand {
  /** The words that call it: none for the program itself, `provider install` are two. */
  readonly words: readonly string[];
  /** How it is called, as in `hpvmctl show [options] <file>`. */
  readonly usage: string;
  readonly summary: string;
  readonly description: string;
  readonly arguments: readonly DescribedArgument[];
  readonly options: readonly DescribedOption[];
  /** What stands below: examples, exit codes. */
  readonly sections: readonly DescribedSection[];
}

export interface DescribedArgument {
  readonly name: string;
  readonly description: string;
  /** The only values that it takes; empty when there are others. */
  readonly choices: readonly string[];
}

export interface DescribedOption {
  /** As help shows it: `-V, --version`, `--out <plan>`. */
  readonly term: string;
  /** With the allowed values and the default. */
  readonly description: string;
  /** `--version`, `-V`. */
  readonly flags: readonly string[];
  /** Absent when it takes no value. */
  readonly value?: { readonly name: string; readonly choices: readonly string[] };
}

export interface DescribedSection {
  readonly title: string;
  /** As indented as in help. */
  readonly lines: readonly string[];
}
