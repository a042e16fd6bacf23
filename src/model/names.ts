import type { Brand } from './brand';

/** Name of a VM host as its desired-state file and `--host` call it: a DNS-like label or dotted name. */
export type HostName = Brand<string, 'HostName'>;
/** vswitch name, 1 to 8 characters of `A-Za-z0-9_-`; `localnet` is the product's own. */
export type VswitchName = Brand<string, 'VswitchName'>;
/** Virtual machine (guest) name. */
export type GuestName = Brand<string, 'GuestName'>;
/** Name of a LAN interface: `lan` and its PPA. */
export type InterfaceName = Brand<string, 'InterfaceName'>;

/** The vswitch that Integrity VM always creates itself (HP-UX Handbook 13.00 ch. 18 p. 6). */
export const LOCALNET = 'localnet' as VswitchName;

/** Grammar of a {@link HostName}; the length is checked apart. */
export const HOST_NAME_PATTERN = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
/** Grammar of a {@link VswitchName}. */
export const VSWITCH_NAME_PATTERN = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,7}$/;
/** Grammar of a {@link GuestName}. */
export const GUEST_NAME_PATTERN = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/;
const INTERFACE_NAME = /^lan(0|[1-9][0-9]{0,4})$/;

/** Reads a host name; `undefined` when it is not one (at most 253 characters). */
export function parseHostName(text: string): HostName | undefined {
  return text.length <= 253 && HOST_NAME_PATTERN.test(text) ? (text as HostName) : undefined;
}

/**
 * Reads a vswitch name; `undefined` when it is not one.
 *
 * The limit of 8 is remembered from the manuals and agrees with the 8-wide Name column of `hpvmnet`; every name
 * seen in published listings uses letters, digits and `_`.
 */
export function parseVswitchName(text: string): VswitchName | undefined {
  return VSWITCH_NAME_PATTERN.test(text) ? (text as VswitchName) : undefined;
}

/** Reads a guest name; `undefined` when it is not one. Labels of up to 255 characters: vPars and Integrity VM V6.1 Administrator Guide p. 224. */
export function parseGuestName(text: string): GuestName | undefined {
  return GUEST_NAME_PATTERN.test(text) ? (text as GuestName) : undefined;
}

/** Reads a LAN interface name (`lan0`, `lan900`, `lan5000`); `undefined` when it is not one. */
export function parseInterfaceName(text: string): InterfaceName | undefined {
  return INTERFACE_NAME.test(text) ? (text as InterfaceName) : undefined;
}
