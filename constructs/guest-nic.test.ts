import { documentOf, hostInStack, unchecked } from '../test/constructs/synthesized-host';
import { AdapterType } from './adapter-type';
import { GuestNic } from './guest-nic';
import type { IntegrityVmHost } from './integrity-vm-host';
import { LanInterface } from './lan-interface';
import { VSwitch } from './vswitch';
import type { IVSwitch } from './vswitch-reference';

function uplinked(host: IntegrityVmHost): IVSwitch {
  return new VSwitch(host, 'vmlan4', { uplink: LanInterface.fromInterfaceName(host, 'uplink', 'lan4') });
}

describe('a GuestNic', () => {
  test('manages only its vswitch by default', () => {
    const host = hostInStack();
    const nic = uplinked(host).connect('web', { guest: 'web01', slot: '0,1' });
    expect([nic.guest, nic.slot, nic.host, GuestNic.isGuestNic(nic), GuestNic.isGuestNic(host)]).toEqual([
      'web01',
      '0,1',
      host,
      true,
      false,
    ]);
    expect(documentOf(host).guestNics).toEqual([
      { guest: 'web01', slot: '0,1', vswitch: 'vmlan4', from: 'rack1/vmhost1/vmlan4/web' },
    ]);
  });

  test('writes every property, the address in one spelling', () => {
    const host = hostInStack();
    uplinked(host).connect('web', {
      guest: 'web01',
      slot: '0,1',
      vlanId: 120,
      adapter: AdapterType.AVIO_LAN,
      port: 4,
      mac: '16-66-F3-F8-4E-37',
    });
    expect(documentOf(host).guestNics).toEqual([
      {
        guest: 'web01',
        slot: '0,1',
        vswitch: 'vmlan4',
        vlanId: 120,
        adapter: 'avio_lan',
        port: 4,
        mac: '0x1666f3f84e37',
        from: 'rack1/vmhost1/vmlan4/web',
      },
    ]);
  });

  test('can be kept out of every VLAN, which is not the same as leaving the VLAN alone', () => {
    const host = hostInStack();
    const vswitch = uplinked(host);
    vswitch.connect('a', { guest: 'a', slot: '0,1', untagged: true });
    vswitch.connect('b', { guest: 'b', slot: '0,1', untagged: false });
    vswitch.connect('c', { guest: 'c', slot: '0,1', untagged: false, vlanId: 0 });
    expect(documentOf(host).guestNics?.map(({ vlanId }) => vlanId)).toEqual([null, undefined, 0]);
  });

  test('is either in one VLAN or in none', () => {
    expect(() =>
      uplinked(hostInStack()).connect('web', { guest: 'web01', slot: '0,1', vlanId: 1, untagged: true }),
    ).toThrow('[rack1/vmhost1/vmlan4/web] vlanId is 1 and untagged is true; a port is either in one VLAN or in none');
  });

  test.each([
    ['guest', { guest: '-P' }, 'guest is "-P"; it must be 1 to 255 letters'],
    ['slot', { slot: '0,8' }, 'slot is "0,8"; it must be "bus,device", each from 0 to 7'],
    [
      'vlanId',
      { vlanId: 4095 },
      'vlanId is 4095; it must be an integer from 0 to 4094 (source: vPars and Integrity VM V6.3 Administrator Guide, p. 121)',
    ],
    [
      'adapter',
      { adapter: unchecked<AdapterType>('vio') },
      'adapter is "vio"; it must be "avio_lan" (accelerated) or "lan" (emulated)',
    ],
    ['port', { port: 512 }, 'port is 512; it must be an integer from 0 to 511'],
    ['mac', { mac: '0x001122334455' }, 'mac is "0x001122334455"; it must be a locally administered unicast address'],
    ['mac', { mac: '0x031122334455' }, 'mac is "0x031122334455"; it must be a locally administered unicast address'],
  ])('refuses a wrong %s', (_, wrong, message) => {
    expect(() => uplinked(hostInStack()).connect('web', { guest: 'web01', slot: '0,1', ...wrong })).toThrow(
      `[rack1/vmhost1/vmlan4/web] ${message}`,
    );
  });

  test('refuses a vswitch of another host', () => {
    const vswitch = uplinked(hostInStack({ hostName: 'vmhost2' }));
    expect(() => new GuestNic(hostInStack(), 'web', { guest: 'web01', slot: '0,1', vswitch })).toThrow(
      '[rack1/vmhost1/web] vswitch is rack1/vmhost1/vmlan4, which belongs to host "vmhost2"',
    );
  });

  test('reports duplicate slots, addresses and ports together, each with both constructs', () => {
    const host = hostInStack();
    const vswitch = uplinked(host);
    vswitch.connect('a', { guest: 'web01', slot: '0,1', mac: '0x1666f3f84e37', port: 3 });
    vswitch.connect('b', { guest: 'web01', slot: '0,1' });
    vswitch.connect('c', { guest: 'web02', slot: '0,1', mac: '16-66-f3-f8-4e-37', port: 3 });
    expect(() => documentOf(host)).toThrow(
      new RegExp(
        [
          'rack1/vmhost1/vmlan4/b: slot is "web01:0,1", which rack1/vmhost1/vmlan4/a declares already',
          'rack1/vmhost1/vmlan4/c: mac is "0x1666f3f84e37", which web01 has in slot 0,1 \\(rack1/vmhost1/vmlan4/a\\) already',
          'rack1/vmhost1/vmlan4/c: port is 3, which web01 has on vmlan4 \\(rack1/vmhost1/vmlan4/a\\) already',
        ].join('[^]*'),
      ),
    );
  });

  describe('with AVIO on a vswitch without uplink', () => {
    function isAccepted(
      integrityVmVersion: string | undefined,
      vswitchName: string,
      adapter = AdapterType.AVIO_LAN,
    ): boolean {
      const host = hostInStack(integrityVmVersion === undefined ? {} : { integrityVmVersion });
      const vswitch =
        vswitchName === 'localnet'
          ? VSwitch.fromVSwitchName(host, 'local', vswitchName)
          : new VSwitch(host, vswitchName);
      vswitch.connect('web', { guest: 'web01', slot: '0,1', adapter });
      try {
        documentOf(host);
        return true;
      } catch (error) {
        expect(String(error)).toContain('has no uplink, which AVIO needs before Integrity VM 4.3');
        return false;
      }
    }

    test.each([
      [undefined, false],
      ['3.5', false],
      ['4.2.5', false],
      ['B.04.20.05', false],
      ['4.3', true],
      ['B.04.30', true],
      ['6.1.5', true],
    ])('release %s: accepted %s', (release, accepted) => {
      expect([isAccepted(release, 'internal'), isAccepted(release, 'localnet')]).toEqual([accepted, accepted]);
    });

    test('the emulated adapter works in every release', () => {
      expect(isAccepted(undefined, 'internal', AdapterType.LAN)).toBe(true);
    });
  });
});
