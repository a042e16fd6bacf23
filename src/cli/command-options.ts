import type { PlatformName } from '../review/comment/platform';
import type { Extent } from '../review/steps-overview';
import type { RolloutRequest } from '../workflow/rollout';
import type { WrittenDuration } from '../workflow/snapshot-age';

/** How to reach hosts, as given on the command line. */
export interface ConnectionOptions {
  readonly connect?: string;
  readonly identity?: readonly string[];
  readonly knownHosts?: string;
  readonly sshConfig?: string;
}

/** Which hosts, and what stands in for them. */
export interface HostOptions extends ConnectionOptions {
  readonly host?: readonly string[];
  readonly snapshot?: readonly string[];
}

export type OutputFormat = 'text' | 'json' | 'ndjson' | 'markdown' | 'html' | 'mermaid' | 'junit' | 'prometheus';

export interface FormatOptions {
  readonly format: OutputFormat;
  readonly json?: boolean;
}

/** How much of a long plan is printed. */
export interface ExtentOptions {
  readonly full?: boolean;
}

/** Options of `hpvmctl show`. */
export interface ShowOptions extends FormatOptions, ExtentOptions {}

/** Options of `hpvmctl discover`. */
export interface DiscoverOptions extends ConnectionOptions, FormatOptions, SweepOptions {
  readonly host?: readonly string[];
  readonly out?: string;
}

/** Options of `hpvmctl import`. */
export interface ImportOptions extends HostOptions {
  readonly out?: string;
}

/** Options of `hpvmctl plan`. */
export interface PlanOptions extends HostOptions, FormatOptions, ExtentOptions {
  readonly out?: string;
  readonly sign?: string;
  readonly detailedExitcode?: boolean;
  readonly acceptRecalled?: boolean;
}

/** Options of `hpvmctl apply`. */
export interface ApplyOptions extends ConnectionOptions, FormatOptions, RolloutRequest {
  readonly host?: readonly string[];
  readonly out?: string;
  readonly autoApprove?: boolean;
  readonly expectSha256?: string;
  readonly acceptRecalled?: boolean;
  readonly requireSignature?: string;
  /** Seconds. */
  readonly confirmWithin?: number;
  /** False with --no-revert. */
  readonly revert: boolean;
  readonly revokedKeys?: string;
}

/** Options of `hpvmctl status`, `resume`, `confirm` and `revert`. */
export interface RunOptions extends ConnectionOptions, FormatOptions {
  readonly host?: readonly string[];
  readonly run?: string;
  readonly out?: string;
}

/** How many hosts at once, and how long for each of them. */
export interface SweepOptions {
  readonly concurrency: number;
  readonly hostTimeout: WrittenDuration;
}

/** Options of `hpvmctl drift`. */
export interface DriftOptions extends HostOptions, FormatOptions, SweepOptions {
  readonly out?: string;
  readonly ignore?: string;
  readonly history?: string;
  readonly shard?: string;
  readonly resume?: string;
}

/** Options of `hpvmctl drift merge`. */
export interface DriftMergeOptions extends FormatOptions {
  readonly out?: string;
  readonly maxAge: WrittenDuration;
}

/** Options of `hpvmctl review`. */
export interface ReviewOptions extends HostOptions, FormatOptions, ExtentOptions {
  readonly out?: string;
  readonly acceptRecalled?: boolean;
  readonly key: string;
  readonly platform: PlatformName;
  /** Bytes. */
  readonly maxLength?: number;
  readonly detailsUrl?: string;
  readonly base?: readonly string[];
  readonly baseDigest?: string;
  readonly maxSnapshotAge: WrittenDuration;
  readonly summary?: string;
}

/** Options of `hpvmctl sudoers`. */
export interface SudoersOptions {
  readonly user: string;
  readonly discoveryUser?: string;
}

/** Options of `hpvmctl provider install`. */
export interface ProviderInstallOptions {
  readonly dir?: string;
}

/** Options of `hpvmctl rehearse`. */
export interface RehearseOptions extends FormatOptions {
  readonly fail?: string;
  readonly rebootAfter?: string;
  /** False with --no-revert. */
  readonly revert: boolean;
}

/** Options of `hpvmctl simulate`. */
export interface SimulateOptions {
  readonly port: number;
  readonly name?: string;
  readonly snapshot?: string;
  readonly writeSshConfig?: string;
  readonly console?: boolean;
}

/** Options of `hpvmctl demo`. */
export interface DemoOptions {
  readonly dir: string;
}

/** The format that was asked for. */
export function formatOf(options: FormatOptions): OutputFormat {
  return options.json === true ? 'json' : options.format;
}

/** How much of a long plan was asked for. */
export function extentOf(options: ExtentOptions): Extent {
  return options.full === true ? 'full' : 'readable';
}
