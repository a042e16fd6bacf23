import { discoverRecorded, withAnswers } from '../../test/recordings/discover-recorded';
import type { RecordedCommands } from '../../test/recordings/recorded-root';
import { SMALL_HOST } from '../../test/recordings/small-host';
import type { HostShell } from '../transport/host-shell';
import { discoverHost } from './discover-host';

test('joins the answers of a host into one snapshot', async () => {
  expect(await discoverRecorded()).toMatchInlineSnapshot(`
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
            "groupCapability": null,
            "key": null,
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
            "groupCapability": null,
            "key": null,
            "loadBalancing": "LB_MAC",
            "mac": "0x000000000000",
            "mode": "Not_Enabled",
            "name": "lan901",
            "ports": [],
            "state": "down",
          },
        ],
        "cluster": {
          "serviceguard": "absent",
          "vswitchmgr": "absent",
        },
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
            "isModifiable": true,
            "name": "db01",
            "number": 1,
            "state": "on",
            "stateText": "On (OS)",
          },
          {
            "hasPendingConfiguration": true,
            "isModifiable": false,
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
        "ipv6Interfaces": [
          "lan5000",
        ],
        "kind": "hpvm-observed-host",
        "lanInterfaces": [
          {
            "aggregate": "lan900",
            "apaPort": null,
            "description": "HP LAN",
            "driver": "iether",
            "interfaceType": "1000Base-T",
            "mac": "0x00306e39815a",
            "name": "lan1",
            "receiveChecksumOffload": "off",
            "speedMbps": 1000,
            "state": "up",
            "transmitChecksumOffload": "off",
            "virtualMtuBytes": 0,
          },
          {
            "aggregate": "lan900",
            "apaPort": null,
            "description": "HP LAN",
            "driver": "iether",
            "interfaceType": "1000Base-T",
            "mac": "0x00306e39815b",
            "name": "lan2",
            "receiveChecksumOffload": "off",
            "speedMbps": 1000,
            "state": "up",
            "transmitChecksumOffload": "off",
            "virtualMtuBytes": 0,
          },
          {
            "aggregate": null,
            "apaPort": {
              "groupCapability": 5,
              "key": 905,
              "mode": "LACP_AUTO",
            },
            "description": "HP LAN",
            "driver": "iexgbe",
            "interfaceType": "10GBASE-KR",
            "mac": "0x00127942fce3",
            "name": "lan4",
            "receiveChecksumOffload": "on",
            "speedMbps": 1000,
            "state": "up",
            "transmitChecksumOffload": "on",
            "virtualMtuBytes": 32160,
          },
        ],
        "managementPath": {
          "address": "192.1.2.205",
          "interface": "lan4",
        },
        "measuredDurations": [],
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
            "command": "tcpdump -i lan4",
            "interface": "lan4",
            "pid": 2211,
          },
        ],
        "saved": {
          "apaGroups": [
            {
              "key": null,
              "loadBalancing": "LB_HS",
              "mode": "LAN_MONITOR",
              "name": "lan900",
              "ports": [
                "lan1",
                "lan2",
              ],
            },
          ],
          "hostVlans": [
            {
              "name": "lan5000",
              "uplink": "lan900",
              "vlanId": 120,
            },
          ],
          "lanInterfaces": [
            {
              "name": "lan1",
              "receiveChecksumOffload": null,
              "transmitChecksumOffload": "off",
              "virtualMtuBytes": null,
            },
          ],
        },
        "tunables": {
          "macAddressFrames": 1,
        },
        "unfinishedRun": null,
        "vswitches": [
          {
            "ipAddress": null,
            "isShareable": true,
            "mac": null,
            "name": "localnet",
            "number": 1,
            "ports": [],
            "state": "up",
            "uplink": null,
          },
          {
            "ipAddress": "192.1.2.205",
            "isShareable": false,
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

describe('the system is named before anything is believed', () => {
  const codes = async (commands: RecordedCommands) =>
    (await discoverRecorded(commands)).diagnostics.map((each) => each.code);
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

test('a system without HP commands is not HP-UX, and the message says where the address comes from', async () => {
  const result = await discoverRecorded({}, {});
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
