import { joinSavedGroups, type SavedApaFiles } from './join-saved-groups';

type Aggregate = SavedApaFiles['apa']['aggregates'][number];
type Port = SavedApaFiles['ports'][number];

const aggregate = (name: string, values: Partial<Record<keyof Aggregate, unknown>>): Aggregate =>
  ({ name, loadBalancing: 'LB_MAC', key: null, groupCapability: null, manualPorts: null, ...values }) as Aggregate;
const port = (name: string, values: Partial<Record<keyof Port, unknown>>): Port =>
  ({ name, mode: null, key: null, groupCapability: null, ...values }) as Port;

function join(
  aggregates: readonly Aggregate[],
  ports: readonly Port[] = [],
  failover: Readonly<Record<string, readonly string[]>> = {},
  defaultPortMode: SavedApaFiles['apa']['defaultPortMode'] = 'MANUAL',
) {
  const failoverGroups = Object.entries(failover).map(([name, members]) => ({ name, ports: members }));
  const files = { apa: { defaultPortMode, aggregates }, ports, failoverGroups } as unknown as SavedApaFiles;
  const groups = joinSavedGroups(files);
  return typeof groups === 'string'
    ? groups
    : groups.map(({ name, mode, ports: members, loadBalancing, key }) =>
        [name, mode, members?.join(), loadBalancing, key].join(' '),
      );
}

test('a MANUAL aggregate has the ports of its own entry, whatever order they stand in', () => {
  expect(join([aggregate('lan901', { manualPorts: ['lan12', 'lan3'], loadBalancing: 'LB_PORT' })])).toEqual([
    'lan901 MANUAL lan3,lan12 LB_PORT ',
  ]);
});

test('LACP and FEC aggregates have the ports that carry their key', () => {
  const aggregates = [
    aggregate('lan901', { groupCapability: 7, loadBalancing: null }),
    aggregate('lan900', { key: 900, loadBalancing: 'LB_IP' }),
  ];
  const ports = [
    port('lan2', { mode: 'LACP_AUTO', key: 900 }),
    port('lan1', { mode: 'LACP_AUTO', key: 900 }),
    port('lan3', { mode: 'FEC_AUTO', groupCapability: 7 }),
    port('lan4', { mode: 'MANUAL', key: 900 }),
    port('lan5', { key: 900 }),
  ];
  expect(join(aggregates, ports)).toEqual(['lan900 LACP_AUTO lan1,lan2 LB_IP 900', 'lan901 FEC_AUTO lan3  7']);
});

test('ports without a key have the documented one', () => {
  const aggregates = [aggregate('lan900', { key: 0 }), aggregate('lan901', { groupCapability: 5 })];
  expect(join(aggregates, [port('lan1', { mode: 'LACP_AUTO' }), port('lan2', { mode: 'FEC_AUTO' })])).toEqual([
    'lan900 LACP_AUTO lan1 LB_MAC 0',
    'lan901 FEC_AUTO lan2 LB_MAC 5',
  ]);
});

test('a failover group stands by', () => {
  expect(join([], [port('lan2', { mode: 'LAN_MONITOR' })], { lan900: ['lan2', 'lan1'] })).toEqual([
    'lan900 LAN_MONITOR lan1,lan2 LB_HS ',
  ]);
});

test('an aggregate that gets no port is not built', () => {
  expect(join([aggregate('lan900', { key: 900 })], [], { lan901: [] })).toEqual([]);
});

describe('what cannot be told', () => {
  test('is a group that two entries configure', () => {
    expect(join([aggregate('lan900', { manualPorts: ['lan1'] })], [], { lan900: ['lan2', 'lan3'] })).toEqual([
      'lan900    ',
    ]);
  });

  test('are two groups that share a port, and no third', () => {
    const failover = { lan900: ['lan1', 'lan2'], lan901: ['lan2', 'lan3'], lan902: ['lan4', 'lan5'] };
    expect(join([], [], failover)).toEqual(['lan900    ', 'lan901    ', 'lan902 LAN_MONITOR lan4,lan5 LB_HS ']);
  });

  test('is a group with a port of another mode', () => {
    const aggregates = [aggregate('lan900', { manualPorts: ['lan1'] }), aggregate('lan901', { key: 901 })];
    expect(join(aggregates, [port('lan1', { mode: 'FEC_AUTO', groupCapability: 901 })])).toContain('FEC_AUTO');
    expect(join(aggregates, [port('lan1', { mode: 'LAN_MONITOR' })])).toEqual(['lan900    ']);
  });

  test('are two aggregates with the same key', () => {
    const aggregates = [aggregate('lan900', { key: 9 }), aggregate('lan901', { key: 9 })];
    expect(join(aggregates, [port('lan1', { mode: 'LACP_AUTO', key: 9 })])).toEqual(['lan900    ', 'lan901    ']);
  });

  test('is everything, where ports join an aggregate that no entry names', () => {
    expect(join([aggregate('lan900', { key: 9 })], [port('lan1', { mode: 'LACP_AUTO', key: 8 })])).toBe(
      'lan1 would join the LACP_AUTO group 8, which none is.',
    );
    expect(join([], [], {}, 'FEC_AUTO')).toBe(
      'HP_APA_DEFAULT_PORT_MODE is FEC_AUTO, so ports may join groups that no entry names.',
    );
  });
});
