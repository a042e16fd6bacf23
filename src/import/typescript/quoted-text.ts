/**
 * A string literal of TypeScript. Whatever the text holds, it stays inside: everything but printable ASCII is escaped, so that
 * nothing ends the line, hides itself or turns the reading direction. The quotes are those that need fewer escapes.
 */
export function quoted(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  const inner = text.replace(/[^ -~]|['"\\]/g, (unit) => {
    if (unit === '\\') return '\\\\';
    if (unit === "'" || unit === '"') return unit === quote ? `\\${unit}` : unit;
    return escapedUnit(unit);
  });
  return `${quote}${inner}${quote}`;
}

/** A UTF-16 code unit as `\n`, `\t` or `\u202e`. */
export function escapedUnit(unit: string): string {
  if (unit === '\n') return '\\n';
  if (unit === '\t') return '\\t';
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
