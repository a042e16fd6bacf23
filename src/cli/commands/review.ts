import { Command, InvalidArgumentError, Option } from 'commander';
import { LEAST_COMMENT_BYTES, PLATFORM_NAMES } from '../../review/comment/platform';
import type { ReviewOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';
import {
  collect,
  parseDuration,
  withConnectionOptions,
  withFormatOption,
  withFullOption,
  withHostOption,
  withSnapshotOption,
} from './shared-options';

/** `hpvmctl review`: the text of a pull-request comment. */
export function reviewCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('review')
    .summary('the text of a pull-request comment')
    .description(
      'Plans all hosts, and prints one comment for a pull request that fits where it is put. With --snapshot it needs no host and no key.',
    )
    .argument('[desired...]', 'desired-state files or folders (default: cdktf.out)')
    .option('--out <file>', 'write the comment to this file instead of stdout')
    .option('--summary <file>', 'write the verdict and the digests (JSON) to this file, for the jobs that follow')
    .option('--accept-recalled', "approve destructive steps whose command form HP's readable documents do not show")
    .option(
      '--base <path>',
      'desired state before the request, a file or folder (repeatable): tells what was pending',
      collect,
    )
    .option('--base-digest <digest>', 'digest of the base as it is by now; says when the base has moved', parseDigest)
    .addOption(new Option('--platform <name>', 'where the comment is put').choices(PLATFORM_NAMES).default('github'))
    .option('--max-length <bytes>', "longest comment (default: the platform's)", parseLength)
    .option('--details-url <url>', 'where the whole review is kept, for the link in a shortened comment', parseUrl)
    .option(
      '--key <key>',
      'tells this comment from others of the same request, in its hidden first line',
      parseKey,
      'default',
    )
    .addOption(
      new Option('--max-snapshot-age <time>', 'warn of older snapshots (90m, 24h, 7d)')
        .argParser(parseDuration)
        .default({ text: '24h', milliseconds: 86_400_000 }, '24h'),
    );
  withHostOption(command);
  withSnapshotOption(command);
  withConnectionOptions(command);
  withFormatOption(command, ['markdown', 'text', 'json'], 'markdown');
  withFullOption(command);
  return command
    .addHelpText(
      'after',
      exampleText([
        ['in a pull-request job', 'hpvmctl review cdktf.out --snapshot snapshots/ --out comment.md'],
        [
          'with what the request itself changes',
          'hpvmctl review cdktf.out --base base/cdktf.out --snapshot snapshots/',
        ],
        ['for a merge request', 'hpvmctl review --platform gitlab --details-url "$CI_JOB_URL" --snapshot snapshots/'],
        ['against the live hosts', 'hpvmctl review cdktf.out'],
      ]),
    )
    .action(async (paths: readonly string[], options: ReviewOptions) => {
      const runReview = await (await import('../actions.js')).actions.review();
      finish(await runReview(context, paths, options));
    });
}

function parseLength(text: string): number {
  const bytes = Number(text);
  if (/^\d{1,9}$/.test(text) && bytes >= LEAST_COMMENT_BYTES) return bytes;
  throw new InvalidArgumentError(`A number of bytes, at least ${String(LEAST_COMMENT_BYTES)}.`);
}

function parseKey(text: string): string {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(text) && !text.includes('--')) return text;
  throw new InvalidArgumentError('A key has up to 64 letters, digits, dots, underscores and single hyphens.');
}

function parseUrl(text: string): string {
  if (/^https?:\/\/[^\s<>\\]{1,2000}$/.test(text)) return text;
  throw new InvalidArgumentError('A link begins with https:// or http://, and has no blanks or angle brackets.');
}

function parseDigest(text: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('A digest is sha256: and 64 hex digits, as the summary of a review has it.');
}
