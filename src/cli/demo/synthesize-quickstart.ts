import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { errorDiagnostic } from '../../model/diagnostic';
import { failure, success, type Result } from '../../model/result';

/** The quick-start program, where this package is installed. */
export function quickstartProgram(installFolder: string): string {
  return path.join(installFolder, 'examples', 'quickstart', 'main.js');
}

/** Runs the quick-start program of `examples/`, as `node` alone runs it, so that it writes its documents to a folder. */
export async function synthesizeQuickstart(
  installFolder: string,
  outputFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Result<undefined>> {
  const program = quickstartProgram(installFolder);
  if (!existsSync(program)) {
    const next = 'Build it first: npm run build';
    return failure(errorDiagnostic('example-not-built', 'The quick-start example has not been built', next));
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program], {
      env: { ...environment, CDKTF_OUTDIR: outputFolder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const problem = (why: string): Result<undefined> => {
      const next = /\bcode: '(ERR_)?MODULE_NOT_FOUND'/.test(said)
        ? 'It needs the packages cdktf and constructs (npm ci, or npm install cdktf constructs @cdktf/provider-null).'
        : 'Correct examples/quickstart/main.ts, then npm run build && npm start';
      return failure(
        errorDiagnostic(
          'synthesis-failed',
          'The quick-start example did not synthesize',
          `${why}\n${withoutStack(said)}\n${next}`,
        ),
      );
    };
    child.once('error', (error) => resolve(problem(error.message)));
    child.once('close', (status, signal) =>
      resolve(
        status === 0 ? success(undefined) : problem(`It ended with ${signal ?? `exit status ${String(status)}`}.`),
      ),
    );
  });
}

/** What the program said, without the lines that only lead through its insides. */
function withoutStack(said: string): string {
  const lines = said.trim().split('\n');
  const kept = lines.filter((line) => !/^\s+at .*:\d+\)?$/.test(line));
  return kept.join('\n').trim();
}
