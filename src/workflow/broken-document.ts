import type { HostDrift } from '../fleet/sweep';
import type { Diagnostic } from '../model/diagnostic';

/** A desired-state document that cannot be used. */
export interface BrokenDocument {
  readonly path: string;
  /** Whose it says it is, else whose it is by the name of its file. */
  readonly host: string;
  /** At least one error. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a broken document is called where each host has one name: its host, unless another document describes that one. */
export function nameOfBroken({ host, path }: BrokenDocument, known: ReadonlySet<string>): string {
  return known.has(host) ? path : host;
}

/**
 * Hosts that nobody can compare because their documents cannot be used. A host that another document describes is not among them: its own
 * result stands for it.
 */
export function hostsNotCompared(
  broken: readonly BrokenDocument[],
  described: readonly { readonly host: string }[],
): readonly HostDrift[] {
  const known = new Set(described.map(({ host }) => host));
  const hosts = new Map<string, Diagnostic[]>();
  for (const { host, diagnostics } of broken) {
    if (known.has(host)) continue;
    const said = hosts.get(host);
    if (said === undefined) hosts.set(host, [...diagnostics]);
    else said.push(...diagnostics);
  }
  return [...hosts].map(([host, diagnostics]) => ({ host, exitCode: 1, report: null, diagnostics }));
}
