/** The key of the host as ssh was shown it. */
export interface ShownHostKey {
  /** For example `ssh-ed25519`, or `ssh-ed25519-cert-v01@openssh.com`. */
  readonly keyType: string;
  /** Of the key itself, also where it came in a certificate. */
  readonly fingerprint: string;
  /** Who signed the certificate, and the name that they gave it; absent: a bare key. */
  readonly certificate?: { readonly id: string; readonly authority: string };
}

/** What the log of an ssh tells (`-E`, LogLevel DEBUG1; OpenSSH 9.2). */
export interface OpensshLog {
  readonly hostKey: ShownHostKey | undefined;
  readonly hasConnected: boolean;
  readonly isLoggedIn: boolean;
  /** Keys and certificates that were offered, for people. */
  readonly offered: readonly string[];
  /** What ssh would have said on the terminal, in order. */
  readonly said: readonly string[];
  /** Why a certificate of the host does not count; absent: nothing was said against it. */
  readonly certificateProblem?: string;
}

/** Reads the log of one ssh. The first line of its kind counts: later ones may repeat words of the other side. */
export function parseOpensshLog(text: string): OpensshLog {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/\p{Cc}/gu, '?'));
  const after = (pattern: RegExp): readonly string[] => lines.flatMap((line) => pattern.exec(line)?.slice(1, 2) ?? []);
  const [certificateProblem] = after(/^Certificate invalid: (.*)$/);
  return {
    hostKey: shownHostKey(lines),
    hasConnected: lines.some((line) => line.startsWith('debug1: Connection established')),
    isLoggedIn: lines.some((line) => line.startsWith('Authenticated to ')),
    offered: after(/^debug1: Offering public key: (.*?)(?: explicit| agent)*$/),
    said: lines.filter(
      (line) =>
        line !== '' && !/^(debug\d: |OpenSSH_|Authenticated to |Transferred: |Bytes per second: |@{10})/.test(line),
    ),
    ...(certificateProblem === undefined ? {} : { certificateProblem }),
  };
}

function shownHostKey(lines: readonly string[]): ShownHostKey | undefined {
  for (const line of lines) {
    const match = /^debug1: Server host (?:key|certificate): (\S+) (\S+?)(?:,? (.*))?$/.exec(line);
    if (match === null) continue;
    const [, keyType = '', fingerprint = '', rest = ''] = match;
    const [, id, authority] = /^serial \d+ ID "(.*)" CA \S+ (SHA256:[A-Za-z0-9+/]+)/.exec(rest) ?? [];
    return {
      keyType,
      fingerprint,
      ...(id === undefined || authority === undefined ? {} : { certificate: { id, authority } }),
    };
  }
  return undefined;
}
