import { InvalidArgumentError, Option, type Command } from 'commander';
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
    '--snapshot <file>',
    'use this snapshot instead of the live host (repeatable, one per host)',
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

/** Reads a TCP port, 0 to 65535; 0 lets the system choose. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
