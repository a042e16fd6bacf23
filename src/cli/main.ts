import type { ExitCode } from '../workflow/outcome';

/** Version of the package; the bundler puts it in. */
declare const HPVMCTL_VERSION: string;

const words = process.argv.slice(2);

// Answered before anything is loaded: scripts ask for the version often, and start-up is most of its cost.
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 1;
  });
  process.stdout.write(`${HPVMCTL_VERSION}\n`);
} else {
  void start();
}

async function start(): Promise<void> {
  const { contextOfProcess } = await import('./process-context.js');
  const context = contextOfProcess(process, HPVMCTL_VERSION, (code: ExitCode) => process.exit(code));
  const { runProgram } = await import('./program.js');
  // What throws is a fault of ours; the context knows what that means at the time.
  process.exitCode = await runProgram(words, context);
}
