import type { Algorithms, ServerHostKeyAlgorithm } from 'ssh2';

/**
 * Key exchanges, best first. Group exchange stands last on purpose: its safe-prime check in JavaScript blocks the
 * event loop for more than a second, and every server that offers it offers a fixed group too.
 */
const KEX = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521',
  'diffie-hellman-group14-sha256',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group14-sha1',
] as const;
const LEGACY_KEX = ['diffie-hellman-group1-sha1'] as const;
const LAST_KEX = ['diffie-hellman-group-exchange-sha256'] as const;

const CIPHERS = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'] as const;
const LEGACY_CIPHERS = ['aes256-cbc', 'aes128-cbc', '3des-cbc'] as const;

const MACS = [
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
  'hmac-sha1',
] as const;

const HOST_KEYS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];
const LEGACY_HOST_KEYS: readonly ServerHostKeyAlgorithm[] = ['ssh-rsa', 'ssh-dss'];

/**
 * What we offer to a host. Key types that known_hosts knows for it come first, so that it shows a key that can be
 * checked. The legacy set (SHA-1 signatures, group1, CBC) is for one host at a time, by opt-in.
 */
export function algorithmsFor(knownTypes: readonly string[], legacyAlgorithms: boolean): Algorithms {
  const hostKeys = legacyAlgorithms ? [...HOST_KEYS, ...LEGACY_HOST_KEYS] : HOST_KEYS;
  const isKnown = (algorithm: string): boolean =>
    knownTypes.includes(algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);
  return {
    kex: [...KEX, ...(legacyAlgorithms ? LEGACY_KEX : []), ...LAST_KEX],
    serverHostKey: [...hostKeys.filter(isKnown), ...hostKeys.filter((algorithm) => !isKnown(algorithm))],
    cipher: [...CIPHERS, ...(legacyAlgorithms ? LEGACY_CIPHERS : [])],
    hmac: [...MACS],
    compress: ['none'],
  };
}
