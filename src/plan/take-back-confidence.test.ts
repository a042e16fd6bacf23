import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';

const MADE = {
  vswitches: [{ name: 'web', uplink: 'lan3' }],
  guestNics: [
    { guest: 'test01', slot: '0,4', vswitch: 'web', adapter: 'lan', mac: '0x02aabbccdd01' },
    { guest: 'web01', slot: '0,1', vlanId: 30 },
  ],
};

test('the commands of a way back that nothing readable shows are marked, and are not asked for', () => {
  const plan = planFor(MADE, quickStartHost(), false);
  expect(plan.status).toBe('ready');
  const marked = plan.revert?.steps.filter(({ confidence }) => confidence === 'recalled') ?? [];
  expect(marked.map(({ command }) => command.slice(1).join(' ')).sort()).toEqual([
    '-P test01 -d network:lan:0,4,0x02AABBCCDD01:vswitch:web:portid:1',
    '-S vmlan4 -u portid:2:vlanid:none',
    '-d -S web',
  ]);
});
