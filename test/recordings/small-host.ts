import type { RecordedCommands } from './recorded-root';

const LOCALNET = 'localnet      1 Up      Shared             N/A            N/A';
const VMLAN4 = 'vmlan4        2 Up      Shared    lan4     0x00127942fce3 192.1.2.205    ';

/** What `ifconfig` answers about an interface that is not plumbed; the wording is remembered. */
const NOT_PLUMBED = { stderr: 'ifconfig: no such interface\n', status: 1 };

/** A small VM host on 11i v3 that has one of everything: constructed from the samples beside this file. */
export const SMALL_HOST: RecordedCommands = {
  '/usr/bin/uname': { '-n': { stdout: 'vmhost9\n' }, '-r': { stdout: 'B.11.31\n' } },
  '/usr/bin/model': { '': { stdout: 'ia64 hp server rx2660\n' } },
  '/opt/hpvm/bin/hpvminfo': { '': { stdout: 'hpvminfo: Running on an HPVM host.\n' } },
  '/usr/sbin/swlist': {
    '': {
      stdout: `# Initializing...
# Contacting target "vmhost9"...
#
# Target:  vmhost9:/
#

#
# Bundle(s):
#

  J4240AA               B.11.31.20     Auto-Port Aggregation Software
  T2767AC               B.04.20.05     Integrity VM
`,
    },
  },
  '/usr/sbin/nwmgr': {
    '-g': {
      stdout: `
Name/          Interface Station          Sub-   Interface      Related
ClassInstance  State     Address        system   Type           Interface
============== ========= ============== ======== ============== =========
lan4           UP        0x00127942FCE3 iexgbe   10GBASE-KR
lan1           UP        0x00306E39815A iether   1000Base-T     lan900
lan900         UP        0x00306E39815A hp_apa   hp_apa
lan5000        UP        0x00306E39815A vlan     vlan           lan900
lan2           UP        0x00306E39815B iether   1000Base-T     lan900
lan901         DOWN      0x000000000000 hp_apa   hp_apa
`,
    },
    '-g -S apa': {
      stdout: `Class    Mode        Load      Speed-               Membership
Instance             Balancing Duplex
======== =========== ========= ==================== ===========================
lan900   LAN_MONITOR LB_HS     1 Gbps Full Duplex   2,1
lan901   Not_Enabled LB_MAC    0 Mbps                -
`,
    },
    '-c lan900 --sc': {
      stdout: `apa!lan900#parent_ppa#current# -
apa!lan900#apa_state#current#Up
apa!lan900#mode#current#LAN_MONITOR
apa!lan900#lb#current#LB_HS
apa!lan900#membership#current#2,1
`,
    },
    '-g -A all -c lan1 --sc': { stdout: nicRecords('iether', 'lan1', 'off', '0') },
    '-g -A all -c lan2 --sc': { stdout: nicRecords('iether', 'lan2', 'off', '0') },
    '-g -A all -c lan4 --sc': { stdout: nicRecords('iexgbe', 'lan4', 'on', '32160') },
    '-g -A all -c lan4 -S apa --sc': {
      stdout: 'apa!lan4#parent_ppa#current# -\napa!lan4#mode#current#LACP_AUTO\napa!lan4#key#current#905\napa!lan4#gc#current#5\n',
    },
    '-g -A all -c lan5000 --sc': {
      stdout: 'vlan!lan5000#vlanid#current#120\nvlan!lan5000#ppa#current#900\nvlan!lan5000#name#current#UNNAMED\n',
    },
  },
  '/usr/sbin/ioscan': {
    '-FnkClan': {
      stdout: [4, 1, 2]
        .map(
          (n) =>
            `scsi:wsio:T:T:F:31:188:65536:lan:iether:0/1/2/${n}:20 1 22:${n}:root.lba.lan:iether:CLAIMED:INTERFACE:HP LAN\n`,
        )
        .join(''),
    },
  },
  '/usr/bin/netstat': {
    '-in': {
      stdout: `Name      Mtu  Network         Address         Ipkts   Ierrs Opkts   Oerrs Coll
lan4      1500 192.1.2.0       192.1.2.205     5321    0     4711    0     0
lan5000*  1500 none            none            0       0     0       0     0
lo0       4136 127.0.0.0       127.0.0.1       1234    0     1234    0     0
lan900    1500 192.1.4.0       192.1.4.205     99      0     98      0     0
lan900:1  1500 192.1.4.0       192.1.4.206     9       0     8       0     0
`,
    },
  },
  '/usr/sbin/ifconfig': {
    lan4: { stdout: ifconfig('lan4', '192.1.2.205', 'ffffff00') },
    lan900: { stdout: ifconfig('lan900', '192.1.4.205', 'fffffff0') },
    'lan1 inet6': NOT_PLUMBED,
    'lan2 inet6': NOT_PLUMBED,
    'lan4 inet6': NOT_PLUMBED,
    'lan900 inet6': NOT_PLUMBED,
    'lan5000 inet6': {
      stdout: 'lan5000: flags=4800841<UP,RUNNING,MULTICAST,ONLINK>\n        inet6 fe80::230:6eff:fe39:815a prefix 10\n',
    },
    'lan900:1': { stdout: ifconfig('lan900:1', '192.1.4.206', 'fffffff0') },
  },
  '/opt/hpvm/bin/hpvmnet': {
    '': { stdout: hpvmnetRows([LOCALNET, VMLAN4]) },
    '-S localnet': { stdout: hpvmnetRows([LOCALNET]) },
    '-S vmlan4': {
      stdout: `${hpvmnetRows([VMLAN4])}
[Port Configuration Details]
Port    Port         Port     Untagged Number of    Active VM
Number  State        Adaptor  VLANID   Reserved VMs
======= ============ ======== ======== ============ ============
1       Active       avio_lan 120      1            db01
2       Reserved     lan      none     1
`,
    },
  },
  '/opt/hpvm/bin/hpvmstatus': {
    '': {
      stdout: `[Virtual Machines]
Virtual Machine Name VM #  OS Type State     #VCPUs #Devs #Nets Memory  Runsysid
==================== ===== ======= ========= ====== ===== ===== ======= ========
web01                    2 HPUX    Off            3     8     1    8 GB        0
db01                     1 HPUX    On (OS)        4    10     1   16 GB        0
`,
    },
    '-P db01 -d': {
      stdout: `[Virtual Machine Devices]

[Storage Interface Details]
disk:scsi:0,0,0:lv:/dev/vg01/rdb01

[Network Interface Details]
network:avio_lan:0,1,0x66F3F84E37D5:vswitch:vmlan4:portid:1
`,
    },
    '-P db01 -V': { stdout: verbose('db01', 'Modify status : Modify') },
    '-P web01 -V': { stdout: verbose('web01', 'modify_status=disabled') },
    '-P web01 -d': { stderr: 'hpvmstatus: Unable to continue.\n', status: 1 },
    '-P web01': {
      stdout: `[Virtual Machine Details]
Virtual Machine Name VM #  OS Type State
==================== ===== ======= ========
web01                    2 HPUX    Off

[Network Interface Details]
Interface Adaptor    Name/Num   PortNum Bus Dev Ftn Mac Address
========= ========== ========== ======= === === === =================
vswitch   lan        vmlan4     2         0   1   0 ae-d6-f7-fa-4e-3e
`,
    },
  },
  '/opt/hpvm/bin/hpvmdevmgmt': {
    '-l gdev': {
      stdout: `/dev/vg01/rdb01:CONFIG=gdev,EXIST=YES,DEVTYPE=LVOL,SHARE=NO:db01:
vmlan4:CONFIG=gdev,EXIST=YES,DEVTYPE=SWITCH,SHARE=NO:db01,web01:
`,
    },
  },
  '/usr/bin/ps': {
    '-e -o pid,user,args': {
      stdout: `  PID USER     COMMAND
    0 root     swapper
 2211 root     /usr/local/sbin/tcpdump -n -i lan4 port 22
 3001 root     tcpdump-reader
`,
    },
  },
};

