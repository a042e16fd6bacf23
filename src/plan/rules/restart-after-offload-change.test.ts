import { mustPrecede, ordersBy, planByRules, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { restartAfterOffloadChange as rule } from './restart-after-offload-change';

const host = quickStartHost();
const OFF = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] };
const vswitchAs = (name: string, changes: object): Pick<ObservedHost, 'vswitches'> => ({
  vswitches: host.vswitches.map((vswitch) => (vswitch.name === name ? { ...vswitch, ...changes } : vswitch)),
});
const power = (titles: readonly string[]): readonly string[] =>
  titles.filter((title) => /^(Halt|Boot) /.test(title)).sort();

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'restart-after-offload-change', severity: 'error', basis: 'documented' });
});

describe('the restart', () => {
  test.each([
    ['checksum', { checksumOffload: 'off' }, ['transmit checksum', 'receive checksum', 'TCP segmentation']],
    ['segmentation', { segmentationOffload: 'off' }, ['TCP segmentation']],
  ])('comes after every change of %s offload of the NIC', (_what, wanted, settings) => {
    const plan = planByRules([rule], { lanInterfaces: [{ name: 'lan4', ...wanted }] });
    expect(power(titlesOf(plan))).toEqual(['Boot vswitch vmlan4', 'Halt vswitch vmlan4']);
    const steps = settings.map((setting) => `Turn ${setting} offload off on lan4`);
    expect(steps.map((step) => mustPrecede(plan, step, 'Boot vswitch vmlan4'))).toEqual(steps.map(() => true));
    expect(steps.map((step) => mustPrecede(plan, step, 'Halt vswitch vmlan4'))).toEqual(steps.map(() => false));
  });

  test('says what it is for', () => {
    const halt = planByRules([rule], OFF).steps.find((step) => step.title === 'Halt vswitch vmlan4');
    expect(halt?.purpose).toEqual({
      rule: 'restart-after-offload-change',
      why: 'the NIC behind vmlan4 handles packets differently now',
    });
  });

  test('concerns every vswitch on the NIC or on its group, up ones only, and no other', () => {
    const lists = { lanInterfaces: [...OFF.lanInterfaces, { name: 'lan2', checksumOffload: 'on' }] };
    const plan = planByRules([rule], lists, vswitchAs('vmlan0', { uplink: 'lan4', state: 'down' }));
    expect(power(titlesOf(plan))).toEqual([
      'Boot vswitch vmlan4',
      'Boot vswitch vmlan900',
      'Halt vswitch vmlan4',
      'Halt vswitch vmlan900',
    ]);
    expect(mustPrecede(plan, 'Turn receive checksum offload on on lan2', 'Boot vswitch vmlan900')).toBe(true);
    expect(mustPrecede(plan, 'Turn receive checksum offload on on lan2', 'Boot vswitch vmlan4')).toBe(false);
  });

  test('is not asked for where nothing is on the NIC', () => {
    expect(power(titlesOf(planByRules([rule], { lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }] })))).toEqual(
      [],
    );
  });

  test('is not asked for by other steps at the NIC', () => {
    const plan = planByRules([rule], { apaGroups: [{ name: 'lan900', mode: 'MANUAL' }] });
    expect(titlesOf(plan)).toContain('Take address 192.1.4.205 off lan1');
    expect(power(titlesOf(plan))).toEqual([]);
  });

  test('of a vswitch that moves away is the one on its new uplink', () => {
    const plan = planByRules([rule], { ...OFF, vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] });
    expect(mustPrecede(plan, 'Turn receive checksum offload off on lan4', 'Boot vswitch vmlan4')).toBe(false);
  });
});

