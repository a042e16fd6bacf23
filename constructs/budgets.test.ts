import { documentOf, hostInStack, unchecked } from '../test/constructs/synthesized-host';
import { ApaGroup } from './apa-group';
import { HostTunables } from './host-tunables';
import { HostVlan } from './host-vlan';
import type { IntegrityVmHost } from './integrity-vm-host';
import { LanInterface } from './lan-interface';
import { VSwitch } from './vswitch';

interface Budgets {
  readonly maxOutageSeconds?: number;
  readonly protect?: boolean;
}

/** One resource of each kind, with these budgets where the kind has them. */
function declareAll(host: IntegrityVmHost, { maxOutageSeconds, protect }: Budgets): void {
  const protection = protect === undefined ? {} : { protect };
  const budgets = { ...protection, ...(maxOutageSeconds === undefined ? {} : { maxOutageSeconds }) };
  const uplink = new LanInterface(host, 'lan4', protection);
  const ports = [LanInterface.fromInterfaceName(host, 'a', 'lan1'), LanInterface.fromInterfaceName(host, 'b', 'lan2')];
  new ApaGroup(host, 'lan900', { ports, ...protection });
  new HostVlan(host, 'lan5000', { uplink, vlanId: 20, ...protection });
  new VSwitch(host, 'web', { uplink, ...budgets }).connect('nic', { guest: 'web01', slot: '0,1', ...budgets });
  new HostTunables(host, 'tunables', protection);
}

describe('budgets', () => {
  test('are written wherever they are set, beside the state', () => {
    const host = hostInStack();
    declareAll(host, { maxOutageSeconds: 0, protect: true });
    expect(documentOf(host)).toMatchObject({
      lanInterfaces: [{ name: 'lan4', protect: true }],
      apaGroups: [{ name: 'lan900', protect: true }],
      hostVlans: [{ name: 'lan5000', protect: true }],
      vswitches: [{ name: 'web', maxOutageSeconds: 0, protect: true }],
      guestNics: [{ guest: 'web01', maxOutageSeconds: 0, protect: true }],
      tunables: { protect: true },
    });
  });

  test('that say nothing leave the document as it was', () => {
    const [without, unprotected] = [hostInStack(), hostInStack()];
    declareAll(without, {});
    declareAll(unprotected, { protect: false });
    expect(documentOf(unprotected)).toEqual(documentOf(without));
    expect(JSON.stringify(documentOf(without))).not.toMatch(/protect|maxOutage/);
  });

  test.each([
    [{ maxOutageSeconds: -1 }, 'maxOutageSeconds is -1; it must be a number of seconds, 0 or more'],
    [
      { maxOutageSeconds: unchecked<number>('30') },
      'maxOutageSeconds is "30"; it must be a number of seconds, 0 or more',
    ],
    [{ protect: unchecked<boolean>('yes') }, 'protect is "yes"; it must be true, or left out'],
  ])('refuse %j', (budgets, message) => {
    expect(() => new VSwitch(hostInStack(), 'web', budgets)).toThrow(`[rack1/vmhost1/web] ${message}`);
    expect(() => {
      new VSwitch(hostInStack(), 'web').connect('nic', { guest: 'web01', slot: '0,1', ...budgets });
    }).toThrow(`[rack1/vmhost1/web/nic] ${message}`);
  });
});
