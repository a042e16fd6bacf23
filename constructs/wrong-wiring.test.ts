import { hostInStack } from '../test/constructs/synthesized-host';
import { ApaGroup } from './apa-group';
import { ApaMode } from './apa-mode';
import { GuestNic } from './guest-nic';
import { HostVlan } from './host-vlan';
import type { IntegrityVmHost } from './integrity-vm-host';
import { LanInterface } from './lan-interface';
import { VSwitch } from './vswitch';

/**
 * Wiring that must not compile: `npm run types` fails when one of the lines marked below does. Never called; what the
 * compiler refuses has no run-time behaviour to promise.
 */
function wiredWrongly(host: IntegrityVmHost): void {
  const lan4 = new LanInterface(host, 'lan4');
  const group = new ApaGroup(host, 'lan900', { ports: [lan4, LanInterface.fromInterfaceName(host, 'spare', 'lan3')] });
  const vlan = new HostVlan(host, 'lan5000', { uplink: group, vlanId: 1 });
  const vswitch = new VSwitch(host, 'web', { uplink: group });
  const nic = vswitch.connect('nic', { guest: 'web01', slot: '0,1' });

  // @ts-expect-error -- APA inside a guest is not supported: a guest NIC is no port of a group
  new ApaGroup(host, 'lan901', { ports: [nic] });
  // @ts-expect-error -- a group is no port of a group
  new ApaGroup(host, 'lan902', { ports: [group] });
  // @ts-expect-error -- a VLAN interface is no port of a group
  new ApaGroup(host, 'lan903', { ports: [vlan] });
  // @ts-expect-error -- a vswitch is no port of a group
  new ApaGroup(host, 'lan904', { ports: [vswitch] });
  // @ts-expect-error -- names alone could mean anything
  new ApaGroup(host, 'lan905', { ports: ['lan1'] });
  // @ts-expect-error -- modes come from the enum
  new ApaGroup(host, 'lan906', { ports: [lan4], mode: 'LACP_AUTO' });
  // @ts-expect-error -- a group has ports
  new ApaGroup(host, 'lan907', { mode: ApaMode.MANUAL });
  // @ts-expect-error -- nested VLANs are not supported: a VLAN interface carries no vswitch
  new VSwitch(host, 'vs1', { uplink: vlan });
  // @ts-expect-error -- a guest NIC carries no vswitch
  new VSwitch(host, 'vs2', { uplink: nic });
  // @ts-expect-error -- a vswitch carries no vswitch
  new VSwitch(host, 'vs3', { uplink: vswitch });
  // @ts-expect-error -- nor a VLAN interface
  new HostVlan(host, 'lan5001', { uplink: vlan, vlanId: 2 });
  // @ts-expect-error -- nor a guest NIC
  new HostVlan(host, 'lan5002', { uplink: nic, vlanId: 2 });
  // @ts-expect-error -- a guest NIC is connected to a vswitch, not to a card
  new GuestNic(host, 'n1', { guest: 'web01', slot: '0,1', vswitch: lan4 });
  // @ts-expect-error -- guest and slot are the identity
  vswitch.connect('n2', { guest: 'web01' });
  // @ts-expect-error -- a VLAN id is a number
  vswitch.connect('n3', { guest: 'web01', slot: '0,1', vlanId: '120' });
  // @ts-expect-error -- misspelt properties are found
  vswitch.connect('n4', { guest: 'web01', slot: '0,1', vlan: 120 });
  // @ts-expect-error -- what was declared does not change
  vswitch.vswitchName = 'other';
}

test('what the compiler refuses is listed in one function, and the right wiring in it runs', () => {
  expect(wiredWrongly).toHaveLength(1);
  const host = hostInStack();
  const lan4 = new LanInterface(host, 'lan4');
  const group = new ApaGroup(host, 'lan900', { ports: [LanInterface.fromInterfaceName(host, 'spare', 'lan3')] });
  new HostVlan(host, 'lan5000', { uplink: group, vlanId: 1 });
  new HostVlan(host, 'lan5001', { uplink: lan4, vlanId: 1 });
  new VSwitch(host, 'web', { uplink: group });
  expect(new VSwitch(host, 'db', { uplink: lan4 }).host).toBe(host);
});
