import type { HostConnector, HostTarget } from '../../workflow/ports';

/** What somebody with root and good intentions does at three in the morning. */
export const UNPLANNED_CHANGES = [
  { why: 'turns checksum offload of the 10 GbE card on again', command: '/usr/sbin/nwmgr -s -f -A rx_cko=on -c lan4' },
  { why: 'and the transmit side, too', command: '/usr/sbin/nwmgr -s -f -A tx_cko=on -c lan4' },
  { why: "clears the VLAN of web01's port", command: '/opt/hpvm/bin/hpvmnet -S vmlan4 -u portid:2:vlanid:none' },
] as const;

/** Resources that the changes above make drift, as a drift report names them. */
export const DRIFTED_ADDRESSES = ['lanInterface.lan4', 'guestNic.web01:0,1'] as const;

/** Makes the unplanned changes over an SSH session of its own. Gives what the host said when one of them failed. */
export async function changeBehindOurBack(hosts: HostConnector, target: HostTarget): Promise<string | undefined> {
  const shell = await hosts.connect(target);
  try {
    // The simulated host keeps its commands below a folder of its own.
    const script = [
      'set -e',
      ...UNPLANNED_CHANGES.map(({ command }) => `"\${HPVM_COMMAND_PREFIX:-}"${command}`),
      '',
    ].join('\n');
    const outcome = await shell.runScript(script, { timeoutMs: 30_000 });
    return outcome.exitStatus === 0 ? undefined : `${outcome.stderr}${outcome.stdout}`;
  } finally {
    await shell.close();
  }
}
