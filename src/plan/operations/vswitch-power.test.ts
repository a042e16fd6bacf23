import { planFor } from '../../../test/hosts/plan-for';
import { mustPrecede } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';

test('a NIC is added to a running guest only behind a boot whose state is read back', () => {
  const lists = {
    vswitches: [{ name: 'vmlan3', uplink: 'lan3' }],
    guestNics: [{ guest: 'web01', slot: '0,3', vswitch: 'vmlan3', adapter: 'avio_lan' }],
  };
  const plan = planFor(lists, quickStartHost());
  const added = plan.steps.find(({ command }) => command.includes('-a'));
  expect(mustPrecede(plan, 'Boot vswitch vmlan3', added?.title ?? '')).toBe(true);
  expect(plan.steps.find(({ title }) => title === 'Boot vswitch vmlan3')?.readBack).toEqual({
    command: ['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan3'],
    lineStartsWith: 'vmlan3 ',
    lineContains: ' Up ',
  });
});

test('a halt is read back too', () => {
  const plan = planFor({ vswitches: [{ name: 'vmlan0', state: 'down' }] }, quickStartHost());
  expect(plan.steps.map(({ readBack }) => readBack?.lineContains)).toEqual([' Down ']);
});
