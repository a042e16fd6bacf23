import type { Brand } from './brand';

/** Place of a guest NIC in its guest, `bus,device`, each 0 to 7. */
export type GuestSlot = Brand<string, 'GuestSlot'>;

/** Grammar of a {@link GuestSlot}. */
export const GUEST_SLOT_PATTERN = /^[0-7],[0-7]$/;

/** Reads `bus,device` (0..7 each; vPars and Integrity VM V6.3 Administrator Guide p. 76); `undefined` for anything else. */
export function parseGuestSlot(text: string): GuestSlot | undefined {
  return GUEST_SLOT_PATTERN.test(text) ? (text as GuestSlot) : undefined;
}
