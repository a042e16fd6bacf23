import fc from 'fast-check';
import { arbitraryDesiredHost } from '../../test/properties/arbitrary-desired-host';
import { wideHost } from '../../test/properties/wide-host';
import { observeSimulated } from '../../test/simulation/observe-simulated';
import { samplePlan } from '../../test/transport/sample-plan';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import { desiredDigest } from '../desired/desired-digest';
import type { PlannedChange } from '../plan/plan-document';
import { planHost } from '../plan/plan-host';
import { planTarget } from './plan-target';

function targetOf(...changes: readonly PlannedChange[]): ReturnType<typeof planTarget> {
  return planTarget({ ...samplePlan([]), changes });
}

const update = (address: string, path: string, after: PlannedChange['fields'][number]['after']): PlannedChange => ({
  address,
  action: 'update',
  fields: [{ path, before: null, after }],
});

test('the target holds what is created and updated, and apart from it what is deleted', () => {
  expect(
    targetOf(
      update('guestNic.db01:0,1', 'vlanId', null),
      update('lanInterface.lan4', 'checksumOffload', 'off'),
      update('tunables', 'macAddressFrames', 2),
      { address: 'vswitch.old', action: 'delete', fields: [] },
    ),
  ).toMatchObject({
    ok: true,
    value: {
      desired: {
        host: 'vmhost1',
        guestNics: [{ guest: 'db01', slot: '0,1', vlanId: null }],
        lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }],
        tunables: { macAddressFrames: 2 },
      },
      deletions: [{ address: 'vswitch.old', kind: 'vswitch' }],
    },
  });
});

test('what is only to be saved is part of the target as what is to run', () => {
  expect(targetOf(update('lanInterface.lan4', 'saved.checksumOffload', 'off'))).toMatchObject({
    ok: true,
    value: { desired: { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] } },
  });
});

test('what a vswitch captured is no part of the target: a restart takes the present addresses', () => {
  const change = update('vswitch.web', 'capturedMac', '0x00127942fce3');
  const both = {
    ...change,
    fields: [...change.fields, { path: 'capturedIpAddress', before: '192.0.2.1', after: null }],
  };
  expect(targetOf(both)).toMatchObject({ ok: true, value: { desired: { vswitches: [{ name: 'web' }] } } });
});

test.each([
  ['a property that no resource has', update('vswitch.web', 'colour', 'red')],
  ['a value of another type', update('guestNic.db01:0,1', 'vlanId', '120')],
  ['a name that is none', update('vswitch.a b', 'state', 'up')],
  ['a guest NIC without a slot', update('guestNic.db01', 'vlanId', 1)],
  ['an address of no kind', update('router.one', 'state', 'up')],
])('a plan with %s is refused', (_, change) => {
  expect(targetOf(change)).toMatchObject({ ok: false, diagnostics: [{ code: 'invalid-plan' }] });
});

test('a plan that changes a resource twice is refused', () => {
  const change = update('tunables', 'macAddressFrames', 2);
  expect(targetOf(change, change)).toMatchObject({ ok: false, diagnostics: [{ code: 'invalid-plan' }] });
});

test('every plan that we make ourselves has a target', async () => {
  const observed = await observeSimulated(wideHost());
  fc.assert(
    fc.property(arbitraryDesiredHost, (document) => {
      const decoded = decodeDesiredHost(document, 'generated');
      if (!decoded.ok) return;
      const desired = decoded.value;
      const plan = planHost({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: true });
      expect(planTarget(plan)).toMatchObject({ ok: true });
    }),
    { numRuns: 300 },
  );
});
