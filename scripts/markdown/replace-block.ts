/**
 * A document with new content between `<!-- name:begin -->` and `<!-- name:end -->`.
 *
 * @throws Error when it has no such block
 */
export function replaceBlock(text: string, name: string, content: string): string {
  const block = new RegExp(`(<!-- ${name}:begin -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
  if (!block.test(text)) throw new Error(`there is no block ${name}`);
  return text.replace(block, (_, begin: string, end: string) => `${begin}${content}\n${end}`);
}

/** Code as a block of Markdown. */
export function fenced(language: string, code: string): string {
  return `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
}
