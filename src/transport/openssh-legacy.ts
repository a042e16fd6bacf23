import { execFile } from 'node:child_process';
import type { LegacyAlgorithms } from './openssh-config';

/** What the built-in client offers to an old host, beyond what ssh offers to every host. */
const WANTED = {
  hostKeys: ['ssh-rsa', 'ssh-dss'],
  keyExchanges: ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  ciphers: ['aes256-cbc', 'aes128-cbc', '3des-cbc'],
} as const satisfies LegacyAlgorithms;

export interface LocalLegacyAlgorithms {
  readonly known: LegacyAlgorithms;
  /** Wanted, but left out of this machine's ssh. */
  readonly missing: readonly string[];
}

export const NO_LEGACY_ALGORITHMS: LocalLegacyAlgorithms = {
  known: { hostKeys: [], keyExchanges: [], ciphers: [] },
  missing: [],
};

/** Asks the local ssh which of the old algorithms it still knows (`ssh -Q`); releases drop them, and refuse a file that names one. */
export async function localLegacyAlgorithms(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LocalLegacyAlgorithms> {
  const [keys, kex, ciphers] = await Promise.all(['key', 'kex', 'cipher'].map((what) => query(what, environment)));
  const known = {
    hostKeys: WANTED.hostKeys.filter((name) => keys?.includes(name)),
    keyExchanges: WANTED.keyExchanges.filter((name) => kex?.includes(name)),
    ciphers: WANTED.ciphers.filter((name) => ciphers?.includes(name)),
  };
  const all = [...known.hostKeys, ...known.keyExchanges, ...known.ciphers] as readonly string[];
  return { known, missing: Object.values(WANTED).flatMap((names) => names.filter((name) => !all.includes(name))) };
}

/** No answer counts as an empty one: what is wrong with ssh itself, connecting will say. */
function query(what: string, environment: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
  return new Promise((resolve) => {
    execFile('ssh', ['-Q', what], { env: { ...environment }, timeout: 10_000 }, (_, stdout) =>
      resolve(stdout.split('\n')),
    );
  });
}
