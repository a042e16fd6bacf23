import type { Result } from '../../src/model/result';
import { parseDeviceDatabase } from '../../src/discovery/parsers/parse-device-database';
import { parseGuestStatus } from '../../src/discovery/parsers/parse-guest-status';
import { parseHpApaconf } from '../../src/discovery/parsers/parse-hp-apaconf';
import { parseHpApaportconf } from '../../src/discovery/parsers/parse-hp-apaportconf';
import { parseHpvmconf } from '../../src/discovery/parsers/parse-hpvmconf';
import { parseHpvminfo } from '../../src/discovery/parsers/parse-hpvminfo';
import { parseHpvmnet } from '../../src/discovery/parsers/parse-hpvmnet';
import { parseHpvmnetPorts } from '../../src/discovery/parsers/parse-hpvmnet-ports';
import { parseHpvmstatus } from '../../src/discovery/parsers/parse-hpvmstatus';
import { parseHpvmstatusDetails } from '../../src/discovery/parsers/parse-hpvmstatus-details';
import { parseHpvmstatusDevices } from '../../src/discovery/parsers/parse-hpvmstatus-devices';
import { parseIfconfig } from '../../src/discovery/parsers/parse-ifconfig';
import { parseIfconfigInet6 } from '../../src/discovery/parsers/parse-ifconfig-inet6';
import { parseIoscan } from '../../src/discovery/parsers/parse-ioscan';
import { parseLanconfig } from '../../src/discovery/parsers/parse-lanconfig';
import { parseNetconf } from '../../src/discovery/parsers/parse-netconf';
import { parseNetconfIpv6 } from '../../src/discovery/parsers/parse-netconf-ipv6';
import { parseNetstat } from '../../src/discovery/parsers/parse-netstat';
import { parseNicConf } from '../../src/discovery/parsers/parse-nic-conf';
import { parseNwmgrApaTable } from '../../src/discovery/parsers/parse-nwmgr-apa-table';
import { parseNwmgrScript } from '../../src/discovery/parsers/parse-nwmgr-script';
import { parseNwmgrTable } from '../../src/discovery/parsers/parse-nwmgr-table';
import { parseOwnership } from '../../src/discovery/parsers/parse-ownership';
import { parsePs } from '../../src/discovery/parsers/parse-ps';
import { parseSshConnection } from '../../src/discovery/parsers/parse-ssh-connection';
import { parseSwlist } from '../../src/discovery/parsers/parse-swlist';
import { parseVlanconf } from '../../src/discovery/parsers/parse-vlanconf';

/** Which parser reads the recordings of a folder `<release>/<command>`, by command. */
export const PARSERS: Readonly<Record<string, (text: string) => Result<unknown>>> = {
  hp_apaconf: parseHpApaconf,
  hp_apaportconf: parseHpApaportconf,
  hpietherconf: (text) => parseNicConf('iether', text, '/etc/rc.config.d/hpietherconf'),
  hpixgbeconf: (text) => parseNicConf('ixgbe', text, '/etc/rc.config.d/hpixgbeconf'),
  hpvmconf: parseHpvmconf,
  'hpvmdevmgmt-l': parseDeviceDatabase,
  hpvminfo: parseHpvminfo,
  hpvmnet: parseHpvmnet,
  'hpvmnet-S': parseHpvmnetPorts,
  hpvmstatus: parseHpvmstatus,
  'hpvmstatus-P': parseHpvmstatusDetails,
  'hpvmstatus-V': parseGuestStatus,
  'hpvmstatus-d': parseHpvmstatusDevices,
  ifconfig: parseIfconfig,
  'ifconfig-inet6': parseIfconfigInet6,
  ioscan: parseIoscan,
  lanconfig: parseLanconfig,
  netconf: parseNetconf,
  'netconf-ipv6': parseNetconfIpv6,
  'netstat-in': parseNetstat,
  'nwmgr-S-apa': parseNwmgrApaTable,
  'nwmgr-g': parseNwmgrTable,
  'nwmgr-sc': parseNwmgrScript,
  ownership: parseOwnership,
  ps: parsePs,
  'ssh-connection': parseSshConnection,
  swlist: parseSwlist,
  vlanconf: parseVlanconf,
};
