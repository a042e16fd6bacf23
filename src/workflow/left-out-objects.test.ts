import { quickStartHost } from '../../test/hosts/quick-start-host';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import { leftOutObjects } from './left-out-objects';

const OURS = ['vswitch.vmlan900', 'guestNic.web01:0,1', 'apaGroup.lan900', 'vswitch.long-gone'];

function noted(resources: Readonly<Record<string, unknown>>, ownedAddresses: readonly string[] = OURS) {
  const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...resources };
  const decoded = decodeDesiredHost(document, 'test');
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  return leftOutObjects(decoded.value, quickStartHost({ ownedAddresses }));
}

test('what is ours, exists, and stands in a list that the document leaves out is mentioned', () => {
  const [note, ...others] = noted({ apaGroups: [] });
  expect(others).toEqual([]);
  expect(note).toMatchObject({
    severity: 'info',
    code: 'ours-but-left-out',
    summary: 'hpvmctl made guestNic.web01:0,1, vswitch.vmlan900, of which the desired state says nothing',
  });
  expect(note?.detail).toContain('It has no guestNics and no vswitches, and a list that is left out is not managed');
  expect(note?.detail).toContain('("guestNics": [], "vswitches": [] for all)');
});

test('nothing is mentioned where every list is declared, or nothing is ours', () => {
  expect(noted({ apaGroups: [], vswitches: [], guestNics: [] })).toEqual([]);
  expect(noted({}, [])).toEqual([]);
  expect(noted({}, ['vswitch.long-gone'])).toEqual([]);
});
