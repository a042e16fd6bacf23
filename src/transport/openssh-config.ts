import path from 'node:path';
import { endpointOf, type SshHop, type SshTarget } from './ssh-target';
import { TransportError } from './transport-error';

/** Names in a folder of one connection; nothing else of the machine is written. */
export interface OpensshPlaces {
  /** Only characters that no shell and no ssh_config reads in a way of its own. */
  readonly folder: string;
}

/** Algorithms that the local ssh knows, of those that only old servers need. */
export interface LegacyAlgorithms {
  readonly hostKeys: readonly string[];
  readonly keyExchanges: readonly string[];
  readonly ciphers: readonly string[];
}

/**
 * What holds for every hop: keys are checked strictly and never learned, nobody is asked anything, and nothing is opened but
 * what was asked for.
 */
const FOR_EVERY_HOP = [
  'StrictHostKeyChecking yes',
  'UpdateHostKeys no',
  'CheckHostIP no',
  'VerifyHostKeyDNS no',
  'GlobalKnownHostsFile /dev/null',
  'BatchMode yes',
  'PreferredAuthentications publickey',
  'PubkeyAuthentication yes',
  'PasswordAuthentication no',
  'KbdInteractiveAuthentication no',
  'GSSAPIAuthentication no',
  'HostbasedAuthentication no',
  'AddKeysToAgent no',
  'ForwardAgent no',
  'ForwardX11 no',
  'ClearAllForwardings yes',
  'Tunnel no',
  'PermitLocalCommand no',
  'CanonicalizeHostname no',
  'ConnectionAttempts 1',
  'ControlPersist no',
  'RequestTTY no',
  'EscapeChar none',
  'LogLevel DEBUG1',
];

/** The name that a hop, counted from the nearest, has in the configuration. */
export function hopAlias(index: number): string {
  return `hop${String(index)}`;
}

/** Where the ssh of a hop writes what it does. */
export function logFileOf({ folder }: OpensshPlaces, index: number): string {
  return path.join(folder, `${hopAlias(index)}.log`);
}

/** The configuration of all hops. */
export function configFileOf({ folder }: OpensshPlaces): string {
  return path.join(folder, 'config');
}

/** The socket of the ssh that holds the connection. */
export function controlSocketOf({ folder }: OpensshPlaces): string {
  return path.join(folder, 'm');
}

/**
 * An ssh_config (ssh_config(5), OpenSSH 9.2) of its own that reaches one target as it was resolved, its hops included, for
 * `ssh -F`. No file of the user's is read beside it, so `--connect`, `--identity`, `--known-hosts` and `--ssh-config` mean what they
 * mean with the built-in client, every hop is checked strictly, and no program is run but ssh itself.
 *
 * @throws TransportError of phase `configure` for a value that ssh_config has no way to write
 */
export function opensshConfig(target: SshTarget, places: OpensshPlaces, legacy: LegacyAlgorithms): string {
  const blocks = [...target.jumps, target].map((hop, index) => {
    const word = (keyword: string, text: string): string => wordOf(hop, keyword, text);
    const files = (keyword: string, paths: readonly string[], none: string): string =>
      `${keyword} ${paths.length === 0 ? none : paths.map((file) => word(keyword, file)).join(' ')}`;
    const way =
      index === 0
        ? 'none'
        : `ssh -F ${configFileOf(places)} -E ${logFileOf(places, index - 1)} -W '[%h]:%p' ${hopAlias(index - 1)}`;
    return [
      `Host ${hopAlias(index)}`,
      `HostName ${hop.address.replaceAll('%', '%%')}`,
      `Port ${String(hop.port)}`,
      `User ${word('User', hop.user)}`,
      ...(hop.hostKeyAlias === null ? [] : [`HostKeyAlias ${word('HostKeyAlias', hop.hostKeyAlias)}`]),
      files('UserKnownHostsFile', hop.knownHostsFiles, '/dev/null'),
      ...(hop.revokedKeysFile === undefined ? [] : [`RevokedHostKeys ${word('RevokedHostKeys', hop.revokedKeysFile)}`]),
      ...(hop.identityFiles.length === 0 ? ['IdentityFile none'] : []),
      ...hop.identityFiles.map((file) => `IdentityFile ${word('IdentityFile', file.path)}`),
      ...(hop.certificateFiles ?? []).map((file) => `CertificateFile ${word('CertificateFile', file)}`),
      `IdentitiesOnly ${hop.usesOnlyNamedIdentities ? 'yes' : 'no'}`,
      `IdentityAgent ${hop.agentSocket === null ? 'none' : word('IdentityAgent', hop.agentSocket)}`,
      `ConnectTimeout ${String(Math.ceil(hop.connectTimeoutMs / 1000))}`,
      `ServerAliveInterval ${String(Math.ceil(hop.keepaliveIntervalMs / 1000))}`,
      `ServerAliveCountMax ${String(Math.max(1, hop.keepaliveCountMax))}`,
      ...(hop.legacyAlgorithms ? legacyLines(legacy) : []),
      `ProxyCommand ${way}`,
    ].join('\n  ');
  });
  return `${[...blocks, ['Host *', ...FOR_EVERY_HOP].join('\n  ')].join('\n')}\n`;
}

function legacyLines({ hostKeys, keyExchanges, ciphers }: LegacyAlgorithms): readonly string[] {
  const plus = (keyword: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${keyword} +${names.join(',')}`];
  return [
    ...plus('HostKeyAlgorithms', hostKeys),
    ...plus('KexAlgorithms', keyExchanges),
    ...plus('Ciphers', ciphers),
    // The name that OpenSSH before 8.5 knows as well. An RSA login key is signed with SHA-1 where the server knows nothing newer.
    ...plus(
      'PubkeyAcceptedKeyTypes',
      hostKeys.filter((name) => name === 'ssh-rsa'),
    ),
  ];
}

/** A quoted word. What would be read in more than one way by one release or another of ssh is refused. */
function wordOf(hop: SshHop, keyword: string, text: string): string {
  if (text !== '' && !/["'%\p{Cc}]|\$\{|\\["'\\ ]|\\$/u.test(text)) return `"${text}"`;
  throw new TransportError(
    `The ${keyword} of ${hop.name}, ${JSON.stringify(text)}, cannot be handed to ssh\nQuotes, percent signs, control characters and \${ are read differently by different releases of it. Use a name without them.`,
    { phase: 'configure', endpoint: endpointOf(hop), isRetryable: false },
  );
}
