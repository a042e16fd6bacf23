import { ordersBy, planByRules } from '../../../test/hosts/plan-by-rules';
import { haltBeforeVswitchDelete as rule } from './halt-before-vswitch-delete';

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'halt-before-vswitch-delete', severity: 'error', basis: 'recalled' });
});

test('a vswitch is halted before it is removed, and no other vswitch need be', () => {
  const plan = planByRules([rule], {
    vswitches: [
      { name: 'vmlan0', uplink: 'lan3' },
      { name: 'vmlan4', state: 'down' },
    ],
  });
  expect(ordersBy(rule, plan)).toEqual([
    'Halt vswitch vmlan0 -> Remove vswitch vmlan0: an active vswitch cannot be removed',
  ]);
});
