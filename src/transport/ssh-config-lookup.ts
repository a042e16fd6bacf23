import { glob, LineType, parse, type SSHConfig } from 'ssh-config';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';

/** Text of an ssh_config file and of the files that it includes. */
export interface SshConfigFile {
  readonly path: string;
  readonly text: string;
  /** Per word of an `Include` line of this file, the files it stands for, in order. */
  readonly includes: ReadonlyMap<string, readonly SshConfigFile[]>;
}

/** What ssh_config says about a host: per keyword in lower case, its values. */
export interface SshConfigAnswer {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What `Match` and `Host` look at. */
export interface SshConfigQuestion {
  /** The host as the user named it. */
  readonly name: string;
  /** Login name, when it is decided already. */
  readonly user?: string;
  /** Our own user name on this machine. */
  readonly localUser: string;
}

/** Keywords whose values add up instead of the first one winning (ssh_config(5), OpenSSH 9.2, IdentityFile and CertificateFile). */
const ADDING = new Set(['identityfile', 'certificatefile']);

/**
 * Answers what ssh_config files say about a host, by the rules of ssh_config(5): the first value of a keyword wins,
 * files in the given order (the user's before the system's), `Include` in the place where it stands.
 *
 * Of `Match`, the criteria all, host, originalhost, user and localuser are understood. A block with any other
 * criterion (`exec` above all: nothing is run) does not apply, and a warning says so. A file that cannot be parsed is
 * an error diagnostic.
 */
export function lookUpSshConfig(files: readonly SshConfigFile[], question: SshConfigQuestion): SshConfigAnswer {
  const values = new Map<string, string[]>();
  const diagnostics: Diagnostic[] = [];

  const set = (keyword: string, words: readonly string[]): void => {
    const known = values.get(keyword);
    if (known === undefined) values.set(keyword, [...words]);
    else if (ADDING.has(keyword)) known.push(...words);
  };

  const isMatched = (criterion: string, patterns: string): boolean | undefined => {
    switch (criterion.toLowerCase()) {
      case 'all':
        return true;
      case 'host':
        return glob(patterns, values.get('hostname')?.[0] ?? question.name);
      case 'originalhost':
        return glob(patterns, question.name);
      case 'user':
        return glob(patterns, question.user ?? values.get('user')?.[0] ?? question.localUser);
      case 'localuser':
        return glob(patterns, question.localUser);
      default:
        return undefined;
    }
  };

  const applies = (line: SectionLine, file: SshConfigFile): boolean => {
    if (line.param.toLowerCase() === 'host') return glob(wordsOf(line.value), question.name);
    let result = true;
    for (const [criterion, patterns] of Object.entries(line.criteria ?? {})) {
      const isMet = isMatched(criterion, wordsOf(patterns).join(','));
      if (isMet === undefined) diagnostics.push(criterionIgnored(file.path, criterion));
      result &&= isMet ?? false;
    }
    return result;
  };

  const walk = (lines: SSHConfig, file: SshConfigFile): void => {
    for (const line of lines) {
      if (line.type !== LineType.DIRECTIVE) continue;
      const keyword = line.param.trim().toLowerCase();
      if ('config' in line) {
        if (applies(line, file)) walk(line.config, file);
      } else if (keyword === 'include') {
        for (const word of wordsOf(line.value))
          for (const included of file.includes.get(word) ?? []) walkFile(included);
      } else {
        const words = wordsOf(line.value);
        if (words.length > 0) set(keyword, words);
      }
    }
  };

  const walkFile = (file: SshConfigFile): void => {
    const parsed = parseSshConfig(file.path, file.text);
    if ('diagnostic' in parsed) diagnostics.push(parsed.diagnostic);
    else walk(parsed.lines, file);
  };

  for (const file of files) walkFile(file);
  return { values, diagnostics };
}

/** Words of all `Include` lines of an ssh_config text, in order; none when the text cannot be parsed. */
export function includeWordsOf(text: string): readonly string[] {
  const parsed = parseSshConfig('', text);
  if ('diagnostic' in parsed) return [];
  const wordsIn = (lines: SSHConfig): string[] =>
    [...lines].flatMap((line) => {
      if (line.type !== LineType.DIRECTIVE) return [];
      if ('config' in line) return wordsIn(line.config);
      return line.param.toLowerCase() === 'include' ? wordsOf(line.value) : [];
    });
  return wordsIn(parsed.lines);
}

type SectionLine = {
  readonly param: string;
  readonly value: LineValue;
  readonly config: SSHConfig;
  readonly criteria?: Record<string, LineValue>;
};
type LineValue = string | readonly { readonly val: string }[];

function wordsOf(value: LineValue): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return value.map((word) => word.val);
}

function parseSshConfig(
  path: string,
  text: string,
): { readonly lines: SSHConfig } | { readonly diagnostic: Diagnostic } {
  try {
    return { lines: parse(text) };
  } catch (error) {
    return {
      diagnostic: errorDiagnostic(
        'ssh-config-unreadable',
        `${path} cannot be read as ssh_config`,
        `${error instanceof Error ? error.message : String(error)}. Correct the file, or name another one with --ssh-config.`,
      ),
    };
  }
}

function criterionIgnored(path: string, criterion: string): Diagnostic {
  return warningDiagnostic(
    'ssh-config-match-ignored',
    `A Match block of ${path} is left out: criterion ${JSON.stringify(criterion)} is not understood`,
    'Understood are all, host, originalhost, user and localuser. If the host needs what stands in that block, put it into a Host block.',
  );
}
