import { describeWithTool, findTool, toolVerdict } from './require-tool';

test('a block whose program is there runs, in CI and elsewhere', () => {
  expect([toolVerdict(true, true), toolVerdict(true, false)]).toEqual(['run', 'run']);
});

test('a block whose program is missing is skipped on a developer machine and fails in CI', () => {
  expect([toolVerdict(false, false), toolVerdict(false, true)]).toEqual(['skip', 'fail']);
});

test('a program named without a folder is found in the search path, first folder first', () => {
  expect(findTool('sh', '/nowhere:/bin:/usr/bin')).toBe('/bin/sh');
});

test('a program that is nowhere is not found', () => {
  expect(findTool('no-such-program', '/bin:/usr/bin')).toBeUndefined();
  expect(findTool('/bin/no-such-program', '/bin')).toBeUndefined();
});

describeWithTool('/bin/sh', 'dash', 'a block with a program that every machine has', (sh) => {
  test('is given the path of the program', () => {
    expect(sh).toBe('/bin/sh');
  });
});
