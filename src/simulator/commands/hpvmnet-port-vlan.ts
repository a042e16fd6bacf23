import { LOCALNET } from '../../model/names';
import { parseVlanId } from '../../model/vlan-id';
import type { CommandContext, CommandEnd } from '../command-context';
import type { Draft } from '../draft';
import { nicsWithChecksumOffload, portUses } from '../network-view';
import type { SimulatedVswitch } from '../simulated-host-state';
import { UNVERIFIED } from '../unverified-text';
import { refuse, refuseUsage } from './refusal';

const REQUEST = /^portid:([0-9]+):vlanid:(none|[0-9]+)$/;

/**
 * `hpvmnet -S name -u portid:P:vlanid:{V|none}`: silent on success and possible on a running vswitch (published session,
 * Integrity VM 4.x). VLAN ids 0..4094 (V6.3 Administrator Guide p. 121), ports 0..511 (p. 122).
 */
export function setPortVlan(context: CommandContext, vswitch: Draft<SimulatedVswitch>, request: string): CommandEnd {
  const { host } = context;
  const [, port, vlan] = REQUEST.exec(request) ?? [];
  if (port === undefined || vlan === undefined) return refuseUsage(context, null);
  if (Number(port) > 511) return refuse(context, UNVERIFIED.badPort(port));
  if (vlan !== 'none' && parseVlanId(Number(vlan)) === undefined) return refuse(context, UNVERIFIED.badVlanId(vlan));
  if (vswitch.name === LOCALNET && host.assumptions.vlanOnLocalnet === 'refused') {
    return refuse(context, UNVERIFIED.vlanRefused(LOCALNET));
  }
  if (!vswitch.isUp && host.assumptions.vlanOnDownVswitch === 'refused') {
    return refuse(context, UNVERIFIED.vlanRefused(UNVERIFIED.alreadyDown(vswitch.name)));
  }
  if (!portUses(host, vswitch.name).has(Number(port)) && host.assumptions.vlanOnUnusedPort === 'refused') {
    return refuse(context, UNVERIFIED.portNotInUse(port));
  }
  const key = String(Number(port));
  if (vlan === 'none') {
    vswitch.portVlans = Object.fromEntries(Object.entries(vswitch.portVlans).filter(([each]) => each !== key));
    return 0;
  }
  noteVlanHazards(context, vswitch, `port ${key} of ${vswitch.name} was put into VLAN ${vlan}`);
  vswitch.portVlans = { ...vswitch.portVlans, [key]: Number(vlan) };
  return 0;
}

function noteVlanHazards(context: CommandContext, vswitch: SimulatedVswitch, what: string): void {
  if (vswitch.uplink === null) return;
  // While it is down nobody talks over it; its boot is judged anew.
  const offloading = vswitch.isUp ? nicsWithChecksumOffload(context.host, vswitch.uplink) : [];
  if (offloading.length > 0) context.hazard('vlan-with-cko', `${what} while CKO is on (${offloading.join(', ')})`);
  const outstanding = vswitch.needsRestart.filter((reason) => reason !== 'adaptor');
  if (outstanding.length > 0) {
    context.hazard(
      'vlan-before-restart',
      `${what} while ${vswitch.name} waits for a restart (${outstanding.join(', ')})`,
    );
  }
}
