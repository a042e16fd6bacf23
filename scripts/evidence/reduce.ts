import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Instance } from './random-instance';

/**
 * The smallest instance that is still remarkable in the same way: takes away one object, entry or field after the other,
 * from the desired state and from the host, for as long as the test says yes.
 */
export function reduce(instance: Instance, isRemarkable: (candidate: Instance) => boolean): Instance {
  let current = instance;
  for (let hasShrunk = true; hasShrunk;) {
    hasShrunk = false;
    for (const candidate of smaller(current)) {
      if (!stillRemarkable(candidate, isRemarkable)) continue;
      current = candidate;
      hasShrunk = true;
      break;
    }
  }
  return current;
}

/** A candidate that contradicts itself may make a stage throw; it is not what is looked for. */
function stillRemarkable(candidate: Instance, isRemarkable: (candidate: Instance) => boolean): boolean {
  try {
    return isRemarkable(candidate);
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

function* smaller(instance: Instance): Generator<Instance> {
  for (const desired of smallerDesired(instance.desired)) yield { ...instance, desired };
  for (const observed of smallerObserved(instance.observed)) yield { ...instance, observed };
}

const LISTS = ['lanInterfaces', 'apaGroups', 'hostVlans', 'vswitches', 'guestNics'] as const;
const IDENTITIES = new Set(['name', 'guest', 'slot']);

function* smallerDesired(desired: DesiredHost): Generator<DesiredHost> {
  for (const list of [...LISTS, 'tunables'] as const) {
    const { [list]: found, ...rest } = desired;
    if (found !== undefined) yield rest;
  }
  for (const list of LISTS) {
    const items: readonly object[] = desired[list] ?? [];
    for (const [index, item] of items.entries()) {
      yield { ...desired, [list]: items.filter((_, place) => place !== index) };
      for (const key of Object.keys(item).filter((each) => !IDENTITIES.has(each))) {
        const fewer = Object.fromEntries(Object.entries(item).filter(([each]) => each !== key));
        yield { ...desired, [list]: items.map((each, place) => (place === index ? fewer : each)) };
      }
    }
  }
}

function* smallerObserved(observed: ObservedHost): Generator<ObservedHost> {
  for (const { name } of observed.guests) {
    yield withoutPorts({
      ...observed,
      guests: observed.guests.filter((guest) => guest.name !== name),
      guestNics: observed.guestNics.filter((nic) => nic.guest !== name),
    });
  }
  for (const gone of observed.guestNics)
    yield withoutPorts({ ...observed, guestNics: observed.guestNics.filter((nic) => nic !== gone) });
  for (const list of [
    'vswitches',
    'hostVlans',
    'addresses',
    'netconf',
    'ownedAddresses',
    'promiscuousPrograms',
    'coverage',
  ] as const) {
    const items: readonly unknown[] = observed[list];
    for (const index of items.keys()) yield { ...observed, [list]: items.filter((_, place) => place !== index) };
  }
  for (const group of observed.apaGroups) {
    if (group.mode === 'Not_Enabled')
      yield { ...observed, apaGroups: observed.apaGroups.filter((each) => each !== group) };
  }
  for (const { name } of observed.lanInterfaces)
    yield { ...observed, lanInterfaces: observed.lanInterfaces.filter((nic) => nic.name !== name) };
  const quiet = { receiveChecksumOffload: 'off', transmitChecksumOffload: 'off', virtualMtuBytes: 0 } as const;
  for (const nic of observed.lanInterfaces) {
    if (nic.receiveChecksumOffload === 'off' && nic.transmitChecksumOffload === 'off') continue;
    const lanInterfaces = observed.lanInterfaces.map((each) => (each === nic ? { ...nic, ...quiet } : each));
    yield { ...observed, lanInterfaces };
  }
}

/** Ports go with their guest NICs. */
function withoutPorts(observed: ObservedHost): ObservedHost {
  const held = new Set(observed.guestNics.map((nic) => `${nic.vswitch} ${String(nic.port)}`));
  return {
    ...observed,
    vswitches: observed.vswitches.map((vswitch) => ({
      ...vswitch,
      ports: vswitch.ports.filter(({ port }) => held.has(`${vswitch.name} ${port}`)),
    })),
  };
}
