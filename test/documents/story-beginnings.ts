import path from 'node:path';
import { SCENARIOS } from '../../src/simulator/scenario';
import { ROOT } from '../architecture/repository-files';
import { codeBlocks, textOf, type NoteName } from './code-block';
import { hostsOfExamples } from './hosts-of-examples';
import type { Story, StoryPlace } from './story';

/** Where stories play that are not in a project with one host. */
const places: Readonly<Record<string, StoryPlace>> = {
  folder: { folder: 'project', hosts: [] },
  repository: { folder: 'repository', hosts: hostsOfExamples },
  module: { folder: 'examples/terraform-test', hosts: [] },
};

/** Where a story plays, by the name in its comment. */
export function placeOf(beginning: string): StoryPlace {
  return places[beginning] ?? { folder: 'project', hosts: [SCENARIOS.vmhost1] };
}

const TUTORIAL = 'docs/tutorial/first-change.md';
const HOST_TO_TRY = 'docs/how-to/a-host-to-try-it-on.md';

/** What a document may take for granted, by the name in its comment: `<!-- story: project -->`. */
export const storyBeginnings: Readonly<Record<string, (story: Story) => Promise<void>>> = {
  empty: () => Promise.resolve(),
  /** A clone of this repository behind `npm ci`, and the hosts of its examples. */
  repository: () => Promise.resolve(),
  /** The folder of a Terraform module. */
  module: () => Promise.resolve(),
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
