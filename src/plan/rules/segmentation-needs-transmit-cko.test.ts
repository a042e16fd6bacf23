import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { segmentationNeedsTransmitCko as rule } from './segmentation-needs-transmit-cko';

const host = quickStartHost();
const lan3 = (changes: object): Pick<ObservedHost, 'lanInterfaces'> => ({
  lanInterfaces: host.lanInterfaces.map((nic) => (nic.name === 'lan3' ? { ...nic, ...changes } : nic)),
});
const wanted = (changes: object): object => ({ lanInterfaces: [{ name: 'lan3', ...changes }] });
const refused = (nic: string, how: string, next: string): object =>
  errorDiagnostic(
    'segmentation-needs-transmit-cko',
    `segmentation offload is to be on for ${nic}, whose transmit checksum offload ${how}`,
    `Segmentation offload needs it (Ethernet Support Guide for HP-UX 11i v3, p. 35). ${next}, or set segmentationOffload to "off".`,
    `lanInterface.${nic}`,
  );
const TURN_ON = 'Set checksumOffload to "on" as well';

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'segmentation-needs-transmit-cko', severity: 'error', basis: 'documented' });
});

test.each([
  ['off', 'off', 'is off'],
  ['off', 'on', 'is off'],
  [null, 'on', 'is unknown'],
])('segmentation offload is not turned on while transmit is %p and receive %p', (transmit, receive, how) => {
  const observed = lan3({ transmitChecksumOffload: transmit, receiveChecksumOffload: receive });
  expect(said(planByRules([rule], wanted({ segmentationOffload: 'on' }), observed))).toEqual([
    refused('lan3', how, TURN_ON),
  ]);
});

test('segmentation offload is turned on where transmit checksum offload is on, or comes on', () => {
  const transmitOnly = lan3({ transmitChecksumOffload: 'on' });
  expect(said(planByRules([rule], wanted({ segmentationOffload: 'on' }), transmitOnly))).toEqual([]);
  expect(said(planByRules([rule], wanted({ segmentationOffload: 'on', checksumOffload: 'on' })))).toEqual([]);
});

test('segmentation offload is not turned on where checksum offload goes', () => {
  const on = lan3({ transmitChecksumOffload: 'on', receiveChecksumOffload: 'on' });
  expect(said(planByRules([rule], wanted({ segmentationOffload: 'on', checksumOffload: 'off' }), on))).toEqual([
    refused('lan3', 'is to be off', TURN_ON),
  ]);
});

describe('a VLAN that takes checksum offload away', () => {
  const guestNics = [{ guest: 'web01', slot: '0,1', vlanId: 120 }];

  test('is refused where the document asks for segmentation offload', () => {
    const lists = { guestNics, lanInterfaces: [{ name: 'lan4', segmentationOffload: 'on' }] };
    expect(said(planByRules([rule], lists))).toEqual([refused('lan4', 'has to go', 'Remove the VLAN behind it')]);
  });

  test('takes segmentation offload along where nobody asks for it', () => {
    expect(said(planByRules([rule], { guestNics }))).toEqual([]);
    expect(said(planByRules([rule], { guestNics, lanInterfaces: [{ name: 'lan4' }] }))).toEqual([]);
    const other = lan3({ transmitChecksumOffload: 'on' });
    const lists = { guestNics, lanInterfaces: [{ name: 'lan3', segmentationOffload: 'on' }] };
    expect(said(planByRules([rule], lists, other))).toEqual([]);
  });
});

test('switching both off is not its business', () => {
  const lists = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off', segmentationOffload: 'off' }] };
  const plan = planByRules([rule], lists);
  expect(plan.steps).not.toEqual([]);
  expect(said(plan)).toEqual([]);
});
