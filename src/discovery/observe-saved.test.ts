import { discoverRecorded, gapsOf } from '../../test/recordings/discover-recorded';
import { SMALL_HOST, SMALL_HOST_FILES } from '../../test/recordings/small-host';
import type { ObservedSavedConfiguration } from '../model/observed-host';

async function savedWith(files: Readonly<Record<string, string>>): Promise<ObservedSavedConfiguration | null> {
  const found = await discoverRecorded(SMALL_HOST, files);
  if (!found.ok) throw new Error(JSON.stringify(found.diagnostics));
  return found.value.saved;
}

test('without any file nothing is known to be saved: no group, no VLAN, and of NICs nothing', async () => {
  expect(await savedWith({})).toEqual({ lanInterfaces: [], apaGroups: [], hostVlans: [] });
});

test('the file of another driver than the one that runs a NIC says nothing about it', async () => {
  const ixgbe =
    'HP_IXGBE_INTERFACE_NAME[0]=lan4\nHP_IXGBE_VMTU[0]=0\nHP_IXGBE_INTERFACE_NAME[1]=lan1\nHP_IXGBE_VMTU[1]=0\n';
  expect(await savedWith({ '/etc/rc.config.d/hpixgbeconf': ixgbe })).toMatchObject({ lanInterfaces: [] });
});

test('a NIC of which the file says nothing we know is left out', async () => {
  const iether =
    'HP_IETHER_INTERFACE_NAME[0]=lan1\nHP_IETHER_SPEED[0]=auto_on\nHP_IETHER_INTERFACE_NAME[1]=lan2\nHP_IETHER_VMTU[1]=0\n';
  const nothing = { receiveChecksumOffload: null, transmitChecksumOffload: null };
  expect(await savedWith({ '/etc/rc.config.d/hpietherconf': iether })).toMatchObject({
    lanInterfaces: [{ name: 'lan2', ...nothing, virtualMtuBytes: 0 }],
  });
});

test('VLANs come in a fixed order', async () => {
  const vlanconf = [
    ...['VLAN_PHY_INTERFACE[0]=lan4', 'VLAN_ID[0]=9', 'VLAN_VPPA[0]=5001'],
    ...['VLAN_PHY_INTERFACE[1]=lan4', 'VLAN_ID[1]=8', 'VLAN_VPPA[1]=5000'],
  ].join('\n');
  const saved = await savedWith({ '/etc/rc.config.d/vlanconf': vlanconf });
  expect(saved?.hostVlans?.map((vlan) => vlan.name)).toEqual(['lan5000', 'lan5001']);
});

describe('what is there and cannot be read is unknown', () => {
  const cases = [
    ['/etc/rc.config.d/hp_apaconf', 'saved.apaGroups', { apaGroups: null }],
    ['/etc/rc.config.d/hp_apaportconf', 'saved.apaGroups', { apaGroups: null }],
    ['/etc/lanmon/lanconfig.ascii', 'saved.apaGroups', { apaGroups: null }],
    ['/etc/rc.config.d/vlanconf', 'saved.hostVlans', { hostVlans: null }],
    ['/etc/rc.config.d/hpietherconf', 'saved.lanInterfaces', { lanInterfaces: [] }],
  ] as const;

  test.each(cases)('%s', async (file, subject, expected) => {
    const files = { ...SMALL_HOST_FILES, [file]: 'if true; then\n' };
    expect(await savedWith(files)).toMatchObject(expected);
    const gaps = await gapsOf(SMALL_HOST, files);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatch(new RegExp(`^${subject}: Line 1 is "if true; then"\\.`));
  });

  test('groups whose files are read and do not fit together', async () => {
    const files = { '/etc/rc.config.d/hp_apaconf': 'HP_APA_DEFAULT_PORT_MODE=LACP_AUTO\n' };
    expect(await savedWith(files)).toMatchObject({ apaGroups: null });
    expect(await gapsOf(SMALL_HOST, files)).toContain(
      'saved.apaGroups: HP_APA_DEFAULT_PORT_MODE is LACP_AUTO, so ports may join groups that no entry names.',
    );
  });
});
