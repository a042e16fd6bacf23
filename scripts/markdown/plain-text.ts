/** Text in which Markdown sees no markup, in a field of a table too. */
export function plainText(text: string): string {
  return text.replaceAll(/[\\|<>*_[\]`]/g, '\\$&');
}
