import { utils } from 'ssh2';

/** An SSH key pair in OpenSSH's formats. */
export interface KeyPair {
  readonly public: string;
  readonly private: string;
}

/**
 * Makes an Ed25519 key pair that ssh2 itself can read. About one in 200 that ssh2 1.17.0 makes cannot be read back
 * ("Malformed OpenSSH private key"), so each is tried before it is used.
 */
export function freshKeyPair(comment: string): KeyPair {
  for (;;) {
    const pair = utils.generateKeyPairSync('ed25519', { comment });
    const isReadable = [pair.private, pair.public].every((text) => !(utils.parseKey(text) instanceof Error));
    if (isReadable) return pair;
  }
}
