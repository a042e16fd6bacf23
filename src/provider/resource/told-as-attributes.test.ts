import type { ObjectValue } from '../protocol/value';
import { validateConfig } from './host-network-config';

const summaries = (kinds: ObjectValue): readonly string[] =>
  validateConfig({ host: 'vmhost1', ...kinds }).map(({ diagnostic }) => diagnostic.summary);

test('other objects are named as the configuration writes them, and no JSON pointer is left', () => {
  const vlan = { uplink: 'lan4', vlan_id: 10 };
  expect(summaries({ host_vlans: { lan5000: vlan, lan5001: vlan } })).toEqual([
    'vlan_id is 10, which host_vlans["lan5000"] (lan5000) has on lan4 already',
  ]);
});

test('what a key says is told of the key', () => {
  expect(summaries({ guest_nics: { web01: { vswitch: 'localnet' } } })).toEqual([
    expect.stringMatching(/^the slot in the key is ""; it must be "bus,device"/),
  ]);
  expect(summaries({ host_vlans: { vlan7: { uplink: 'lan4', vlan_id: 7 } } })).toEqual([
    expect.stringMatching(/^the key is "vlan7"; it must be "lan5000" to "lan8999"/),
  ]);
});

test('an element that says nothing may be one whose attribute was misspelt', () => {
  const config = { host: 'vmhost1', vswitches: { vmlan3: { uplink: null, state: null } } };
  const [told, ...others] = validateConfig(config);
  expect(told?.diagnostic).toMatchObject({ severity: 'warning', summary: 'vswitches["vmlan3"] says nothing' });
  expect(told?.path).toEqual([{ attribute: 'vswitches' }, { key: 'vmlan3' }]);
  expect(others).toEqual([]);
  expect(validateConfig({ ...config, declared_at: { 'vswitch.vmlan3': 'rack1/vmhost1/vmlan3' } })).toEqual([]);
});

test('null of a document is "none" here', () => {
  const [told] = validateConfig({ host: 'vmhost1', guest_nics: { 'a:0,1': { vswitch: 'localnet', vlan_id: '4711' } } });
  expect(told?.diagnostic).toMatchObject({
    summary: 'vlan_id is 4711; it must be an integer from 0 to 4094, or "none"',
    detail: expect.stringContaining('Allowed: an integer from 0 to 4094, or "none".') as string,
  });
});
