import { documentOf, hostInStack, unchecked } from '../test/constructs/synthesized-host';
import { LanInterface } from './lan-interface';
import { Offload } from './offload';

describe('a LanInterface', () => {
  test('is named by its id and manages nothing by default', () => {
    const host = hostInStack();
    const nic = new LanInterface(host, 'lan4');
    expect([nic.interfaceName, nic.uplinkName, nic.apaPortName]).toEqual(['lan4', 'lan4', 'lan4']);
    expect(nic.host).toBe(host);
    expect(documentOf(host).lanInterfaces).toEqual([{ name: 'lan4', from: 'rack1/vmhost1/lan4' }]);
  });

  test('writes every property', () => {
    const host = hostInStack();
    new LanInterface(host, 'TenGigabit', {
      interfaceName: 'lan4',
      checksumOffload: Offload.OFF,
      segmentationOffload: Offload.OFF,
    });
    expect(documentOf(host).lanInterfaces).toEqual([
      { name: 'lan4', checksumOffload: 'off', segmentationOffload: 'off', from: 'rack1/vmhost1/TenGigabit' },
    ]);
  });

  test('is recognised by its type, and by no other', () => {
    const host = hostInStack();
    expect(LanInterface.isLanInterface(new LanInterface(host, 'lan4'))).toBe(true);
    expect(
      [host, undefined, null, 'lan4', {}].map((candidate) => LanInterface.isLanInterface(candidate)),
    ).not.toContain(true);
  });

  test('that is only referred to renders nothing', () => {
    const host = hostInStack();
    const nic = LanInterface.fromInterfaceName(host, 'spare', 'lan3');
    expect([nic.interfaceName, nic.uplinkName, nic.apaPortName, nic.host]).toEqual(['lan3', 'lan3', 'lan3', host]);
    expect(LanInterface.isLanInterface(nic)).toBe(false);
    expect(documentOf(host).lanInterfaces).toEqual([]);
  });

  test.each(['lan900', 'lan5000', 'eth0', 'lan', ''])('refuses "%s" as a name, declared or referred to', (name) => {
    const words = `interfaceName is "${name}"; it must be a NIC: "lan" and its number`;
    expect(() => new LanInterface(hostInStack(), 'nic', { interfaceName: name })).toThrow(
      `[rack1/vmhost1/nic] ${words}`,
    );
    expect(() => LanInterface.fromInterfaceName(hostInStack(), 'nic', name)).toThrow(`[rack1/vmhost1/nic] ${words}`);
  });

  test('refuses an offload that is no Offload, as JavaScript can pass one', () => {
    const host = hostInStack();
    expect(() => new LanInterface(host, 'lan4', { checksumOffload: unchecked<Offload>('maybe') })).toThrow(
      '[rack1/vmhost1/lan4] checksumOffload is "maybe"; it must be "on" or "off"',
    );
    expect(() => new LanInterface(host, 'lan5', { segmentationOffload: unchecked<Offload>(true) })).toThrow(
      'segmentationOffload is true',
    );
  });

  test('cannot segment without checksums', () => {
    const host = hostInStack();
    new LanInterface(host, 'lan4', { checksumOffload: Offload.OFF, segmentationOffload: Offload.ON });
    expect(() => documentOf(host)).toThrow(
      'rack1/vmhost1/lan4: segmentationOffload is "on" while checksumOffload is "off"; allowed: "off" or left out where ' +
        'checksumOffload is "off" (source: HP-UX Ethernet Support Guide, 11i v3, p. 35)',
    );
  });
});
