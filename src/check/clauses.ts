import type { Clause } from './clause';
import { addressOnGroupPort } from './clauses/address-on-group-port';
import { apaChangeUnderVswitch } from './clauses/apa-change-under-vswitch';
import { avioWithoutUplink } from './clauses/avio-without-uplink';
import { captureUnderVswitch } from './clauses/capture-under-vswitch';
import { changeNotSaved } from './clauses/change-not-saved';
import { framesOffBeforeFour } from './clauses/frames-off-before-four';
import { groupEmptiedUnderVlan } from './clauses/group-emptied-under-vlan';
import { groupHasPorts } from './clauses/group-has-ports';
import { groupKeyFirst } from './clauses/group-key-first';
import { groupModeWhileEmpty } from './clauses/group-mode-while-empty';
import { guestLivesHere } from './clauses/guest-lives-here';
import { guestMustBeOff } from './clauses/guest-must-be-off';
import { guestNicCommandRefused } from './clauses/guest-nic-command-refused';
import { hostAddressKept } from './clauses/host-address-kept';
import { hostIpv6Kept } from './clauses/host-ipv6-kept';
import { hostVlanOverChecksumOffload } from './clauses/host-vlan-over-checksum-offload';
import { hostVlanRefused } from './clauses/host-vlan-refused';
import { interfaceRegroupedInUse } from './clauses/interface-regrouped-in-use';
import { macCheckIsOn } from './clauses/mac-check-is-on';
import { mixedSpeedPorts } from './clauses/mixed-speed-ports';
import { nicNeedsRunningVswitch } from './clauses/nic-needs-running-vswitch';
import { oneNicPerMac } from './clauses/one-nic-per-mac';
import { oneNicPerPort } from './clauses/one-nic-per-port';
import { portInOneGroup } from './clauses/port-in-one-group';
import { portVlanOnDownVswitch } from './clauses/port-vlan-on-down-vswitch';
import { portVlanOverChecksumOffload } from './clauses/port-vlan-over-checksum-offload';
import { portVlanWithoutNic } from './clauses/port-vlan-without-nic';
import { segmentationNeedsTransmit } from './clauses/segmentation-needs-transmit';
import { segmentationOfPort } from './clauses/segmentation-of-port';
import { sixtyNicsOfAGuest } from './clauses/sixty-nics-of-a-guest';
import { unfitUplink } from './clauses/unfit-uplink';
import { vswitchCommandRefused } from './clauses/vswitch-command-refused';
import { vswitchKeepsOldAdapter } from './clauses/vswitch-keeps-old-adapter';
import { vswitchKeepsOldAddress } from './clauses/vswitch-keeps-old-address';
import { vswitchKeepsOldSettings } from './clauses/vswitch-keeps-old-settings';
import { vswitchOfOneGuest } from './clauses/vswitch-of-one-guest';
import { vswitchRemovedUnderNic } from './clauses/vswitch-removed-under-nic';

/** Every hazard that the checker looks for, by id. */
export const CLAUSES: readonly Clause[] = [
  addressOnGroupPort,
  apaChangeUnderVswitch,
  avioWithoutUplink,
  captureUnderVswitch,
  changeNotSaved,
  framesOffBeforeFour,
  groupEmptiedUnderVlan,
  groupHasPorts,
  groupKeyFirst,
  groupModeWhileEmpty,
  guestLivesHere,
  guestMustBeOff,
  guestNicCommandRefused,
  hostAddressKept,
  hostIpv6Kept,
  hostVlanOverChecksumOffload,
  hostVlanRefused,
  interfaceRegroupedInUse,
  macCheckIsOn,
  mixedSpeedPorts,
  nicNeedsRunningVswitch,
  oneNicPerMac,
  oneNicPerPort,
  portInOneGroup,
  portVlanOnDownVswitch,
  portVlanOverChecksumOffload,
  portVlanWithoutNic,
  segmentationNeedsTransmit,
  segmentationOfPort,
  sixtyNicsOfAGuest,
  unfitUplink,
  vswitchCommandRefused,
  vswitchKeepsOldAdapter,
  vswitchKeepsOldAddress,
  vswitchKeepsOldSettings,
  vswitchOfOneGuest,
  vswitchRemovedUnderNic,
];
