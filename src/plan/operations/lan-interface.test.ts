import { planByRules } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';

const host = quickStartHost();

/** Commands that set an offload attribute, each as one line. */
function settings(lists: object, changes: Partial<ObservedHost> = {}): readonly string[] {
  return planByRules([], lists, changes)
    .steps.map(({ command }) => command.join(' '))
    .filter((line) => /_cko=|vmtu=/.test(line));
}

const ON = { checksumOffload: 'on' };

describe('the setting of a NIC is forced', () => {
  test('where it carries an address of the host, not otherwise', () => {
    expect(settings({ lanInterfaces: [{ name: 'lan0', ...ON }] })).toEqual([
      '/usr/sbin/nwmgr -s -f -A tx_cko=on -c lan0',
      '/usr/sbin/nwmgr -s -f -A rx_cko=on -c lan0',
    ]);
    expect(settings({ lanInterfaces: [{ name: 'lan3', ...ON }] })).toEqual([
      '/usr/sbin/nwmgr -s -A tx_cko=on -c lan3',
      '/usr/sbin/nwmgr -s -A rx_cko=on -c lan3',
    ]);
  });

  test('where its group, or a VLAN interface over it, carries one', () => {
    const [line] = settings({ lanInterfaces: [{ name: 'lan2', ...ON }] });
    expect(line).toBe('/usr/sbin/nwmgr -s -f -A tx_cko=on -c lan2');
    const hostVlans = [
      { name: 'lan5000', uplink: 'lan3', vlanId: 7, state: 'up' },
    ] as unknown as ObservedHost['hostVlans'];
    const addresses = [
      { interface: 'lan5000', address: '10.0.7.1', netmask: '255.0.0.0' },
    ] as unknown as ObservedHost['addresses'];
    const above = settings({ lanInterfaces: [{ name: 'lan3', ...ON }] }, { hostVlans, addresses });
    expect(above[0]).toBe('/usr/sbin/nwmgr -s -f -A tx_cko=on -c lan3');
    expect(settings({ lanInterfaces: [{ name: 'lan3', ...ON }] }, { hostVlans })[0]).not.toContain('-f');
  });

  test('where the failover group that it joins takes over the address of another port', () => {
    const lists = (mode: string, ...ports: readonly string[]): object => ({
      apaGroups: [{ name: 'lan901', mode, ports }],
      lanInterfaces: [{ name: 'lan3', ...ON }],
    });
    expect(settings(lists('LAN_MONITOR', 'lan0', 'lan3'))[0]).toBe('/usr/sbin/nwmgr -s -f -A tx_cko=on -c lan3');
    const addresses = host.addresses.filter((each) => each.interface !== 'lan0');
    expect(settings(lists('LAN_MONITOR', 'lan0', 'lan3'), { addresses })[0]).not.toContain('-f');
  });
});

test('segmentation offload is taken back to what could be set: not to an unknown value, nor beside transmit offload that is off', () => {
  const undo = (nic: object): unknown => {
    const lanInterfaces = host.lanInterfaces.map((each) => (each.name === 'lan4' ? { ...each, ...nic } : each));
    const plan = planByRules([], { lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off' }] }, { lanInterfaces });
    return plan.steps[0]?.undo?.map((command) => command.slice(-3).join(' ')) ?? null;
  };
  expect(undo({})).toEqual(['vmtu=32160 -c lan4']);
  expect(undo({ transmitChecksumOffload: 'off' })).toBeNull();
  expect(undo({ virtualMtuBytes: null })).toBeNull();
});
