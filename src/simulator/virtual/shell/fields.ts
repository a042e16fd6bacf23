import { escapePattern } from './pattern';

/** A field of a command line; `pattern` is set when something unquoted in it is a pattern. */
export interface Field {
  readonly text: string;
  readonly pattern: string | null;
}

/** Collects the pieces of a word into fields (POSIX 2.6.5). */
export interface Fields {
  /** A piece that is not split. */
  add(text: string, isQuoted: boolean): void;
  /** The value of an expansion outside of quotes. */
  split(value: string): void;
  /** `$@`: each text begins a field of its own, but the first belongs to what stands before it. */
  addEach(texts: readonly string[], isQuoted: boolean): void;
  end(): readonly Field[];
}

const GLOB = /[*?[]/;

/** Fields that are split at the characters of `separators` (IFS). */
export function createFields(separators: string): Fields {
  const done: Field[] = [];
  let text = '';
  let pattern = '';
  let isPattern = false;
  let isBegun = false;
  let isAfterBlank = false;

  const finish = (): void => {
    if (isBegun) done.push({ text, pattern: isPattern ? pattern : null });
    text = '';
    pattern = '';
    isPattern = false;
    isBegun = false;
  };
  const add = (piece: string, isQuoted: boolean): void => {
    if (piece === '' && !isQuoted) return;
    isBegun = true;
    isAfterBlank = false;
    text += piece;
    pattern += isQuoted ? escapePattern(piece) : piece;
    if (!isQuoted && GLOB.test(piece)) isPattern = true;
  };
  const split = (value: string): void => {
    let run = '';
    for (const character of value) {
      if (!separators.includes(character)) {
        run += character;
        continue;
      }
      add(run, false);
      const hadRun = isBegun;
      run = '';
      if (' \t\n'.includes(character)) {
        finish();
        if (hadRun) isAfterBlank = true;
      } else {
        if (!isBegun && !isAfterBlank) isBegun = true;
        finish();
        isAfterBlank = false;
      }
    }
    add(run, false);
  };
  return {
    add,
    split,
    addEach: (texts, isQuoted) => {
      texts.forEach((each, index) => {
        if (index > 0) finish();
        if (isQuoted) add(each, true);
        else split(each);
      });
    },
    end: () => {
      finish();
      return done;
    },
  };
}
