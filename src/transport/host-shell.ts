/** How one script run on a host ended. `exitStatus` is null when a signal ended the shell. */
export interface ScriptOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitStatus: number | null;
  readonly signal: string | null;
}

export interface RunScriptOptions {
  /** Ends the run with a TransportError of phase `timeout` when nothing has finished by then. */
  readonly timeoutMs: number;
  /** Called with each piece of stdout as it arrives. */
  readonly onStdout?: (text: string) => void;
  /** Aborting gives up waiting; it does not stop what runs on the host. */
  readonly signal?: AbortSignal;
}

/**
 * The port through which everything reaches a host: runs one POSIX shell script, shipped on stdin of `sh -s`.
 * Implementations: SSH, and the simulated host's own in-process shell for tests.
 */
export interface HostShell {
  /** Fingerprint of the host key that was checked, as `ssh-keygen -l` prints it; absent where there is no key to check. */
  readonly hostKeyFingerprint?: string;
  /** Rejects with a TransportError when the script could not be run to its end. */
  runScript(script: string, options: RunScriptOptions): Promise<ScriptOutcome>;
  close(): Promise<void>;
}
