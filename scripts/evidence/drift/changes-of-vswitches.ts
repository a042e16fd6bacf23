import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import type { Random } from '../random';
import type { DeclaredHost } from './declared-host';
import { anyOf, changed, missing, replaced, type RelevantChange } from './relevant-change';

/** Address that an interface of the simulated host has; null for what has none. */
function macOf(state: SimulatedHostState, name: string): string | null {
  const port = state.running.aggregates.find((each) => each.name === name)?.ports[0] ?? name;
  return state.nics.find((each) => each.name === port)?.mac ?? null;
}

function ipOf(state: SimulatedHostState, name: string): string | null {
  return state.addresses.find((each) => each.interface === name)?.address ?? null;
}

type Vswitch = SimulatedHostState['vswitches'][number];

/** A declared vswitch of the host that fits. */
function declaredVswitch(
  { state, loaded: { desired } }: DeclaredHost,
  random: Random,
  fits: (vswitch: Vswitch) => boolean = () => true,
): Vswitch | undefined {
  const declared = new Set<string>(desired.vswitches?.map(({ name }) => name));
  return anyOf(
    random,
    state.vswitches.filter((each) => declared.has(each.name) && fits(each)),
  );
}

function withVswitch(
  state: SimulatedHostState,
  name: string,
  change: Parameters<typeof replaced<Vswitch>>[2],
): SimulatedHostState {
  return { ...state, vswitches: replaced(state.vswitches, name, change) };
}

const isRunning = ({ isUp, uplink }: Vswitch): boolean => isUp && uplink !== null;

/** Changes of vswitches. */
export const CHANGES_OF_VSWITCHES: readonly RelevantChange[] = [
  {
    name: 'vswitch.uplink',
    change: (host, random) => {
      const { state, loaded } = host;
      const vswitch = declaredVswitch(host, random);
      if (vswitch === undefined) return undefined;
      const standby = loaded.desired.vswitches?.find(({ name }) => name === vswitch.name)?.standbyUplink;
      const ports = new Set(state.running.aggregates.flatMap((each) => each.ports));
      const others = state.nics
        .map(({ name }) => name)
        .filter((name) => name !== vswitch.uplink && name !== standby && !ports.has(name));
      const uplink = vswitch.uplink !== null && random.chance(0.2) ? null : anyOf(random, others);
      if (uplink === undefined) return undefined;
      const captured =
        vswitch.isUp && uplink !== null
          ? { capturedMac: macOf(state, uplink), capturedIp: ipOf(state, uplink) }
          : { capturedMac: null, capturedIp: null };
      return {
        state: withVswitch(state, vswitch.name, (each) => ({ ...each, uplink, ...captured })),
        expected: changed(`vswitch.${vswitch.name}`, 'uplink', uplink),
      };
    },
  },
  {
    name: 'vswitch.state',
    change: (host, random) => {
      const { state } = host;
      const vswitch = declaredVswitch(host, random);
      if (vswitch === undefined) return undefined;
      const { uplink } = vswitch;
      const isUp = !vswitch.isUp;
      const captured =
        isUp && uplink !== null
          ? { capturedMac: macOf(state, uplink), capturedIp: ipOf(state, uplink) }
          : { capturedMac: null, capturedIp: null };
      return {
        state: withVswitch(state, vswitch.name, (each) => ({ ...each, isUp, ...captured })),
        expected: changed(`vswitch.${vswitch.name}`, 'state', isUp ? 'up' : 'down'),
      };
    },
  },
  {
    name: 'vswitch missing',
    change: (host, random) => {
      const vswitch = declaredVswitch(host, random);
      if (vswitch === undefined) return undefined;
      const state = withVswitch(host.state, vswitch.name, () => undefined);
      // Guests keep the name of a vswitch that is gone.
      return { state, expected: missing(`vswitch.${vswitch.name}`) };
    },
  },
  {
    name: 'vswitch captured another MAC address',
    change: (host, random) => {
      const vswitch = declaredVswitch(host, random, isRunning);
      if (vswitch === undefined) return undefined;
      const now = '0x00306e3981ff';
      return {
        state: withVswitch(host.state, vswitch.name, (each) => ({ ...each, capturedMac: now })),
        expected: {
          class: 'pending-reboot',
          isDrift: true,
          address: `vswitch.${vswitch.name}`,
          field: { path: 'capturedMac', now },
        },
      };
    },
  },
  {
    name: 'vswitch captured another IP address',
    change: (host, random) => {
      const vswitch = declaredVswitch(host, random, isRunning);
      if (vswitch === undefined) return undefined;
      const now = '10.99.9.9';
      return {
        state: withVswitch(host.state, vswitch.name, (each) => ({ ...each, capturedIp: now })),
        expected: {
          class: 'pending-reboot',
          isDrift: true,
          address: `vswitch.${vswitch.name}`,
          field: { path: 'capturedIpAddress', now },
        },
      };
    },
  },
];

/** Changes that others make by right: to be named, and no drift. */
export const RIGHTFUL_MOVES: readonly RelevantChange[] = [
  {
    name: 'vswitchmgr moved a vswitch to its standby',
    change: (host, random) => {
      const { state, loaded } = host;
      const vswitch = anyOf(
        random,
        loaded.desired.vswitches?.filter(({ standbyUplink }) => standbyUplink !== undefined) ?? [],
      );
      const uplink = vswitch?.standbyUplink;
      if (vswitch === undefined || uplink === undefined || state.managedVswitches === undefined) return undefined;
      const moved = withVswitch(state, vswitch.name, (each) => ({
        ...each,
        uplink,
        ...(each.isUp ? { capturedMac: macOf(state, uplink), capturedIp: ipOf(state, uplink) } : {}),
      }));
      const field = { path: 'uplink', now: uplink };
      return {
        state: moved,
        expected: {
          class: 'managed-changed',
          address: `vswitch.${vswitch.name}`,
          field,
          isDrift: false,
          actor: 'vswitchmgr',
        },
      };
    },
  },
  {
    name: 'a failover group works on another port',
    change: (host, random) => {
      const { state } = host;
      const groups = state.running.aggregates.filter(({ mode, ports }) => mode === 'LAN_MONITOR' && ports.length > 1);
      const vswitch = declaredVswitch(
        host,
        random,
        (each) => isRunning(each) && groups.some(({ name }) => name === each.uplink),
      );
      const group = groups.find(({ name }) => name === vswitch?.uplink);
      if (vswitch === undefined || group === undefined) return undefined;
      // The simulated group works on the port that it lists first.
      const ports = [...group.ports.slice(1), ...group.ports.slice(0, 1)];
      const aggregates = replaced(state.running.aggregates, group.name, (each) => ({ ...each, ports }));
      const field = { path: 'capturedMac', now: vswitch.capturedMac };
      return {
        state: { ...state, running: { ...state.running, aggregates } },
        expected: {
          class: 'managed-changed',
          address: `vswitch.${vswitch.name}`,
          field,
          isDrift: false,
          actor: 'failover-group',
        },
      };
    },
  },
];
