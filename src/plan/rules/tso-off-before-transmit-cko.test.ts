import { ordersBy, planByRules } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { tsoOffBeforeTransmitCko as rule } from './tso-off-before-transmit-cko';

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'tso-off-before-transmit-cko', severity: 'error', basis: 'recalled' });
});

test('segmentation offload goes before transmit checksum offload, on the same NIC and in this direction only', () => {
  const lanInterfaces = quickStartHost().lanInterfaces.map((nic) =>
    nic.name === 'lan3'
      ? {
          ...nic,
          transmitChecksumOffload: 'on' as const,
          receiveChecksumOffload: 'on' as const,
          virtualMtuBytes: 32160,
        }
      : nic,
  );
  const off = (name: string): object => ({ name, checksumOffload: 'off', segmentationOffload: 'off' });
  const plan = planByRules([rule], { lanInterfaces: [off('lan3'), off('lan4')] }, { lanInterfaces });
  expect(ordersBy(rule, plan)).toEqual(
    ['lan3', 'lan4'].map(
      (nic) =>
        `Turn TCP segmentation offload off on ${nic} -> Turn transmit checksum offload off on ${nic}: TCP segmentation offload needs transmit checksum offload`,
    ),
  );
});

test('switching both on is not its business', () => {
  const lists = { lanInterfaces: [{ name: 'lan3', checksumOffload: 'on', segmentationOffload: 'on' }] };
  expect(ordersBy(rule, planByRules([rule], lists))).toEqual([]);
});

test.each([
  ['comes on', 'goes', { virtualMtuBytes: 0 }, { checksumOffload: 'off', segmentationOffload: 'on' }],
  ['goes', 'comes on', { transmitChecksumOffload: 'off' }, { checksumOffload: 'on', segmentationOffload: 'off' }],
] as const)(
  'segmentation offload that %s and checksum offload that %s are not its business',
  (_one, _other, is, to) => {
    const lanInterfaces = quickStartHost().lanInterfaces.map((nic) => (nic.name === 'lan4' ? { ...nic, ...is } : nic));
    const plan = planByRules([rule], { lanInterfaces: [{ name: 'lan4', ...to }] }, { lanInterfaces });
    expect(plan.steps).not.toEqual([]);
    expect(ordersBy(rule, plan)).toEqual([]);
  },
);
