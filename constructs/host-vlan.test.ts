import { documentOf, hostInStack } from '../test/constructs/synthesized-host';
import { ApaGroup } from './apa-group';
import { HostVlan } from './host-vlan';
import { LanInterface } from './lan-interface';

describe('a HostVlan', () => {
  test('is named by its id', () => {
    const host = hostInStack();
    const vlan = new HostVlan(host, 'lan5000', {
      uplink: ApaGroup.fromGroupName(host, 'uplink', 'lan900'),
      vlanId: 120,
    });
    expect([vlan.hostVlanName, vlan.host, HostVlan.isHostVlan(vlan), HostVlan.isHostVlan(host)]).toEqual([
      'lan5000',
      host,
      true,
      false,
    ]);
    expect(documentOf(host).hostVlans).toEqual([
      { name: 'lan5000', uplink: 'lan900', vlanId: 120, from: 'rack1/vmhost1/lan5000' },
    ]);
  });

  test('can have a name of its own', () => {
    const host = hostInStack();
    new HostVlan(host, 'backup', { hostVlanName: 'lan8999', uplink: new LanInterface(host, 'lan4'), vlanId: 0 });
    expect(documentOf(host).hostVlans).toMatchObject([{ name: 'lan8999', uplink: 'lan4', vlanId: 0 }]);
  });

  test.each(['lan4999', 'lan9000', 'lan900', 'vlan1'])('refuses "%s" as a name', (name) => {
    const host = hostInStack();
    const uplink = new LanInterface(host, 'lan4');
    expect(() => new HostVlan(host, 'vlan', { hostVlanName: name, uplink, vlanId: 1 })).toThrow(
      `[rack1/vmhost1/vlan] hostVlanName is "${name}"; it must be "lan5000" to "lan8999"`,
    );
  });

  test.each([-1, 4095, 1.5, Number.NaN])('refuses %d as VLAN id', (vlanId) => {
    const host = hostInStack();
    const uplink = new LanInterface(host, 'lan4');
    expect(() => new HostVlan(host, 'lan5000', { uplink, vlanId })).toThrow(
      `[rack1/vmhost1/lan5000] vlanId is ${String(vlanId)}; it must be an integer from 0 to 4094 (source: vPars and`,
    );
  });

  test('refuses an uplink of another host', () => {
    const uplink = new LanInterface(hostInStack({ hostName: 'vmhost2' }), 'lan4');
    expect(() => new HostVlan(hostInStack(), 'lan5000', { uplink, vlanId: 1 })).toThrow('belongs to host "vmhost2"');
  });

  test('does not stand on a port of a group', () => {
    const host = hostInStack();
    const port = new LanInterface(host, 'lan1');
    new ApaGroup(host, 'lan900', { ports: [port] });
    new HostVlan(host, 'lan5000', { uplink: port, vlanId: 1 });
    expect(() => documentOf(host)).toThrow('rack1/vmhost1/lan5000: uplink is "lan1", which is a port of lan900');
  });
});
