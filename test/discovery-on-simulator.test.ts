import { decodeObservedHost } from '../src/discovery/decode-observed-host';
import { discoverHost } from '../src/discovery/discover-host';
import type { ObservedHost } from '../src/model/observed-host';
import type { Result } from '../src/model/result';
import { scenarioFromSnapshot } from '../src/simulator/scenario-from-snapshot';
import { SCENARIOS } from '../src/simulator/scenario';
import { openLocalShell } from '../src/simulator/shell/local-shell';
import { createSimulatedHost, type SimulatedHost } from '../src/simulator/simulated-host';

async function discover(host: SimulatedHost): Promise<Result<ObservedHost>> {
  const shell = await openLocalShell(host);
  try {
    return await discoverHost(shell, {
      host: 'vmhost1',
      observedAt: '2026-11-22T10:00:00Z',
      frameToken: '00112233445566778899',
      timeoutMs: 30_000,
    });
  } finally {
    await shell.close();
  }
}

async function observed(host: SimulatedHost): Promise<ObservedHost> {
  const result = await discover(host);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

const quickStart = () => createSimulatedHost(SCENARIOS.vmhost1);

describe('the host of page 75 of the release notes', () => {
  let host: ObservedHost;
  beforeAll(async () => {
    host = await observed(quickStart());
  });

  test('has the four vswitches of the listing, with their uplinks and addresses', () => {
    expect(host.vswitches.map(({ ports: _, isShareable: __, ...vswitch }) => Object.values(vswitch).join(' '))).toEqual(
      [
        'localnet 21 up   ',
        'vmlan0 22 up lan0 0x00306ea72c0d 15.13.114.205',
        'vmlan4 23 up lan4 0x00127942fce3 192.1.2.205',
        'vmlan900 24 up lan900 0x00306e39815a 192.1.4.205',
      ],
    );
  });

  test('has a failover group over two NICs, and four empty aggregates', () => {
    expect(host.apaGroups.map(({ name, mode, ports }) => `${name} ${mode} ${ports.join()}`)).toEqual([
      'lan900 LAN_MONITOR lan1,lan2',
      'lan901 Not_Enabled ',
      'lan902 Not_Enabled ',
      'lan903 Not_Enabled ',
      'lan904 Not_Enabled ',
    ]);
    const inGroup = host.lanInterfaces.filter((nic) => nic.aggregate === 'lan900').map((nic) => nic.name);
    expect(inGroup).toEqual(['lan1', 'lan2']);
  });

  test('has checksum and segmentation offload on for the 10 GbE card alone', () => {
    const offload = host.lanInterfaces.filter((nic) => nic.transmitChecksumOffload !== 'off');
    expect(offload).toMatchObject([{ name: 'lan4', receiveChecksumOffload: 'on', virtualMtuBytes: 32160 }]);
  });

  test('has guest NICs on vswitch ports without VLANs', () => {
    expect(host.guestNics.map((nic) => `${nic.guest} ${nic.slot} ${nic.adapter} ${nic.vswitch}:${nic.port}`)).toEqual([
      'app01 0,1 avio_lan vmlan900:2',
      'db01 0,1 avio_lan vmlan900:1',
      'db01 0,2 avio_lan vmlan4:1',
      'test01 0,1 lan vmlan0:1',
      'web01 0,1 avio_lan vmlan4:2',
      'web01 0,2 lan localnet:1',
    ]);
    expect(host.guestNics.filter((nic) => nic.vlanId !== null)).toEqual([]);
  });

  test('is managed over lan0, and nothing about it is unknown', () => {
    expect(host.managementPath).toEqual({ address: '15.13.114.205', interface: 'lan0' });
    expect(host.coverage).toEqual([]);
  });

  test('reads back from its own snapshot file', () => {
    const file: unknown = JSON.parse(JSON.stringify(host));
    expect(decodeObservedHost(file, 'vmhost1.json')).toEqual({ ok: true, value: host, diagnostics: [] });
  });

  test('is observed the same again on a host made from its snapshot', async () => {
    expect(await observed(createSimulatedHost(scenarioFromSnapshot(host)))).toEqual(host);
  });
});

test('sees what changed on the host', async () => {
  const host = quickStart();
  for (const line of [
    '/opt/hpvm/bin/hpvmnet -S vmlan4 -u portid:2:vlanid:120',
    '/usr/sbin/nwmgr -a -S vlan -A vlanid=120,ppa=900 -c lan5000',
    '/opt/hpvm/bin/hpvmmodify -P web01 -a network:lan:0,3:vswitch:vmlan0',
    '/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=1 /etc/rc.config.d/hpvmconf',
    '/opt/hpvm/bin/hpvmdevmgmt -m gdev:vmlan0:attr:SHARE=NO',
    '/opt/hpvm/bin/hpvmmodify -P test01 -x register_status=disabled',
    '/sbin/init.d/vswitchmgr start',
  ]) {
    expect(await host.run(line.split(' '))).toMatchObject({ exitStatus: 0 });
  }
  host.writeFile('/var/opt/hpvmctl/ownership', 'claim hostVlan.lan5000\n');
  const seen = await observed(host);
  expect(seen.guestNics.find((nic) => nic.guest === 'web01')).toMatchObject({ slot: '0,1', vlanId: 120 });
  expect(seen.hostVlans).toEqual([{ name: 'lan5000', uplink: 'lan900', vlanId: 120, state: 'up' }]);
  expect(seen.guests.find((guest) => guest.name === 'web01')?.hasPendingConfiguration).toBe(true);
  expect(seen.tunables).toEqual({ macAddressFrames: 1 });
  expect(seen.ownedAddresses).toEqual(['hostVlan.lan5000']);
  expect(seen.vswitches.filter((vswitch) => vswitch.isShareable !== true).map(({ name }) => name)).toEqual(['vmlan0']);
  expect(seen.guests.filter((guest) => guest.isModifiable !== true)).toMatchObject([
    { name: 'test01', stateText: 'Off (NR)', state: 'off', isModifiable: false },
  ]);
  expect(seen.cluster).toEqual({ vswitchmgr: 'running', serviceguard: 'absent' });
  expect(await observed(createSimulatedHost(scenarioFromSnapshot(seen)))).toMatchObject({
    vswitches: seen.vswitches.map(({ name, isShareable }) => ({ name, isShareable })),
    guests: seen.guests,
    cluster: seen.cluster,
  });
});

describe('what cannot be read is in the coverage, not absent', () => {
  const cases: readonly (readonly [command: string, subjects: readonly string[]])[] = [
    ['^nwmgr -g$', ['lanInterfaces', 'apaGroups', 'hostVlans']],
    ['^nwmgr -g -A all -c lan4 --sc$', ['lanInterface.lan4']],
    ['^hpvmnet$', ['vswitches']],
    ['^hpvmnet -S vmlan4$', ['vswitch.vmlan4']],
    ['^hpvmstatus$', ['guests']],
    ['^hpvmstatus -P db01', ['guest.db01']],
    ['^netstat -in$', ['addresses', 'managementPath']],
    ['^ifconfig lan4$', ['addresses']],
    ['^ps ', ['promiscuousPrograms', 'cluster']],
    ['^hpvmstatus -P db01 -V$', ['guestStatus.db01']],
    ['^hpvmdevmgmt -l gdev$', ['vswitchSharing']],
    ['^swlist', ['platform']],
  ];

  for (const effect of [
    { kind: 'garble' },
    { kind: 'exit', status: 1, isApplied: false, stderr: 'no memory\n' },
  ] as const) {
    test.each(cases)(`${effect.kind}: %s`, async (pattern, subjects) => {
      const host = quickStart();
      host.injectFault({ id: 'fault', pattern, effect });
      const result = await discover(host);
      if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
      const missed = new Set(result.value.coverage.map((gap) => gap.subject));
      expect([...missed]).toEqual(expect.arrayContaining([...subjects]));
      expect(result.diagnostics.map((each) => each.severity)).toContain('warning');
    });
  }

  test('a group is still known from its table when its script output is damaged', async () => {
    const host = quickStart();
    host.injectFault({ id: 'fault', pattern: '^nwmgr -c lan900 --sc$', effect: { kind: 'garble' } });
    const seen = await observed(host);
    expect(seen.apaGroups[0]).toMatchObject({ name: 'lan900', ports: ['lan1', 'lan2'] });
    expect(seen.coverage).toEqual([]);
  });

  test('guest NICs are still known from the detail page when their device strings fail', async () => {
    const host = quickStart();
    const effect = { kind: 'exit', status: 1, isApplied: false } as const;
    host.injectFault({ id: 'fault', pattern: '^hpvmstatus -P db01 -d$', effect });
    const seen = await observed(host);
    expect(seen.guestNics).toEqual((await observed(quickStart())).guestNics);
    expect(seen.coverage).toEqual([]);
  });
});

describe('whether a guest may be modified', () => {
  test('is not known, and no gap, on a release that does not say it', async () => {
    const bundles = [{ name: 'T2767AC', revision: 'B.04.10', title: 'Integrity VM' }];
    const seen = await observed(createSimulatedHost({ ...SCENARIOS.vmhost1, bundles }));
    expect([seen.guests.map((guest) => guest.isModifiable), seen.coverage]).toEqual([[null, null, null, null], []]);
  });

  test('is known from the state of a guest that was migrated away, where nothing else says it', async () => {
    const host = quickStart();
    await host.run('/opt/hpvm/bin/hpvmmodify -P test01 -x register_status=disabled'.split(' '));
    const effect = { kind: 'exit', status: 1, isApplied: false } as const;
    host.injectFault({ id: 'fault', pattern: '^hpvmstatus -P .* -V$', effect });
    const seen = await observed(host);
    expect(seen.guests.map((guest) => `${guest.name} ${String(guest.isModifiable)}`)).toEqual([
      'app01 null',
      'db01 null',
      'test01 false',
      'web01 null',
    ]);
  });
});

describe('what is no VM host on HP-UX 11i v3 is named', () => {
  test.each([
    ['unsupported-release', { osRelease: 'B.11.23' }],
    ['not-hp-ux', { osRelease: '6.1.0-18-amd64' }],
    ['is-a-guest', { role: 'guest' }],
    ['not-a-vm-host', { role: 'none' }],
  ] as const)('%s', async (code, difference) => {
    const result = await discover(createSimulatedHost({ ...SCENARIOS.vmhost1, ...difference }));
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map((each) => [each.severity, each.code])).toEqual([['error', code]]);
  });
});
