import { mustPrecede, ordersBy, planByRules, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedApaGroup, ObservedHost } from '../../model/observed-host';
import { keepHostAddress as rule } from './keep-host-address';

const host = quickStartHost();
const REBUILT = { apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'] }] };
const groupAs = (changes: object, name = 'lan900'): Pick<ObservedHost, 'apaGroups'> => ({
  apaGroups: host.apaGroups.map((group) => (group.name === name ? { ...group, ...changes } : group)),
});
const address = (name: string, text: string): ObservedHost['addresses'][number] =>
  ({ interface: name, address: text, netmask: '255.255.255.0' }) as ObservedHost['addresses'][number];
const vlan = (name: string, uplink: string): ObservedHost['hostVlans'][number] =>
  ({ name, uplink, vlanId: 7, state: 'up' }) as unknown as ObservedHost['hostVlans'][number];
const refused = (summary: string, detail: string, at = 'apaGroup.lan900'): object =>
  errorDiagnostic('keep-host-address', summary, detail, at);
const ROUTES = warningDiagnostic(
  'keep-host-address',
  'routes through 192.1.4.205 are not moved along with the address',
  'Note "netstat -rn" before the change and put lost routes back with "route add", also when the plan was taken back; ROUTE_ entries of /etc/rc.config.d/netconf take effect at the next boot.',
  'apaGroup.lan900',
);

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'keep-host-address', severity: 'error', basis: 'recalled' });
});

