import { resourceAddress } from '../model/resource';
import type { Operation } from './operation';

/** Addresses of the guest NICs that leave the vswitch port they are on, whether they go or get another one. */
export function leavingNics(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap(({ effect }) =>
      effect.type === 'guest-nic-remove' || effect.type === 'guest-nic-change'
        ? [resourceAddress('guestNic', `${effect.guest}:${effect.slot}`)]
        : [],
    ),
  );
}
