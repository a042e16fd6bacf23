import type { OpensshLog } from './openssh-log';
import { endpointOf, type SshHop } from './ssh-target';
import { TransportError } from './transport-error';

/** Explains why ssh did not accept the key of a host, and what to do; `undefined` when it says nothing against it. */
export function opensshHostKeyFailure(hop: SshHop, log: OpensshLog): TransportError | undefined {
  const isSaid = (pattern: RegExp): boolean => log.said.some((line) => pattern.test(line));
  const isRevoked = isSaid(/REVOKED HOST KEY|is marked as revoked|revoked by file|revoked keys file/);
  if (!isRevoked && !isSaid(/Host key verification failed/)) return undefined;

  const where = `${hop.name} (${endpointOf(hop)})`;
  const { hostKey, certificateProblem } = log;
  const shown =
    hostKey === undefined
      ? []
      : [`It showed a key of type ${hostKey.keyType} with fingerprint`, `  ${hostKey.fingerprint}`];
  const authority =
    hostKey?.certificate === undefined
      ? []
      : [
          `in a certificate with the name ${JSON.stringify(hostKey.certificate.id)} by the authority ${hostKey.certificate.authority}.`,
        ];
  const said = log.said.map((line) => `- ${line}`);
  const check = `Check it at the host's console: ssh-keygen -lf with the public host key file, /opt/ssh/etc/ssh_host_*_key.pub on HP-UX.`;
  const [first, ...rest] = isRevoked
    ? [
        `The key of ${where} is revoked`,
        'Find out why it was revoked. The host needs a new key before it can be managed.',
      ]
    : isSaid(/HOST IDENTIFICATION HAS CHANGED/)
      ? [
          `The key of ${where} is not the one we know: someone may be in between`,
          `If the host was installed anew: ${check}`,
        ]
      : certificateProblem !== undefined
        ? [
            `The certificate of ${where} is not valid: ${certificateProblem}`,
            `It must name ${hop.hostKeyAlias ?? hop.address} as a principal, and be within its time: ssh-keygen -Lf shows it.`,
          ]
        : [
            `The key of ${where} is not known`,
            ...(authority.length === 0
              ? []
              : ['No line of known_hosts with @cert-authority vouches for this host with that authority.']),
            check,
            `When the fingerprints agree, add it to ${hop.knownHostsFiles[0] ?? 'a known_hosts file'}, with ${hop.hostKeyAlias ?? (hop.port === 22 ? hop.address : `[${hop.address}]:${String(hop.port)}`)} as its name.`,
          ];
  return new TransportError(
    [first, ...shown, ...authority, 'ssh said:', ...said, 'Nothing was sent.', ...rest].join('\n'),
    { phase: 'host-key', endpoint: endpointOf(hop), isRetryable: false },
  );
}
