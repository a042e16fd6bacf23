import path from 'node:path';
import { ROOT } from '../architecture/repository-files';
import type { Story } from './story';

/** The hosts that there are in a story, where that is not one alone. */
export const storyHosts: Readonly<Record<string, readonly string[]>> = { fleet: ['vmhost1', 'vmhost2'] };

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
  /** Behind the tutorial: the host is code, and the code is synthesized. */
  project: async (story) => {
    story.write('tsconfig.json', PROJECT_TSCONFIG);
    await succeeds(story, 'hpvmctl import --host vmhost1 --out hosts && npx tsc && node build/main.js');
  },
  /** As behind the tutorial, with two hosts. */
  fleet: async (story) => {
    story.write('tsconfig.json', PROJECT_TSCONFIG);
    await succeeds(story, 'hpvmctl import --host vmhost1 --host vmhost2 --out hosts && npx tsc && node build/main.js');
  },
};

/** As the tutorial has it. */
const PROJECT_TSCONFIG = `{
  "compilerOptions": {
    "module": "node16",
    "target": "es2022",
    "strict": true,
    "skipLibCheck": true,
    "types": ["node"],
    "rootDir": "hosts",
    "outDir": "build"
  },
  "include": ["hosts"]
}
`;

async function succeeds(story: Story, commands: string): Promise<void> {
  const { exitCode, output } = await story.run(commands);
  if (exitCode !== 0) throw new Error(`${commands} ended with ${String(exitCode)}:\n${output}`);
}
