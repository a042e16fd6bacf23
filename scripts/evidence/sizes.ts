import { checkPlan } from '../../src/check/check-plan';
import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import { largeHost } from '../bench/large-host';
import { observedFrom } from './observed-from';
import type { Instance } from './random-instance';
import { planOf } from './survey-plans';
import { count, type Tally } from './tally';
import { emptyWorld, fastNic, macOfGuestNic, type World } from './world';

const VSWITCHES = 100;
const GUESTS = 256;
const NICS_OF_A_GUEST = 8;

/** Repetitions, of which the middle one counts. */
const TURNS = 3;

/** Measures plan and proof of large hosts, in milliseconds: as `size NAME steps`, `... plan ms` and `... proof ms`. */
export function measureSizes(tally: Tally): void {
  count(tally, 'sizes');
  const { desired, empty, complete } = manyGuests();
  const changed = oneNicChanged(desired);
  const instances: Readonly<Record<string, Instance>> = {
    'many guests, everything new': { label: '', desired, observed: empty },
    'many guests, one NIC changed': { label: '', desired: changed, observed: complete },
    'many guests, nothing to do': { label: '', desired, observed: complete },
    ...Object.fromEntries(
      [1000, 10_000].map((size) => {
        const host = largeHost(size);
        return [`${size} resources, everything new`, { label: '', desired: host.desired, observed: host.empty }];
      }),
    ),
  };
  for (const [name, instance] of Object.entries(instances)) {
    const runs = Array.from({ length: TURNS }, () => {
      const began = performance.now();
      const plan = planOf(instance);
      const planned = performance.now();
      const proof = checkPlan(plan);
      return { plan, proof, planMs: planned - began, proofMs: performance.now() - planned };
    });
    const [first] = runs;
    count(tally, `size ${name} steps`, first?.plan.steps.length ?? 0);
    count(tally, `size ${name} ${first?.plan.status ?? ''} and ${first?.proof.status ?? ''}`);
    count(tally, `size ${name} plan ms`, middle(runs.map(({ planMs }) => planMs)));
    count(tally, `size ${name} proof ms`, middle(runs.map(({ proofMs }) => proofMs)));
  }
}

function middle(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** A host with 100 vswitches on uplinks of their own, 256 running guests and 2,048 guest NICs in VLANs. */
function manyGuests(): {
  readonly desired: DesiredHost;
  readonly empty: ObservedHost;
  readonly complete: ObservedHost;
} {
  const bare = emptyWorld();
  for (let ppa = 0; ppa <= VSWITCHES; ppa += 1) bare.nics.push(fastNic(`lan${ppa}`));
  bare.addresses.push({ interface: 'lan0', address: '10.0.0.1' });
  bare.netconf.push({ interface: 'lan0', address: '10.0.0.1' });
  for (let guest = 0; guest < GUESTS; guest += 1)
    bare.guests.set(`g${guest}`, { isOn: true, hasPendingConfiguration: false, isModifiable: true });
  const full: World = structuredClone(bare);
  for (let vswitch = 1; vswitch <= VSWITCHES; vswitch += 1)
    full.vswitches.set(`vs${vswitch}`, { uplink: `lan${vswitch}`, isUp: true, isShareable: true });
  for (let number = 0; number < GUESTS * NICS_OF_A_GUEST; number += 1) {
    const slot = `0,${number % NICS_OF_A_GUEST}`;
    full.guestNics.set(`g${Math.floor(number / NICS_OF_A_GUEST)}:${slot}`, {
      ...{ vswitch: `vs${1 + (number % VSWITCHES)}`, adapter: 'avio_lan', port: 1 + Math.floor(number / VSWITCHES) },
      ...{ vlanId: 100 + (number % 40), mac: macOfGuestNic(number) },
    });
  }
  const desired = {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: 'vmhost1',
    vswitches: [...full.vswitches].map(([name, { uplink }]) => ({ name, uplink, state: 'up' })),
    guestNics: [...full.guestNics].map(([identity, { vswitch, adapter, port, vlanId }]) => {
      const [guest, slot] = identity.split(':');
      return { guest, slot, vswitch, adapter, port, vlanId };
    }),
  };
  const complete = observedFrom(full);
  return { desired: desired as unknown as DesiredHost, empty: observedFrom(bare), complete };
}

function oneNicChanged(desired: DesiredHost): DesiredHost {
  const [first, ...others] = desired.guestNics ?? [];
  if (first === undefined) return desired;
  return { ...desired, guestNics: [{ ...first, vlanId: 4000 as NonNullable<typeof first.vlanId> }, ...others] };
}
