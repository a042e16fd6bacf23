import { Command, InvalidArgumentError } from 'commander';
import type { ApplyOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import { withConnectionOptions, withFormatOption, withHostOption } from './shared-options';
import { withWaveOptions } from './wave-options';

/** `hpvmctl apply`: carry a plan out. */
export function applyCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('apply')
    .summary('carry a plan out')
    .description(
      'Carries out a saved plan, or plans desired state and carries that out after you said yes; then reads the host again and compares. A saved plan is refused when the host is not what it was made from. The run is guarded: when a step fails, the host is not as planned, or no confirmation comes in time (from this command, over a new login), the host takes back what was done by itself, also after a reboot. Ctrl-C asks for that too.',
    )
    .argument('[plan-or-desired...]', 'one plan file, or desired-state files or folders (default: cdktf.out)')
    .option('--auto-approve', 'do not ask')
    .option('--expect-sha256 <hex>', 'refuse when the desired document has another digest', parseSha256)
    .option('--require-signature <allowed-signers>', 'refuse a plan that nobody in this file signed (<plan>.sig)')
    .option('--revoked-keys <file>', 'keys whose signatures no longer count, or a key revocation list')
    .option('--accept-recalled', "approve destructive steps whose command form HP's readable documents do not show")
    .option(
      '--confirm-within <time>',
      'how long the host waits for the confirmation, as 90s, 5m or 1h (default: from the plan)',
      parseTime,
    )
    .option('--no-revert', 'carry it out without a guard: a step that fails stops the run, and nothing is taken back')
    .option('--out <report>', 'write what happened (JSON) to this file');
  withHostOption(command);
  withWaveOptions(command);
  withConnectionOptions(command);
  withFormatOption(command, ['text', 'json'], 'text');
  return command
    .addHelpText(
      'after',
      exampleText([
        ['carry out exactly what was reviewed', 'hpvmctl apply plan.json'],
        ['plan, ask, apply', 'hpvmctl apply cdktf.out --host vmhost1'],
        ['only what was signed', 'hpvmctl apply plan.json --require-signature allowed_signers'],
        ['one host first, then two at a time', 'hpvmctl apply cdktf.out --waves 1,100% --max-unavailable 2'],
        ['in a pipeline', 'hpvmctl apply plan.json --auto-approve --out report.json'],
      ]),
    )
    .action(async (paths: readonly string[], options: ApplyOptions) => {
      const runApply = await (await import('../actions.js')).actions.apply();
      finish(await runApply(context, paths, options));
    });
}

/** Seconds; a time between ten seconds and a day. */
function parseTime(text: string): number {
  const match = /^([1-9][0-9]{0,5})(s|m|h)?$/.exec(text);
  const unit = { s: 1, m: 60, h: 3600 }[match?.[2] ?? 's'] ?? 1;
  const seconds = Number(match?.[1] ?? 0) * unit;
  if (seconds >= 10 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('Give a time from 10s to 24h, such as 90s, 5m or 1h.');
}

function parseSha256(text: string): string {
  if (/^(sha256:)?[0-9a-f]{64}$/i.test(text)) return text;
  throw new InvalidArgumentError('A SHA-256 digest is 64 hex digits.');
}
