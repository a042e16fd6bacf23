import { planByRules } from '../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { ObservedHost, ObservedSavedConfiguration } from '../model/observed-host';
import { checkPlan } from '../check/check-plan';
import { planSummary } from '../review/plan-summary';
import { movedFields } from './footprint';
import type { Plan } from './plan-document';

type Saved = Partial<Record<keyof ObservedSavedConfiguration, readonly object[] | null>>;

function hostWith(saved: Saved, changes: Partial<ObservedHost> = {}): Partial<ObservedHost> {
  const all = { lanInterfaces: [], apaGroups: [], hostVlans: [], ...saved };
  return { saved: all as unknown as ObservedSavedConfiguration, ...changes };
}

const plan = (lists: object, host: Partial<ObservedHost>): Plan => planByRules([], lists, host);

/** Purpose, command, undo and ownership of each step. */
const outline = (made: Plan): readonly string[] =>
  made.steps.map(({ purpose, command, undo, ownership }) =>
    [purpose.rule, command.slice(1).join(' '), undo === null ? 'no undo' : 'undo', ownership?.action ?? ''].join(' | '),
  );

const NIC = { lanInterfaces: [{ name: 'lan3', checksumOffload: 'off' }] };
const NIC_SAVED_ON = {
  lanInterfaces: [{ name: 'lan3', receiveChecksumOffload: 'on', transmitChecksumOffload: 'on', virtualMtuBytes: null }],
};
const VLAN = { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 120 }] };
const RUNNING_VLAN = { hostVlans: [{ ...VLAN.hostVlans[0], state: 'up' }] } as unknown as Partial<ObservedHost>;
const GROUP = { apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'] }] };

describe('what is saved otherwise is saved, and nothing else is done', () => {
  test('for a NIC, whose old saved settings no command brings back', () => {
    expect(outline(plan(NIC, hostWith(NIC_SAVED_ON)))).toEqual([
      'saved-equals-running | -s -A all --sa --fr cu -c lan3 | no undo | ',
    ]);
  });

  test('for a group', () => {
    expect(outline(plan(GROUP, hostWith({})))).toEqual([
      'saved-equals-running | -s -S apa -A all --saved --from cu | no undo | ',
    ]);
  });

  test('for a VLAN interface, which can be taken out again when it was not there', () => {
    const saved = 'saved-equals-running | -s -c lan5000 -A all --sa --fr cu';
    expect(outline(plan(VLAN, hostWith({}, RUNNING_VLAN)))).toEqual([`${saved} | undo | `]);
    const otherwise = { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 7 }] };
    expect(outline(plan(VLAN, hostWith(otherwise, RUNNING_VLAN)))).toEqual([`${saved} | no undo | `]);
  });

  test('for what only the saved configuration still has of ours, which is given up then', () => {
    const saved = {
      apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'], loadBalancing: null, key: null }],
      hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 120 }],
    };
    const ours = { ownedAddresses: ['apaGroup.lan901', 'hostVlan.lan5000'] };
    expect(outline(plan({ apaGroups: [], hostVlans: [] }, hostWith(saved, ours)))).toEqual([
      'saved-equals-running | -s -S apa -A all --saved --from cu | no undo | release',
      'saved-equals-running | -d -S vlan -c lan5000 --sa | no undo | release',
    ]);
  });
});

test('a group that changes as well is saved for that, once', () => {
  const apaGroups = [...GROUP.apaGroups, { name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }];
  expect(outline(plan({ apaGroups }, hostWith({}))).filter((line) => line.includes('--saved'))).toEqual([
    'persist-last | -s -S apa -A all --saved --from cu | undo | ',
  ]);
});

describe('a VLAN interface that is removed', () => {
  const ours = { ...RUNNING_VLAN, ownedAddresses: ['hostVlan.lan5000'] };
  const removed = (saved: Saved): readonly string[] => outline(plan({ hostVlans: [] }, hostWith(saved, ours)));
  const running = 'change | -d -c lan5000 | undo | ';
  const both = [running, 'persist-last | -d -S vlan -c lan5000 --sa | no undo | release'];

  test('is given up when the saved configuration has lost it too', () => {
    expect(removed({ hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 120 }] })).toEqual(both);
  });

  test('is taken out of what is saved when that may have it', () => {
    expect(removed({ hostVlans: null })).toEqual(both);
    expect(removed({ hostVlans: [{ name: null, uplink: 'lan3', vlanId: 120 }] })).toEqual(both);
  });

  test('is given up at once when it was never saved', () => {
    expect(removed({})).toEqual([`${running}release`]);
    expect(removed({ hostVlans: [{ name: 'lan5001', uplink: 'lan3', vlanId: 7 }] })).toEqual([`${running}release`]);
  });

  test('is proven to be gone for good either way', () => {
    for (const hostVlans of [[], [{ name: 'lan5000', uplink: 'lan3', vlanId: 120 }], null]) {
      const made = plan({ hostVlans: [] }, hostWith({ hostVlans }, ours));
      expect(checkPlan(made)).toMatchObject({ status: 'proven' });
      const forgotten = { ...made, steps: made.steps.filter((step) => step.phase === 'running') };
      expect(checkPlan(forgotten).status).toBe(hostVlans?.length === 0 ? 'proven' : 'refuted');
    }
  });

  test('leaves a plan void when somebody has saved it since', () => {
    const entry = { name: 'lan5000', uplink: 'lan3', vlanId: 120 };
    const made = plan({ hostVlans: [] }, hostWith({}, ours));
    const now = quickStartHost(hostWith({ hostVlans: [entry] }, ours));
    expect(movedFields(made, now).map((field) => field.path)).toContain('saved.hostVlan.lan5000/uplink');
  });
});

