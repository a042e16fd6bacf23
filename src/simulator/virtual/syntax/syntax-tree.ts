/** Piece of a word. `isQuoted`: neither split into fields nor a pattern. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | ParameterPart
  | { readonly kind: 'command'; readonly script: Script; readonly isQuoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly isQuoted: boolean };

/** What `${name...}` does with a value: the POSIX operators, `length` for `${#name}`, null for the value itself. */
export type ParameterOperator =
  'length' | ':-' | '-' | ':=' | '=' | ':?' | '?' | ':+' | '+' | '#' | '##' | '%' | '%%' | null;

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  readonly operator: ParameterOperator;
  readonly argument: Word | null;
  readonly isQuoted: boolean;
}

export interface Word {
  readonly parts: readonly WordPart[];
  /** The word itself when nothing in it is expanded. */
  readonly plain: string | null;
  /** Nothing in it starts a process. */
  readonly isQuick: boolean;
  /** It becomes one field, whatever the values are, and no pattern. */
  readonly isOneField: boolean;
}

export interface Redirection {
  readonly descriptor: number;
  readonly operator: '<' | '>' | '>>' | '>|' | '<&' | '>&' | '<<';
  readonly target: Word;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface SimpleCommand {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

export interface CompoundBase {
  readonly redirections: readonly Redirection[];
}

export type CompoundCommand = CompoundBase &
  (
    | { readonly kind: 'group' | 'subshell'; readonly body: CommandList }
    | {
        readonly kind: 'if';
        readonly clauses: readonly { readonly condition: CommandList; readonly body: CommandList }[];
        readonly otherwise: CommandList | null;
      }
    | { readonly kind: 'loop'; readonly isUntil: boolean; readonly condition: CommandList; readonly body: CommandList }
    | {
        readonly kind: 'for';
        readonly name: string;
        readonly words: readonly Word[] | null;
        readonly body: CommandList;
      }
    | {
        readonly kind: 'case';
        readonly subject: Word;
        readonly items: readonly { readonly patterns: readonly Word[]; readonly body: CommandList }[];
      }
  );

export type Command =
  | SimpleCommand
  | CompoundCommand
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }
  | { readonly kind: 'pipeline'; readonly commands: readonly Command[]; readonly isNegated: boolean }
  | { readonly kind: 'and' | 'or'; readonly left: Command; readonly right: Command };

export interface ListItem {
  readonly command: Command;
  readonly isAsynchronous: boolean;
  /** The text it was written as, for lists of processes. */
  readonly text: string;
}

export type CommandList = readonly ListItem[];

/** Lines of a script up to the first syntax error, if there is one: a shell runs what stands before it. */
export interface Script {
  readonly lines: readonly { readonly list: CommandList; readonly start: number; readonly end: number }[];
  readonly error: string | null;
}
