import { parseList, parseLine, skipToCommand } from './parse-command';
import { ScriptSyntaxError, unexpected, type NestedScripts, type Source } from './source';
import type { Script } from './syntax-tree';

const parsed = new Map<string, Script>();
/** Scripts that hold a run id are seen once; the cache must not grow with them. */
const MOST_PARSED = 2000;

const NESTED: NestedScripts = { untilParenthesis: parseUntilParenthesis, whole: parseWhole };

/** Parses a whole script line by line; the same text is parsed once. What follows a syntax error is not looked at. */
export function parseWhole(text: string): Script {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const script = parseLines({ text, at: 0, pending: [], nested: NESTED });
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, script);
  return script;
}

function parseUntilParenthesis(source: Source): Script {
  const list = parseList(source, [')'], true);
  if (source.text[source.at] !== ')') throw unexpected(source, '")"');
  source.at += 1;
  return { lines: [{ list, start: 0, end: 0 }], error: null };
}

function parseLines(source: Source): Script {
  const lines: Script['lines'][number][] = [];
  try {
    for (;;) {
      skipToCommand(source);
      if (source.at >= source.text.length) return { lines, error: null };
      const start = source.at;
      const list = parseLine(source);
      lines.push({ list, start, end: source.at });
    }
  } catch (error) {
    if (error instanceof ScriptSyntaxError) return { lines, error: error.message };
    throw error;
  }
}
