import path from 'node:path';
import { ROOT } from '../architecture/repository-files';
import { codeBlocks, textOf, type NoteName } from './code-block';
import type { Story } from './story';

/** The hosts that there are in a story from its beginning, where that is not one alone. */
export const storyHosts: Readonly<Record<string, readonly string[]>> = { folder: [] };

const TUTORIAL = 'docs/tutorial/first-change.md';
const HOST_TO_TRY = 'docs/how-to/a-host-to-try-it-on.md';

/** What a document may take for granted, by the name in its comment: `<!-- story: project -->`. */
export const storyBeginnings: Readonly<Record<string, (story: Story) => Promise<void>>> = {
  empty: () => Promise.resolve(),
  /** Behind the quick start: what its program synthesizes, and what it was before the next change. */
  quickstart: async (story) => {
    const program = path.join(ROOT, 'build', 'examples', 'quickstart', 'main.js');
    await succeeds(
      story,
      `CDKTF_OUTDIR=cdktf.out '${process.execPath}' '${program}'; mkdir base snapshots; cp -r cdktf.out base`,
    );
  },
  /** A folder as the tutorial makes one, and nothing in it. */
  folder: async (story) => asTutorial(story),
  /** A host that is code, and the code is synthesized. */
  project: async (story) => {
    await asTutorial(story);
    await succeeds(story, blockWith(HOST_TO_TRY, 'beginning of', 'project'));
  },
};

function asTutorial(story: Story): Promise<void> {
  story.write('tsconfig.json', blockWith(TUTORIAL, 'file', 'tsconfig.json'));
  return Promise.resolve();
}

function blockWith(document: string, note: NoteName, value: string): string {
  const found = codeBlocks(document, textOf(document)).find(({ notes }) => notes.get(note) === value);
  if (found === undefined) throw new Error(`${document} has no block with ${note}: ${value}`);
  return found.text;
}

async function succeeds(story: Story, commands: string): Promise<void> {
  const { exitCode, output } = await story.run(commands);
  if (exitCode !== 0) throw new Error(`${commands} ended with ${String(exitCode)}:\n${output}`);
}
