import { displayCommand } from '../model/shell-word';
import type { TextStyle } from '../review/palette';
import type { HostTarget } from '../workflow/ports';
import type { ConnectionOptions } from './command-options';
import type { CliContext } from './context';

/** The same context; the commands that it suggests repeat the options by which this one reaches its hosts. */
export function suggestingOptions(context: CliContext, options: ConnectionOptions): CliContext {
  const hostOptions = displayCommand(connectionWords(options));
  const suggesting = (style: TextStyle): TextStyle => (hostOptions === '' ? style : { ...style, hostOptions });
  return { ...context, outStyle: suggesting(context.outStyle), noteStyle: suggesting(context.noteStyle) };
}

/** The same for one host, whose document may say where it is: a command that only names it would not know. */
export function suggestingTarget(context: CliContext, options: ConnectionOptions, target: HostTarget): CliContext {
  const { host, connection } = target;
  const { user, address, port } = connection;
  const suggesting = suggestingOptions(context, options);
  if (options.connect !== undefined || (address === host && port === undefined)) return suggesting;
  const place = port === undefined ? address : `${address.includes(':') ? `[${address}]` : address}:${String(port)}`;
  const hostPlace = displayCommand(['--connect', user === undefined ? place : `${user}@${place}`]);
  return {
    ...suggesting,
    outStyle: { ...suggesting.outStyle, hostPlace },
    noteStyle: { ...suggesting.noteStyle, hostPlace },
  };
}

function connectionWords({ connect, identity = [], knownHosts, sshConfig }: ConnectionOptions): readonly string[] {
  return [
    ...(connect === undefined ? [] : ['--connect', connect]),
    ...identity.flatMap((file) => ['--identity', file]),
    ...(knownHosts === undefined ? [] : ['--known-hosts', knownHosts]),
    ...(sshConfig === undefined ? [] : ['--ssh-config', sshConfig]),
  ];
}
