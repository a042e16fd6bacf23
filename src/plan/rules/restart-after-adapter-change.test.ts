import { ordersBy, planByRules, titlesOf } from '../../../test/hosts/plan-by-rules';
import { restartAfterAdapterChange as rule } from './restart-after-adapter-change';

const nic = (guest: string, slot: string, changes: object): object => ({ guest, slot, ...changes });
const WHY = 'a vswitch port takes the new adapter type when the vswitch boots';

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'restart-after-adapter-change', severity: 'error', basis: 'documented' });
});

test('the vswitch of a NIC whose adapter changes is restarted afterwards, and no other', () => {
  const plan = planByRules([rule], {
    guestNics: [nic('test01', '0,1', { adapter: 'avio_lan' }), nic('app01', '0,1', { vswitch: 'vmlan4' })],
    vswitches: [{ name: 'fresh', uplink: 'lan3' }],
  });
  expect(
    titlesOf(plan)
      .filter((title) => title.includes('vswitch vmlan'))
      .sort(),
  ).toEqual(['Boot vswitch vmlan0', 'Halt vswitch vmlan0']);
  expect(ordersBy(rule, plan)).toEqual([
    `Put NIC 0,1 of guest test01 (avio_lan) on vmlan0 port 1 -> Boot vswitch vmlan0: ${WHY}`,
  ]);
  expect(plan.steps.find((step) => step.title === 'Halt vswitch vmlan0')?.purpose).toEqual({
    rule: 'restart-after-adapter-change',
    why: 'the adapter type of a guest NIC on it changed',
  });
});

test('a NIC that only moves, and one that is new, restart nothing', () => {
  const plan = planByRules([rule], {
    guestNics: [
      nic('app01', '0,1', { vswitch: 'vmlan4' }),
      nic('test01', '0,3', { vswitch: 'vmlan4', adapter: 'avio_lan' }),
    ],
  });
  expect(titlesOf(plan)).toHaveLength(2);
});

test('a vswitch that is not listed cannot be restarted', () => {
  const plan = planByRules([rule], { guestNics: [nic('web01', '0,2', { adapter: 'avio_lan' })] }, { vswitches: [] });
  expect(titlesOf(plan)).toEqual(['Put NIC 0,2 of guest web01 (avio_lan) on localnet port 1']);
});
