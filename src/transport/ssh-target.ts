/** A key file to log in with. */
export interface IdentityFile {
  readonly path: string;
  /** True when the user named it: a missing file is then worth a word. False for the customary places. */
  readonly isNamed: boolean;
}

/** One SSH connection to make: everything decided, nothing looked up yet. */
export interface SshHop {
  /** What the user calls it. */
  readonly name: string;
  /** DNS name or address to connect to. */
  readonly address: string;
  /** TCP port, 1 to 65535. */
  readonly port: number;
  readonly user: string;
  /** HostKeyAlias: the name its key is known under; null: address and port. */
  readonly hostKeyAlias: string | null;
  /** known_hosts files, in order; missing ones count as empty. */
  readonly knownHostsFiles: readonly string[];
  /** RevokedHostKeys: a list of keys that no host may show; absent: none. */
  readonly revokedKeysFile?: string;
  /** Key files, in the order they are offered. */
  readonly identityFiles: readonly IdentityFile[];
  /** IdentitiesOnly: of the agent's keys, offer only those that belong to `identityFiles`. */
  readonly usesOnlyNamedIdentities: boolean;
  /** CertificateFile: the built-in client cannot offer certificates, and names them when the login fails. */
  readonly certificateFiles?: readonly string[];
  /** Socket of the SSH agent; null: none. */
  readonly agentSocket: string | null;
  /** For the TCP connection, and again for key exchange and login. */
  readonly connectTimeoutMs: number;
  /** Silence after which we ask whether the other side is still there; 0: never. */
  readonly keepaliveIntervalMs: number;
  /** Unanswered questions after which the connection counts as lost. */
  readonly keepaliveCountMax: number;
  /** Offers algorithms of HP-UX Secure Shell A.04 to A.06 that are no longer considered safe. Per host, never by default. */
  readonly legacyAlgorithms: boolean;
}

/** How to reach a host: the last hop, and the hops on the way to it (ProxyJump), nearest first. */
export interface SshTarget extends SshHop {
  readonly jumps: readonly SshHop[];
  /** The `ssh` program of this machine; absent: the built-in client. */
  readonly client?: 'openssh';
}

/** `address:port`, with brackets around an IPv6 address. */
export function endpointOf(hop: Pick<SshHop, 'address' | 'port'>): string {
  return `${hop.address.includes(':') ? `[${hop.address}]` : hop.address}:${String(hop.port)}`;
}