describe('a host VLAN on the uplink', () => {
  const withVlan = (lists: object): object => ({
    ...lists,
    hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 9 }],
  });
  const VLAN = 'Create host VLAN interface lan5000 with VLAN 9 on lan4';

  test('waits for the halt that ends the old settings, for the boot comes with the new ones', () => {
    const lists = withVlan(OFF);
    const toVlan = ordersBy(rule, planByRules([rule], lists)).filter((text) => text.includes(`-> ${VLAN}`));
    expect(toVlan).toEqual([
      `Halt vswitch vmlan4 -> ${VLAN}: the VLAN is enabled when no vswitch works with the old settings any more`,
    ]);
    expect(
      mustPrecede(
        planByRules([], withVlan({ vswitches: [{ name: 'fresh', uplink: 'lan4' }] })),
        'Boot vswitch fresh',
        VLAN,
      ),
    ).toBe(false);
  });

  test('waits for the halt where the vswitch goes down for good, not for its port VLANs', () => {
    const tag = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 9 }] };
    const plan = planByRules([rule], withVlan({ ...OFF, ...tag, vswitches: [{ name: 'vmlan4', state: 'down' }] }));
    expect(mustPrecede(plan, 'Halt vswitch vmlan4', VLAN)).toBe(true);
    expect(mustPrecede(plan, 'Put port 2 of vmlan4 (web01 0,1) on VLAN 9', VLAN)).toBe(false);
  });

  test('waits for it where one NIC of the group loses its offload, not where one gets it or joins', () => {
    const onGroup = 'Create host VLAN interface lan5000 with VLAN 9 on lan900';
    const isWaiting = (nic: string, checksumOffload: 'on' | 'off', ports?: readonly string[]): boolean => {
      const lists = {
        lanInterfaces: [{ name: nic, checksumOffload }],
        ...(ports === undefined ? {} : { apaGroups: [{ name: 'lan900', ports }] }),
        hostVlans: [{ name: 'lan5000', uplink: 'lan900', vlanId: 9 }],
        vswitches: [{ name: 'vmlan900', state: 'down' }],
      };
      const now = checksumOffload === 'on' ? 'off' : 'on';
      const lanInterfaces = quickStartHost().lanInterfaces.map((each) =>
        each.name === nic ? ({ ...each, receiveChecksumOffload: now, transmitChecksumOffload: now } as const) : each,
      );
      return mustPrecede(planByRules([rule], lists, { lanInterfaces }), 'Halt vswitch vmlan900', onGroup);
    };
    expect(isWaiting('lan2', 'off')).toBe(true);
    expect(isWaiting('lan2', 'on')).toBe(false);
    expect(isWaiting('lan3', 'off', ['lan1', 'lan2', 'lan3'])).toBe(false);
  });

  test('waits for it where segmentation offload comes on, unless that waits for transmit checksum offload', () => {
    const isWaiting = (transmitChecksumOffload: 'on' | 'off', setting: object): boolean => {
      const lists = { lanInterfaces: [{ name: 'lan4', ...setting }], vswitches: [{ name: 'vmlan4', state: 'down' }] };
      const lanInterfaces = host.lanInterfaces.map((each) =>
        each.name === 'lan4'
          ? { ...each, receiveChecksumOffload: 'off' as const, transmitChecksumOffload, virtualMtuBytes: 0 }
          : each,
      );
      return mustPrecede(planByRules([rule], withVlan(lists), { lanInterfaces }), 'Halt vswitch vmlan4', VLAN);
    };
    expect(isWaiting('on', { segmentationOffload: 'on' })).toBe(true);
    expect(isWaiting('on', { checksumOffload: 'on', segmentationOffload: 'on' })).toBe(true);
    expect(isWaiting('off', { checksumOffload: 'on', segmentationOffload: 'on' })).toBe(false);
  });

  test('waits for no vswitch that was down, is new, or is elsewhere', () => {
    const wasDown = planByRules(
      [rule],
      withVlan({ ...OFF, vswitches: [{ name: 'vmlan4', state: 'up' }] }),
      vswitchAs('vmlan4', { state: 'down' }),
    );
    const others = planByRules(
      [rule],
      withVlan({
        ...OFF,
        vswitches: [
          { name: 'fresh', uplink: 'lan4' },
          { name: 'vmlan0', state: 'down' },
          { name: 'localnet', state: 'down' },
        ],
      }),
    );
    expect(mustPrecede(wasDown, 'Boot vswitch vmlan4', VLAN)).toBe(false);
    expect(mustPrecede(others, 'Boot vswitch fresh', VLAN)).toBe(false);
    expect(mustPrecede(others, 'Halt vswitch vmlan0', VLAN)).toBe(false);
  });

  test('waits for no restart where the NIC is as it was', () => {
    const apart = {
      lanInterfaces: [
        { name: 'lan4', checksumOffload: 'on' },
        { name: 'lan3', checksumOffload: 'on' },
      ],
    };
    const plan = planByRules([rule], withVlan({ ...apart, vswitches: [{ name: 'vmlan4', state: 'down' }] }));
    expect(mustPrecede(plan, 'Halt vswitch vmlan4', VLAN)).toBe(false);
  });
});

describe('a VLAN on a port of a vswitch that goes down for good', () => {
  const down = { vswitches: [{ name: 'vmlan4', state: 'down' }] };
  const tag = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 9 }] };
  const REFUSED = errorDiagnostic(
    'restart-after-offload-change',
    'a VLAN is set on vmlan4, which is to go down without the restart that the VLAN needs',
    'The offload settings behind vmlan4 change. Let it be up, and take it down in a second plan.',
    'guestNic.web01:0,1',
  );

  test('is refused when the NIC behind it changes', () => {
    expect(said(planByRules([rule], { ...down, ...tag, ...OFF }))).toEqual([REFUSED]);
  });

  test('is not when the vswitch stays up, was down, or gets no VLAN', () => {
    expect(said(planByRules([rule], { ...tag, ...OFF }))).toEqual([]);
    expect(said(planByRules([rule], { ...tag, ...OFF }, vswitchAs('vmlan4', { state: 'down' })))).toEqual([]);
    expect(said(planByRules([rule], { ...down, ...OFF }))).toEqual([]);
  });

  test('is not when the VLAN is cleared', () => {
    const cleared = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };
    expect(said(planByRules([rule], { ...down, ...cleared, ...OFF }, withPortVlan('vmlan4', 2, 30)))).toEqual([]);
  });

  test('is not when the NIC behind it stays as it is', () => {
    const off = host.lanInterfaces.map((nic) => ({
      ...nic,
      receiveChecksumOffload: 'off' as const,
      transmitChecksumOffload: 'off' as const,
    }));
    expect(said(planByRules([rule], { ...down, ...tag }, { lanInterfaces: off }))).toEqual([]);
  });
});
