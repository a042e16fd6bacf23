import { guestNic, quickStartHost } from '../../../test/hosts/quick-start-host';
import { planFor } from '../../../test/hosts/plan-for';
import type { ObservedGuestNic } from '../../model/observed-host';
import type { Plan } from '../plan-document';
import { freePortForGuestNic as rule } from './free-port-for-guest-nic';

test('it is an error, on ground that is in part concluded', () => {
  expect(rule).toMatchObject({ id: 'free-port-for-guest-nic', severity: 'error', basis: 'recalled' });
});

/** Further NICs of test01, which is off. */
const SECOND = guestNic('test01', '0,2', 'lan', '0xaed6f7fa4e01', 'vmlan0', 2);
const THIRD = guestNic('test01', '0,3', 'lan', '0xaed6f7fa4e02', 'vmlan0', 3);

function plan(guestNics: readonly object[], ...added: readonly ObservedGuestNic[]): Plan {
  const host = quickStartHost();
  return planFor({ guestNics }, { ...host, guestNics: [...host.guestNics, ...added] });
}

function refusals(made: Plan): readonly string[] {
  return made.diagnostics
    .filter((item) => item.code === 'free-port-for-guest-nic')
    .map((item) => `${item.address ?? ''}: ${item.summary}`);
}

/** `earlier < later: why` for each order of this rule, by what the commands name after the guest. */
function orders(made: Plan): readonly string[] {
  const what = new Map(made.steps.map((step) => [step.id, step.command.slice(3).join(' ')]));
  return made.steps.flatMap((step) =>
    [...step.after, ...(step.implied ?? [])]
      .filter((reason) => reason.rule === 'free-port-for-guest-nic')
      .map((reason) => `${what.get(reason.step) ?? ''} < ${what.get(step.id) ?? ''}: ${reason.why}`),
  );
}