test('such a plan touches nothing, interrupts nobody, and says when it takes effect', () => {
  const made = plan(
    NIC,
    hostWith(NIC_SAVED_ON, { managementPath: { address: '1.2.3.4', interface: 'lan3' as never } }),
  );
  expect(made).toMatchObject({ status: 'ready', outages: [], managementPath: { touched: false } });
  expect(planSummary(made)).toBe(
    'Plan: 0 to create, 1 to update, 0 to delete; 1 step; takes effect at the next boot; nothing is interrupted.',
  );
});

test('a plan that also changes what runs tells its price as ever', () => {
  const lists = { lanInterfaces: [...NIC.lanInterfaces, { name: 'lan0', checksumOffload: 'on' }] };
  expect(planSummary(plan(lists, hostWith(NIC_SAVED_ON)))).not.toContain('next boot');
});

describe('the footprint', () => {
  const moved = (lists: object, before: Partial<ObservedHost>, after: Partial<ObservedHost>): readonly string[] =>
    movedFields(plan(lists, before), quickStartHost(after)).map((field) => field.path);

  test('holds how a NIC is saved and how it runs', () => {
    const savedOff = { lanInterfaces: [{ ...NIC_SAVED_ON.lanInterfaces[0], receiveChecksumOffload: 'off' }] };
    expect(moved(NIC, hostWith(NIC_SAVED_ON), hostWith(NIC_SAVED_ON))).toEqual([]);
    expect(moved(NIC, hostWith(NIC_SAVED_ON), hostWith(savedOff))).toEqual([
      'saved.lanInterface.lan3/receiveChecksumOffload',
    ]);
    expect(moved(NIC, hostWith(NIC_SAVED_ON), hostWith({}))).toContain('saved.lanInterface.lan3/isKnown');
    const lanInterfaces = quickStartHost().lanInterfaces.filter((nic) => nic.name !== 'lan3');
    expect(moved(NIC, hostWith(NIC_SAVED_ON), hostWith(NIC_SAVED_ON, { lanInterfaces }))).toContain(
      'lanInterface.lan3/mac',
    );
  });

  test('holds how a group is saved, and whether that is known', () => {
    const saved = { name: 'lan900', mode: 'MANUAL', ports: ['lan1'], loadBalancing: null, key: null };
    expect(moved(GROUP, hostWith({ apaGroups: [saved] }), hostWith({ apaGroups: [{ ...saved, ports: [] }] }))).toEqual([
      'saved.apaGroup.lan900/ports',
    ]);
    expect(moved(GROUP, hostWith({}), hostWith({}))).toEqual([]);
    expect(moved(GROUP, hostWith({}), hostWith({ apaGroups: [saved] }))).toContain('saved.apaGroup.lan900/mode');
    expect(moved(GROUP, hostWith({}), hostWith({ apaGroups: null }))).toContain('saved.apaGroup.lan900/isKnown');
  });

  test('holds how a VLAN interface is saved, and whether that is known', () => {
    const other = { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 7 }] };
    const before = hostWith(other, RUNNING_VLAN);
    expect(moved(VLAN, before, before)).toEqual([]);
    const another = { hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 7 }] };
    expect(moved(VLAN, before, hostWith(another, RUNNING_VLAN))).toEqual(['saved.hostVlan.lan5000/uplink']);
    expect(moved(VLAN, before, hostWith({}, RUNNING_VLAN))).toContain('saved.hostVlan.lan5000/vlanId');
    expect(moved(VLAN, before, hostWith({ hostVlans: null }, RUNNING_VLAN))).toContain(
      'saved.hostVlan.lan5000/isKnown',
    );
  });

  test('of a plan that changes what runs does not hold what is saved', () => {
    const lists = { lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }] };
    expect(moved(lists, hostWith(NIC_SAVED_ON), hostWith({}))).toEqual([]);
  });
});
