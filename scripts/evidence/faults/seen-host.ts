import { canonicalJson } from '../../../src/model/canonical-json';
import type { ObservedHost } from '../../../src/model/observed-host';
import type { Result } from '../../../src/model/result';
import { createSimulatedHost } from '../../../src/simulator/simulated-host';
import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import { createVirtualMachine, type VirtualMachine } from '../../../src/simulator/virtual/create-virtual-machine';
import { liveObserver } from '../../../src/workflow/observe';

export const STATE_FOLDER = '/var/opt/hpvmctl';

/** Files of ours that discovery reads. */
const READ_FILES = [`${STATE_FOLDER}/ownership`, `${STATE_FOLDER}/unfinished`];

/** Virtual ms that simulated HP commands take in trials: those that only show something are quick. */
export function commandMs(argv: readonly string[]): number {
  const [path = '', ...args] = argv;
  const shows = /\/(?:hpvmstatus|hpvminfo|netstat|lanscan|ioscan|ps|uname|model|swlist)$/.test(path);
  const lists = args.length === 0 || args[0] === '-g' || args.join(' ').endsWith('--sc');
  return shows || lists || (args[0] === '-S' && args.length === 2) ? 20 : 100;
}

/** Discovers hosts as `hpvmctl` does, once for each state that a host can be in: most trials look at the same few. */
export interface SeenHosts {
  look(host: string, state: SimulatedHostState, files: VirtualMachine['files']): Promise<Result<ObservedHost>>;
}

/** When more states than these are remembered, all are forgotten: the next trials look at other hosts. */
const MOST_STATES = 3000;

/** Nothing seen yet. */
export function seenHosts(): SeenHosts {
  const seen = new Map<string, Result<ObservedHost>>();
  return {
    async look(host, state, files) {
      const texts = READ_FILES.map((path) => files.read(path));
      const { clockSeconds: _clock, randomState: _random, hazards: _hazards, faults: _faults, ...rest } = state;
      const key = JSON.stringify([host, rest, texts]);
      const known = seen.get(key);
      if (known !== undefined) return known;
      const machine = createVirtualMachine(createSimulatedHost(state), { hostCommandMs: commandMs });
      READ_FILES.forEach((path, index) => {
        const text = texts[index];
        if (text !== undefined) machine.files.write(path, text);
      });
      const surroundings = {
        now: () => machine.now(),
        pause: (durationMs: number) => machine.pause(durationMs),
        randomToken: () => '00000123456789abcdef',
      };
      const hosts = { connect: () => Promise.resolve(machine.shell()) };
      const observed = await liveObserver({ hosts, surroundings })({ host, connection: { address: host } });
      if (seen.size >= MOST_STATES) seen.clear();
      seen.set(key, observed);
      return observed;
    },
  };
}

/** What counts of a host, as text: not the clock, not numbers of vswitches, not what nothing shows. */
export function factsOf(state: SimulatedHostState, owned: readonly string[], knownNics: ReadonlySet<string>): string {
  const { running, saved, addresses, files, vswitches, guests } = state;
  const network = ({ nicAttributes, aggregates, portModes, vlans }: SimulatedHostState['running']): unknown => [
    nicAttributes,
    aggregates
      .filter(({ mode }) => mode !== 'Not_Enabled')
      .map((group) => ({
        ...group,
        ports: group.mode === 'LAN_MONITOR' ? group.ports : [...group.ports].sort(),
        // In modes without one it is left over from before.
        key: group.mode === 'LACP_AUTO' ? group.key : null,
        gc: group.mode === 'FEC_AUTO' ? group.gc : null,
      })),
    [...portModes].filter(({ name }) => aggregates.some(({ ports }) => ports.includes(name))).sort(byName),
    [...vlans].sort(byName),
  ];
  const nicsOf = (name: string, nics: SimulatedHostState['guests'][number]['nics']): unknown =>
    nics
      .map(({ mac, ...nic }) => ({ ...nic, mac: knownNics.has(`${name}:${nic.slot}`) ? mac : 'any' }))
      .sort((left, right) => (left.slot < right.slot ? -1 : 1));
  return canonicalJson({
    running: network(running),
    saved: network(saved),
    addresses: [...addresses].sort((left, right) => (left.interface < right.interface ? -1 : 1)),
    files: ['/etc/rc.config.d/netconf', '/etc/rc.config.d/hpvmconf'].map((path) => rcSettings(files[path] ?? '')),
    // A restart that is due stands among the hazards; of a vswitch that is down nobody shows what it took from its uplink once.
    vswitches: vswitches
      .map(({ name, isUp, uplink, capturedMac, capturedIp, portVlans }) => ({
        ...{ name, isUp, uplink, captured: isUp ? [capturedMac, capturedIp] : [] },
        portVlans: portVlansUsed(name, portVlans, guests),
      }))
      .sort(byName),
    guests: guests.map(({ name, isOn, nics, nextNics }) => ({
      name,
      isOn,
      nics: nicsOf(name, nics),
      nextNics: nextNics === null ? null : nicsOf(name, nextNics),
    })),
    owned: [...owned].sort(),
  });
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : 1;
}

/** What the file sets when it is sourced; order and comments do not count. */
function rcSettings(text: string): unknown {
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*([A-Z_0-9]+(?:\[\d+\])?)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) settings.set(name, (value ?? '').replace(/^"(.*)"$/, '$1'));
  }
  return Object.fromEntries([...settings].filter(([, value]) => value !== ''));
}

/** Tags of ports that no guest NIC has show in no listing of guests; those of an operator are told by their number. */
function portVlansUsed(
  vswitch: string,
  portVlans: Readonly<Record<string, number>>,
  guests: SimulatedHostState['guests'],
): Readonly<Record<string, number>> {
  const used = new Set(
    guests.flatMap(({ nics }) => nics.filter((nic) => nic.vswitch === vswitch).map(({ port }) => String(port))),
  );
  return Object.fromEntries(
    Object.entries(portVlans).filter(([port]) => used.has(port) || Number(port) >= OPERATOR_PORT),
  );
}

/** Ports from this number on belong to the operator who interferes. */
export const OPERATOR_PORT = 200;

/** Addresses that the ownership record of a machine claims. */
export function ownedOn(files: VirtualMachine['files']): readonly string[] {
  const owned = new Set<string>();
  for (const line of (files.read(`${STATE_FOLDER}/ownership`) ?? '').split('\n')) {
    const [action = '', address = ''] = line.split(' ');
    if (action === 'claim') owned.add(address);
    if (action === 'release') owned.delete(address);
  }
  return [...owned];
}