describe('a port that another NIC keeps', () => {
  test('is refused to a new NIC', () => {
    const made = plan([{ guest: 'test01', slot: '0,2', vswitch: 'vmlan4', adapter: 'lan', port: 2 }]);
    expect(refusals(made)).toEqual(['guestNic.test01:0,2: port 2 of vmlan4 is already taken by web01 0,1']);
    expect(made.diagnostics.find((item) => item.code === 'free-port-for-guest-nic')?.detail).toMatch(
      /Leave "port" out/,
    );
    expect(made.status).toBe('blocked');
  });

  test('is refused to a NIC that moves', () => {
    const made = plan([{ guest: 'test01', slot: '0,1', vswitch: 'vmlan4', port: 1 }]);
    expect(refusals(made)).toEqual(['guestNic.test01:0,1: port 1 of vmlan4 is already taken by db01 0,2']);
  });

  test('is refused although that NIC changes its adapter', () => {
    const made = plan([
      { guest: 'test01', slot: '0,1', adapter: 'avio_lan' },
      { guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan', port: 1 },
    ]);
    expect(refusals(made)).toEqual(['guestNic.test01:0,2: port 1 of vmlan0 is already taken by test01 0,1']);
  });

  test('is refused although that NIC gets another MAC address there', () => {
    const anew = { guest: 'test01', slot: '0,1', mac: '0x660000000001' };
    const comes = { guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan', port: 1 };
    expect(refusals(plan([anew, comes]))).toEqual([
      'guestNic.test01:0,2: port 1 of vmlan0 is already taken by test01 0,1',
    ]);
    expect(refusals(plan([{ ...anew, port: 5 }, comes]))).toEqual([]);
    expect(refusals(plan([{ ...anew, vswitch: 'vmlan4', port: 1 }, comes]))[0]).not.toContain('vmlan0');
  });

  test('is its own: a NIC that only changes its adapter is not refused', () => {
    expect(refusals(plan([{ guest: 'test01', slot: '0,1', adapter: 'avio_lan' }]))).toEqual([]);
  });

  test('of the same number on another vswitch does not matter', () => {
    expect(refusals(plan([{ guest: 'test01', slot: '0,1', vswitch: 'localnet', port: 2 }]))).toEqual([]);
  });
});

describe('a port that another NIC leaves', () => {
  test('by moving to another port is taken when it is free', () => {
    const made = plan([
      { guest: 'test01', slot: '0,1', port: 9 },
      { guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan', port: 1 },
    ]);
    expect(orders(made)).toEqual([
      '-m network:lan:0,1:vswitch:vmlan0:portid:9 < -a network:lan:0,2:vswitch:vmlan0:portid:1: the port is free only when test01 0,1 has left it',
    ]);
    expect(made.status).toBe('ready');
  });

  test('by moving to the same port of another vswitch is taken when it is free', () => {
    const made = plan(
      [
        { guest: 'test01', slot: '0,1', vswitch: 'vmlan900', port: 1 + 8 },
        { guest: 'test01', slot: '0,2', port: 1 },
      ],
      SECOND,
    );
    expect(orders(made)).toEqual([
      '-m network:lan:0,1:vswitch:vmlan900:portid:9 < -m network:lan:0,2:vswitch:vmlan0:portid:1: the port is free only when test01 0,1 has left it',
    ]);
  });

  test('because it gets another MAC address elsewhere is taken when it is free', () => {
    const made = plan(
      [
        { guest: 'test01', slot: '0,2', mac: '0xaed6f7fa4eff', port: 9 },
        { guest: 'test01', slot: '0,3', port: 2 },
      ],
      SECOND,
      THIRD,
    );
    expect(orders(made)).toEqual([
      '-d network:lan:0,2,0xAED6F7FA4E01:vswitch:vmlan0:portid:2 < -m network:lan:0,3:vswitch:vmlan0:portid:2: the port is free only when test01 0,2 has left it',
    ]);
  });

  test("to come back to it at once is nobody else's", () => {
    expect(orders(plan([{ guest: 'test01', slot: '0,2', mac: '0xaed6f7fa4eff' }], SECOND))).toEqual([]);
  });

  test('gets the VLAN that its new NIC brings along, even where the one left behind has the same', () => {
    const tagged = (nic: ObservedGuestNic): ObservedGuestNic => ({ ...nic, vlanId: 30 as never });
    const host = quickStartHost();
    const made = planFor(
      {
        guestNics: [
          { guest: 'test01', slot: '0,2', port: 9 },
          { guest: 'test01', slot: '0,3', port: 2 },
        ],
      },
      {
        ...host,
        vswitches: host.vswitches.map((vswitch) =>
          vswitch.name === 'vmlan0'
            ? { ...vswitch, ports: [2, 3].map((port) => ({ ...vswitch.ports[0], port, vlanId: 30 })) as never }
            : vswitch,
        ),
        guestNics: [...host.guestNics, tagged(SECOND), tagged(THIRD)],
      },
    );
    expect(made.steps.map((step) => step.command.slice(2).join(' ')).filter((text) => text.includes('vlanid'))).toEqual(
      ['vmlan0 -u portid:2:vlanid:30', 'vmlan0 -u portid:9:vlanid:30'],
    );
    const undoOf = (text: string): readonly string[] | undefined =>
      made.steps
        .find((step) => step.command.join(' ').includes(text))
        ?.undo?.map((command) => command.slice(2).join(' '));
    expect(undoOf('-m network:lan:0,2')).toEqual([
      'test01 -m network:lan:0,2:vswitch:vmlan0:portid:2',
      'vmlan0 -u portid:2:vlanid:30',
    ]);
    expect(undoOf('portid:2:vlanid:30')).toEqual(['vmlan0 -u portid:2:vlanid:30']);
    expect(undoOf('portid:9:vlanid:30')).toEqual(['vmlan0 -u portid:9:vlanid:none']);
  });
});

test('a MAC address is taken over when the NIC that had it is gone', () => {
  const made = plan(
    [
      { guest: 'test01', slot: '0,2', mac: '0xaed6f7fa4e02' },
      { guest: 'test01', slot: '0,3', mac: '0xaed6f7fa4e01' },
    ],
    SECOND,
    THIRD,
  );
  expect(orders(made)).toEqual([
    '-d network:lan:0,3,0xAED6F7FA4E02:vswitch:vmlan0:portid:3 < -a network:lan:0,2,0xAED6F7FA4E02:vswitch:vmlan0:portid:2: the MAC address is free only when test01 0,3 has given it up',
    '-d network:lan:0,2,0xAED6F7FA4E01:vswitch:vmlan0:portid:2 < -a network:lan:0,3,0xAED6F7FA4E01:vswitch:vmlan0:portid:3: the MAC address is free only when test01 0,2 has given it up',
  ]);
  expect(made.status).toBe('ready');
});

test('by moving to the port of the same number on another vswitch a port is left too', () => {
  const lists = {
    vswitches: [{ name: 'inner', uplink: null }],
    guestNics: [
      { guest: 'test01', slot: '0,1', vswitch: 'inner', port: 1 },
      { guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan', port: 1 },
    ],
  };
  expect(orders(planFor(lists, quickStartHost()))).toEqual([
    '-m network:lan:0,1:vswitch:inner:portid:1 < -a network:lan:0,2:vswitch:vmlan0:portid:1: the port is free only when test01 0,1 has left it',
  ]);
});

test('two NICs that change ports go over a third port, which nobody waits for', () => {
  const FREE = 'the port is free only when test01';
  const made = plan(
    [
      { guest: 'test01', slot: '0,2', port: 3 },
      { guest: 'test01', slot: '0,3', port: 2 },
    ],
    SECOND,
    THIRD,
  );
  expect(made.status).toBe('ready');
  expect(orders(made)).toEqual([
    `-m network:lan:0,2:vswitch:vmlan0:portid:4 < -m network:lan:0,3:vswitch:vmlan0:portid:2: ${FREE} 0,2 has left it`,
    `-m network:lan:0,3:vswitch:vmlan0:portid:2 < -m network:lan:0,2:vswitch:vmlan0:portid:3: ${FREE} 0,3 has left it`,
  ]);
});
