import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import { noApaInAGuest as rule } from './no-apa-in-a-guest';

const withModel = (model: string | null) => ({ platform: { ...quickStartHost().platform, model } });
const GUEST = 'ia64 hp server Integrity Virtual Machine';
const GROUP = { apaGroups: [{ name: 'lan901', mode: 'LAN_MONITOR', ports: ['lan3', 'lan4'] }] };

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'no-apa-in-a-guest', severity: 'error', basis: 'documented' });
});

test('an aggregate is not built in a guest', () => {
  expect(said(planByRules([rule], GROUP, withModel(GUEST)))).toEqual([
    errorDiagnostic(
      'no-apa-in-a-guest',
      `lan901 would be built in a guest (${GUEST})`,
      'APA is supported on the VM host, not on a guest (Release Notes 4.2.5, 7.2.18, p. 75).\n' +
        'Build the aggregate on the VM host, put the vswitch on it, and give the guest one NIC there.',
      'apaGroup.lan901',
    ),
  ]);
});

test.each(['ia64 hp server rx6600', null])('it is built where the model is %p', (model) => {
  expect(said(planByRules([rule], GROUP, withModel(model)))).toEqual([]);
});

test('one that is there may be taken apart, and what is no aggregate may change', () => {
  const owned = { ownedAddresses: ['apaGroup.lan900'] };
  const emptied = planByRules([rule], { apaGroups: [] }, { ...withModel(GUEST), ...owned });
  expect(emptied.steps).not.toEqual([]);
  expect(said(emptied)).toEqual([]);
  const nics = { lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }] };
  expect(said(planByRules([rule], nics, withModel(GUEST)))).toEqual([]);
});
