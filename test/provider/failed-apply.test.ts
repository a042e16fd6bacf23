import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import type { ObjectValue } from '../../src/provider/protocol/value';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';
import { errorsOf, inProcessProvider, unwire, wire, type InProcessProvider } from './in-process-provider';

const TYPE = { typeName: 'hpvm_host_network' };
const NOTHING = Object.fromEntries(Object.keys(HOST_NETWORK_SCHEMA.attributes).map((name) => [name, null]));

const config = (frames: number): ObjectValue => ({
  ...NOTHING,
  host: 'vmhost1',
  tunables: { mac_address_frames: frames, protect: null },
});

/** Plans with the host as it is now and applies, with something that happens in between. */
async function change(
  provider: InProcessProvider,
  prior: ObjectValue | null,
  wanted: ObjectValue,
  inBetween: () => Promise<unknown> = () => Promise.resolve(),
) {
  await provider.call('ConfigureProvider', { config: {} });
  const read = await provider.call('ReadDataSource', {
    typeName: 'hpvm_host',
    config: wire({ ...NOTHING, host: 'vmhost1' }),
  });
  const given: ObjectValue = { ...wanted, snapshot: unwire(read.state)?.['snapshot'] ?? null };
  const asked = { ...TYPE, priorState: wire(prior), config: wire(given), proposedNewState: wire(given) };
  const planned = await provider.call('PlanResourceChange', asked);
  expect(errorsOf(planned.diagnostics)).toEqual([]);
  await inBetween();
  const applied = await provider.call('ApplyResourceChange', {
    ...asked,
    plannedState: planned.plannedState ?? {},
    plannedPrivate: planned.plannedPrivate ?? new Uint8Array(),
  });
  return { state: unwire(applied.newState), errors: errorsOf(applied.diagnostics) };
}

test('a host that has moved since its plan is not changed: a creation leaves no state, an update the state before', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  const provider = inProcessProvider(host);
  const meddle = (frames: number) => () =>
    host.run(['/usr/sbin/ch_rc', '-a', '-p', `HPVMMACADDRFRAMES=${String(frames)}`, '/etc/rc.config.d/hpvmconf']);

  const refused = await change(provider, null, config(2), meddle(7));
  expect(refused.state).toBeNull();
  expect(refused.errors).toEqual([expect.stringContaining('- tunables: macAddressFrames not set -> 7')]);

  const created = await change(provider, null, config(2));
  expect(created.errors).toEqual([]);
  const again = await change(provider, created.state, config(5), meddle(9));
  expect(again.errors).toEqual([expect.stringContaining('macAddressFrames 2 -> 9')]);
  expect(again.state).toEqual(created.state);
});

describe('an update that fails half way', () => {
  const VLAN_SET = '^hpvmnet -S vmlan3 -u portid:1:vlanid:130';
  const nic = (vlanId: string): ObjectValue => ({
    'test01:0,2': { vswitch: 'vmlan3', adapter: 'lan', vlan_id: vlanId },
  });
  const whole = (frames: number, vlanId: string, revert: boolean): ObjectValue => ({
    ...config(frames),
    vswitches: { vmlan3: { uplink: 'lan3', state: 'up' } },
    guest_nics: nic(vlanId),
    revert,
  });

  /** An update of two things, the second of which the host refuses. */
  async function halfDone(revert: boolean) {
    const host = createSimulatedHost(SCENARIOS.vmhost1);
    const provider = inProcessProvider(host);
    const created = await change(provider, null, whole(2, '120', revert));
    expect(created.errors).toEqual([]);
    host.injectFault({ id: 'vlan', pattern: VLAN_SET, effect: { kind: 'exit', status: 1, isApplied: false } });
    const failed = await change(provider, created.state, whole(5, '130', revert));
    expect(failed.errors).toHaveLength(1);
    host.removeFault('vlan');
    const frames = host.state().files['/etc/rc.config.d/hpvmconf']?.includes('HPVMMACADDRFRAMES=5') === true ? 5 : 2;
    return { host, provider, created, failed, frames };
  }

  test('under a guard is taken back, leaves the state before, and is done by the next apply', async () => {
    const { host, provider, created, failed, frames } = await halfDone(true);
    expect(frames).toBe(2);
    expect(failed.state).toEqual(created.state);
    const finished = await change(provider, failed.state, whole(5, '130', true));
    expect(finished.errors).toEqual([]);
    expect(finished.state).toMatchObject({ guest_nics: nic('130'), tunables: { mac_address_frames: 5 } });
    expect(host.hazards()).toEqual([]);
  });

  test('without a guard leaves what the host shows, and nothing is planned before a person has looked', async () => {
    const { provider, failed, frames } = await halfDone(false);
    expect(frames).toBe(5);
    expect(failed.state).toMatchObject({ guest_nics: nic('120'), tunables: { mac_address_frames: 5 } });
    await expect(change(provider, failed.state, whole(5, '130', false))).rejects.toThrow(
      'ended before it had done all its steps',
    );
  });
});
