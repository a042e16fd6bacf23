import { Command, InvalidArgumentError } from 'commander';
import type { ApplyOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withConnectionOptions, withFormatOption, withHostOption } from './shared-options';

/** `hpvmctl apply`: carry a plan out. */
export function applyCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('apply')
    .summary('carry a plan out')
    .description(
      'Carries out a saved plan, or plans desired state and carries that out after you said yes; then reads the host again and compares. A saved plan is refused when the host is not what it was made from. Ctrl-C asks the host to stop: it does so before the next step at which no vswitch is down and nothing is half saved, and carries out the steps until then.',
    )
    .argument('[plan-or-desired...]', 'one plan file, or desired-state files or folders (default: cdktf.out)')
    .option('--auto-approve', 'do not ask')
    .option('--expect-sha256 <hex>', 'refuse when the desired document has another digest', parseSha256)
    .option('--require-signature <allowed-signers>', 'refuse a plan that nobody in this file signed (<plan>.sig)')
    .option('--revoked-keys <file>', 'keys whose signatures no longer count, or a key revocation list')
    .option('--accept-recalled', "approve destructive steps whose command form HP's readable documents do not show")
    .option('--out <report>', 'write what happened (JSON) to this file');
  withHostOption(command);
  withConnectionOptions(command);
  withFormatOption(command, ['text', 'json'], 'text');
  return command
    .addHelpText(
      'after',
      exampleText([
        ['carry out exactly what was reviewed', 'hpvmctl apply plan.json'],
        ['plan, ask, apply', 'hpvmctl apply cdktf.out --host vmhost1'],
        ['only what was signed', 'hpvmctl apply plan.json --require-signature allowed_signers'],
        ['in a pipeline', 'hpvmctl apply plan.json --auto-approve --out report.json'],
      ]),
    )
    .action(async (paths: readonly string[], options: ApplyOptions) => {
      const runApply = await (await import('../actions.js')).actions.apply();
      finish(await runApply(context, paths, options));
    });
}

function parseSha256(text: string): string {
  if (/^(sha256:)?[0-9a-f]{64}$/i.test(text)) return text;
  throw new InvalidArgumentError('A SHA-256 digest is 64 hex digits.');
}
