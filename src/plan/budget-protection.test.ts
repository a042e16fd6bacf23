import type { ObservedHost } from '../model/observed-host';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Operation, OperationEffect } from './operation';
import { protectionProblems } from './budget-protection';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import { planningContext } from './planning-context';

const REBUILT = { name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] };

/** What the plan is refused for because of `protect`, as summaries. */
function refused(lists: object, changes: Partial<ObservedHost> = {}): readonly string[] {
  return planFor(lists, quickStartHost(changes))
    .diagnostics.filter(({ code }) => code === 'protected')
    .map(({ summary }) => summary);
}

describe('protect', () => {
  test('keeps a vswitch from being halted or made anew, and blocks the plan', () => {
    expect(refused({ apaGroups: [REBUILT], vswitches: [{ name: 'vmlan900', protect: true }] })).toEqual([
      'vswitch.vmlan900 is protected, and s01 halts it',
    ]);
    expect(refused({ vswitches: [{ name: 'vmlan0', uplink: 'lan3', protect: true }] })).toEqual([
      'vswitch.vmlan0 is protected, and s01 halts it (and 1 more step)',
    ]);
    expect(planFor({ vswitches: [{ name: 'vmlan900', state: 'down', protect: true }] }, quickStartHost()).status).toBe(
      'blocked',
    );
  });

  test('keeps a guest NIC from being replaced, with the guest running or not', () => {
    expect(refused({ guestNics: [{ guest: 'web01', slot: '0,1', mac: '0x660000000001', protect: true }] })).toEqual([
      'guestNic.web01:0,1 is protected, and s01 removes it',
    ]);
    expect(refused({ guestNics: [{ guest: 'test01', slot: '0,1', mac: '0x660000000001', protect: true }] })).toEqual([
      'guestNic.test01:0,1 is protected, and s01 removes it',
    ]);
  });

  test('keeps a NIC of a running guest from being interrupted by its vswitch, not one of a stopped guest', () => {
    expect(refused({ apaGroups: [REBUILT], guestNics: [{ guest: 'db01', slot: '0,1', protect: true }] })).toEqual([
      'guestNic.db01:0,1 is protected, and s01 halts vswitch.vmlan900, which it is on',
    ]);
    const guests = quickStartHost().guests.map((guest) => ({ ...guest, state: 'off' as const }));
    expect(
      refused({ apaGroups: [REBUILT], guestNics: [{ guest: 'db01', slot: '0,1', protect: true }] }, { guests }),
    ).toEqual([]);
  });

  test('keeps an aggregate from being rebuilt, and allows what changes it in place', () => {
    expect(refused({ apaGroups: [{ ...REBUILT, protect: true }] })).toEqual([
      'apaGroup.lan900 is protected, and s02 takes all ports out of it (and 1 more step)',
    ]);
    expect(refused({ apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'], protect: true }] })).toEqual([]);
    expect(refused({ apaGroups: [{ name: 'lan901', mode: 'LACP_AUTO', ports: ['lan3'], protect: true }] })).toEqual([]);
  });

  test('keeps a NIC from joining or leaving an aggregate, and allows other settings', () => {
    expect(refused({ apaGroups: [REBUILT], lanInterfaces: [{ name: 'lan1', protect: true }] })).toEqual([
      'lanInterface.lan1 is protected, and s02 breaks up lan900, which it is a port of (and 2 more steps)',
    ]);
    expect(
      refused({
        apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }],
        lanInterfaces: [{ name: 'lan3', protect: true }],
      }),
    ).toEqual(['lanInterface.lan3 is protected, and s02 makes it a port of lan900']);
    expect(refused({ lanInterfaces: [{ name: 'lan4', checksumOffload: 'off', protect: true }] })).toEqual([]);
  });

  test('allows to make what does not exist yet', () => {
    const made = planFor(
      {
        vswitches: [{ name: 'fresh', uplink: 'lan3', protect: true }],
        guestNics: [{ guest: 'web01', slot: '0,5', vswitch: 'fresh', adapter: 'avio_lan', protect: true }],
        tunables: { macAddressFrames: 1, protect: true },
      },
      quickStartHost(),
    );
    expect(made.status).toBe('ready');
  });

  test('names each step with its title and its purpose, and what to do', () => {
    const [refusal] = planFor(
      { apaGroups: [REBUILT], vswitches: [{ name: 'vmlan900', protect: true, from: 'rack/vmlan900' }] },
      quickStartHost(),
    ).diagnostics.filter(({ code }) => code === 'protected');
    expect(refusal).toMatchObject({
      severity: 'error',
      address: 'vswitch.vmlan900',
      detail: [
        '- s01 (Halt vswitch vmlan900) halts it; it is there because lan900 changes beneath it (halt-before-apa-teardown): lan900 gets mode LACP_AUTO',
        'Take the changes of apaGroup.lan900 out of the desired state, or take protect off (rack/vmlan900) while it is made.',
      ].join('\n'),
    });
  });
});

describe('what the refusal of a protected object names', () => {
  function detailOf(lists: object): string {
    const refusals = planFor(lists, quickStartHost()).diagnostics.filter(({ code }) => code === 'protected');
    return refusals.map(({ detail }) => detail).join('\n');
  }

  test('is the VLAN that needs another setting of the NIC below, which nobody wrote', () => {
    expect(
      detailOf({
        guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 120 }],
        vswitches: [{ name: 'vmlan4', protect: true }],
      }),
    ).toMatch(
      /: lan4 gets checksumOffload off, which VLAN 120 of web01 0,1 needs\nTake the changes of guestNic\.web01:0,1 out of/,
    );
  });

  test('is the host VLAN interface that needs it, and everything else that restarts the vswitch', () => {
    const detail = detailOf({
      hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 20 }],
      lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off' }],
      vswitches: [{ name: 'vmlan4', protect: true }],
    });
    expect(detail).toContain('the host VLAN interface lan5000 needs');
    expect(detail).toContain('Take the changes of hostVlan.lan5000, lanInterface.lan4 out of the desired state');
    expect(detail).toContain('needs; lan4 gets segmentationOffload off');
  });

  test('is what was written, where somebody wrote it', () => {
    const detail = detailOf({
      lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }],
      vswitches: [{ name: 'vmlan4', protect: true }],
    });
    expect(detail).toMatch(/: lan4 gets checksumOffload off\nTake the changes of lanInterface\.lan4 out of/);
  });
});

