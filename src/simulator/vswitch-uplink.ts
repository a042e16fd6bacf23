import type { Draft } from './draft';
import { addressOf, interfaceView, nicsBehind } from './network-view';
import type { RestartReason, SimulatedHostState, SimulatedVswitch } from './simulated-host-state';

/** What a vswitch takes from its uplink when it boots. */
interface Uplink {
  readonly mac: string | null;
  readonly ip: string | null;
  readonly offload: string;
}

/** Boots a vswitch: its MAC and IP address are read from the uplink now and kept until the next boot. */
export function captureUplink(host: SimulatedHostState, vswitch: Draft<SimulatedVswitch>): void {
  const { mac, ip } = readUplink(host, vswitch);
  vswitch.capturedMac = mac;
  vswitch.capturedIp = ip;
  vswitch.needsRestart = [];
}

/**
 * Compares what running vswitches stand on before and after a command, and notes on each what it is now out of step
 * with: CKO, host IP address or MAC address of the uplink (vPars and Integrity VM V6.3 Administrator Guide p. 118).
 */
export function noteUplinkChanges(before: SimulatedHostState, after: Draft<SimulatedHostState>): void {
  for (const vswitch of after.vswitches) {
    const earlier = before.vswitches.find(({ name }) => name === vswitch.name);
    if (!vswitch.isUp || earlier?.isUp !== true || vswitch.uplink === null) continue;
    const old = readUplink(before, earlier);
    const now = readUplink(after, vswitch);
    if (old.mac !== now.mac) addRestartReason(vswitch, 'mac');
    if (old.ip !== now.ip) addRestartReason(vswitch, 'ip');
    if (old.offload !== now.offload) addRestartReason(vswitch, 'cko');
  }
}

/** Notes once that a vswitch has to be restarted, and why. */
export function addRestartReason(vswitch: Draft<SimulatedVswitch>, reason: RestartReason): void {
  if (!vswitch.needsRestart.includes(reason)) vswitch.needsRestart = [...vswitch.needsRestart, reason].sort();
}

function readUplink(host: SimulatedHostState, vswitch: SimulatedVswitch): Uplink {
  const { uplink } = vswitch;
  if (uplink === null) return { mac: null, ip: null, offload: '' };
  const offload = nicsBehind(host, uplink)
    .map((name) => {
      const attributes = host.running.nicAttributes[name];
      const tso = host.assumptions.segmentationOffloadNeedsRestart ? String(attributes?.vmtu) : '';
      return `${name} ${String(attributes?.rx_cko)} ${String(attributes?.tx_cko)} ${tso}`;
    })
    .sort()
    .join('\n');
  return { mac: interfaceView(host, uplink)?.mac ?? null, ip: addressOf(host, uplink), offload };
}
