import type { SimulatedHostState } from './simulated-host-state';

/** Integrity VM release of a host as [major, minor] (`B.04.20.05` is [4, 20]); undefined without the product. */
function hpvmRelease(host: SimulatedHostState): readonly [number, number] | undefined {
  const bundle = host.bundles.find(({ title }) => /integrity vm/i.test(title));
  const [, major, minor] = /^[A-Z]\.([0-9]+)\.([0-9]+)/.exec(bundle?.revision ?? '') ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)];
}

/** True when the host runs at least that release; false without the product. */
export function isAtLeastRelease(host: SimulatedHostState, major: number, minor: number): boolean {
  const release = hpvmRelease(host);
  return release !== undefined && (release[0] > major || (release[0] === major && release[1] >= minor));
}
