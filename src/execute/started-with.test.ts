import { VLAN_PLAN } from '../../test/transport/virtual-run';
import { parseRecord } from './journal';
import { startedWith } from './started-with';

test.each([
  ['yes', true],
  ['no', false],
])('a run says itself how long it may take, and whether it takes back: %s', (word, takesBack) => {
  const record = parseRecord(`@hpvm r run.1 arming seconds=86400 back=${word} at=2026-11-22T10:00:00Z`);
  expect(startedWith(VLAN_PLAN, record === undefined ? [] : [record])).toEqual({ longestSeconds: 86_400, takesBack });
});

test('before it is armed, what is usual for its plan is taken', () => {
  expect(startedWith(VLAN_PLAN, [])).toMatchObject({ takesBack: true });
  expect(startedWith({ ...VLAN_PLAN, revert: null }, [])).toMatchObject({ takesBack: false });
});