/** What single operations do to protected objects, whether or not a plan would ever hold them. */
describe('an operation harms', () => {
  const observed = quickStartHost({
    hostVlans: [{ name: 'lan5000', uplink: 'lan900', vlanId: 20, state: 'up' } as never],
  });

  function harmed(effect: object, rule = 'change'): readonly string[] {
    const decoded = decodeDesiredHost(
      {
        formatVersion: '1',
        kind: 'hpvm-desired-host',
        host: 'vmhost1',
        lanInterfaces: ['lan1', 'lan2', 'lan3'].map((name) => ({ name, protect: true })),
        apaGroups: [{ name: 'lan900', protect: true }, { name: 'lan901' }],
        hostVlans: [
          { name: 'lan5000', protect: true },
          { name: 'lan5001', protect: true },
        ],
        vswitches: [{ name: 'vmlan4', protect: true }],
        guestNics: [{ guest: 'web01', slot: '0,1', protect: true }],
        tunables: { protect: true },
      },
      'test',
    );
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
    const operation = { effect: effect as OperationEffect, purpose: { rule, why: 'so' } } as Operation;
    const context = planningContext(decoded.value, observed, []);
    const plan = { steps: [], windows: [], placed: [{ step: 's01', operation }] };
    return protectionProblems(plan, context).map(({ summary }) => summary.replace(' is protected, and s01', ':'));
  }

  test.each([
    [{ type: 'vswitch-delete', vswitch: 'vmlan4' }, ['vswitch.vmlan4: removes it']],
    [{ type: 'vswitch-boot', vswitch: 'vmlan4' }, []],
    [{ type: 'guest-nic-remove', guest: 'web01', slot: '0,1' }, ['guestNic.web01:0,1: removes it']],
    [{ type: 'guest-nic-remove', guest: 'web01', slot: '0,2' }, []],
    [{ type: 'host-vlan-delete', interface: 'lan5000' }, ['hostVlan.lan5000: removes it']],
    [
      { type: 'apa-clear', group: 'lan900', ports: ['lan1'] },
      [
        'apaGroup.lan900: takes all ports out of it',
        'lanInterface.lan1: breaks up lan900, which it is a port of',
        'hostVlan.lan5000: breaks up lan900 below it',
      ],
    ],
    [{ type: 'apa-clear', group: 'lan901', ports: [] }, []],
    [{ type: 'apa-join', group: 'lan901', ports: ['lan3'] }, ['lanInterface.lan3: makes it a port of lan901']],
    [{ type: 'apa-remove-port', group: 'lan900', port: 'lan2' }, ['lanInterface.lan2: takes it out of lan900']],
    [
      { type: 'address-remove', group: 'lan900', interface: 'lan1' },
      [
        'apaGroup.lan900: takes the address of the VM host off it',
        'lanInterface.lan1: takes the address of the VM host off it',
      ],
    ],
    [{ type: 'mac-address-frames', frames: 0 }, ['tunables: switches the check of MAC addresses off']],
    [{ type: 'mac-address-frames', frames: 3 }, []],
  ])('%j', (effect, expected) => {
    expect(harmed(effect)).toEqual(expected);
  });

  test('no setting when a rule puts it back', () => {
    expect(harmed({ type: 'mac-address-frames', frames: 0 }, 'mac-check-before-nics')).toEqual([]);
  });
});
