import { quickStartHost } from '../../test/hosts/quick-start-host';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import { unmanagedObjects } from './unmanaged-objects';

function unmanaged(
  resources: Readonly<Record<string, unknown>>,
  changes: Parameters<typeof quickStartHost>[0] = {},
): readonly string[] {
  const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...resources };
  const decoded = decodeDesiredHost(document, 'test');
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  return unmanagedObjects(decoded.value, quickStartHost(changes));
}

test('what is neither declared nor ours is named, sorted, without localnet', () => {
  expect(
    unmanaged({ vswitches: [{ name: 'vmlan4', uplink: 'lan4' }] }, { ownedAddresses: ['vswitch.vmlan900'] }),
  ).toEqual(['vswitch.vmlan0']);
  expect(unmanaged({ guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan4' }], vswitches: [] })).toEqual([
    'guestNic.app01:0,1',
    'guestNic.db01:0,1',
    'guestNic.db01:0,2',
    'guestNic.test01:0,1',
    'guestNic.web01:0,2',
    'vswitch.vmlan0',
    'vswitch.vmlan4',
    'vswitch.vmlan900',
  ]);
});

test('a kind whose list is not declared is not managed at all', () => {
  expect(unmanaged({ tunables: { macAddressFrames: 1 }, lanInterfaces: [] })).toEqual([]);
});

test('an aggregate counts once it is configured', () => {
  expect(unmanaged({ apaGroups: [], hostVlans: [] })).toEqual(['apaGroup.lan900']);
});
