import type { SimulatedHostState } from './simulated-host-state';

/** A program that sets an interface to promiscuous mode; null where its command line names none. */
export interface Capture {
  readonly args: string;
  readonly interface: string | null;
}

/** Running programs that capture packets (Integrity VM 4.2.5 Release Notes, 7.2.19, p. 75: "applications like tcpdump"). */
export function captures(host: SimulatedHostState): readonly Capture[] {
  return host.processes.flatMap(({ args }) => {
    const [, rest] = /^(?:\S*\/)?(?:tcpdump|snoop|tshark|ethereal)\b(.*)$/.exec(args) ?? [];
    return rest === undefined ? [] : [{ args, interface: /-i\s*(lan[0-9]+)/.exec(rest)?.[1] ?? null }];
  });
}
