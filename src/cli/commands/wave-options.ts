import { InvalidArgumentError, type Command } from 'commander';
import type { HostShare } from '../../workflow/host-share';
import type { WaveRule } from '../../workflow/waves';

/** Adds `--waves` and `--max-unavailable`, for commands that change several hosts. */
export function withWaveOptions(command: Command): Command {
  return command
    .option(
      '--waves <waves>',
      'several hosts in waves, each begun when all of the one before ended well: sizes, of which the last repeats (1,5,20%), or names (canary1+canary2,rack1-*,*)',
      parseWaves,
    )
    .option(
      '--max-unavailable <n|p%>',
      'most hosts that are being changed at one time (default: 1; with --waves all of a wave)',
      parseShare,
    );
}

/** Reads `1,5,20%` or `canary1+canary2,rack1-*,*`. */
function parseWaves(text: string): WaveRule {
  const words = text.split(',').map((word) => word.trim());
  const sizes = words.flatMap((word) => shareOf(word) ?? []);
  if (sizes.length === words.length) return { kind: 'sizes', sizes };
  if (sizes.length > 0) throw new InvalidArgumentError('Give sizes or names, not both: 1,5,20% or canary1,rack1-*,*.');
  const waves = words.map((word) => word.split('+'));
  if (!waves.flat().every((name) => /^[A-Za-z0-9._*-]+$/.test(name) && !/^\d+$/.test(name)))
    throw new InvalidArgumentError(
      'Give sizes above 0 (1,5,20%), or names of hosts in which * stands for any text (canary1+canary2,rack1-*,*).',
    );
  return { kind: 'names', waves };
}

/** Reads `3` or `25%`. */
function parseShare(text: string): HostShare {
  const share = shareOf(text);
  if (share !== undefined) return share;
  throw new InvalidArgumentError('Give a number of hosts above 0, or a part of them from 1% to 100%.');
}

function shareOf(word: string): HostShare | undefined {
  if (/^[1-9]\d{0,5}$/.test(word)) return { kind: 'count', count: Number(word) };
  if (/^(?:[1-9]\d?|100)%$/.test(word)) return { kind: 'percent', percent: Number(word.slice(0, -1)) };
  return undefined;
}
