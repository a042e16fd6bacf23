import { displayProbe, OBJECT, type CommandProbe, type ProbeSubject } from '../discovery/probes/probe';
import { probeEntries } from '../discovery/probes/probes';
import { needsRoot } from '../model/privileged-command';
import type { SudoForm } from './sudo-form';

const OBJECTS: Readonly<Record<ProbeSubject, string>> = {
  host: '',
  interface: '{interface}',
  nic: '{interface}',
  aggregate: '{group}',
  hostVlan: '{hostVlan}',
  plumbedInterface: '{interface}',
  vswitch: '{vswitch}',
  guest: '{guest}',
};

/**
 * What discovery runs as root where it goes through sudo: the probes that need it, and a look at files and folders that
 * the login may be kept from. All of it only reads.
 */
export function discoveryForms(): readonly SudoForm[] {
  return probeEntries().flatMap(([, probe]): readonly SudoForm[] => {
    switch (probe.kind) {
      case 'command':
        return needsRoot(probe.words) ? [wordsOf(probe)] : [];
      case 'file':
        return [
          ['/usr/bin/test', '-f', probe.path],
          ['/usr/bin/cat', probe.path],
        ];
      case 'existence':
        return [
          ['/usr/bin/test', '-d', probe.folder.replaceAll(OBJECT, OBJECTS[probe.subject])],
          ['/usr/bin/test', '-f', displayProbe(probe, OBJECTS[probe.subject])],
        ];
      case 'processId':
      case 'environment':
        return [];
    }
  });
}

function wordsOf({ words, subject }: CommandProbe): SudoForm {
  return words.map((word) => word.replaceAll(OBJECT, OBJECTS[subject]));
}

const HPVMNET = '/opt/hpvm/bin/hpvmnet';
const HPVMMODIFY = '/opt/hpvm/bin/hpvmmodify';
const NWMGR = '/usr/sbin/nwmgr';
const IFCONFIG = '/usr/sbin/ifconfig';
const CH_RC = '/usr/sbin/ch_rc';
const BOOT_SCRIPT = '/sbin/init.d/hpvmctl';
const BOOT_LINK = '/sbin/rc3.d/S990hpvmctl';
const STOP_LINK = '/sbin/rc2.d/K010hpvmctl';

const NETWORKS = ['lan', 'avio_lan'].map((adapter) => `network:${adapter}:{slot}`);

