import { rmSync } from 'node:fs';
import { programOf, runProgram } from '../../src/cli/program';
import { contextOfProcess } from '../../src/cli/process-context';
import { describeCommands } from '../../src/cli/reference/describe-commands';
import { faultsOf } from '../schema/published-schema';
import { describeWithTerraform } from '../tools/require-tool';
import {
  beginningOf,
  codeBlocks,
  DOCUMENTS,
  inlineCommands,
  OTHER_DOCUMENTS,
  textOf,
  type CodeBlock,
} from './code-block';
import { isShown } from './is-shown';
import { placeOf, storyBeginnings } from './story-beginnings';
import { unknownWords } from './known-words';
import { openStory, type Story, type Told } from './story';
import { declarationsOfPackage } from './story-folder';

const blocksOf = (document: string): readonly CodeBlock[] => codeBlocks(document, textOf(document));
const context = contextOfProcess(process, '', () => undefined);
const commands = describeCommands(programOf({ context, finish: () => undefined, run: runProgram }));

/** Blocks that are part of the story which their document tells, and those that cannot be. */
const isTold = ({ isGenerated, notes, language }: CodeBlock): boolean =>
  !notes.has('not run') && !(isGenerated && !notes.has('file')) && !(language === 'json' && !notes.has('file'));
const stories = DOCUMENTS.map((document) => ({ document, blocks: blocksOf(document).filter(isTold) })).filter(
  ({ blocks }) => blocks.some(({ language }) => language !== 'text'),
);

let types: string;
beforeAll(() => {
  types = declarationsOfPackage();
}, 60_000);
afterAll(() => rmSync(types, { recursive: true, force: true }));

const TITLE = 'what $document tells works as it stands there';
const needsTerraform = ({ blocks }: (typeof stories)[number]): boolean =>
  blocks.some(({ language, text }) => language === 'sh' && /^terraform /m.test(text));

test.each(stories.filter((story) => !needsTerraform(story)))(TITLE, tellAll, 300_000);

describeWithTerraform('with terraform', () => {
  test.each(stories.filter(needsTerraform))(TITLE, tellAll, 300_000);
});

test.each([...DOCUMENTS, ...OTHER_DOCUMENTS])('%s calls hpvmctl with words that it knows', (document) => {
  const shells = blocksOf(document).filter(({ language }) => ['sh', 'crontab'].includes(language));
  const texts = [...shells.map(({ text }) => text), ...inlineCommands(textOf(document))];
  expect(texts.flatMap((text) => unknownWords(text, commands))).toEqual([]);
});

test.each(DOCUMENTS)('%s shows JSON as the published schemas have it', (document) => {
  const faults = blocksOf(document)
    .filter(({ language, isGenerated }) => language === 'json' && !isGenerated)
    .flatMap(({ place, text, notes }) => {
      const { kind } = JSON.parse(text) as { readonly kind?: string };
      if (kind === undefined) return notes.has('file') ? [] : [`${place}: says no kind, and is no file`];
      return faultsOf(kind.replace(/^hpvm-/, ''), JSON.parse(text)).map((fault) => `${place}: ${fault}`);
    });
  expect(faults).toEqual([]);
});

test('a block that is left out says why, and how many there are is printed', () => {
  const all = DOCUMENTS.flatMap(blocksOf);
  const told = stories.flatMap(({ blocks }) => blocks);
  const isData = ({ language, notes }: CodeBlock): boolean => language === 'json' && !notes.has('file');
  const left = all.filter(({ notes }) => notes.has('not run') || notes.has('not compared'));
  const lines = left.map(
    ({ place, notes }) => `  ${place}: ${notes.get('not run') ?? notes.get('not compared') ?? ''}`,
  );
  process.stdout.write(
    `${[
      `${String(all.length)} blocks in ${String(DOCUMENTS.length)} documents: ${String(told.length)} tried as they stand,`,
      `${String(all.filter(({ isGenerated }) => isGenerated).length)} generated, ${String(left.length)} left out:`,
      ...lines,
    ].join('\n')}\n`,
  );
  expect(left.filter(({ notes }) => (notes.get('not run') ?? notes.get('not compared') ?? '').length < 20)).toEqual([]);
  const accounted = new Set([...told, ...left].map(({ place }) => place));
  expect(
    all
      .filter((block) => !accounted.has(block.place) && !block.isGenerated && !isData(block))
      .map(({ place }) => place),
  ).toEqual([]);
  const languages = ['sh', 'crontab', 'text', 'ts', 'json', 'diff', 'terraform'];
  expect(all.filter(({ language }) => !languages.includes(language))).toEqual([]);
});

async function tellAll({ document, blocks }: (typeof stories)[number]): Promise<void> {
  const beginning = beginningOf(textOf(document));
  const story = await openStory(types, placeOf(beginning));
  try {
    const begin = storyBeginnings[beginning];
    if (begin === undefined) throw new Error(`${document}: there is no story ${beginning}`);
    await begin(story);
    let last: Told | undefined;
    for (const block of blocks) last = await tell(story, block, last);
    expect(await story.hazards()).toEqual([]);
  } finally {
    await story.close();
  }
}

/** Does what a block says, and gives what came of it for the block behind it. */
async function tell(story: Story, block: CodeBlock, before: Told | undefined): Promise<Told | undefined> {
  const { place, text, notes } = block;
  const file = notes.get('file');
  if (file !== undefined) {
    story.write(file, text);
    return before;
  }
  switch (block.language) {
    case 'sh':
    case 'crontab':
      return run(story, block);
    case 'diff': {
      story.write('change.diff', text);
      const { exitCode, output } = await story.run('git apply -p0 change.diff');
      if (exitCode !== 0) throw new Error(`${place}: does not fit:\n${output}`);
      return before;
    }
    case 'text':
      if (notes.has('not compared')) return before;
      if (before === undefined) throw new Error(`${place}: shows what no command has printed`);
      if (!isShown(text, before.output)) throw new Error(`${place}: this was printed instead:\n${before.output}`);
      return before;
    default:
      throw new Error(`${place}: a block of ${block.language} is a file, or says why it is not tried`);
  }
}

async function run(story: Story, { place, language, text, notes }: CodeBlock): Promise<Told | undefined> {
  // The five fields of the time are cron's.
  const lines = language === 'crontab' ? text.replaceAll(/^(?:\S+\s+){5}/gm, '') : text;
  const until = notes.get('in the background until');
  if (until !== undefined) {
    await story.start(lines, until);
    return undefined;
  }
  const told = await story.run(lines, notes.get('typing'));
  const expected = Number(notes.get('exit status') ?? 0);
  if (told.exitCode !== expected)
    throw new Error(`${place}: ended with ${String(told.exitCode)}, not ${String(expected)}:\n${text}\n${told.output}`);
  return told;
}
