import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import { provenPlan } from './proven-plan';

test('a plan whose way back could do harm is shown without one, and says why', () => {
  const lists = { vswitches: [{ name: 'vmlan0', uplink: 'lan3', state: 'up' }] };
  const desired = decodeDesiredHost(
    { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...lists },
    'test',
  );
  if (!desired.ok) throw new Error(JSON.stringify(desired.diagnostics));
  // vmlan0 is down, and no document says that a port gets its VLAN back while its vswitch is down.
  const { vswitches, guestNics } = withPortVlan('vmlan0', 1, 120);
  const observed = quickStartHost({
    vswitches: vswitches.map((each) => (each.name === 'vmlan0' ? { ...each, state: 'down' } : each)),
    guestNics,
    ownedAddresses: ['vswitch.vmlan0'],
  });
  const plan = provenPlan({ desired: desired.value, desiredDigest: 'sha256:0', observed, acceptRecalled: true });
  expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(plan).toMatchObject({ status: 'ready', revert: null });
  expect(plan.certificate).not.toBeNull();
  const warning = plan.diagnostics.find(({ code }) => code === 'no-way-back');
  expect(warning?.severity).toBe('warning');
  expect(warning?.detail).toContain('vmlan0 is down');
});
