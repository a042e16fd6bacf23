import { existsSync } from 'node:fs';
import path from 'node:path';

/** Path of a program of this machine; `undefined` when it is not installed. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'];
  return folders
    .map((folder) => path.join(folder, name))
    .find((candidate) => path.isAbsolute(candidate) && existsSync(candidate));
}

/** `test` when every program is installed, else `test.skip`: the summary then names the skipped test. */
export function testWith(...programs: readonly string[]): jest.It {
  return programs.every((name) => findProgram(name) !== undefined) ? test : test.skip;
}
