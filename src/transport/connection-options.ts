import type { HostConnection } from '../model/desired-host';
import { errorDiagnostic, hasErrors, type Diagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import { isAddress, parseAddressArgument, parsePort, type AddressArgument } from './address-argument';
import { lookUpSshConfig, type SshConfigFile } from './ssh-config-lookup';
import { expandPath, expandTokens, type TokenValues } from './ssh-config-tokens';
import type { IdentityFile, SshHop, SshTarget } from './ssh-target';

/** What the command line says about reaching a host; each field outweighs desired document and ssh_config. */
export interface ConnectionOverrides {
  /** `--connect [user@]address[:port]`. */
  readonly connect?: string;
  /** `--identity FILE...`: these keys, and no others. */
  readonly identityFiles?: readonly string[];
  /** `--known-hosts FILE...`: looked into instead of the customary files; for hops on the way, before them. */
  readonly knownHostsFiles?: readonly string[];
}

/** The person and the machine that we run as. */
export interface LocalEnvironment {
  readonly homeDirectory: string;
  readonly userName: string;
  /** SSH_AUTH_SOCK. */
  readonly agentSocket?: string;
  /** Environment variables, for `${NAME}` in ssh_config. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface TargetQuestion {
  /** The host as its desired document or `--host` calls it. */
  readonly host: string;
  readonly connection?: HostConnection;
  readonly overrides: ConnectionOverrides;
  /** Files of ssh_config in order of weight; see `readSshConfig`. */
  readonly sshConfig: readonly SshConfigFile[];
  readonly environment: LocalEnvironment;
  /** Opt-in for one host; see {@link SshHop.legacyAlgorithms}. */
  readonly legacyAlgorithms?: boolean;
}

const DEFAULT_CONNECT_TIMEOUT_MS = 15_000;
const DEFAULT_KEEPALIVE_INTERVAL_MS = 15_000;
const DEFAULT_KEEPALIVE_COUNT = 3;
const MAX_JUMPS = 8;
const CUSTOMARY_IDENTITIES = ['id_ed25519', 'id_ecdsa', 'id_rsa'];
const GLOBAL_KNOWN_HOSTS = ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'];

/**
 * Decides how to reach a host: command line first, then the desired document, then ssh_config, then defaults
 * (port 22, user root, keys and known_hosts in `~/.ssh`). The address of the command line or the document is looked up
 * in ssh_config as `ssh ADDRESS` would. `--connect` replaces the document's address and port; its user only if it names one.
 *
 * Fails with `connect-argument`, `ssh-config-value`, `ssh-config-unreadable`, `proxy-command-not-supported` or
 * `proxy-jump-loop`. StrictHostKeyChecking and ForwardAgent are never looked at: host keys are always checked, the
 * agent is never forwarded.
 */
export function resolveSshTarget(question: TargetQuestion): Result<SshTarget> {
  const { overrides, connection } = question;
  const asked = overrides.connect === undefined ? undefined : parseAddressArgument(overrides.connect);
  if (overrides.connect !== undefined && asked === undefined) {
    return failure(
      errorDiagnostic(
        'connect-argument',
        `--connect ${JSON.stringify(overrides.connect)} is not an address`,
        'Write [user@]address[:port], and an IPv6 address with a port as [2001:db8::1]:22.',
      ),
    );
  }
  const place: AddressArgument = asked ?? connection ?? { address: question.host };
  const user = asked?.user ?? connection?.user;
  const diagnostics: Diagnostic[] = [];
  const resolver = { question, diagnostics };
  const hop = resolveHop(resolver, { ...place, ...(user === undefined ? {} : { user }) }, 'target');
  const jumps = resolveJumps(resolver, hop, []);
  if (hasErrors(diagnostics)) return failure(...diagnostics);
  return success(
    { ...hop.hop, jumps, ...(connection?.client === undefined ? {} : { client: connection.client }) },
    diagnostics,
  );
}

interface Resolver {
  readonly question: TargetQuestion;
  readonly diagnostics: Diagnostic[];
}

interface ResolvedHop {
  readonly hop: SshHop;
  /** Value of ProxyJump; null: none. */
  readonly proxyJump: string | null;
}

function resolveHop({ question, diagnostics }: Resolver, place: AddressArgument, role: 'target' | 'jump'): ResolvedHop {
  const { environment, overrides } = question;
  const answer = lookUpSshConfig(question.sshConfig, {
    name: place.address,
    localUser: environment.userName,
    ...(place.user === undefined ? {} : { user: place.user }),
  });
  diagnostics.push(...answer.diagnostics);
  const wrong = (keyword: string, value: string, allowed: string): void => {
    diagnostics.push(
      errorDiagnostic(
        'ssh-config-value',
        `ssh_config gives ${place.address} an unusable ${keyword}: ${JSON.stringify(value)}`,
        `Allowed is ${allowed}. Correct it in ssh_config, or name another file with --ssh-config.`,
      ),
    );
  };
  const first = (keyword: string): string | undefined => answer.values.get(keyword)?.[0];
  const number = (keyword: string, fallback: number): number => {
    const text = first(keyword);
    if (text === undefined || text.toLowerCase() === 'none') return fallback;
    if (/^[0-9]{1,6}$/.test(text)) return Number(text);
    wrong(keyword, text, 'a whole number');
    return fallback;
  };

  const hostName = expandTokens(first('hostname') ?? '%h', { '%': '%', h: place.address }) ?? '';
  if (!isAddress(hostName)) wrong('HostName', first('hostname') ?? '', 'a DNS name or an address');
  const portText = first('port');
  const configuredPort = portText === undefined ? undefined : parsePort(portText);
  if (portText !== undefined && configuredPort === undefined) wrong('Port', portText, '1 to 65535');
  const port = place.port ?? configuredPort ?? 22;
  const user = place.user ?? first('user') ?? (role === 'target' ? 'root' : environment.userName);
  const alias = first('hostkeyalias');

  const tokens: TokenValues = {
    '%': '%',
    h: hostName,
    n: place.address,
    p: String(port),
    r: user,
    u: environment.userName,
    d: environment.homeDirectory,
    k: alias ?? place.address,
  };
  const toPath = (keyword: string) => (text: string) => {
    const expanded = expandPath(text, tokens, environment);
    if (expanded === undefined) wrong(keyword, text, `a path with %% %d %h %k %n %p %r %u and set variables`);
    return expanded ?? '';
  };

  if (first('proxyjump') === undefined && (first('proxycommand') ?? 'none').toLowerCase() !== 'none') {
    diagnostics.push(
      errorDiagnostic(
        'proxy-command-not-supported',
        `ssh_config reaches ${place.address} through a ProxyCommand, which is not supported`,
        'No program is run to reach a host. Use ProxyJump instead, which does the same over SSH and checks the key of every hop.',
      ),
    );
  }
  const named = role === 'target' ? overrides.identityFiles : undefined;
  const configured = answer.values.get('identityfile')?.filter((file) => file.toLowerCase() !== 'none');
  const proxyJump = first('proxyjump') ?? 'none';
  const revokedKeys = first('revokedhostkeys') ?? 'none';
  const certificates = answer.values.get('certificatefile')?.filter((file) => file.toLowerCase() !== 'none') ?? [];
  return {
    proxyJump: proxyJump.toLowerCase() === 'none' ? null : proxyJump,
    hop: {
      name: place.address,
      address: hostName,
      port,
      user,
      hostKeyAlias: alias ?? null,
      knownHostsFiles: knownHostsFiles(overrides.knownHostsFiles ?? [], role, () =>
        customaryKnownHosts(answer.values, environment).map(toPath('UserKnownHostsFile')),
      ),
      identityFiles: identityFiles(named ?? configured?.map(toPath('IdentityFile')), environment),
      ...(revokedKeys.toLowerCase() === 'none' ? {} : { revokedKeysFile: toPath('RevokedHostKeys')(revokedKeys) }),
      ...(certificates.length === 0 ? {} : { certificateFiles: certificates.map(toPath('CertificateFile')) }),
      usesOnlyNamedIdentities: named !== undefined || first('identitiesonly')?.toLowerCase() === 'yes',
      agentSocket: agentSocketOf(first('identityagent'), environment, toPath('IdentityAgent')),
      connectTimeoutMs:
        number('connecttimeout', DEFAULT_CONNECT_TIMEOUT_MS / 1000) * 1000 || DEFAULT_CONNECT_TIMEOUT_MS,
      keepaliveIntervalMs: number('serveraliveinterval', DEFAULT_KEEPALIVE_INTERVAL_MS / 1000) * 1000,
      keepaliveCountMax: number('serveralivecountmax', DEFAULT_KEEPALIVE_COUNT),
      legacyAlgorithms: role === 'target' && question.legacyAlgorithms === true,
    },
  };
}

/** Hops before this one, nearest first. As with ssh(1), only the first hop of a written chain may have a ProxyJump of its own. */
function resolveJumps(resolver: Resolver, target: ResolvedHop, seen: readonly string[]): readonly SshHop[] {
  const { proxyJump } = target;
  if (proxyJump === null) return [];
  const path = [...seen, target.hop.name];
  const places = proxyJump.split(',').map((text) => parseAddressArgument(text.trim().replace(/^ssh:\/\//, '')));
  if (places.some((place) => place === undefined)) {
    resolver.diagnostics.push(
      errorDiagnostic(
        'ssh-config-value',
        `ssh_config gives ${target.hop.name} an unusable ProxyJump: ${JSON.stringify(proxyJump)}`,
        'Write [user@]host[:port], several separated by commas. Correct it in ssh_config.',
      ),
    );
    return [];
  }
  const hops = places.flatMap((place) => (place === undefined ? [] : [resolveHop(resolver, place, 'jump')]));
  const [nearest] = hops;
  if (nearest === undefined) return [];
  if (path.includes(nearest.hop.name) || path.length + hops.length > MAX_JUMPS) {
    resolver.diagnostics.push(
      errorDiagnostic(
        'proxy-jump-loop',
        `ssh_config never arrives at ${path[0] ?? ''}: ${[...path, nearest.hop.name].join(' goes through ')}`,
        'Exclude the jump host from the block that names it (Host * !jump), or set ProxyJump none for it.',
      ),
    );
    return [];
  }
  return [...resolveJumps(resolver, nearest, path), ...hops.map((hop) => hop.hop)];
}

function knownHostsFiles(
  named: readonly string[],
  role: 'target' | 'jump',
  customary: () => readonly string[],
): readonly string[] {
  return role === 'target' && named.length > 0 ? named : [...named, ...customary()];
}

function customaryKnownHosts(
  values: ReadonlyMap<string, readonly string[]>,
  environment: LocalEnvironment,
): readonly string[] {
  const folder = `${environment.homeDirectory}/.ssh`;
  const files = [
    ...(values.get('userknownhostsfile') ?? [`${folder}/known_hosts`, `${folder}/known_hosts2`]),
    ...(values.get('globalknownhostsfile') ?? GLOBAL_KNOWN_HOSTS),
  ];
  return files.filter((file) => file.toLowerCase() !== 'none');
}

function identityFiles(named: readonly string[] | undefined, environment: LocalEnvironment): readonly IdentityFile[] {
  if (named !== undefined) return named.map((path) => ({ path, isNamed: true }));
  return CUSTOMARY_IDENTITIES.map((name) => ({ path: `${environment.homeDirectory}/.ssh/${name}`, isNamed: false }));
}

function agentSocketOf(
  value: string | undefined,
  environment: LocalEnvironment,
  toPath: (text: string) => string,
): string | null {
  if (value === undefined || value === 'SSH_AUTH_SOCK') return environment.agentSocket ?? null;
  if (value.toLowerCase() === 'none') return null;
  return value.startsWith('$') && !value.startsWith('${')
    ? (environment.variables[value.slice(1)] ?? null)
    : toPath(value);
}
