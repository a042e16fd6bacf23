import { readFileSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { filesBelow, ROOT } from '../architecture/repository-files';

/** A fenced block of a document, with what the comments directly above it say. */
export interface CodeBlock {
  /** `README.md:20`, the line where the fence begins. */
  readonly place: string;
  readonly language: string;
  readonly text: string;
  readonly notes: ReadonlyMap<NoteName, string>;
  /** Made by `npm run generate`, which the stage `generated` of `npm run check` holds against its source, or a figure of `npm run evidence`. */
  readonly isGenerated: boolean;
}

/**
 * What a comment above a block may say.
 *
 * - `file: main.ts`: the block is this file of the reader.
 * - `exit status: 2`: its last command ends so.
 * - `typing: yes`: at a terminal, where this is typed.
 * - `in the background until: text`: it goes on to the end of the document, once it has printed the text.
 * - `beginning of: project`: stories of that name begin with it.
 * - `not run: reason`, `not compared: reason`.
 */
const NOTE_NAMES = [
  ...(['file', 'exit status', 'typing', 'in the background until', 'beginning of'] as const),
  ...(['not run', 'not compared'] as const),
] as const;
export type NoteName = (typeof NOTE_NAMES)[number];

/** Nobody is told to type anything there: decisions, and pages made of types and schemas. */
const WITHOUT_COMMANDS = /^docs\/(?:decisions|reference\/(?:constructs|formats))\//;

/** What readers are told to type: README.md, everything else below docs/, and what is said of each example. */
export const DOCUMENTS = [
  'README.md',
  ...[...filesBelow('docs'), ...filesBelow('examples')].filter(
    (file) => file.endsWith('.md') && !WITHOUT_COMMANDS.test(file),
  ),
];

/** What tells of hpvmctl as well, and is not told from beginning to end here. */
export const OTHER_DOCUMENTS = ['SECURITY.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'CHANGELOG.md'];

export function textOf(document: string): string {
  return readFileSync(path.join(ROOT, document), 'utf8');
}

/** The fenced blocks of a text, in its order. Throws at a note that means nothing, so that none is without effect. */
export function codeBlocks(document: string, text: string): readonly CodeBlock[] {
  const tokens = new MarkdownIt({ html: true }).parse(text, {});
  const isWhollyGenerated =
    /^docs\/(?:reference\/|[a-z]+-evidence[.]md$)/.test(document) ||
    /by `npm run generate`/.test(text.split('\n').slice(0, 8).join('\n'));
  let openRegions = 0;
  return tokens.flatMap((token, index): readonly CodeBlock[] => {
    if (token.type === 'html_block') {
      openRegions += occurrences(token.content, /:begin -->/g) - occurrences(token.content, /:end -->/g);
    }
    if (token.type !== 'fence') return [];
    const place = `${document}:${String((token.map?.[0] ?? 0) + 1)}`;
    const above = tokens[index - 1];
    return [
      {
        place,
        language: token.info.trim(),
        text: token.content,
        notes: above?.type === 'html_block' ? notesOf(above.content, place) : new Map(),
        isGenerated: isWhollyGenerated || openRegions > 0,
      },
    ];
  });
}

/** What a document is told to begin with: `<!-- story: project -->`. */
export function beginningOf(text: string): string {
  return /^<!-- story: ([a-z ]+) -->$/m.exec(text)?.[1] ?? 'empty';
}

/** The command lines in running text, between backticks. */
export function inlineCommands(text: string): readonly string[] {
  return new MarkdownIt({ html: true })
    .parse(text, {})
    .flatMap((token) => token.children ?? [])
    .filter((token) => token.type === 'code_inline' && token.content.startsWith('hpvmctl '))
    .map((token) => token.content);
}

function notesOf(html: string, place: string): ReadonlyMap<NoteName, string> {
  const comments = [...html.matchAll(/<!-- ([\s\S]*?) -->/g)].map(([, comment = '']) => comment);
  return new Map(
    comments
      .filter((comment) => !/^[a-z-]+:(?:begin|end)$/.test(comment) && !comment.startsWith('story: '))
      .map((comment): [NoteName, string] => {
        const [, name, value = ''] = /^([a-z ]+): ([\s\S]+)$/.exec(comment) ?? [];
        const known = NOTE_NAMES.find((each) => each === name);
        if (known === undefined) throw new Error(`${place}: nobody knows what this means: <!-- ${comment} -->`);
        return [known, value];
      }),
  );
}

function occurrences(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
