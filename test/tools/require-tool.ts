import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** What to do with a block of tests that needs a program of the machine. */
export type ToolVerdict = 'run' | 'skip' | 'fail';

/**
 * Decides about a block of tests: a missing program is a visible skip on a developer's machine and a failure in CI,
 * so that CI can never go green by testing less.
 */
export function toolVerdict(isPresent: boolean, isCi: boolean): ToolVerdict {
  if (isPresent) return 'run';
  return isCi ? 'fail' : 'skip';
}

/** Path of a program: itself when absolute, else looked up in a `:`-separated search path; `undefined` when absent. */
export function findTool(tool: string, searchPath: string): string | undefined {
  const candidates = path.isAbsolute(tool) ? [tool] : searchPath.split(':').map((folder) => path.join(folder, tool));
  return candidates.find(isExecutable);
}

/**
 * A `describe` block that needs a program of the machine, for example
 * `describeWithTool('/usr/sbin/sshd', 'openssh-server', 'a real OpenSSH server', (sshd) => { ... })`.
 *
 * Runs the block with the program's path when it is there. Otherwise registers one test named after what is missing:
 * skipped on a developer's machine, failing where the environment variable CI is set.
 */
export function describeWithTool(
  tool: string,
  debianPackage: string,
  title: string,
  body: (toolPath: string) => void,
): void {
  const found = findTool(tool, process.env['PATH'] ?? '/usr/bin:/bin');
  const missing = `needs ${tool} (Debian package ${debianPackage})`;
  const isCi = !['', 'false', '0', undefined].includes(process.env['CI']);
  describe(title, () => {
    switch (toolVerdict(found !== undefined, isCi)) {
      case 'run':
        body(found ?? tool);
        return;
      case 'skip':
        test.skip(missing, () => undefined);
        return;
      case 'fail':
        test(missing, () => {
          throw new Error(`${tool} is missing, and CI does not skip: install the package ${debianPackage}`);
        });
    }
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
