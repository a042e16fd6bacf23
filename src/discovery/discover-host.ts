import type { ObservedHost } from '../model/observed-host';
import { failure, type Result } from '../model/result';
import type { HostShell, ScriptOutcome } from '../transport/host-shell';
import { assembleObservedHost, type ObservationContext } from './assemble-observed-host';
import { parseFrames } from './parsers/parse-frames';
import { quoteOutput } from './parsers/quote-output';
import { compileDiscoveryScript } from './probes/compile-discovery-script';
import { sudoRefusals } from './sudo-refusals';

export interface DiscoveryOptions extends ObservationContext {
  /** 16 to 64 random letters and digits, new for every run. */
  readonly frameToken: string;
  /** Time for the whole script. */
  readonly timeoutMs: number;
  /** Aborting gives up waiting. */
  readonly signal?: AbortSignal;
  /** Absolute path of sudo on the host; absent: the login may run everything itself. */
  readonly sudo?: string;
}

/**
 * Observes a host with one script over one shell. Reads only.
 *
 * @returns the observed host, or why there is none: `incomplete-discovery`, `not-hp-ux`, `unsupported-release`, `is-a-guest`,
 * `not-a-vm-host`, `unreadable-output`, `sudo-missing`, `sudo-refused`
 * @throws TransportError when the script could not be run to its end
 */
export async function discoverHost(shell: HostShell, options: DiscoveryOptions): Promise<Result<ObservedHost>> {
  const { host, observedAt, frameToken, timeoutMs, signal, sudo } = options;
  const outcome = await shell.runScript(compileDiscoveryScript(frameToken, sudo), {
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
  });
  const frames = parseFrames(outcome.stdout, frameToken);
  if (!frames.ok)
    return failure(...frames.diagnostics.map((each) => ({ ...each, detail: withOutcome(each.detail, outcome) })));
  const refused = sudo === undefined ? [] : sudoRefusals(frames.value);
  if (refused.length > 0) return failure(...refused);
  return assembleObservedHost(frames.value, { host, observedAt });
}

function withOutcome(detail: string, outcome: ScriptOutcome): string {
  const how = outcome.signal === null ? `exit status ${outcome.exitStatus ?? 'unknown'}` : `signal ${outcome.signal}`;
  const said = outcome.stderr.trim() === '' ? '' : `, and said ${quoteOutput(outcome.stderr.trim())}`;
  return `${detail}\nThe shell ended with ${how}${said}.`;
}