/** The forms of `src/plan/operations`, what takes them back, and what reads them back; a test holds them together. */
const CHANGES: readonly SudoForm[] = [
  [HPVMNET, '-c', '-S', '{vswitch}'],
  [HPVMNET, '-c', '-S', '{vswitch}', '-n', '{ppa}'],
  [HPVMNET, '-b', '-S', '{vswitch}'],
  [HPVMNET, '-S', '{vswitch}', '-h'],
  [HPVMNET, '-d', '-S', '{vswitch}'],
  [HPVMNET, '-S', '{vswitch}', '-u', 'portid:{port}:vlanid:{vlanIdOrNone}'],
  ...NETWORKS.flatMap((network) => [
    [HPVMMODIFY, '-P', '{guest}', '-a', `${network}:vswitch:{vswitch}`],
    [HPVMMODIFY, '-P', '{guest}', '-a', `${network},{mac}:vswitch:{vswitch}`],
    [HPVMMODIFY, '-P', '{guest}', '-m', `${network}:vswitch:{vswitch}`],
    [HPVMMODIFY, '-P', '{guest}', '-d', `${network}:vswitch:{vswitch}`],
    [HPVMMODIFY, '-P', '{guest}', '-d', `${network},{mac}:vswitch:{vswitch}`],
  ]),
  ...[[], ['-f']].flatMap((force) => [
    [NWMGR, '-s', ...force, '-A', 'rx_cko={onOff}', '-c', '{interface}'],
    [NWMGR, '-s', ...force, '-A', 'tx_cko={onOff}', '-c', '{interface}'],
    [NWMGR, '-s', ...force, '-A', 'vmtu={bytes}', '-c', '{interface}'],
  ]),
  [NWMGR, '-s', '-A', 'all', '--sa', '--fr', 'cu', '-c', '{interface}'],
  ...['MANUAL', 'LAN_MONITOR'].flatMap((mode) => [
    [NWMGR, '-a', '-A', 'links={links}', '-A', `mode=${mode}`, '-c', '{group}', '-S', 'apa'],
    [NWMGR, '-a', '-A', 'links={links}', '-A', `mode=${mode}`, '-A', 'lb={balancing}', '-c', '{group}', '-S', 'apa'],
  ]),
  [NWMGR, '-a', '-A', 'links={links}', '-A', 'mode=LAN_MONITOR', '-c', '{group}', '-f', '-S', 'apa'],
  ...[
    ['LACP_AUTO', 'key'],
    ['FEC_AUTO', 'gc'],
  ].flatMap(([mode = '', number = '']) => [
    [NWMGR, '-s', '-A', `${number}={ppa}`, '-c', '{group}', '-S', 'apa'],
    [NWMGR, '-s', '-A', `${number}={ppa}`, '-A', 'lb={balancing}', '-c', '{group}', '-S', 'apa'],
    [NWMGR, '-s', '-A', `mode=${mode}`, '-A', `${number}={ppa}`, '-c', '{interface}', '-S', 'apa'],
  ]),
  [NWMGR, '-s', '-A', 'lb={balancing}', '-c', '{group}', '-S', 'apa'],
  [NWMGR, '-d', '-S', 'apa', '-c', '{group}', '-A', 'links=all', '--force'],
  [NWMGR, '-d', '-S', 'apa', '-c', '{group}', '-A', 'links={ppa}'],
  [NWMGR, '-d', '-S', 'apa', '-c', '{group}', '-A', 'links={ppa}', '--force'],
  [NWMGR, '-s', '-S', 'apa', '-A', 'all', '--saved', '--from', 'cu'],
  [NWMGR, '-a', '-S', 'vlan', '-A', 'vlanid={vlanId},ppa={ppa}', '-c', '{hostVlan}'],
  [NWMGR, '-s', '-c', '{hostVlan}', '-A', 'all', '--sa', '--fr', 'cu'],
  [NWMGR, '-d', '-c', '{hostVlan}'],
  [NWMGR, '-d', '-S', 'vlan', '-c', '{hostVlan}', '--sa'],
  [IFCONFIG, '{interface}', 'unplumb'],
  [IFCONFIG, '{interface}', 'inet', '{address}', 'netmask', '{address}', 'up'],
  [CH_RC, '-a', '-p', 'HPVMMACADDRFRAMES={twoDigits}', '/etc/rc.config.d/hpvmconf'],
  [CH_RC, '-r', '-p', 'HPVMMACADDRFRAMES', '/etc/rc.config.d/hpvmconf'],
  [CH_RC, '-a', '-p', 'INTERFACE_NAME[{twoDigits}]={interface}', '/etc/rc.config.d/netconf'],
];

/** Steps are read back in the same way as they are run, also by commands that would not need it. */
const READ_BACKS: readonly SudoForm[] = [
  [IFCONFIG, '{interface}'],
  ['/usr/bin/netstat', '-in'],
  [CH_RC, '-l', '-p', 'HPVMMACADDRFRAMES', '/etc/rc.config.d/hpvmconf'],
];

/** The boot hook of a run: put up before the first step, taken down after confirmation. */
const BOOT_HOOK: readonly SudoForm[] = [
  ['/usr/bin/mkdir', '-p', '/sbin/init.d', '/sbin/rc2.d', '/sbin/rc3.d'],
  ['/usr/bin/cp', '/var/opt/hpvmctl/runs/{run}/boot-script', BOOT_SCRIPT],
  ['/usr/bin/chmod', '755', BOOT_SCRIPT],
  ['/usr/bin/ln', '-s', BOOT_SCRIPT, BOOT_LINK],
  ['/usr/bin/ln', '-s', BOOT_SCRIPT, STOP_LINK],
  ['/usr/bin/rm', '-f', STOP_LINK, BOOT_LINK],
  ['/usr/bin/rm', '-f', STOP_LINK, BOOT_LINK, BOOT_SCRIPT],
];

/** What applying a plan runs as root: it looks before and afterwards, so everything that discovery runs is part of it. */
export function applyForms(): readonly SudoForm[] {
  return [...discoveryForms(), ...READ_BACKS, ...CHANGES, ...BOOT_HOOK];
}