/** Files of {@link SMALL_HOST}. */
export const SMALL_HOST_FILES: Readonly<Record<string, string>> = {
  '/etc/rc.config.d/netconf': `HOSTNAME="vmhost9"
INTERFACE_NAME[1]=lan1
IP_ADDRESS[1]=192.1.4.205
SUBNET_MASK[1]=255.255.255.240
INTERFACE_NAME[0]="lan4" # fast
IP_ADDRESS[0]='192.1.2.205'
SUBNET_MASK[0]=255.255.255.0
`,
  '/etc/rc.config.d/hpvmconf': '# Integrity VM\nHPVM_ENABLE=1\nHPVMMACADDRFRAMES=1\n',
  '/etc/rc.config.d/hp_apaconf': 'HP_APA_DEFAULT_PORT_MODE=MANUAL\n',
  '/etc/lanmon/lanconfig.ascii': 'FAILOVER_GROUP lan900\nPRIMARY lan1 5\nSTANDBY lan2 3\n',
  '/etc/rc.config.d/vlanconf': 'VLAN_PHY_INTERFACE[0]=lan900\nVLAN_ID[0]=120\nVLAN_VPPA[0]=5000\n',
  '/etc/rc.config.d/hpietherconf': 'HP_IETHER_INTERFACE_NAME[0]=lan1\nHP_IETHER_SEND_CKO[0]=OFF\n',
  '/var/opt/hpvmctl/ownership': 'claim vswitch.vmlan4\nclaim vswitch.old\nrelease vswitch.old\n',
  '/var/opt/hpvm/guests/web01/vmm_config.next': '',
  '/var/opt/hpvm/guests/db01/vmm_config.current': '',
};

function nicRecords(driver: string, name: string, cko: string, vmtu: string): string {
  const attributes = { mtu: '1500', vmtu, speed: '1 Gbps Full Duplex', rx_cko: cko, tx_cko: cko };
  return Object.entries(attributes)
    .map(([attribute, value]) => `${driver}!${name}#${attribute}#current#${value}\n`)
    .join('');
}

function verbose(guest: string, status: string): string {
  return `[Virtual Machine Details]\nVirtual Machine Name : ${guest}\nVirtual Machine ID : 1\n${status}\n`;
}

function ifconfig(name: string, address: string, mask: string): string {
  return `${name}: flags=1843<UP,BROADCAST,RUNNING,MULTICAST,CKO>\n\tinet ${address} netmask ${mask} broadcast 192.1.4.255\n`;
}

function hpvmnetRows(rows: readonly string[]): string {
  return `Name     Number State   Mode      NamePPA  MAC Address    IP Address
======== ====== ======= ========= ======== ============== ===============
${rows.join('\n')}
`;
}
