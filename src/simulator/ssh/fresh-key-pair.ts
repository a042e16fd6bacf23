import { utils } from 'ssh2';

/** An SSH key pair in OpenSSH's formats. */
export interface KeyPair {
  readonly public: string;
  readonly private: string;
}

/** One in 200 fails by chance: so many behind one another never do. */
const MOST_TRIES = 20;

/**
 * Makes an Ed25519 key pair that ssh2 itself can read. About one in 200 that ssh2 1.17.0 makes cannot be read back
 * ("Malformed OpenSSH private key"), so each is tried before it is used.
 *
 * @throws Error when none can be read, as with a comment of several lines
 */
export function freshKeyPair(comment: string): KeyPair {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const pair = utils.generateKeyPairSync('ed25519', { comment });
    const isReadable = [pair.private, pair.public].every((text) => !(utils.parseKey(text) instanceof Error));
    if (isReadable) return pair;
  }
  throw new Error(`no key pair with the comment ${JSON.stringify(comment)} can be read back`);
}
