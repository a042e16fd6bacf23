import {
  discoverRecorded,
  gapsOf,
  recorded,
  recordedFrames,
  withAnswers,
} from '../../test/recordings/discover-recorded';
import { SMALL_HOST, SMALL_HOST_FILES } from '../../test/recordings/small-host';
import { assembleObservedHost } from './assemble-observed-host';

describe('what two answers say differently is unknown', () => {
  test('a guest with more NICs counted than listed', async () => {
    const listing = recorded('/opt/hpvm/bin/hpvmstatus', '').replace('10     1   16', '10     2   16');
    const host = withAnswers({ '/opt/hpvm/bin/hpvmstatus': { '': { stdout: listing } } });
    expect(await gapsOf(host)).toEqual(['guest.db01: hpvmstatus counts 2 network devices, but 1 are listed.']);
  });

  test('a port whose aggregate does not list it', async () => {
    const table = recorded('/usr/sbin/nwmgr', '-g -S apa').replace('2,1', '1');
    const records = recorded('/usr/sbin/nwmgr', '-c lan900 --sc').replace('2,1', '1');
    const answers = { '-g -S apa': { stdout: table }, '-c lan900 --sc': { stdout: records } };
    const why = 'lan2 is related to lan900, but its membership says none.';
    const host = withAnswers({ '/usr/sbin/nwmgr': answers });
    expect(await gapsOf(host)).toEqual([`apaGroup.lan900: ${why}`, `lanInterface.lan2: ${why}`]);
  });

  test('an aggregate whose script output and table differ', async () => {
    const table = recorded('/usr/sbin/nwmgr', '-g -S apa').replace('LB_HS ', 'LB_MAC');
    expect(await gapsOf(withAnswers({ '/usr/sbin/nwmgr': { '-g -S apa': { stdout: table } } }))).toEqual([
      'apaGroup.lan900: The script output says LAN_MONITOR LB_HS lan1,lan2, the table says LAN_MONITOR LB_MAC lan1,lan2.',
    ]);
  });

  test('a card that the kernel has claimed and nwmgr does not list', async () => {
    const cards = recorded('/usr/sbin/ioscan', '-FnkClan').replace(':4:root', ':5:root');
    expect(await gapsOf(withAnswers({ '/usr/sbin/ioscan': { '-FnkClan': { stdout: cards } } }))).toEqual([
      'lanInterface.lan5: The kernel has claimed lan5, but nwmgr does not list it.',
    ]);
  });

  test('an address that netstat and ifconfig do not agree on', async () => {
    const other = recorded('/usr/sbin/ifconfig', 'lan900:1').replace('.206', '.207');
    expect(await gapsOf(withAnswers({ '/usr/sbin/ifconfig': { 'lan900:1': { stdout: other } } }))).toEqual([
      'addresses: netstat says that lan900:1 has 192.1.4.206; ifconfig does not.',
    ]);
  });

  test('a vswitch that changed while it was read', async () => {
    const page = recorded('/opt/hpvm/bin/hpvmnet', '-S vmlan4').replace('Up     ', 'Down   ');
    expect(await gapsOf(withAnswers({ '/opt/hpvm/bin/hpvmnet': { '-S vmlan4': { stdout: page } } }))).toEqual([
      'vswitch.vmlan4: The listing says vmlan4 2 lan4 up, its own page says vmlan4 2 lan4 down.',
    ]);
  });

  test('an interface whose number is that of another kind', async () => {
    const listing = recorded('/usr/sbin/nwmgr', '-g').replace('iexgbe', 'hp_apa');
    const gaps = await gapsOf(withAnswers({ '/usr/sbin/nwmgr': { '-g': { stdout: listing } } }));
    expect(gaps).toContain(
      'lanInterface.lan4: lan4 is of sub-system hp_apa, but its number is that of another kind of interface.',
    );
  });
});

