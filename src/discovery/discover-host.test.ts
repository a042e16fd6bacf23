import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeRecordedRoot, type RecordedCommands } from '../../test/recordings/recorded-root';
import { SMALL_HOST, SMALL_HOST_FILES } from '../../test/recordings/small-host';
import type { ObservedHost } from '../model/observed-host';
import type { Result } from '../model/result';
import type { HostShell } from '../transport/host-shell';
import { discoverHost } from './discover-host';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hpvmctl-recorded-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const shell: HostShell = {
  runScript: async (script) => {
    const environment = { HPVM_COMMAND_PREFIX: root, SSH_CONNECTION: '192.1.2.9 50022 192.1.2.205 22' };
    const outcome = spawnSync('/bin/sh', ['-s'], { input: script, env: environment, encoding: 'utf8' });
    return { stdout: outcome.stdout, stderr: outcome.stderr, exitStatus: outcome.status, signal: outcome.signal };
  },
  close: async () => undefined,
};

async function discover(
  commands: RecordedCommands = SMALL_HOST,
  files: Readonly<Record<string, string>> = SMALL_HOST_FILES,
): Promise<Result<ObservedHost>> {
  writeRecordedRoot(root, commands, files);
  const options = {
    host: 'vmhost9',
    observedAt: '2026-11-22T10:00:00Z',
    frameToken: 'abcdef0123456789',
    timeoutMs: 10_000,
  };
  return discoverHost(shell, options);
}

test('joins the answers of a host into one snapshot', async () => {
  expect(await discover()).toMatchInlineSnapshot(`
    {
      "diagnostics": [],
      "ok": true,
      "value": {
        "addresses": [
          {
            "address": "192.1.2.205",
            "interface": "lan4",
            "netmask": "255.255.255.0",
          },
          {
            "address": "192.1.4.205",
            "interface": "lan900",
            "netmask": "255.255.255.240",
          },
          {
            "address": "192.1.4.206",
            "interface": "lan900",
            "netmask": "255.255.255.240",
          },
        ],
        "apaGroups": [
          {
            "loadBalancing": "LB_HS",
            "mac": "0x00306e39815a",
            "mode": "LAN_MONITOR",
            "name": "lan900",
            "ports": [
              "lan1",
              "lan2",
            ],
            "state": "up",
          },
          {
            "loadBalancing": "LB_MAC",
            "mac": "0x000000000000",
            "mode": "Not_Enabled",
            "name": "lan901",
            "ports": [],
            "state": "down",
          },
        ],
        "coverage": [],
        "formatVersion": "1",
        "guestNics": [
          {
            "adapter": "avio_lan",
            "guest": "db01",
            "mac": "0x66f3f84e37d5",
            "port": 1,
            "slot": "0,1",
            "vlanId": 120,
            "vswitch": "vmlan4",
          },
          {
            "adapter": "lan",
            "guest": "web01",
            "mac": "0xaed6f7fa4e3e",
            "port": 2,
            "slot": "0,1",
            "vlanId": null,
            "vswitch": "vmlan4",
          },
        ],
        "guests": [
          {
            "hasPendingConfiguration": false,
            "name": "db01",
            "number": 1,
            "state": "on",
            "stateText": "On (OS)",
          },
          {
            "hasPendingConfiguration": true,
            "name": "web01",
            "number": 2,
            "state": "off",
            "stateText": "Off",
          },
        ],
        "host": "vmhost9",
        "hostVlans": [
          {
            "name": "lan5000",
            "state": "up",
            "uplink": "lan900",
            "vlanId": 120,
          },
        ],
        "kind": "hpvm-observed-host",
        "lanInterfaces": [
          {
            "aggregate": "lan900",
            "driver": "iether",
            "interfaceType": "1000Base-T",
            "mac": "0x00306e39815a",
            "name": "lan1",
            "receiveChecksumOffload": "off",
            "state": "up",
            "transmitChecksumOffload": "off",
            "virtualMtuBytes": 0,
          },
          {
            "aggregate": "lan900",
            "driver": "iether",
            "interfaceType": "1000Base-T",
            "mac": "0x00306e39815b",
            "name": "lan2",
            "receiveChecksumOffload": "off",
            "state": "up",
            "transmitChecksumOffload": "off",
            "virtualMtuBytes": 0,
          },
          {
            "aggregate": null,
            "driver": "iexgbe",
            "interfaceType": "10GBASE-KR",
            "mac": "0x00127942fce3",
            "name": "lan4",
            "receiveChecksumOffload": "on",
            "state": "up",
            "transmitChecksumOffload": "on",
            "virtualMtuBytes": 32160,
          },
        ],
        "managementPath": {
          "address": "192.1.2.205",
          "interface": "lan4",
        },
        "netconf": [
          {
            "address": "192.1.2.205",
            "index": 0,
            "interface": "lan4",
            "netmask": "255.255.255.0",
          },
          {
            "address": "192.1.4.205",
            "index": 1,
            "interface": "lan1",
            "netmask": "255.255.255.240",
          },
        ],
        "observedAt": "2026-11-22T10:00:00Z",
        "ownedAddresses": [
          "vswitch.vmlan4",
        ],
        "platform": {
          "integrityVmVersion": "B.04.20.05",
          "model": "ia64 hp server rx2660",
          "nodeName": "vmhost9",
          "osRelease": "B.11.31",
        },
        "promiscuousPrograms": [
          {
            "command": "/usr/local/sbin/tcpdump -n -i lan4 port 22",
            "interface": "lan4",
            "pid": 2211,
          },
        ],
        "tunables": {
          "macAddressFrames": 1,
        },
        "vswitches": [
          {
            "ipAddress": null,
            "mac": null,
            "name": "localnet",
            "number": 1,
            "ports": [],
            "state": "up",
            "uplink": null,
          },
          {
            "ipAddress": "192.1.2.205",
            "mac": "0x00127942fce3",
            "name": "vmlan4",
            "number": 2,
            "ports": [
              {
                "activeGuest": "db01",
                "adapter": "avio_lan",
                "port": 1,
                "reservedGuests": 1,
                "state": "Active",
                "vlanId": 120,
              },
              {
                "activeGuest": null,
                "adapter": "lan",
                "port": 2,
                "reservedGuests": 1,
                "state": "Reserved",
                "vlanId": null,
              },
            ],
            "state": "up",
            "uplink": "lan4",
          },
        ],
      },
    }
  `);
});