describe('the order', () => {
  test('a port gives up the address it got back before it joins, and the aggregate gets it at the end', () => {
    const plan = planByRules([rule], REBUILT);
    expect(mustPrecede(plan, 'Take address 192.1.4.205 off lan1', 'Add lan1, lan2 to lan900 as MANUAL')).toBe(true);
    expect(said(plan)).toEqual([ROUTES]);
  });

  test('a port joins another group only when it has given up its address', () => {
    const lists = {
      apaGroups: [
        { name: 'lan900', mode: 'MANUAL', ports: ['lan2'] },
        { name: 'lan901', mode: 'MANUAL', ports: ['lan1'] },
      ],
    };
    const steps = ['Take address 192.1.4.205 off lan1', 'Add lan1 to lan901 as MANUAL'] as const;
    expect(mustPrecede(planByRules([rule], lists), ...steps)).toBe(true);
    expect(mustPrecede(planByRules([], lists), ...steps)).toBe(false);
    expect(mustPrecede(planByRules([rule], lists), steps[0], 'Put address 192.1.4.205 on lan900')).toBe(true);
  });

  test('a port gets an address only when it has left its group', () => {
    const lists = {
      apaGroups: [
        { name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan3', 'lan0'] },
        { name: 'lan901', mode: 'MANUAL', ports: ['lan4'] },
      ],
    };
    const observed = {
      ...groupAs({ mode: 'MANUAL', loadBalancing: 'LB_MAC' }),
      ...{
        netconf: [],
        lanInterfaces: host.lanInterfaces.map((nic) =>
          nic.name === 'lan3' ? { ...nic, aggregate: 'lan901' as never } : nic,
        ),
      },
    };
    const apaGroups = observed.apaGroups.map((group) =>
      group.name === 'lan901'
        ? ({ ...group, mode: 'MANUAL', ports: ['lan3', 'lan4'] } as unknown as ObservedApaGroup)
        : group,
    );
    const steps = ['Take lan3 out of lan901', 'Put address 192.1.4.205 on lan3'] as const;
    expect(mustPrecede(planByRules([rule], lists, { ...observed, apaGroups }), ...steps)).toBe(true);
    expect(mustPrecede(planByRules([], lists, { ...observed, apaGroups }), ...steps)).toBe(false);
  });

  test('steps of other interfaces are not ordered', () => {
    const lists = { apaGroups: [...REBUILT.apaGroups, { name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] };
    expect(ordersBy(rule, planByRules([rule], lists)).join()).not.toContain('lan901');
  });
});

describe('an address whose home is unclear', () => {
  test('is not guessed: no netconf entry ties it to a port', () => {
    expect(said(planByRules([rule], REBUILT, { netconf: [] }))).toEqual([
      refused(
        'cannot tell which port 192.1.4.205 returns to when failover group lan900 is cleared',
        'No INTERFACE_NAME entry of /etc/rc.config.d/netconf ties 192.1.4.205 to a port of lan900 (lan1, lan2). Correct netconf, or remove the address first.',
      ),
    ]);
  });

  test('is no question where an aggregate carries its address itself', () => {
    const plan = planByRules(
      [rule],
      { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO' }] },
      {
        ...groupAs({ mode: 'MANUAL', loadBalancing: 'LB_MAC' }),
        netconf: [],
      },
    );
    expect(said(plan)).toEqual([ROUTES]);
  });

  test('is no question where the group has none', () => {
    expect(said(planByRules([rule], REBUILT, { addresses: [], netconf: [] }))).toEqual([]);
  });

  test('is refused where there are several', () => {
    const addresses = [
      address('lan900', '192.1.4.205'),
      address('lan900', '192.1.4.206'),
      address('lan4', '192.1.2.205'),
    ];
    const [several] = said(planByRules([rule], REBUILT, { addresses }));
    expect(several).toEqual(
      refused(
        'lan900 carries 2 addresses of the VM host',
        'Only one address is moved along. Remove the aliases first, and put them back afterwards.',
      ),
    );
  });

  test('is no question of a step that only adds a port', () => {
    const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
    expect(said(planByRules([rule], lists, { netconf: [] }))).toEqual([]);
  });
});

describe('a group that goes', () => {
  const gone = { apaGroups: [] };
  const ownedAddresses = ['apaGroup.lan900'];

  test('keeps the address of an aggregate from being lost', () => {
    const aggregate = groupAs({ mode: 'MANUAL', loadBalancing: 'LB_MAC' });
    expect(said(planByRules([rule], gone, { ...aggregate, ownedAddresses }))).toEqual([
      refused(
        'lan900 is to be removed but carries address 192.1.4.205 of the VM host',
        'The address would be lost. Move it to another interface first.',
      ),
    ]);
    expect(said(planByRules([rule], gone, { ...aggregate, ownedAddresses, addresses: [] }))).toEqual([]);
  });

  test('may go when it is a failover group, whose address returns to its port', () => {
    const plan = planByRules([rule], gone, { ownedAddresses });
    expect(titlesOf(plan)).toContain('Take all ports (lan1, lan2) out of lan900');
    expect(said(plan)).toEqual([]);
  });
});

describe('routes', () => {
  test('through the address by which the host is managed refuse the plan', () => {
    const managementPath = { address: '192.1.4.205', interface: 'lan900' as never };
    expect(said(planByRules([rule], REBUILT, { managementPath }))).toEqual([
      refused(
        '192.1.4.205, through which this host is managed, would be taken off its interface',
        'Routes through it are lost and not put back, so the host might stay unreachable. Reach the host over another interface (see "managementPath"), or make this change from the console. ' +
          'Where it can be reached afterwards all the same, say at which address in connection.after (addressAfter of the IntegrityVmHost); the change is then confirmed through that address.',
      ),
    ]);
  });

  test('are warned of where the document says how the host is reached afterwards', () => {
    const managementPath = { address: '192.1.4.205', interface: 'lan900' as never };
    const connection = { address: '192.1.4.205', after: { address: '192.1.2.205' } };
    const plan = planByRules([rule], { ...REBUILT, connection }, { managementPath });
    expect(plan.diagnostics.map(({ severity, summary }) => ({ severity, summary }))).toContainEqual({
      severity: 'warning',
      summary:
        '192.1.4.205, through which this host is managed, is taken off its interface; from then on it is reached at 192.1.2.205',
    });
    expect(plan.managementPath).toMatchObject({ touched: true, moves: true });
  });

  test('an unknown management address is not one that is lost', () => {
    const managementPath = { address: null, interface: null };
    expect(said(planByRules([rule], REBUILT, { managementPath }))).toEqual([ROUTES]);
  });
});

test('a port that leaves a group with an address of the host may be held back by nwmgr', () => {
  const shrinks = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan3'] }] };
  expect(said(planByRules([rule], shrinks))).toEqual([
    warningDiagnostic(
      'keep-host-address',
      'taking lan2 out of lan900 may be refused, because the group carries 192.1.4.205 of the VM host',
      'nwmgr refuses with EBUSY when the group becomes a critical resource by it (nwmgr_apa(1M), September 2010, p. 9); the plan would stop there, with what it has halted. Look beforehand with "/usr/sbin/nwmgr --cra -c lan900 -S apa" (p. 11).',
      'apaGroup.lan900',
    ),
  ]);
  expect(said(planByRules([rule], shrinks, { addresses: [address('lan0', '15.13.114.205')] }))).toEqual([]);
});

describe('a port that carries an address', () => {
  const joining = (mode: string, ...ports: readonly string[]): object => ({
    apaGroups: [{ name: 'lan901', mode, ports }],
  });
  const cannotJoin = (port: string, where: string, text: string): object =>
    refused(
      `${port} ${where} address ${text} of the VM host and cannot join lan901`,
      `Move the address away from ${port} first; on a port of an aggregate it would be unreachable.`,
      'apaGroup.lan901',
    );

  test('cannot join an aggregate', () => {
    const lists = { ...joining('MANUAL', 'lan0', 'lan3'), lanInterfaces: [{ name: 'lan0', checksumOffload: 'on' }] };
    expect(said(planByRules([rule], lists))).toEqual([cannotJoin('lan0', 'carries', '15.13.114.205')]);
  });

  test('cannot join when it only gets one at the next boot', () => {
    expect(said(planByRules([rule], joining('MANUAL', 'lan0', 'lan3'), { addresses: [] }))).toEqual([
      cannotJoin('lan0', 'gets at the next boot (/etc/rc.config.d/netconf)', '15.13.114.205'),
    ]);
  });

  test('may join when its entry of netconf has no address', () => {
    const netconf = host.netconf.map((entry) => ({ ...entry, address: null }));
    expect(said(planByRules([rule], joining('MANUAL', 'lan0'), { addresses: [], netconf }))).toEqual([]);
  });

  const notTakenOver = (port: string, where: string, text: string, group = 'lan901'): object =>
    refused(
      `${port} ${where} address ${text} of the VM host and cannot join ${group}`,
      `A failover group takes over one address, that of its primary port, when it is made (APA Administrator's Guide, 11i v3, March 2014, p. 82). Move the address away from ${port} first.`,
      `apaGroup.${group}`,
    );

  test('may join a failover group as its primary port, from which the group takes the address over', () => {
    expect(said(planByRules([rule], joining('LAN_MONITOR', 'lan0', 'lan3')))).toEqual([]);
    expect(said(planByRules([rule], joining('LAN_MONITOR', 'lan0', 'lan3'), { addresses: [] }))).toEqual([]);
  });

  test('cannot join a failover group as another port, with an address now or at the next boot', () => {
    const lists = joining('LAN_MONITOR', 'lan3', 'lan4');
    expect(said(planByRules([rule], lists))).toEqual([notTakenOver('lan4', 'carries', '192.1.2.205')]);
    expect(said(planByRules([rule], lists, { addresses: [] }))).toEqual([
      notTakenOver('lan4', 'gets at the next boot (/etc/rc.config.d/netconf)', '192.1.2.205'),
    ]);
  });

  test('cannot join a failover group that has its ports already', () => {
    const lists = { apaGroups: [{ name: 'lan900', ports: ['lan0', 'lan1', 'lan2'] }] };
    expect(said(planByRules([rule], lists))).toEqual([notTakenOver('lan0', 'carries', '15.13.114.205', 'lan900')]);
  });

  test('is not the primary port of a rebuilt failover group that brings an address of its own', () => {
    const lists = { apaGroups: [{ name: 'lan900', ports: ['lan0', 'lan2'] }] };
    expect(said(planByRules([rule], lists))).toEqual([
      ROUTES,
      notTakenOver('lan0', 'carries', '15.13.114.205', 'lan900'),
    ]);
    const netconf = host.netconf.map((entry) => ({ ...entry, address: entry.index === 0 ? null : entry.address }));
    const addresses = host.addresses.filter((entry) => entry.interface !== 'lan0');
    expect(said(planByRules([rule], lists, { addresses, netconf }))).toEqual([ROUTES]);
  });

  test('is the primary port of an aggregate turned failover group when netconf names it with the same address', () => {
    const aggregate = groupAs({ mode: 'MANUAL', loadBalancing: 'LB_MAC' });
    const lists = { apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'] }] };
    expect(said(planByRules([rule], lists, aggregate))).toEqual([ROUTES]);
  });

  test('cannot take the address of a failover group that goes into another group', () => {
    const observed = { ownedAddresses: ['apaGroup.lan900'] };
    const lists = joining('LAN_MONITOR', 'lan0', 'lan1');
    expect(said(planByRules([rule], lists, observed))).toEqual([
      notTakenOver('lan1', 'gets at the next boot (/etc/rc.config.d/netconf)', '192.1.4.205'),
    ]);
  });

  test('may join when the same plan takes the address off it', () => {
    expect(said(planByRules([rule], REBUILT))).toEqual([ROUTES]);
  });

  test('may not join because the address of another port is taken off', () => {
    const lists = { apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2', 'lan0'] }] };
    expect(said(planByRules([rule], lists)).map((item) => item.summary)).toEqual([
      'routes through 192.1.4.205 are not moved along with the address',
      'lan0 carries address 15.13.114.205 of the VM host and cannot join lan900',
    ]);
  });
});

describe('a host VLAN interface', () => {
  const survives = (name: string, carries: string, how: string, next: string, at: string): object =>
    refused(
      `host VLAN interface ${name}${carries} would not survive: ${how}`,
      `Remove ${name}${next} in a plan of its own first, and put it back afterwards.`,
      at,
    );
  const CARRIES = ' with address 10.0.7.1 of the VM host';

  test('on a group that is emptied would not survive, with or without an address', () => {
    const hostVlans = [vlan('lan5000', 'lan900'), vlan('lan5001', 'lan3')];
    const how = 'lan900 is emptied beneath it';
    const addressed = [...host.addresses, address('lan5000', '10.0.7.1')];
    expect(said(planByRules([rule], REBUILT, { hostVlans }))).toEqual([
      survives('lan5000', '', how, '', 'apaGroup.lan900'),
      ROUTES,
    ]);
    expect(said(planByRules([rule], REBUILT, { hostVlans, addresses: addressed }))).toEqual([
      survives('lan5000', CARRIES, how, ', or move its address,', 'apaGroup.lan900'),
      ROUTES,
    ]);
  });

  test('that goes in the same plan need not survive the group', () => {
    const observed = { hostVlans: [vlan('lan5000', 'lan900')], ownedAddresses: ['hostVlan.lan5000'] };
    expect(said(planByRules([rule], { ...REBUILT, hostVlans: [] }, observed))).toEqual([ROUTES]);
  });

  test('that is only to be saved anew does not survive it either', () => {
    const saved = { lanInterfaces: [], apaGroups: null, hostVlans: [] };
    const lists = { ...REBUILT, hostVlans: [{ name: 'lan5000' }] };
    const plan = planByRules([rule], lists, { saved, hostVlans: [vlan('lan5000', 'lan900')] });
    expect(said(plan)).toEqual([
      survives('lan5000', '', 'lan900 is emptied beneath it', '', 'apaGroup.lan900'),
      ROUTES,
    ]);
  });

  test('with an address is not removed, nor made anew; one without may', () => {
    const addresses = [...host.addresses, address('lan5000', '10.0.7.1')];
    const hostVlans = [vlan('lan5000', 'lan3'), vlan('lan5001', 'lan3')];
    const refusal = survives('lan5000', CARRIES, 'it is removed', ', or move its address,', 'hostVlan.lan5000');
    const ownedAddresses = ['hostVlan.lan5000', 'hostVlan.lan5001'];
    expect(said(planByRules([rule], { hostVlans: [] }, { addresses, hostVlans, ownedAddresses }))).toEqual([refusal]);
    const anew = { hostVlans: hostVlans.map(({ name }) => ({ name, vlanId: name === 'lan5000' ? 8 : 9 })) };
    expect(said(planByRules([rule], anew, { addresses, hostVlans }))).toEqual([refusal]);
  });
});
