import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withNics } from '../../../test/hosts/with-interfaces';
import type { ObservedHost } from '../../model/observed-host';
import { modeOfFreedPorts as rule } from './mode-of-freed-ports';

/** lan900 in this mode instead of LAN_MONITOR. */
const groupIn = (mode: string): Partial<ObservedHost> => ({
  apaGroups: quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mode: mode as 'MANUAL', loadBalancing: 'LB_MAC' as const } : group,
  ),
});
const inMode = (mode: string) => withNics({ lan3: { apaPort: { mode, key: 900, groupCapability: null } } });
const summaries = (lists: object, changes: Partial<ObservedHost>): readonly string[] =>
  said(planByRules([rule], lists, changes)).map(({ summary }) => summary);

test('it is a warning, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'mode-of-freed-ports', severity: 'warning', basis: 'recalled' });
});

test.each(['MANUAL', 'LAN_MONITOR'])(
  'ports of an LACP aggregate that becomes %s are named with the way out',
  (mode) => {
    const plan = planByRules(
      [rule],
      { apaGroups: [{ name: 'lan900', mode, ports: ['lan1', 'lan2'] }] },
      groupIn('LACP_AUTO'),
    );
    expect(said(plan)).toEqual([
      {
        severity: 'warning',
        code: 'mode-of-freed-ports',
        summary:
          'lan1, lan2 may come out of lan900 in mode LACP_AUTO, and lan900 takes ports in mode MANUAL or LAN_MONITOR',
        detail:
          `That is what nwmgr_apa(1M), September 2010, p. 7-8, says of ${mode} groups; no document says in which mode a port is left that leaves a group. ` +
          'If the host refuses the step, look with "/usr/sbin/nwmgr -c lan1 -S apa"; where it shows LACP_AUTO, run "/usr/sbin/nwmgr -s -A mode=MANUAL -c lan1 -S apa" and "/usr/sbin/nwmgr -s -A mode=MANUAL -c lan2 -S apa" (nwmgr_apa(1M), September 2010, p. 9), and plan again.',
        address: 'apaGroup.lan900',
      },
    ]);
  },
);

test('a port that leaves and joins nothing may go on negotiating', () => {
  const changes = { ...groupIn('FEC_AUTO') };
  expect(said(planByRules([rule], { apaGroups: [{ name: 'lan900', ports: ['lan1'] }] }, changes))).toEqual([
    {
      severity: 'warning',
      code: 'mode-of-freed-ports',
      summary: 'lan2 may stay in mode FEC_AUTO when out of lan900',
      detail:
        "No document says in which mode a port is left. One that stays in FEC_AUTO goes on negotiating with the switch (HP Auto Port Aggregation Administrator's Guide, HP-UX 11i v3, March 2014, p. 25) and may come back into the group. " +
        'Look with "/usr/sbin/nwmgr -c lan2 -S apa" after the plan; where it shows FEC_AUTO, run "/usr/sbin/nwmgr -s -A mode=MANUAL -c lan2 -S apa" (nwmgr_apa(1M), September 2010, p. 9), then save with "/usr/sbin/nwmgr -s -S apa -A all --saved --from cu".',
      address: 'apaGroup.lan900',
    },
  ]);
});

test('ports of a group that goes, or of which some move on, are told apart by where they go', () => {
  const lists = {
    apaGroups: [
      { name: 'lan900', mode: 'MANUAL', ports: ['lan1'] },
      { name: 'lan901', mode: 'MANUAL', ports: ['lan2', 'lan3'] },
    ],
  };
  expect(summaries(lists, groupIn('LACP_AUTO'))).toEqual([
    'lan1 may come out of lan900 in mode LACP_AUTO, and lan900 takes ports in mode MANUAL or LAN_MONITOR',
    'lan2 may come out of lan900 in mode LACP_AUTO, and lan901 takes ports in mode MANUAL or LAN_MONITOR',
  ]);
});

test('several ports that join nothing are named together', () => {
  const [told] = said(
    planByRules([rule], { apaGroups: [] }, { ...groupIn('LACP_AUTO'), ownedAddresses: ['apaGroup.lan900'] }),
  );
  expect(told?.summary).toBe('lan1, lan2 may stay in mode LACP_AUTO when out of lan900');
});

test('a port that comes out of a negotiated group is told once, whatever mode it shows now', () => {
  const port = { apaPort: { mode: 'LACP_AUTO', key: 900, groupCapability: null } };
  const shown = { ...groupIn('LACP_AUTO'), ...withNics({ lan1: port, lan2: port }) };
  expect(summaries({ apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'] }] }, shown)).toEqual([
    'lan1, lan2 may come out of lan900 in mode LACP_AUTO, and lan900 takes ports in mode MANUAL or LAN_MONITOR',
  ]);
});

test('a port that negotiates again, or never did, is no matter', () => {
  const to = (mode: string): object => ({ apaGroups: [{ name: 'lan900', mode, ports: ['lan1', 'lan2'] }] });
  expect(summaries(to('FEC_AUTO'), groupIn('LACP_AUTO'))).toEqual([]);
  expect(summaries(to('LAN_MONITOR'), groupIn('MANUAL'))).toEqual([]);
  expect(summaries(to('MANUAL'), {})).toEqual([]);
});

test('a NIC in no group that is known to negotiate is warned of where it joins', () => {
  const to = (mode: string): object => ({ apaGroups: [{ name: 'lan901', mode, ports: ['lan0', 'lan3'] }] });
  expect(summaries(to('MANUAL'), inMode('LACP_AUTO'))).toEqual([
    'lan3 is in mode LACP_AUTO, and lan901 takes ports in mode MANUAL or LAN_MONITOR',
  ]);
  expect(summaries(to('MANUAL'), inMode('MANUAL'))).toEqual([]);
  expect(summaries(to('LACP_AUTO'), inMode('FEC_AUTO'))).toEqual([]);
});
