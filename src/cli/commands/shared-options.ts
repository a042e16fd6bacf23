import { InvalidArgumentError, Option, type Command } from 'commander';
import type { WrittenDuration } from '../../workflow/snapshot-age';
import type { OutputFormat } from '../command-options';

/** Adds the options that say how to reach a host, named as in `ssh`. */
export function withConnectionOptions(command: Command): Command {
  return command
    .option('--connect <[user@]address[:port]>', 'reach the host here, whatever its document and ssh_config say')
    .option('--identity <file>', 'private key to log in with (repeatable)', collect)
    .option('--known-hosts <file>', 'known_hosts file that must hold the host key')
    .option('--ssh-config <file>', 'ssh_config file to use instead of your own');
}

/** Adds `--host`. */
export function withHostOption(command: Command): Command {
  return command.option('--host <name>', 'only this host (repeatable)', collect);
}

/** Adds `--snapshot`, for commands that only read. */
export function withSnapshotOption(command: Command): Command {
  return command.option(
    '--snapshot <path>',
    'use this snapshot, or those in this folder, instead of live hosts (repeatable)',
    collect,
  );
}

/** Adds `--format` with the formats that make sense for a command, and `--json` for short. */
export function withFormatOption(command: Command, formats: readonly OutputFormat[], preset: OutputFormat): Command {
  return command
    .addOption(new Option('--format <format>', 'how to print the result').choices(formats).default(preset))
    .option('--json', 'the same as --format json');
}

/** Adds `--full`, for commands that print plans. */
export function withFullOption(command: Command): Command {
  return command.option('--full', 'print every step, also of a plan that is too long to read');
}

/** Adds `--concurrency` and `--host-timeout`, for commands that read many hosts. */
export function withSweepOptions(command: Command): Command {
  return command
    .option('--concurrency <n>', 'hosts that are read at the same time', parseConcurrency, 32)
    .addOption(
      new Option(
        '--host-timeout <time>',
        'most time for one host, from the connection to its last answer, as 45s or 2m',
      )
        .default({ text: '2m', milliseconds: 120_000 }, '2m')
        .argParser(parseHostTimeout),
    );
}

function parseConcurrency(text: string): number {
  const hosts = Number(text);
  if (/^[1-9]\d{0,3}$/.test(text) && hosts <= 1_024) return hosts;
  throw new InvalidArgumentError('Give a number of hosts from 1 to 1024.');
}

function parseHostTimeout(text: string): WrittenDuration {
  const [, number, unit] = /^([1-9]\d{0,3})([sm])$/.exec(text) ?? [];
  const seconds = Number(number ?? 0) * (unit === 'm' ? 60 : 1);
  if (seconds >= 1 && seconds <= 3_600) return { text, milliseconds: seconds * 1_000 };
  throw new InvalidArgumentError('Give a time from 1s to 60m, such as 45s or 2m.');
}

/** Reads a TCP port, 0 to 65535; 0 lets the system choose. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

/** Reads a length of time: a whole number with `m`, `h` or `d` behind it, at least one minute. */
export function parseDuration(text: string): WrittenDuration {
  const [, number, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  const minutes = { m: 1, h: 60, d: 1_440 }[unit ?? ''];
  if (number === undefined || minutes === undefined)
    throw new InvalidArgumentError('Write minutes, hours or days, such as 90m, 24h or 7d.');
  return { text, milliseconds: Number(number) * minutes * 60_000 };
}

/** Keeps each value of a repeatable option. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
