import type { Mark } from '../page/marks';
import { mermaidLabel } from './mermaid-text';

/** Boxes and lines of a diagram, as they are added. */
export interface MermaidNodes {
  /** Adds a box, once for each key; gives its id. */
  node(key: string, lines: readonly string[], mark?: Mark): string;
  /** Adds a line; a dashed one for what goes. */
  edge(from: string, to: string, mark?: Mark): void;
  lines(): readonly string[];
}

const STYLES: Readonly<Partial<Record<Mark, string>>> = {
  new: 'fill:#e3f6e8,stroke:#116329,stroke-width:2px,color:#1b1f24',
  gone: 'fill:#fdeaea,stroke:#a11221,stroke-dasharray:4 3,color:#1b1f24',
  changed: 'fill:#fdf3d9,stroke:#7a4b00,stroke-width:2px,color:#1b1f24',
};

/** A diagram that grows. Ids are numbers, so that no name can be a word of the language. */
export function mermaidNodes(): MermaidNodes {
  const ids = new Map<string, string>();
  const boxes: string[] = [];
  const edges: string[] = [];
  const used = new Set<Mark>();
  return {
    node(key, lines, mark = 'same') {
      const known = ids.get(key);
      if (known !== undefined) return known;
      const id = `n${String(ids.size + 1)}`;
      ids.set(key, id);
      const isMarked = STYLES[mark] !== undefined;
      if (isMarked) used.add(mark);
      boxes.push(`  ${id}[${mermaidLabel(...lines)}]${isMarked ? `:::${mark}` : ''}`);
      return id;
    },
    edge(from, to, mark = 'same') {
      edges.push(`  ${from} ${mark === 'gone' ? '-.-' : mark === 'new' ? '===' : '---'} ${to}`);
    },
    lines: () => [...boxes, ...edges, ...[...used].map((mark) => `  classDef ${mark} ${STYLES[mark] ?? ''}`)],
  };
}
