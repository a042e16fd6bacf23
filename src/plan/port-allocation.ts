import type { DesiredHost } from '../model/desired-host';
import type { VswitchName } from '../model/names';
import type { ObservedHost } from '../model/observed-host';

/** Largest port id (vPars and Integrity VM V6.3 Administrator Guide p. 122). */
const MAX_PORT = 511;

/**
 * Hands out free vswitch port numbers at plan time, lowest first from 1 and 0 when nothing else is left, so that
 * commands are exact. Numbers that the host lists, that any guest NIC reserves, or that the desired state fixes are never
 * handed out.
 */
export class PortAllocation {
  private readonly used = new Map<string, Set<number>>();
  private readonly nextCandidate = new Map<string, number>();
  private readonly holders = new Map<string, string[]>();

  constructor(observed: ObservedHost, desired: DesiredHost) {
    for (const vswitch of observed.vswitches) {
      for (const port of vswitch.ports) this.reserve(vswitch.name, port.port);
    }
    for (const nic of observed.guestNics) {
      if (nic.port === null) continue;
      this.reserve(nic.vswitch, nic.port);
      const key = portKey(nic.vswitch, nic.port);
      this.holders.set(key, [...(this.holders.get(key) ?? []), `${nic.guest}:${nic.slot}`]);
    }
    const home = new Map(observed.guestNics.map((nic) => [`${nic.guest}:${nic.slot}`, nic.vswitch]));
    for (const nic of desired.guestNics ?? []) {
      const vswitch = nic.vswitch ?? home.get(`${nic.guest}:${nic.slot}`);
      if (vswitch !== undefined && nic.port !== undefined) this.reserve(vswitch, nic.port);
    }
  }

  /** The lowest free port of a vswitch, now taken; `undefined` when all are used. */
  take(vswitch: VswitchName): number | undefined {
    let candidate = this.nextCandidate.get(vswitch) ?? 1;
    const used = this.used.get(vswitch);
    while (used?.has(candidate) === true) candidate += 1;
    if (candidate > MAX_PORT) {
      if (this.used.get(vswitch)?.has(0) === true) return undefined;
      this.reserve(vswitch, 0);
      return 0;
    }
    this.nextCandidate.set(vswitch, candidate + 1);
    return candidate;
  }

  /** Guest NICs (`guest:slot`) that hold a port before the plan, whether their guests run or not. */
  holdersOf(vswitch: VswitchName, port: number): readonly string[] {
    return this.holders.get(portKey(vswitch, port)) ?? [];
  }

  private reserve(vswitch: string, port: number): void {
    const used = this.used.get(vswitch);
    if (used === undefined) this.used.set(vswitch, new Set([port]));
    else used.add(port);
  }
}

function portKey(vswitch: string, port: number): string {
  return `${vswitch}:${String(port)}`;
}
