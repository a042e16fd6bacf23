import { ordersBy, planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost, ObservedLanInterface } from '../../model/observed-host';
import { sameSpeedPorts as rule } from './same-speed-ports';

const ID = 'same-speed-ports';
const SOURCE = "(APA Administrator's Guide, 11i v1 and v2, September 2008, p. 96, note 4)";

function host(nics: Readonly<Record<string, Partial<ObservedLanInterface>>>): Partial<ObservedHost> {
  return { lanInterfaces: quickStartHost().lanInterfaces.map((nic) => ({ ...nic, ...nics[nic.name] })) };
}
const group = (mode: string, ...ports: readonly string[]): object => ({ apaGroups: [{ name: 'lan901', mode, ports }] });

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: ID, severity: 'error', basis: 'documented' });
});

test.each(['MANUAL', 'LACP_AUTO', 'FEC_AUTO'])('ports of different speeds do not make a group of mode %s', (mode) => {
  expect(said(planByRules([rule], group(mode, 'lan3', 'lan4')))).toEqual([
    errorDiagnostic(
      ID,
      'the ports of lan901 would have different speeds: lan3 1 Gbit/s, lan4 10 Gbit/s',
      `HP asks for links of one speed and type ${SOURCE}. Use equal ports, or a failover group (LAN_MONITOR).`,
      'apaGroup.lan901',
    ),
  ]);
});

describe('a port that joins', () => {
  const orders = (mode: string, speeds: Parameters<typeof host>[0]): readonly string[] => {
    const apaGroups = quickStartHost().apaGroups.map((each) => (each.name === 'lan900' ? { ...each, mode } : each));
    const changes = { ...host(speeds), apaGroups } as Partial<ObservedHost>;
    return ordersBy(rule, planByRules([rule], { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan3'] }] }, changes));
  };

  test('waits for those of another speed to leave', () => {
    expect(orders('MANUAL', { lan2: { speedMbps: 100 } })).toEqual([
      'Take lan2 out of lan900 -> Add lan3 to lan900 as MANUAL: a port joins when those of another speed have left',
    ]);
  });

  test('waits for no port of its own speed or an unknown one, and for none of a failover group', () => {
    expect(orders('MANUAL', {})).toEqual([]);
    expect(orders('MANUAL', { lan2: { speedMbps: null } })).toEqual([]);
    expect(orders('MANUAL', { lan3: { speedMbps: null } })).toEqual([]);
    expect(orders('LAN_MONITOR', { lan2: { speedMbps: 100 } })).toEqual([]);
  });
});

test('in a failover group they are warned of', () => {
  expect(said(planByRules([rule], group('LAN_MONITOR', 'lan3', 'lan4'), host({ lan3: { speedMbps: 100 } })))).toEqual([
    warningDiagnostic(
      ID,
      'the ports of lan901 would have different speeds: lan3 100 Mbit/s, lan4 10 Gbit/s',
      `HP asks for links of one speed and type ${SOURCE}; after a failover the group is as fast as the port that is left. Use equal ports.`,
      'apaGroup.lan901',
    ),
  ]);
});

test('the ports that stay count with those that join', () => {
  const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan4'] }] };
  expect(said(planByRules([rule], lists))[0]?.summary).toBe(
    'the ports of lan900 would have different speeds: lan1 1 Gbit/s, lan2 1 Gbit/s, lan4 10 Gbit/s',
  );
});

test('a port whose speed is not known does not hide that two others differ', () => {
  const lists = group('MANUAL', 'lan0', 'lan3', 'lan4');
  expect(said(planByRules([rule], lists, host({ lan0: { speedMbps: null } })))[0]?.summary).toBe(
    'the ports of lan901 would have different speeds: lan0 unknown, lan3 1 Gbit/s, lan4 10 Gbit/s',
  );
});

test('equal ports are welcome in every mode, and a group that loses a port or nothing is no matter', () => {
  for (const mode of ['MANUAL', 'LACP_AUTO', 'LAN_MONITOR']) {
    expect(said(planByRules([rule], group(mode, 'lan0', 'lan3')))).toEqual([]);
  }
  const mixed = host({ lan1: { speedMbps: 10 } });
  expect(said(planByRules([rule], { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }] }, mixed))).toEqual([]);
});

test('ports of one speed and different types are warned of, in every mode', () => {
  const fibre = host({ lan3: { interfaceType: '1000Base-SX' } });
  for (const mode of ['MANUAL', 'LAN_MONITOR']) {
    expect(said(planByRules([rule], group(mode, 'lan0', 'lan3'), fibre))).toEqual([
      warningDiagnostic(
        ID,
        'the ports of lan901 would be of different types: lan0 1000Base-T, lan3 1000Base-SX',
        `HP asks for links of one speed and type ${SOURCE}. Use equal ports, or make sure that the switch takes these for equal.`,
        'apaGroup.lan901',
      ),
    ]);
  }
  const third = host({ lan1: { interfaceType: null, aggregate: null }, lan3: { interfaceType: '1000Base-SX' } });
  const listed = said(planByRules([rule], group('MANUAL', 'lan0', 'lan1', 'lan3'), third)).find(
    (item) => item.code === ID,
  );
  expect(listed?.summary).toBe(
    'the ports of lan901 would be of different types: lan0 1000Base-T, lan1 unknown, lan3 1000Base-SX',
  );
});

test('a type that is not known is not another one', () => {
  expect(said(planByRules([rule], group('MANUAL', 'lan0', 'lan3'), host({ lan3: { interfaceType: null } })))).toEqual(
    [],
  );
});

test('a speed that is not known is warned of, unless the group only fails over', () => {
  const dead = host({ lan0: { speedMbps: null }, lan3: { speedMbps: null } });
  expect(said(planByRules([rule], group('LACP_AUTO', 'lan0', 'lan3'), dead))).toEqual([
    warningDiagnostic(
      ID,
      'the speed of lan0, lan3 is not known, and all ports of lan901 must have the same',
      `A port without a link shows none. HP asks for links of one speed and type ${SOURCE}: compare them with "nwmgr -A speed -c lanN" once the cables are in.`,
      'apaGroup.lan901',
    ),
  ]);
  expect(said(planByRules([rule], group('LAN_MONITOR', 'lan0', 'lan3'), dead))).toEqual([]);
});
