import { Token } from 'cdktf';

import type { DesiredDocument } from '../../src/desired/desired-schema';
import { resourceAddress } from '../../src/model/resource';

/** Attributes of `hpvm_host_network` that say what a host should be. */
export interface NativeAttributes {
  readonly interfaces: object;
  readonly groups: object;
  readonly host_vlans: object;
  readonly vswitches: object;
  readonly guest_nics: object;
  readonly tunables: object | undefined;
}

/** A document null is a value ("no uplink", "untagged"); null to Terraform means that nothing is said. */
const NONE = 'none';

/** A document in the words of the Terraform resource. Values that only Terraform knows stay as they are. */
export function nativeAttributes(document: DesiredDocument): NativeAttributes {
  const { lanInterfaces = [], apaGroups = [], hostVlans = [], vswitches = [], guestNics = [], tunables } = document;
  return {
    interfaces: keyed(lanInterfaces, ({ name }) => name),
    groups: keyed(apaGroups, ({ name }) => name),
    host_vlans: keyed(hostVlans, ({ name }) => name),
    vswitches: keyed(vswitches, ({ name }) => name),
    guest_nics: keyed(
      guestNics.map(({ vlanId, ...nic }) => ({ ...nic, vlanId: isLiteralNumber(vlanId) ? String(vlanId) : vlanId })),
      ({ guest, slot }) => `${guest}:${slot}`,
    ),
    tunables: tunables === undefined ? undefined : attributesOf(tunables),
  };
}

/** Where everything is declared, by address, for the error messages of the provider. */
export function nativeDeclarations(document: DesiredDocument, hostPath: string): Readonly<Record<string, string>> {
  const { lanInterfaces = [], apaGroups = [], hostVlans = [], vswitches = [], guestNics = [], tunables } = document;
  const declared: readonly (readonly [string, { readonly from?: string | undefined }])[] = [
    ...lanInterfaces.map((each) => [resourceAddress('lanInterface', each.name), each] as const),
    ...apaGroups.map((each) => [resourceAddress('apaGroup', each.name), each] as const),
    ...hostVlans.map((each) => [resourceAddress('hostVlan', each.name), each] as const),
    ...vswitches.map((each) => [resourceAddress('vswitch', each.name), each] as const),
    ...guestNics.map((each) => [resourceAddress('guestNic', `${each.guest}:${each.slot}`), each] as const),
    ...(tunables === undefined ? [] : [[resourceAddress('tunables'), tunables] as const]),
  ];
  return {
    host: hostPath,
    ...Object.fromEntries(declared.flatMap(([address, { from }]) => (from === undefined ? [] : [[address, from]]))),
  };
}

/** How a host is reached, for the `ssh` of the resource and of the data source; undefined: by its name alone. */
export function nativeConnection({ host, connection }: DesiredDocument): object | undefined {
  const { after, discovery, address, ...own } = connection ?? { address: host };
  const attributes = attributesOf({
    ...own,
    address: address === host ? undefined : address,
    afterAddress: after?.address,
    afterPort: after?.port,
    discoveryUser: discovery?.user,
    discoverySudo: discovery?.sudo,
  });
  return Object.keys(attributes).length === 0 ? undefined : attributes;
}

function keyed<Element extends object>(elements: readonly Element[], keyOf: (element: Element) => string): object {
  return Object.fromEntries(elements.map((element) => [keyOf(element), attributesOf(element)]));
}

/** What names an element is its key, and where it was declared is no business of the host. */
const NOT_WRITTEN = ['name', 'guest', 'slot', 'from'];

function attributesOf(element: object): object {
  return Object.fromEntries(
    Object.entries(element as Readonly<Record<string, unknown>>)
      .filter(([property, value]) => value !== undefined && !NOT_WRITTEN.includes(property))
      .map(([property, value]) => [
        property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        value === null ? NONE : value,
      ]),
  );
}

function isLiteralNumber(value: unknown): value is number {
  return typeof value === 'number' && !Token.isUnresolved(value);
}
