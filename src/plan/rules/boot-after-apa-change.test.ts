import { mustPrecede, planByRules, restartOf, titlesOf } from '../../../test/hosts/plan-by-rules';
import { bootAfterApaChange as rule } from './boot-after-apa-change';

test('it is an error, on ground that is in part concluded', () => {
  expect(rule).toMatchObject({ id: 'boot-after-apa-change', severity: 'error', basis: 'recalled' });
});

test('a vswitch boots when every step at its aggregate is done, the address included', () => {
  const lists = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };
  const [alone, without] = [[rule], []].map((rules) => planByRules([...rules, restartOf('vmlan900')], lists));
  const last = [
    'Join lan1 to lan900 as LACP_AUTO',
    'Join lan2 to lan900 as LACP_AUTO',
    'Put address 192.1.4.205 on lan900',
  ];
  expect(last.map((step) => mustPrecede(alone!, step, 'Boot vswitch vmlan900'))).toEqual([true, true, true]);
  expect(last.map((step) => mustPrecede(without!, step, 'Boot vswitch vmlan900'))).toEqual([false, false, false]);
});

test('it is the uplink after the plan that counts, and no vswitch elsewhere waits', () => {
  const lists = {
    apaGroups: [
      { name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] },
      { name: 'lan901', mode: 'MANUAL', ports: ['lan4'] },
    ],
    vswitches: [
      { name: 'vmlan4', uplink: 'lan901' },
      { name: 'inner', uplink: null },
      { name: 'vmlan900', uplink: 'lan0' },
    ],
  };
  const plan = planByRules([rule], lists);
  const waits = titlesOf(plan).filter((title) => mustPrecedeAny(title));
  expect(waits).toEqual(['Boot vswitch vmlan4']);

  function mustPrecedeAny(title: string): boolean {
    const groups = ['Add lan3 to lan900 as LAN_MONITOR', 'Add lan4 to lan901 as MANUAL'];
    return title.startsWith('Boot ') && groups.some((group) => mustPrecede(plan, group, title));
  }
});

test('a vswitch that is only halted waits for nothing', () => {
  const lists = {
    apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }],
    vswitches: [{ name: 'vmlan900', state: 'down' }],
  };
  const plan = planByRules([rule], lists);
  expect(mustPrecede(plan, 'Add lan3 to lan900 as LAN_MONITOR', 'Halt vswitch vmlan900')).toBe(false);
});

test('a vswitch comes onto a former port when the address that the group gave back is off it', () => {
  const lists = {
    apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan2', 'lan3'] }],
    vswitches: [
      { name: 'vmlan900', uplink: null },
      { name: 'web', uplink: 'lan1' },
    ],
  };
  const titles = ['Take address 192.1.4.205 off lan1', 'Boot vswitch web'] as const;
  expect(mustPrecede(planByRules([rule], lists), ...titles)).toBe(true);
  expect(mustPrecede(planByRules([], lists), ...titles)).toBe(false);
});
