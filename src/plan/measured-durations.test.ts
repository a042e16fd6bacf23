import type { MeasuredDuration, ObservedHost } from '../model/observed-host';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { movedFields } from './footprint';
import type { Plan } from './plan-document';

/** vmlan900 is halted for the time it takes to rebuild its uplink. */
const REBUILD = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };

function measured(operation: string, seconds: readonly [number, number, number], samples = 3): MeasuredDuration {
  const [minSeconds, medianSeconds, maxSeconds] = seconds;
  return { operation, samples, minSeconds, medianSeconds, maxSeconds };
}

function plan(lists: object, ...measuredDurations: readonly MeasuredDuration[]): Plan {
  return planFor(lists, quickStartHost({ measuredDurations }));
}

const durationOf = (made: Plan, id: string): unknown => made.steps.find((step) => step.id === id)?.durationSeconds;
const kinds = (lists: object, changes: Partial<ObservedHost> = {}): readonly (string | undefined)[] => [
  ...new Set(planFor(lists, quickStartHost(changes)).steps.map((step) => step.durationSeconds.of)),
];

describe('durations measured on the host', () => {
  test('take the place of assumed ones from three samples on', () => {
    const [before, few, enough] = [
      plan(REBUILD),
      plan(REBUILD, measured('vswitch-halt', [2, 4, 7], 2)),
      plan(REBUILD, measured('vswitch-halt', [2, 4, 7], 3)),
    ];
    expect(durationOf(before, 's01')).toEqual({ min: 1, expected: 2, max: 10, basis: 'assumed', of: 'vswitch-halt' });
    expect(durationOf(few, 's01')).toEqual(durationOf(before, 's01'));
    expect(durationOf(enough, 's01')).toEqual({
      min: 0.5,
      expected: 4,
      max: 16,
      basis: 'measured',
      of: 'vswitch-halt',
    });
    expect(durationOf(enough, 's08')).toEqual(durationOf(before, 's08'));
  });

  test('stay on the careful side of a clock with whole seconds', () => {
    const quick = plan(REBUILD, measured('vswitch-halt', [0, 0, 0]));
    expect(durationOf(quick, 's01')).toMatchObject({ min: 0, expected: 0.5, max: 2 });
  });

  test('make an outage measured when all of its steps are', () => {
    const lists = { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] };
    const all = ['vswitch-halt', 'vswitch-delete', 'vswitch-create', 'vswitch-boot'];
    const made = plan(lists, ...all.map((operation) => measured(operation, [1, 1, 1])));
    expect(made.outages).toMatchObject([{ basis: 'measured', seconds: { min: 0, expected: 4, max: 16 } }]);
    const some = plan(lists, ...all.slice(1).map((operation) => measured(operation, [1, 1, 1])));
    expect(some.outages).toMatchObject([{ basis: 'assumed' }]);
  });

  test('replace documented ones too, and a mixture is documented', () => {
    const lists = { guestNics: [{ guest: 'web01', slot: '0,1', mac: '0x660000000001' }] };
    const removed = measured('guest-nic-remove-running', [1, 1, 1]);
    expect(plan(lists, removed).outages).toMatchObject([{ basis: 'documented' }]);
    const added = measured('guest-nic-add-running-3-frames', [3, 4, 5]);
    expect(plan(lists, removed, added).outages).toMatchObject([
      { basis: 'measured', seconds: { expected: 5, max: 16 } },
    ]);
  });

  test('let a plan keep its budget once it is known how long things take', () => {
    const lists = { ...REBUILD, vswitches: [{ name: 'vmlan900', maxOutageSeconds: 80 }] };
    expect(plan(lists).status).toBe('blocked');
    const known = plan(lists, measured('apa-join-lacp', [2, 3, 4]));
    expect(known.status).toBe('ready');
    expect(known.diagnostics.map(({ code }) => code)).not.toContain('over-budget');
  });

  test('never make a plan stale', () => {
    const made = plan(REBUILD);
    expect(movedFields(made, quickStartHost({ measuredDurations: [measured('vswitch-halt', [1, 1, 1])] }))).toEqual([]);
    expect(made.basis.footprint.filter(({ path }) => path.includes('uration'))).toEqual([]);
  });
});

/** These names stand in the records of hosts: a name that changes makes what was measured useless. */
describe('the kinds of operations', () => {
  test('of aggregates tell the modes apart', () => {
    const group = (mode: string): object => ({
      apaGroups: [{ name: 'lan901', mode, ports: mode === 'LAN_MONITOR' ? ['lan3', 'lan4'] : ['lan3'] }],
    });
    expect(['MANUAL', 'LACP_AUTO', 'FEC_AUTO', 'LAN_MONITOR'].map((mode) => kinds(group(mode)))).toEqual([
      ['apa-join-manual', 'apa-save'],
      ['apa-prepare', 'apa-join-lacp', 'apa-save'],
      ['apa-prepare', 'apa-join-fec', 'apa-save'],
      ['apa-join-failover', 'apa-save'],
    ]);
  });

  test('of guest NICs tell running guests from stopped ones, and the frames that probe for a MAC address', () => {
    const replaced = (guest: string, frames?: number): object => ({
      guestNics: [{ guest, slot: '0,1', mac: '0x660000000001' }],
      ...(frames === undefined ? {} : { tunables: { macAddressFrames: frames } }),
    });
    expect(kinds(replaced('web01'))).toEqual(['guest-nic-remove-running', 'guest-nic-add-running-3-frames']);
    expect(kinds(replaced('test01', 5))).toEqual(
      expect.arrayContaining(['guest-nic-remove-stopped', 'guest-nic-add-stopped-5-frames', 'mac-address-frames']),
    );
    expect(kinds({ guestNics: [{ guest: 'test01', slot: '0,1', adapter: 'avio_lan' }] })).toContain(
      'guest-nic-change-stopped-3-frames',
    );
    const guests = quickStartHost().guests.map((guest) => ({ ...guest, state: 'unknown' as const }));
    expect(kinds(replaced('test01'), { guests })).toContain('guest-nic-remove-running');
  });

  test('of everything else are the names of their effects', () => {
    expect(
      kinds({
        lanInterfaces: [{ name: 'lan4', checksumOffload: 'off', segmentationOffload: 'off' }],
        ...REBUILD,
        hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 20 }],
        vswitches: [
          { name: 'vmlan0', uplink: 'lan0', state: 'down' },
          { name: 'new', uplink: null },
        ],
        guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 120 }],
      })
        .slice()
        .sort(),
    ).toEqual([
      'address-add',
      'address-remove',
      'address-save',
      'apa-clear',
      'apa-join-lacp',
      'apa-prepare',
      'apa-save',
      'host-vlan-create',
      'host-vlan-save',
      'nic-checksum-offload',
      'nic-save',
      'nic-segmentation-offload',
      'port-vlan',
      'vswitch-boot',
      'vswitch-create',
      'vswitch-halt',
    ]);
  });
});
