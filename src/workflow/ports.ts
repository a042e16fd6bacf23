import type { HostConnection } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';
import type { PlanSignature } from '../model/plan-signature';
import type { Result } from '../model/result';
import type { HostShell } from '../transport/host-shell';

/** A host to reach, under the name it is managed by. */
export interface HostTarget {
  readonly host: string;
  readonly connection: HostConnection;
}

/** Opens shells on hosts; what is behind it (SSH, a simulated host) is the caller's choice. */
export interface HostConnector {
  /** Rejects with a TransportError when the host cannot be reached; aborting gives up. */
  connect(target: HostTarget, signal?: AbortSignal): Promise<HostShell>;
}

export type PathKind = 'file' | 'folder' | 'missing';

/** Reads files. */
export interface FileReader {
  kindOf(path: string): Promise<PathKind>;
  /** Text of a file as UTF-8. Rejects with a node file-system error. */
  readText(path: string): Promise<string>;
  /**
   * Paths of the files in a folder and its sub-folders, each starting with the folder, sorted by code units. Hidden folders
   * and node_modules are left out; links to files are followed, links to folders are not. Rejects with a node file-system
   * error.
   */
  filesBelow(folder: string): Promise<readonly string[]>;
}

/** Time and chance. */
export interface Surroundings {
  now(): Date;
  /** Unpredictable text of lower-case letters and digits, at least 16 characters. */
  randomToken(): string;
  /** Resolves after so many milliseconds. */
  pause(durationMs: number): Promise<void>;
}

/** Signs plans with somebody's key. */
export interface PlanSigner {
  /** The signature under exactly this text, or why there is none. */
  sign(text: string): Promise<Result<string>>;
}

/**
 * What a signature is worth: `valid`, and whose; `invalid`, and why; or `undecided`, because the means to tell are missing.
 */
export type SignatureVerdict =
  | { readonly status: 'valid'; readonly signedBy: PlanSignature }
  | { readonly status: 'invalid'; readonly why: string; readonly next: string }
  | { readonly status: 'undecided'; readonly diagnostics: readonly Diagnostic[] };

/** Tells whether one of the allowed signers signed a plan. */
export interface SignatureVerifier {
  /** Judges a signature under exactly this text. */
  verify(text: string, signature: string): Promise<SignatureVerdict>;
}

/** Everything a workflow reaches the world through. */
export interface Ports {
  readonly hosts: HostConnector;
  readonly files: FileReader;
  readonly surroundings: Surroundings;
}
