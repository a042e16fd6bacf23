/**
 * What a probe is asked for once each: the host, or every object of one kind that a listing on the host named. An `interface` is a NIC, a
 * populated aggregate or a host VLAN.
 */
export type ProbeSubject =
  'host' | 'interface' | 'nic' | 'aggregate' | 'hostVlan' | 'plumbedInterface' | 'vswitch' | 'guest';

/** Stands for the object's name in the words and paths of a probe that is asked per object. */
export const OBJECT = '{object}';

/** A read-only command. */
export interface CommandProbe {
  readonly kind: 'command';
  readonly subject: ProbeSubject;
  /** Words of the command line, the absolute path first. */
  readonly words: readonly string[];
  /** Set in the environment of this command only. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Asked only when the probe before it, about the same object, did not end with status 0. */
  readonly onlyWhenPreviousFails?: true;
  /** What it prints on stdout may hold secrets of others: it is never quoted (decision 0029). */
  readonly isPrivate?: true;
  /** What we learn. */
  readonly tells: string;
  /** Document or capture that shows the command. */
  readonly source: string;
}

/** A file that is read whole. */
export interface FileProbe {
  readonly kind: 'file';
  readonly subject: 'host';
  readonly path: string;
  readonly tells: string;
  readonly source: string;
}

/**
 * Asks for the process number in the first line of a file, and for nothing else of it: the file may stand where anybody can
 * write, so its text is not brought back.
 */
export interface ProcessIdProbe {
  readonly kind: 'processId';
  readonly subject: 'host';
  readonly path: string;
  readonly tells: string;
  readonly source: string;
}

/** Asks whether a file exists, without reading it; says `present` or `absent`. */
export interface ExistenceProbe {
  readonly kind: 'existence';
  readonly subject: 'guest';
  /** Folder that must be searchable for the answer to mean anything. */
  readonly folder: string;
  readonly file: string;
  readonly tells: string;
  readonly source: string;
}

/** A variable of the login's own environment. */
export interface EnvironmentProbe {
  readonly kind: 'environment';
  readonly subject: 'host';
  readonly variable: string;
  readonly tells: string;
  readonly source: string;
}

export type Probe = CommandProbe | FileProbe | ProcessIdProbe | ExistenceProbe | EnvironmentProbe;

/** Name of a probe, as its frames carry it. */
export type ProbeId =
  | 'ssh-connection'
  | 'node-name'
  | 'os-release'
  | 'model'
  | 'hpvminfo'
  | 'swlist'
  | 'interfaces'
  | 'aggregates'
  | 'nic-attributes'
  | 'port-attributes'
  | 'aggregate-attributes'
  | 'vlan-attributes'
  | 'cards'
  | 'plumbed'
  | 'addresses'
  | 'ipv6-addresses'
  | 'vswitches'
  | 'vswitch-ports'
  | 'guests'
  | 'guest-devices'
  | 'guest-details'
  | 'guest-pending'
  | 'guest-status'
  | 'device-database'
  | 'processes'
  | 'vswitch-manager'
  | 'netconf'
  | 'netconf-ipv6'
  | 'hpvmconf'
  | 'apa-conf'
  | 'apa-port-conf'
  | 'failover-groups'
  | 'vlan-conf'
  | 'iether-conf'
  | 'ixgbe-conf'
  | 'icxgbe-conf'
  | 'iocxgbe-conf'
  | 'lock'
  | 'unfinished'
  | 'durations'
  | 'ownership';

/** What a person would type, or the file they would open, to see what the probe saw. */
export function displayProbe(probe: Probe, object: string | null): string {
  switch (probe.kind) {
    case 'command': {
      const words = Object.entries(probe.environment ?? {}).map(([name, value]) => `${name}=${value}`);
      return [...words, ...probe.words].map((word) => word.replaceAll(OBJECT, object ?? OBJECT)).join(' ');
    }
    case 'file':
    case 'processId':
      return probe.path;
    case 'existence':
      return `${probe.folder}/${probe.file}`.replaceAll(OBJECT, object ?? OBJECT);
    case 'environment':
      return `$${probe.variable}`;
  }
}
