import { Construct } from 'constructs';

import { documentOf, hostInStack, unchecked } from '../test/constructs/synthesized-host';
import { ApaGroup } from './apa-group';
import { GuestNic } from './guest-nic';
import { LanInterface } from './lan-interface';
import { VSwitch } from './vswitch';
import { VSwitchState } from './vswitch-state';

describe('a VSwitch', () => {
  test('is named by its id, has no uplink and is up by default', () => {
    const host = hostInStack();
    const vswitch = new VSwitch(host, 'internal');
    expect([vswitch.vswitchName, vswitch.host, VSwitch.isVSwitch(vswitch), VSwitch.isVSwitch(host)]).toEqual([
      'internal',
      host,
      true,
      false,
    ]);
    expect(documentOf(host).vswitches).toEqual([
      { name: 'internal', uplink: null, state: 'up', from: 'rack1/vmhost1/internal' },
    ]);
  });

  test('writes every property', () => {
    const host = hostInStack();
    const uplink = ApaGroup.fromGroupName(host, 'uplink', 'lan900');
    new VSwitch(host, 'Production', { vswitchName: 'vmlan900', uplink, state: VSwitchState.DOWN });
    expect(documentOf(host).vswitches).toEqual([
      { name: 'vmlan900', uplink: 'lan900', state: 'down', from: 'rack1/vmhost1/Production' },
    ]);
  });

  test('may have a standby for its uplink, of the same host and beside an uplink', () => {
    const host = hostInStack();
    const uplink = LanInterface.fromInterfaceName(host, 'lan4', 'lan4');
    const standbyUplink = LanInterface.fromInterfaceName(host, 'lan5', 'lan5');
    new VSwitch(host, 'web', { uplink, standbyUplink });
    expect(documentOf(host).vswitches).toMatchObject([{ name: 'web', uplink: 'lan4', standbyUplink: 'lan5' }]);
    const elsewhere = LanInterface.fromInterfaceName(hostInStack({ hostName: 'vmhost2' }), 'lan6', 'lan6');
    expect(() => new VSwitch(host, 'db', { uplink, standbyUplink: elsewhere })).toThrow(
      'standbyUplink is rack1/vmhost1/lan6, which belongs to host "vmhost2"',
    );
    new VSwitch(host, 'inner', { standbyUplink });
    expect(() => documentOf(host)).toThrow('rack1/vmhost1/inner: standbyUplink is "lan5", but there is no uplink');
  });

  test('finds its host through any number of constructs between', () => {
    const host = hostInStack();
    const tenant = new Construct(new Construct(host, 'tenants'), 'blue');
    expect(new VSwitch(tenant, 'web').host).toBe(host);
    expect(documentOf(host).vswitches).toMatchObject([{ name: 'web', from: 'rack1/vmhost1/tenants/blue/web' }]);
  });

  test('that stands below no host is refused', () => {
    expect(() => new VSwitch(new Construct(unchecked<Construct>(undefined), ''), 'web')).toThrow(
      '[web] stands below no IntegrityVmHost; give it one, or a construct below one, as its scope',
    );
  });

  test.each(['vmlan9000', 'localnet', 'a b', '-a', 'a;id'])('refuses "%s" as a name', (name) => {
    expect(() => new VSwitch(hostInStack(), 'vs', { vswitchName: name })).toThrow(
      `[rack1/vmhost1/vs] vswitchName is "${name}"; it must be 1 to 8 letters, digits, "_" and "-", not beginning with "-", and not "localnet"`,
    );
  });

  test('refuses a state that does not exist and an uplink of another host', () => {
    expect(() => new VSwitch(hostInStack(), 'web', { state: unchecked<VSwitchState>('Up') })).toThrow(
      'state is "Up"; it must be "up" or "down"',
    );
    const uplink = new LanInterface(hostInStack({ hostName: 'vmhost2' }), 'lan4');
    expect(() => new VSwitch(hostInStack(), 'web', { uplink })).toThrow(
      'uplink is rack1/vmhost1/lan4, which belongs to host "vmhost2"',
    );
  });

  test('that is only referred to renders nothing, but connects guests, also to localnet', () => {
    const host = hostInStack();
    const localnet = VSwitch.fromVSwitchName(host, 'local', 'localnet');
    const nic = localnet.connect('web01', { guest: 'web01', slot: '0,2' });
    expect(nic).toBeInstanceOf(GuestNic);
    expect(VSwitch.isVSwitch(localnet)).toBe(false);
    expect(documentOf(host)).toMatchObject({
      vswitches: [],
      guestNics: [{ guest: 'web01', slot: '0,2', vswitch: 'localnet', from: 'rack1/vmhost1/local/web01' }],
    });
    expect(() => VSwitch.fromVSwitchName(host, 'wrong', 'much-too-long')).toThrow(
      '[rack1/vmhost1/wrong] vswitchName is "much-too-long"',
    );
  });

  test('connects guests as the long form does', () => {
    const short = hostInStack();
    new VSwitch(short, 'web').connect('nic', { guest: 'web01', slot: '0,1', vlanId: 120 });
    const long = hostInStack();
    const vswitch = new VSwitch(long, 'web');
    new GuestNic(vswitch, 'nic', { guest: 'web01', slot: '0,1', vlanId: 120, vswitch });
    expect(documentOf(short)).toEqual(documentOf(long));
  });

  test('does not stand on a port of a group', () => {
    const host = hostInStack();
    const port = new LanInterface(host, 'lan1');
    new ApaGroup(host, 'lan900', { ports: [port] });
    new VSwitch(host, 'web', { uplink: port });
    expect(() => documentOf(host)).toThrow(
      'rack1/vmhost1/web: uplink is "lan1", which is a port of lan900 (rack1/vmhost1/lan900); allowed: lan900, or a NIC that is in no group',
    );
  });

  test('cannot stand on a VLAN interface, even through an uplink of the user’s own making', () => {
    class Disguise extends Construct {
      public readonly host = host;
      public readonly uplinkName = 'lan5000';
    }
    const host = hostInStack();
    new VSwitch(host, 'web', { uplink: new Disguise(host, 'disguise') });
    expect(() => documentOf(host)).toThrow(
      'rack1/vmhost1/web: uplink is "lan5000"; it must be a NIC or an aggregate, for example "lan4" or "lan900"; never a VLAN interface',
    );
  });
});
