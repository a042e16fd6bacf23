import { shownText } from '../page/shown-text';

/** Longer labels make boxes that nobody can read. */
const MOST_LABEL = 120;

/** What ends a label, or means something in one: quotes, entities, tags, Markdown strings. */
const SPECIAL = /["#&<>`\\[\]{}|;]/g;

/** Foreign text as the label of a box; each line is a line of it. Nothing in it can end the label, the diagram or the fence around it. */
export function mermaidLabel(...lines: readonly string[]): string {
  const escaped = lines
    .filter((line) => line !== '')
    .map((line) => shownText(line, MOST_LABEL).replace(SPECIAL, (character) => `#${String(character.charCodeAt(0))};`));
  return `"${escaped.join('<br/>')}"`;
}

/** A diagram as a fenced block, which GitHub, GitLab and many others draw. */
export function mermaidBlock(lines: readonly string[]): string {
  return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`\n`;
}