describe('what is not said is unknown', () => {
  test('an attribute that a driver does not report', async () => {
    const records = 'btlan!lan4#rx_cko#current#on\nbtlan!lan4#tx_cko#current#sometimes\n';
    const host = withAnswers({ '/usr/sbin/nwmgr': { '-g -A all -c lan4 --sc': { stdout: records } } });
    const result = await discoverRecorded(host);
    expect(result).toMatchObject({
      value: { lanInterfaces: [{}, {}, { name: 'lan4', receiveChecksumOffload: 'on', transmitChecksumOffload: null }] },
    });
    expect(await gapsOf(host)).toEqual([
      'lanInterface.lan4: No readable running value of tx_cko ("sometimes"), vmtu (not reported).',
    ]);
  });

  test('the VLAN of a guest NIC whose port is not in the table', async () => {
    const page = recorded('/opt/hpvm/bin/hpvmnet', '-S vmlan4').replace(/^1 .*\n/m, '');
    const host = withAnswers({ '/opt/hpvm/bin/hpvmnet': { '-S vmlan4': { stdout: page } } });
    expect(await discoverRecorded(host)).toMatchObject({
      value: { guestNics: [{ guest: 'db01', vlanId: 'unknown' }, {}] },
    });
    expect(await gapsOf(host)).toEqual([
      'guestNic.db01:0,1: db01 is attached to vmlan4, but its table does not list port 1.',
    ]);
  });

  test('the folder of a guest that is not there', async () => {
    const { '/var/opt/hpvm/guests/db01/vmm_config.current': _, ...files } = SMALL_HOST_FILES;
    expect(await gapsOf(SMALL_HOST, files)).toEqual([
      'guest.db01: It is not there, or the login user may not read it. Check /var/opt/hpvm/guests/db01/vmm_config.next on the host.',
    ]);
  });

  test('a boot entry for an IP alias, which is not an interface of its own', async () => {
    const netconf = `${SMALL_HOST_FILES['/etc/rc.config.d/netconf'] ?? ''}INTERFACE_NAME[2]=lan4:1\n`;
    expect(await gapsOf(SMALL_HOST, { ...SMALL_HOST_FILES, '/etc/rc.config.d/netconf': netconf })).toEqual([
      'netconf.2: INTERFACE_NAME[2] is lan4:1, which is not a LAN interface of its own.',
    ]);
  });

  test('a vswitch whose name must not reach a command', async () => {
    const listing = `${recorded('/opt/hpvm/bin/hpvmnet', '')}$(boom)      3 Up      Shared             N/A            N/A\n`;
    const gaps = await gapsOf(withAnswers({ '/opt/hpvm/bin/hpvmnet': { '': { stdout: listing } } }));
    expect(gaps).toContain('vswitches: The listing names "$(boom)", which is not a name we pass to a command.');
  });
});

describe('a command that fails says nothing, whatever it printed', () => {
  test('the listing of vswitches', async () => {
    const listing = recorded('/opt/hpvm/bin/hpvmnet', '');
    const answer = { stdout: listing, stderr: 'hpvmnet: driver busy\n', status: 1 };
    const host = withAnswers({ '/opt/hpvm/bin/hpvmnet': { '': answer } });
    expect(await gapsOf(host)).toEqual([
      'vswitches: It ended with exit status 1 and said "hpvmnet: driver busy". Check /opt/hpvm/bin/hpvmnet on the host.',
    ]);
    expect(await discoverRecorded(host)).toMatchObject({
      value: { vswitches: [], guestNics: [{ vlanId: 'unknown' }, {}] },
    });
  });

  test('both sources about an aggregate', async () => {
    const answers = { '-g -S apa': { status: 2 }, '-c lan900 --sc': { status: 2 } };
    const gaps = await gapsOf(withAnswers({ '/usr/sbin/nwmgr': answers }));
    expect(gaps.map((gap) => gap.split(':')[0])).toEqual([
      ...['apaGroup.lan900', 'apaGroup.lan901', 'apaGroup.lan900'],
      ...['lanInterface.lan1', 'apaGroup.lan900', 'lanInterface.lan2'],
    ]);
  });

  test('swlist may warn and still tell the release', async () => {
    const bundles = { ...SMALL_HOST['/usr/sbin/swlist']?.[''], status: 1 };
    const result = await discoverRecorded(withAnswers({ '/usr/sbin/swlist': { '': bundles } }));
    expect(result).toMatchObject({ value: { platform: { integrityVmVersion: 'B.04.20.05' }, coverage: [] } });
  });
});

test('a host VLAN whose parent is told in two ways is left out', async () => {
  const records = 'vlan!lan5000#vlanid#current#120\nvlan!lan5000#ppa#current#4\n';
  const host = withAnswers({ '/usr/sbin/nwmgr': { '-g -A all -c lan5000 --sc': { stdout: records } } });
  expect(await discoverRecorded(host)).toMatchObject({ value: { hostVlans: [] } });
  expect(await gapsOf(host)).toEqual([
    'hostVlan.lan5000: The parent is lan900 in the listing and lan4 in the attributes.',
  ]);
});

