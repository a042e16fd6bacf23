import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { DesiredHost } from '../model/desired-host';
import type { ObservedHost } from '../model/observed-host';
import { rightfulMoves, suspectedMove } from './rightful-moves';

const declaring = (vswitch: object): DesiredHost =>
  ({ host: 'vmhost1', vswitches: [vswitch] }) as unknown as DesiredHost;
const STANDBY = declaring({ name: 'vmlan4', uplink: 'lan4', standbyUplink: 'lan3' });

/** The quick-start host with vmlan4 on another interface. */
function movedTo(uplink: string, vswitchmgr: ObservedHost['cluster']['vswitchmgr']): ObservedHost {
  const host = quickStartHost();
  const vswitches = host.vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, uplink } : each));
  return { ...host, vswitches, cluster: { ...host.cluster, vswitchmgr } } as ObservedHost;
}

test('a vswitch on its standby is there by vswitchmgr while that runs, and by nobody else', () => {
  expect(rightfulMoves(STANDBY, movedTo('lan3', 'running'))).toEqual([
    {
      class: 'managed-changed',
      address: 'vswitch.vmlan4',
      action: null,
      fields: [{ path: 'uplink', before: 'lan3', after: 'lan4' }],
      actor: 'vswitchmgr',
      note: 'moved from lan4 to its standby uplink lan3 at a LAN failover; check the link of lan4: until it is back there is no standby',
    },
  ]);
  expect(rightfulMoves(STANDBY, movedTo('lan4', 'running'))).toEqual([]);
  expect(rightfulMoves(STANDBY, movedTo('lan0', 'running'))).toEqual([]);
  expect(rightfulMoves(STANDBY, movedTo('lan3', 'absent'))).toEqual([]);
  expect(rightfulMoves(STANDBY, movedTo('lan3', 'unknown'))).toEqual([]);
});

test('where no standby is declared vswitchmgr is suspected, and not taken for it', () => {
  const desired = declaring({ name: 'vmlan4', uplink: 'lan4' });
  expect(rightfulMoves(desired, movedTo('lan3', 'running'))).toEqual([]);
  expect(suspectedMove('vswitch.vmlan4', desired, movedTo('lan3', 'running'))).toContain('declare it as standbyUplink');
  expect(suspectedMove('vswitch.vmlan4', desired, movedTo('lan3', 'absent'))).toBeUndefined();
  expect(suspectedMove('vswitch.vmlan4', desired, movedTo('lan4', 'running'))).toBeUndefined();
});

test('a failover group that works on another port is named with both ports, and only that is', () => {
  const host = quickStartHost();
  const [lan1, lan2, lan3] = ['lan1', 'lan2', 'lan3'].map(
    (name) => host.lanInterfaces.find((nic) => nic.name === name)?.mac,
  );
  const withGroupOn = (mac: string | undefined): ObservedHost =>
    ({
      ...host,
      apaGroups: host.apaGroups.map((each) => (each.name === 'lan900' ? { ...each, mac } : each)),
    }) as ObservedHost;
  const desired = declaring({ name: 'vmlan900' });
  expect(rightfulMoves(desired, withGroupOn(lan2))).toMatchObject([
    {
      address: 'vswitch.vmlan900',
      action: null,
      fields: [{ path: 'capturedMac', before: lan1, after: lan2 }],
      actor: 'failover-group',
      note: expect.stringMatching(
        /^lan900 works on lan2 now, and on lan1 when the vswitch was booted\..*\(inferred.*Look at the link of lan1$/,
      ),
    },
  ]);
  expect(rightfulMoves(desired, withGroupOn(lan1))).toEqual([]);
  expect(rightfulMoves(desired, withGroupOn(lan3))).toEqual([]);
  expect(rightfulMoves(declaring({ name: 'vmlan4' }), withGroupOn(lan2))).toEqual([]);
});