/** The small host with some answers replaced, by command and arguments. */
function withAnswers(replaced: RecordedCommands): RecordedCommands {
  const merged: Record<string, RecordedCommands[string]> = { ...SMALL_HOST };
  for (const [command, answers] of Object.entries(replaced)) merged[command] = { ...merged[command], ...answers };
  return merged;
}

async function gapsOf(...host: Parameters<typeof discover>): Promise<readonly string[]> {
  const result = await discover(...host);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value.coverage.map((gap) => `${gap.subject}: ${gap.reason}`);
}

const recorded = (command: string, words: string): string => String(SMALL_HOST[command]?.[words]?.stdout);

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
    const result = await discover(host);
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
    expect(await discover(host)).toMatchObject({ value: { guestNics: [{ guest: 'db01', vlanId: 'unknown' }, {}] } });
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
    expect((await gapsOf(host))[0]).toBe(
      'vswitches: It ended with exit status 1 and said "hpvmnet: driver busy". Check /opt/hpvm/bin/hpvmnet on the host.',
    );
    expect(await discover(host)).toMatchObject({ value: { vswitches: [], guestNics: [{ vlanId: 'unknown' }, {}] } });
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
    const result = await discover(withAnswers({ '/usr/sbin/swlist': { '': bundles } }));
    expect(result).toMatchObject({ value: { platform: { integrityVmVersion: 'B.04.20.05' }, coverage: [] } });
  });
});

test('a host VLAN whose parent is told in two ways is left out', async () => {
  const records = 'vlan!lan5000#vlanid#current#120\nvlan!lan5000#ppa#current#4\n';
  const host = withAnswers({ '/usr/sbin/nwmgr': { '-g -A all -c lan5000 --sc': { stdout: records } } });
  expect(await discover(host)).toMatchObject({ value: { hostVlans: [] } });
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

describe('the system is named before anything is believed', () => {
  const codes = async (commands: RecordedCommands) => (await discover(commands)).diagnostics.map((each) => each.code);
  const without = (command: string): RecordedCommands =>
    Object.fromEntries(Object.entries(SMALL_HOST).filter(([name]) => name !== command));

  test('without hpvminfo it is no VM host', async () => {
    expect(await codes(without('/opt/hpvm/bin/hpvminfo'))).toEqual(['not-a-vm-host']);
  });

  test('without hpvminfo, the model still gives a guest away', async () => {
    const model = { '/usr/bin/model': { '': { stdout: 'ia64 hp server Integrity Virtual Machine\n' } } };
    expect(await codes({ ...without('/opt/hpvm/bin/hpvminfo'), ...model })).toEqual(['is-a-guest']);
  });

  test('an hpvminfo that says something else is not taken for a host', async () => {
    const answer = { '/opt/hpvm/bin/hpvminfo': { '': { stdout: 'hpvminfo: cannot tell\n' } } };
    expect(await codes(withAnswers(answer))).toEqual(['unreadable-output']);
  });

  test('without nwmgr nothing can be read', async () => {
    expect(await codes(without('/usr/sbin/nwmgr'))).toEqual(['unsupported-release']);
  });
});

test('an optional file that is not there sets nothing, and that is no gap', async () => {
  const netconf = SMALL_HOST_FILES['/etc/rc.config.d/netconf'] ?? '';
  const guests = Object.entries(SMALL_HOST_FILES).filter(([file]) => file.startsWith('/var/opt/hpvm/'));
  const result = await discover(SMALL_HOST, { '/etc/rc.config.d/netconf': netconf, ...Object.fromEntries(guests) });
  expect(result).toMatchObject({ value: { tunables: { macAddressFrames: null }, ownedAddresses: [], coverage: [] } });
});

test('a system without HP commands is not HP-UX, and the message says where the address comes from', async () => {
  const result = await discover({}, {});
  expect(result.diagnostics.map((each) => each.code)).toEqual(['not-hp-ux']);
  expect(result.diagnostics[0]?.detail).toContain('ssh_config');
});

test('a login shell that runs nothing is told apart from a host', async () => {
  const silent: HostShell = {
    runScript: async () => ({ stdout: 'menu> ', stderr: 'not allowed\u001b[2J', exitStatus: 1, signal: null }),
    close: async () => undefined,
  };
  const options = { host: 'h', observedAt: '2026-11-22T10:00:00Z', frameToken: 'abcdef0123456789', timeoutMs: 1000 };
  const result = await discoverHost(silent, options);
  expect(result.diagnostics.map((each) => each.code)).toEqual(['incomplete-discovery']);
  expect(result.diagnostics[0]?.detail).toContain('exit status 1, and said "not allowed\\u001b[2J"');
});
