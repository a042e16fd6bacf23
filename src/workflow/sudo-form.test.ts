import { PLACEHOLDERS, sudoersCommands } from './sudo-form';

test('words stand for themselves, with what sudoers takes for its own escaped', () => {
  expect(sudoersCommands([['/bin/x', 'a,b:c=d', 'e[1]']])).toEqual(['/bin/x a\\,b\\:c\\=d e\\[1\\]']);
});

test('no arguments are said to be none', () => {
  expect(sudoersCommands([['/bin/x']])).toEqual(['/bin/x ""']);
});

test('a placeholder stands for each of its patterns', () => {
  expect(sudoersCommands([['/bin/x', '{onOff}', 'n={twoDigits}']])).toEqual([
    '/bin/x on n\\=[0-9]',
    '/bin/x on n\\=[0-9][0-9]',
    '/bin/x off n\\=[0-9]',
    '/bin/x off n\\=[0-9][0-9]',
  ]);
});

test('what a star would match beyond its word is taken back directly after it', () => {
  expect(sudoersCommands([['/bin/x', '-P', '{guest}', '-d']])).toEqual([
    '/bin/x -P [A-Za-z0-9_]* -d',
    '!/bin/x -P [A-Za-z0-9_]* * -d',
  ]);
});

test('shorter forms come first, so that they take nothing back from longer ones', () => {
  expect(
    sudoersCommands([
      ['/bin/x', '-P', '{guest}', '-d'],
      ['/bin/x', '-P', '{guest}'],
    ])[0],
  ).toBe('/bin/x -P [A-Za-z0-9_]*');
});

test('a pattern that nobody has thought of is a bug', () => {
  expect(() => sudoersCommands([['/bin/x', '{colour}']])).toThrow('no pattern for {colour}');
});

test('no pattern begins with what could be an option, and a star is only ever the last character', () => {
  const patterns = Object.values(PLACEHOLDERS).flat();
  expect(patterns.filter((pattern) => /^[-*?]/.test(pattern) || /\*./.test(pattern))).toEqual([]);
});
