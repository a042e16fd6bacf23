import { digestOf } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import { normaliseDesiredHost } from './normalise-desired-host';

/**
 * Digest of what a document asks for: `sha256:` and 64 hex digits over its canonical JSON, without two things that
 * ask for nothing on the host:
 *
 * - `from`, so that regrouping constructs does not apply a host again;
 * - `connection`, so that reaching the same host by another name or port does not either. A plan says itself which host
 *   it was made for (`host`), and strict host keys decide whether the address leads there.
 */
export function desiredDigest(host: DesiredHost): string {
  const asked = normaliseDesiredHost(host);
  return digestOf({
    ...asked,
    connection: undefined,
    lanInterfaces: asked.lanInterfaces?.map(withoutFrom),
    apaGroups: asked.apaGroups?.map(withoutFrom),
    hostVlans: asked.hostVlans?.map(withoutFrom),
    vswitches: asked.vswitches?.map(withoutFrom),
    guestNics: asked.guestNics?.map(withoutFrom),
    tunables: asked.tunables === undefined ? undefined : withoutFrom(asked.tunables),
  });
}

/** Canonical JSON leaves undefined properties out. */
function withoutFrom<T extends { readonly from?: string }>(element: T): object {
  return { ...element, from: undefined };
}
