import { planFor } from '../../test/hosts/plan-for';
import { guestNic, quickStartHost } from '../../test/hosts/quick-start-host';
import type { ObservedGuestNic, ObservedHost } from '../model/observed-host';
import type { Edge } from './edges';
import type { Operation } from './operation';
import type { Plan } from './plan-document';
import { planningContext } from './planning-context';
import { withTemporaryMoves } from './temporary-moves';

/** A NIC of test01, which is off, on vmlan0. */
function nic(slot: string, port: number, vswitch = 'vmlan0'): ObservedGuestNic {
  return guestNic('test01', slot, 'lan', `0xaed6f7fa4e${slot.replace(',', '')}`, vswitch, port);
}

function hostWith(nics: readonly ObservedGuestNic[]): ObservedHost {
  const host = quickStartHost();
  return { ...host, guestNics: [...host.guestNics, ...nics] };
}

function wanted(slot: string, port: number, vswitch?: string): object {
  return { guest: 'test01', slot, port, ...(vswitch === undefined ? {} : { vswitch }) };
}

function moves(made: Plan): readonly string[] {
  return made.steps.map((step) => step.command.at(-1)?.replace('network:lan:', '').replace('vswitch:', '') ?? '');
}

function detailOf(made: Plan, code: string): string | undefined {
  return made.diagnostics.find((item) => item.code === code)?.detail;
}

/** Fills vmlan0 but for these ports. */
function crowd(...free: readonly number[]): readonly ObservedGuestNic[] {
  const ports = [...Array(512).keys()].filter((port) => ![1, ...free].includes(port));
  return ports.map((port) =>
    guestNic(`g${String(port)}`, '0,0', 'lan', `0x56${port.toString(16).padStart(10, '0')}`, 'vmlan0', port),
  );
}

test('of NICs that change places one goes aside first, and says why it is there', () => {
  const made = planFor({ guestNics: [wanted('0,1', 2), wanted('0,2', 1)] }, hostWith([nic('0,2', 2)]));
  expect(moves(made)).toEqual(['0,1:vmlan0:portid:3', '0,2:vmlan0:portid:1', '0,1:vmlan0:portid:2']);
  expect(made.steps[0]?.title).toBe('Put NIC 0,1 of guest test01 aside, on vmlan0 port 3');
  expect(made.steps[0]?.purpose).toEqual({
    rule: 'free-port-for-guest-nic',
    why: 'guest NICs wait for one another to leave a port, so one of them leaves its own first',
  });
  expect(made.steps.map((step) => step.undo?.[0]?.at(-1))).toEqual([
    'network:lan:0,1:vswitch:vmlan0:portid:1',
    'network:lan:0,2:vswitch:vmlan0:portid:2',
    'network:lan:0,1:vswitch:vmlan0:portid:3',
  ]);
});

test('each round gets a move of its own, however many there are', () => {
  const nics = Array.from({ length: 6 }, (_, index) => nic(`1,${String(index)}`, 10 + index));
  const desired = nics.map(({ slot, port }) =>
    wanted(slot, ((port ?? 0) - 10) % 2 === 0 ? (port ?? 0) + 1 : (port ?? 0) - 1),
  );
  const made = planFor({ guestNics: desired }, hostWith(nics));
  expect(made.status).toBe('ready');
  expect(made.steps.filter((step) => step.title.includes('aside'))).toHaveLength(3);
});

test('a NIC whose vswitch has no free port goes aside on the one it is to go to', () => {
  const all = [...crowd(), nic('0,5', 7, 'localnet')];
  const made = planFor({ guestNics: [wanted('0,1', 7, 'localnet'), wanted('0,5', 1, 'vmlan0')] }, hostWith(all));
  expect(moves(made)).toEqual(['0,1:localnet:portid:2', '0,5:vmlan0:portid:1', '0,1:localnet:portid:7']);
});

test('two rounds share the only free port, one after the other', () => {
  const own = [nic('0,2', 2), nic('0,3', 3), nic('0,4', 4)];
  const desired = [wanted('0,1', 2), wanted('0,2', 1), wanted('0,3', 4), wanted('0,4', 3)];
  const made = planFor({ guestNics: desired }, hostWith([...crowd(2, 3, 4, 500), ...own]));
  expect(made.status).toBe('ready');
  expect(moves(made)).toEqual([
    '0,1:vmlan0:portid:500',
    '0,2:vmlan0:portid:1',
    '0,1:vmlan0:portid:2',
    '0,3:vmlan0:portid:500',
    '0,4:vmlan0:portid:3',
    '0,3:vmlan0:portid:4',
  ]);
});

test('without any free port the refusal says so', () => {
  const made = planFor({ guestNics: [wanted('0,1', 2), wanted('0,2', 1)] }, hostWith([...crowd(2), nic('0,2', 2)]));
  expect(made.status).toBe('blocked');
  expect(detailOf(made, 'no-safe-order')).toContain(
    '- "Put NIC 0,1 of guest test01 (lan) on vmlan0 port 2" cannot go by way of another port: no port of vmlan0 is free (ids 0 to 511)',
  );
});

test('NICs of running guests are not put aside, and the refusal says so', () => {
  const made = planFor(
    {
      guestNics: [
        { guest: 'db01', slot: '0,2', port: 2 },
        { guest: 'web01', slot: '0,1', port: 1 },
      ],
    },
    quickStartHost(),
  );
  const detail = detailOf(made, 'no-safe-order');
  expect(detail).toContain('cannot go by way of another port: guest db01 is On (OS)');
  expect(detail).toContain('cannot go by way of another port: guest web01 is On (OS)');
  expect(detail).toMatch(/Stop one of these guests, free a port, or leave "port" out/);
  expect(made.steps).toEqual([]);
});

test('of a running and a stopped guest the NIC of the stopped one goes aside', () => {
  const host = hostWith([nic('0,5', 9, 'vmlan4')]);
  const made = planFor({ guestNics: [{ guest: 'db01', slot: '0,2', port: 9 }, wanted('0,5', 1, 'vmlan4')] }, host);
  expect(detailOf(made, 'no-safe-order')).toBeUndefined();
  expect(made.diagnostics.filter((item) => item.severity === 'error').map((item) => item.code)).toEqual([
    'guest-off-for-nic-change',
  ]);
  expect(made.steps[0]?.title).toBe('Put NIC 0,5 of guest test01 aside, on vmlan4 port 3');
});

describe('when the search is given up', () => {
  const observed = hostWith([nic('0,2', 2)]);
  const context = planningContext(
    { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' as never },
    observed,
    [],
  );
  const change = (slot: string, fromPort: number, port: number): Operation =>
    ({
      key: `guestNic.test01:${slot}/change`,
      title: slot,
      effect: {
        type: 'guest-nic-change',
        guest: 'test01',
        adapter: 'lan',
        slot,
        from: 'vmlan0',
        fromPort,
        vswitch: 'vmlan0',
        port,
        changesAdapter: false,
      },
    }) as unknown as Operation;
  const edge = (earlier: number, later: number): Edge => ({ earlier, later, rule: 'free-port-for-guest-nic', why: '' });
  const operations = [change('0,1', 1, 2), change('0,2', 2, 1)];
  const stubborn = (): readonly Edge[] => [edge(0, 1), edge(1, 0)];

  test('that is told from finding that nothing helps', () => {
    expect(withTemporaryMoves({ operations, links: [] }, stubborn, context, 0).hasGivenUp).toBe(true);
    expect(withTemporaryMoves({ operations, links: [] }, () => [edge(0, 1)], context, 0).hasGivenUp).toBe(false);
  });
});
