import type { DesiredHost } from '../model/desired-host';
import type { VswitchName } from '../model/names';
import type { ObservedHost } from '../model/observed-host';

/** Largest port id (vPars and Integrity VM V6.3 Administrator Guide p. 122). */
const MAX_PORT = 511;

/**
 * Hands out free vswitch port numbers at plan time, lowest first from 1, so that commands are exact.
 * Numbers that the host lists, that any guest NIC reserves, or that the desired state fixes are never handed out.
 */
export class PortAllocation {
  private readonly used = new Map<string, Set<number>>();
  private readonly nextCandidate = new Map<string, number>();

  constructor(observed: ObservedHost, desired: DesiredHost) {
    for (const vswitch of observed.vswitches) {
      for (const port of vswitch.ports) this.reserve(vswitch.name, port.port);
    }
    for (const nic of observed.guestNics) {
      if (nic.port !== null) this.reserve(nic.vswitch, nic.port);
    }
    for (const nic of desired.guestNics ?? []) {
      if (nic.vswitch !== undefined && nic.port !== undefined) this.reserve(nic.vswitch, nic.port);
    }
  }

  /** The lowest free port of a vswitch, now taken; `undefined` when all are used. */
  take(vswitch: VswitchName): number | undefined {
    let candidate = this.nextCandidate.get(vswitch) ?? 1;
    const used = this.used.get(vswitch);
    while (used?.has(candidate) === true) candidate += 1;
    if (candidate > MAX_PORT) return undefined;
    this.nextCandidate.set(vswitch, candidate + 1);
    return candidate;
  }

  private reserve(vswitch: string, port: number): void {
    const used = this.used.get(vswitch);
    if (used === undefined) this.used.set(vswitch, new Set([port]));
    else used.add(port);
  }
}