test('an aggregate that only APA lists is unknown', async () => {
  const table = `${recorded('/usr/sbin/nwmgr', '-g -S apa')}lan902   Not_Enabled LB_MAC    0 Mbps                -\n`;
  expect(await gapsOf(withAnswers({ '/usr/sbin/nwmgr': { '-g -S apa': { stdout: table } } }))).toEqual([
    'apaGroup.lan902: APA lists lan902, but nwmgr does not list it.',
  ]);
});

test('an optional file that is not there sets nothing, and that is no gap', async () => {
  const netconf = SMALL_HOST_FILES['/etc/rc.config.d/netconf'] ?? '';
  const guests = Object.entries(SMALL_HOST_FILES).filter(([file]) => file.startsWith('/var/opt/hpvm/'));
  const result = await discoverRecorded(SMALL_HOST, {
    '/etc/rc.config.d/netconf': netconf,
    ...Object.fromEntries(guests),
  });
  expect(result).toMatchObject({ value: { tunables: { macAddressFrames: null }, ownedAddresses: [], coverage: [] } });
});

describe('how long steps took here', () => {
  test('is read from the record of our runs', async () => {
    const line = 'vswitch-halt 2026-11-22T09:00:00Z 2026-11-22T09:00:02Z\n';
    const files = { ...SMALL_HOST_FILES, '/var/opt/hpvmctl/durations': `${line}vswitch-boot 2026-\n${line}` };
    expect(await discoverRecorded(SMALL_HOST, files)).toMatchObject({
      diagnostics: [],
      value: {
        measuredDurations: [{ operation: 'vswitch-halt', samples: 2, minSeconds: 2, medianSeconds: 2, maxSeconds: 2 }],
      },
    });
  });

  test('may stay unknown: that is warned of, and no plan is refused for it', async () => {
    const context = { host: 'vmhost9', observedAt: '2026-11-22T10:00:00Z' };
    const frames = await recordedFrames();
    const hidden = frames.map((frame) =>
      frame.probe === 'durations' ? { ...frame, status: 'unreadable' as const } : frame,
    );
    expect(assembleObservedHost(hidden, context)).toMatchObject({
      ok: true,
      value: { measuredDurations: [], coverage: [] },
      diagnostics: [{ severity: 'warning', summary: '/var/opt/hpvmctl/durations gave no answer' }],
    });
  });
});

describe('what one listing shows and another does not is unknown', () => {
  const nwmgr = '/usr/sbin/nwmgr';
  const withoutRow = (
    name: string,
  ): Readonly<Record<string, Readonly<Record<string, { readonly stdout: string }>>>> => ({
    [nwmgr]: { '-g': { stdout: recorded(nwmgr, '-g').replace(new RegExp(`^${name} .*\\n`, 'm'), '') } },
  });

  test('an interface with an address that nwmgr does not list', async () => {
    expect(await gapsOf(withAnswers(withoutRow('lan4')))).toContainEqual(
      expect.stringMatching(/^lanInterface\.lan4: (ifconfig shows lan4 with|The kernel has claimed lan4)/),
    );
  });

  test('a port of a group that nwmgr does not list', async () => {
    expect(await gapsOf(withAnswers(withoutRow('lan1')))).toContainEqual(
      expect.stringMatching(/^lanInterface\.lan1: (lan900 has lan1 as a port|The kernel has claimed lan1)/),
    );
  });

  test('a guest at work on a port that hpvmstatus does not list, unless its name may be cut', async () => {
    const page = recorded('/opt/hpvm/bin/hpvmnet', '-S vmlan4');
    const as = (name: string) =>
      withAnswers({ '/opt/hpvm/bin/hpvmnet': { '-S vmlan4': { stdout: page.replace(/\bdb01\b/, name) } } });
    expect(page).toMatch(/\bdb01\b/);
    expect(await gapsOf(as('gone'))).toContainEqual(
      expect.stringMatching(/^guest\.gone: gone works on port \d+ of vmlan4/),
    );
    expect((await gapsOf(as('db0'))).filter((gap) => gap.startsWith('guest.'))).toEqual([]);
  });
});
