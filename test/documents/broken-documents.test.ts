import { programOf, runProgram } from '../../src/cli/program';
import { contextOfProcess } from '../../src/cli/process-context';
import { describeCommands } from '../../src/cli/reference/describe-commands';
import { codeBlocks } from './code-block';
import { isShown } from './is-shown';
import { unknownWords } from './known-words';

// Documents are held against the program by these; here is what they find.

const context = contextOfProcess(process, '', () => undefined);
const commands = describeCommands(programOf({ context, finish: () => undefined, run: runProgram }));

test.each([
  ['hpvmctl paln cdktf.out', 'there is no such command'],
  ['hpvmctl plan --detailed-exit-code', 'there is no --detailed-exit-code'],
  ['cd /srv && npx hpvmctl plan --format pdf > plan.pdf', '--format cannot be pdf'],
  ['hpvmctl plan \\\n  --format=pdf', '--format cannot be pdf'],
  ['source <(hpvmctl completions bash)', 'there is no such command'],
  ['hpvmctl provider remove --dir x', 'there is no --dir'],
])('%j is found to be wrong', (text, fault) => {
  expect(unknownWords(text, commands)).toEqual([expect.stringContaining(fault)]);
});

test.each([
  'hpvmctl plan cdktf.out --out plan.json    # keep it --for later',
  'hpvmctl drift > drift.txt 2>&1 || mail root < drift.txt',
  'hpvmctl provider install --dir mirror; hpvmctl --version',
  'hpvmctl drift --format FORMAT',
])('%j is right', (text) => {
  expect(unknownWords(text, commands)).toEqual([]);
});

test('output is shown when its lines were printed, with dots for what is left out', () => {
  const output = 'Steps\n  s01  Halt web  2 s\n  s02  Boot web  3 s\nPlan: 2 steps; 5 s\n';
  for (const lines of ['Steps\n...\nPlan: ...', '  s02  Boot web  ... s', 'Steps\n  s01  Halt web  2 s'])
    expect({ lines, isShown: isShown(lines, output) }).toEqual({ lines, isShown: true });
  for (const lines of [
    'Steps\n  s02  Boot web  3 s',
    'Plan: 2 steps',
    'Plan: ...\n...\nSteps',
    's01  Halt .*',
    '...\n',
  ])
    expect({ lines, isShown: isShown(lines, output) }).toEqual({ lines, isShown: false });
});

test('blocks are found with what stands above them, and a comment that means nothing is an error', () => {
  const text =
    '# T\n\n<!-- exit status: 2 -->\n```sh\nfalse\n```\n\n<!-- x:begin -->\n```text\na\n```\n<!-- x:end -->\n';
  expect(codeBlocks('t.md', text).map(({ place, notes, isGenerated }) => [place, [...notes], isGenerated])).toEqual([
    ['t.md:4', [['exit status', '2']], false],
    ['t.md:9', [], true],
  ]);
  expect(() => codeBlocks('t.md', '<!-- exit code: 2 -->\n```sh\nfalse\n```\n')).toThrow('t.md:2: nobody knows');
});
