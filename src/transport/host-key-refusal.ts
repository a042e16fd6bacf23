import { createHash } from 'node:crypto';
import { hostKeyNames, keyTypeOf, type HostKeyVerdict, type KnownHosts, type KnownHostsEntry } from './known-hosts';
import { endpointOf, type SshHop } from './ssh-target';
import { TransportError } from './transport-error';

/** Explains why a host's key is not accepted, and what to do; `undefined` when it is. */
export function hostKeyRefusal(
  hop: SshHop,
  known: KnownHosts,
  verdict: HostKeyVerdict,
  key: Buffer,
): TransportError | undefined {
  if (verdict.status === 'match') return undefined;
  const shown = `It showed a key of type ${keyTypeOf(key)} with fingerprint\n  ${fingerprintOf(key)}\n  ${legacyFingerprintOf(key)} (as older ssh-keygen prints it)`;
  const lines = linesFor(hop, known, verdict, key, shown);
  return new TransportError(lines.join('\n'), { phase: 'host-key', endpoint: endpointOf(hop), isRetryable: false });
}

/** `SHA256:` and base64 without padding, as `ssh-keygen -l` prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** MD5 in hexadecimal pairs: what ssh-keygen before OpenSSH 6.8 prints, and so HP-UX Secure Shell A.06. */
function legacyFingerprintOf(key: Buffer): string {
  const digest = createHash('md5').update(key).digest('hex');
  return `MD5:${digest.replace(/(..)(?=.)/g, '$1:')}`;
}

function linesFor(
  hop: SshHop,
  known: KnownHosts,
  verdict: Exclude<HostKeyVerdict, { status: 'match' }>,
  key: Buffer,
  shown: string,
): string[] {
  const where = `${hop.name} (${endpointOf(hop)})`;
  const check = `Check it at the host's console: ssh-keygen -lf with the public host key file, /opt/ssh/etc/ssh_host_*_key.pub on HP-UX.`;
  const line = `${hostKeyNames({ ...hop, alias: hop.hostKeyAlias })[0]} ${keyTypeOf(key)} ${key.toString('base64')}`;
  const file = hop.knownHostsFiles[0] ?? 'a known_hosts file';
  switch (verdict.status) {
    case 'revoked':
      return [
        `The key of ${where} is revoked`,
        shown,
        `${placeOf(verdict.entry)} says that this key may not be used any more. Nothing was sent.`,
        'Find out why it was revoked. The host needs a new key before it can be managed.',
      ];
    case 'changed':
      return [
        `The key of ${where} is not the one we know: someone may be in between`,
        shown,
        ...verdict.known.map(
          (entry) => `Known is ${fingerprintOf(Buffer.from(entry.key, 'base64'))} at ${placeOf(entry)}.`,
        ),
        `Nothing was sent. If the host was installed anew: ${check}`,
        'Only when the fingerprints agree, replace the known line by this one:',
        `  ${line}`,
      ];
    case 'unknown':
      return [
        `The key of ${where} is not known`,
        shown,
        ...verdict.otherTypes.map(
          (entry) => `Another key, of type ${entry.keyType}, is known at ${placeOf(entry)}; the host did not offer it.`,
        ),
        ...verdict.certificateAuthorities.map(
          (entry) =>
            `${placeOf(entry)} (@cert-authority) vouches for certificates of this host, but host certificates cannot be checked by the built-in client. Set connection.client = "openssh" for this host, so that the ssh program of this machine reaches it, or let known_hosts hold the key of the host itself.`,
        ),
        ...(known.unreadable.length === 0
          ? []
          : [`Lines that could not be read: ${known.unreadable.slice(0, 5).map(placeOf).join(', ')}.`]),
        `Nothing was sent. ${check}`,
        `When the fingerprints agree, add this line to ${file}:`,
        `  ${line}`,
      ];
  }
}

function placeOf(place: Pick<KnownHostsEntry, 'path' | 'line'>): string {
  return `${place.path}:${String(place.line)}`;
}
