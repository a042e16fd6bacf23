import type { DescribedCommand } from '../../src/cli/reference/described-command';

/** What is wrong with the command lines of `hpvmctl` in a text: words that the program does not know. */
export function unknownWords(text: string, commands: readonly DescribedCommand[]): readonly string[] {
  const joined = text.replaceAll(/ *\\\n */g, ' ').replaceAll(/(^|\s)#.*$/gm, '');
  const lines = [...joined.matchAll(/(?:^|[\s;&|(`])(?:npx )?hpvmctl ((?:[^|;&>\n)]|(?<=\d)>)*)/gm)];
  return lines.flatMap(([, words = '']) => faults(words.trim().split(/\s+/), commands));
}

function faults(words: readonly string[], commands: readonly DescribedCommand[]): readonly string[] {
  // The longest name that fits: "provider install" before "provider", and the program itself for "--help".
  const command = [...commands]
    .sort((left, right) => right.words.length - left.words.length)
    .find((each) => each.words.every((word, index) => word === words[index]));
  const line = `hpvmctl ${words.join(' ')}`;
  if (command === undefined || (command.words.length === 0 && words[0]?.startsWith('-') !== true))
    return [`${line}: there is no such command`];
  return words.flatMap((word, index) => {
    if (!/^--?[a-z]/i.test(word)) return [];
    const [flag = '', given] = word.split('=');
    const option = command.options.find(({ flags }) => flags.includes(flag));
    if (option === undefined) return [`${line}: there is no ${flag}`];
    const value = given ?? words[index + 1] ?? '';
    const choices = option.value?.choices ?? [];
    // Several formats in one place stand for each of them: `--format junit|prometheus`.
    const isAllowed = choices.length === 0 || /^[A-Z]+$/.test(value) || choices.includes(value);
    return isAllowed ? [] : [`${line}: ${flag} cannot be ${value}`];
  });
}
