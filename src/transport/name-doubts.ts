import { isIP } from 'node:net';
import { isNamedIn, type KnownHosts } from './known-hosts';
import type { SshHop } from './ssh-target';
import { TransportError } from './transport-error';

/** Why the name of a host may be misspelt: nothing on this machine knows it. Undefined when known_hosts does, and for an IP address, which is no name. */
export function nameDoubts(hop: SshHop, known: KnownHosts): string | undefined {
  if (isIP(hop.name) !== 0) return undefined;
  if (isNamedIn(known, { ...hop, alias: hop.hostKeyAlias })) return undefined;
  const files = hop.knownHostsFiles.length === 0 ? 'none' : hop.knownHostsFiles.join(', ');
  const config =
    hop.name === hop.address
      ? `ssh_config gives ${hop.name} no HostName`
      : `ssh_config gives ${hop.name} the HostName ${hop.address}`;
  return `${config}, and no known_hosts file has a key of it (looked into: ${files}). See first that the name is right.`;
}

/** The same failure; where a name was not found, with what speaks against the name. */
export function withNameDoubts(error: unknown, hop: SshHop, known: KnownHosts): unknown {
  if (!(error instanceof TransportError) || error.details.phase !== 'resolve') return error;
  const doubts = nameDoubts(hop, known);
  if (doubts === undefined) return error;
  const [what = '', ...next] = error.message.split('\n');
  return new TransportError([what, doubts, ...next].join('\n'), error.details);
}
