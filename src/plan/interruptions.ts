import { resourceAddress } from '../model/resource';
import type { Operation } from './operation';

/** Address of what an operation takes out of service: a vswitch, a guest NIC, or the group with the VM host's address. */
export function interruptedBy({ effect }: Operation): string | undefined {
  if (effect.type === 'vswitch-halt') return resourceAddress('vswitch', effect.vswitch);
  if (effect.type === 'guest-nic-remove') return resourceAddress('guestNic', `${effect.guest}:${effect.slot}`);
  return effect.type === 'address-remove' ? resourceAddress('apaGroup', effect.group) : undefined;
}

/** Address of what an operation brings back into service, the counterpart of {@link interruptedBy}. */
export function restoredBy({ effect }: Operation): string | undefined {
  if (effect.type === 'vswitch-boot') return resourceAddress('vswitch', effect.vswitch);
  if (effect.type === 'guest-nic-add') return resourceAddress('guestNic', `${effect.guest}:${effect.slot}`);
  return effect.type === 'address-add' ? resourceAddress('apaGroup', effect.group) : undefined;
}
