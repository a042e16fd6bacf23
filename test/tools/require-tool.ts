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
  const isCi = !['', 'false', '0', undefined].includes(process.env['CI']);
  describeWith({ tool, source: `Debian package ${debianPackage}`, title, isCi }, body);
}

/**
 * A `describe` block that needs the real terraform. Without it one test is skipped, by name, also in CI: no distribution has
 * terraform, so CI cannot install it as it does the others.
 */
export function describeWithTerraform(title: string, body: (terraform: string) => void): void {
  describeWith({ tool: 'terraform', source: 'releases.hashicorp.com', title, isCi: false }, body);
}

function describeWith(
  {
    tool,
    source,
    title,
    isCi,
  }: { readonly tool: string; readonly source: string; readonly title: string; readonly isCi: boolean },
  body: (toolPath: string) => void,
): void {
  const found = findTool(tool, process.env['PATH'] ?? '/usr/bin:/bin');
  const missing = `needs ${tool} (${source})`;
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
          throw new Error(`${tool} is missing, and CI does not skip: install it (${source})`);
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
