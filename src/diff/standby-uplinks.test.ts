import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, warningDiagnostic } from '../model/diagnostic';
import type { ObservedHost, Presence } from '../model/observed-host';
import { diffHost } from './diff-host';
import { settleStandbys } from './standby-uplinks';

/** vmlan4 is on lan3, where vswitchmgr runs or not. */
function onLan3(vswitchmgr: Presence): ObservedHost {
  const { vswitches } = quickStartHost();
  return quickStartHost({
    vswitches: vswitches.map((each) =>
      each.name === 'vmlan4'
        ? { ...each, uplink: 'lan3' as never, mac: '0x00306e39815c' as never, ipAddress: null }
        : each,
    ),
    cluster: { vswitchmgr, serviceguard: 'running' },
  });
}

const wantedWith = (vswitch: object): DesiredHost =>
  ({
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: 'vmhost1',
    vswitches: [{ name: 'vmlan4', uplink: 'lan4', ...vswitch }],
  }) as unknown as DesiredHost;
const WITH_STANDBY = wantedWith({ standbyUplink: 'lan3' });
const compare = (desired: DesiredHost, observed: ObservedHost) => {
  const { changes, diagnostics } = diffHost({ desired, observed });
  return {
    changes: changes.flatMap(({ address, fields }) => fields.map(({ path }) => `${address} ${path}`)),
    diagnostics,
  };
};

const ON_STANDBY = warningDiagnostic(
  'vswitch-on-standby',
  'vswitch vmlan4 is on its standby uplink lan3, not on lan4',
  'vswitchmgr moved it when the link failed, and this is no difference while vswitchmgr runs (Serviceguard Toolkit for Integrity ' +
    'Virtual Servers, June 2013, p. 35).\nCheck the link of lan4; until then vmlan4 has no standby.',
  'vswitch.vmlan4',
);

test('a vswitch that vswitchmgr moved to its standby is in sync, and said to be there', () => {
  expect(compare(WITH_STANDBY, onLan3('running'))).toEqual({ changes: [], diagnostics: [ON_STANDBY] });
});

test('without vswitchmgr it is a difference like any other', () => {
  expect(compare(WITH_STANDBY, onLan3('absent'))).toEqual({ changes: ['vswitch.vmlan4 uplink'], diagnostics: [] });
});

test('where it is not known whether vswitchmgr runs, nothing is planned', () => {
  expect(compare(WITH_STANDBY, onLan3('unknown'))).toEqual({
    changes: [],
    diagnostics: [
      errorDiagnostic(
        'unknown-state',
        'uplink of vswitch.vmlan4 could not be read',
        'It is on its standby uplink lan3, which is right only while vswitchmgr runs, and whether it does is not known.\n' +
          'Nothing is planned on a guess. Make the value readable on the host, or leave it out of the desired state.',
        'vswitch.vmlan4',
      ),
    ],
  });
});

test('another uplink than the standby is a difference, and so is one without a standby', () => {
  const other = wantedWith({ standbyUplink: 'lan2' });
  expect(compare(other, onLan3('running'))).toEqual({ changes: ['vswitch.vmlan4 uplink'], diagnostics: [] });
  expect(compare(wantedWith({}), onLan3('running'))).toEqual({ changes: ['vswitch.vmlan4 uplink'], diagnostics: [] });
});

test('on its uplink it is in sync without a word, whether or not vswitchmgr runs', () => {
  for (const vswitchmgr of ['running', 'absent', 'unknown'] as const) {
    const observed = quickStartHost({ cluster: { vswitchmgr, serviceguard: 'absent' } });
    expect(compare(WITH_STANDBY, observed)).toEqual({ changes: [], diagnostics: [] });
  }
});

test('a vswitch that does not exist yet is made on its uplink', () => {
  const lists = { vswitches: [{ name: 'web', uplink: 'lan3', standbyUplink: 'lan4' }] };
  const plan = planFor(lists, quickStartHost({ cluster: { vswitchmgr: 'running', serviceguard: 'absent' } }));
  expect(plan.steps[0]?.command.join(' ')).toBe('/opt/hpvm/bin/hpvmnet -c -S web -n 3');
});

test.each([
  ['lan77', 'interface-not-found', 'standbyUplink lan77 of vswitch vmlan4 is not a NIC or aggregate of this host'],
  ['lan902', 'aggregate-not-configured', 'standbyUplink lan902 of vswitch vmlan4 has no ports'],
])('a standby that nothing can be put on is refused by name: %s', (standbyUplink, code, summary) => {
  const { diagnostics } = compare(wantedWith({ standbyUplink }), quickStartHost());
  expect(diagnostics).toMatchObject([{ severity: 'error', code, summary, address: 'vswitch.vmlan4' }]);
});

test('the rest of the plan takes the standby for the uplink: a VLAN needs no offload off on the NIC it left', () => {
  const lists = {
    vswitches: [{ name: 'vmlan4', uplink: 'lan4', standbyUplink: 'lan3' }],
    guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 120 }],
  };
  const plan = planFor(lists, onLan3('running'));
  expect(plan.status).toBe('ready');
  expect(plan.changes.map(({ address }) => address)).toEqual(['guestNic.web01:0,1']);
  expect(plan.diagnostics.filter(({ code }) => code === 'vswitch-on-standby')).toEqual([ON_STANDBY]);
  expect(plan.diagnostics.map(({ summary }) => summary)).toContain(
    'the switch port behind lan3 must carry VLAN 120 tagged',
  );
});

test('a halt and a boot leave it where it is', () => {
  const lists = { vswitches: [{ name: 'vmlan4', uplink: 'lan4', standbyUplink: 'lan3', state: 'down' }] };
  const plan = planFor(lists, onLan3('running'));
  expect(plan.steps.map(({ title }) => title)).toEqual(['Halt vswitch vmlan4']);
});

test('settling twice is settling once, and leaves everything else alone', () => {
  const once = settleStandbys(WITH_STANDBY, onLan3('running')).desired;
  expect(once.vswitches).toEqual([{ name: 'vmlan4', uplink: 'lan3', standbyUplink: 'lan3' }]);
  expect(settleStandbys(once, onLan3('running'))).toEqual({ desired: once, diagnostics: [] });
  const plain = wantedWith({});
  expect(settleStandbys(plain, onLan3('running')).desired).toBe(plain);
});
