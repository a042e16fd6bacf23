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

/** Mermaid draws nothing of a larger text, or of more lines between boxes (`maxTextSize` 50000, `maxEdges` 500 in its default configuration). */
const MOST_CHARACTERS = 50_000;
const MOST_EDGES = 499;
const EDGE = /^ {2}\w+ (?:---|===|-\.-|-->)/;

/** True for a diagram that is drawn as well as written. */
export function isDrawable(lines: readonly string[]): boolean {
  return lines.join('\n').length < MOST_CHARACTERS && lines.filter((line) => EDGE.test(line)).length <= MOST_EDGES;
}

/** A diagram as a fenced block, which GitHub, GitLab and many others draw. */
export function mermaidBlock(lines: readonly string[]): string {
  return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`\n`;
}
