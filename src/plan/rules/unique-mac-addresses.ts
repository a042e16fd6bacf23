import { errorDiagnostic } from '../../model/diagnostic';
import { NULL_MAC, type MacAddress } from '../../model/mac-address';
import { ICA_43, RELEASE_NOTES_3 } from '../documents';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** A station address belongs to one station. That a document names no address twice is checked when it is read. */
export const uniqueMacAddresses: SafetyRule = {
  id: 'unique-mac-addresses',
  title: 'Give every guest NIC a MAC address that nothing else has',
  why: 'Of two stations with one MAC address each takes traffic from the other, and a guest with a duplicate may not start.',
  citations: [
    { document: ICA_43, section: 'hpvmresources(5)', page: 325 },
    { document: RELEASE_NOTES_3, section: '7.3', page: 43 },
  ],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const users = usersOf(operations, context);
    return operations.flatMap(({ effect }) => {
      if (effect.type !== 'guest-nic-add') return [];
      const identity = `${effect.guest}:${effect.slot}`;
      const mac = context.desiredNics.get(identity)?.mac;
      const user = users.get(mac);
      if (user === undefined) return [];
      return [
        errorDiagnostic(
          'unique-mac-addresses',
          `MAC address ${String(mac)} of guest NIC ${identity} is already that of ${user}`,
          'Leave "mac" out to let the host generate one, as HP advises, or name another (Integrity VM 4.3 Installation, Configuration, and Administration, p. 325).',
          `guestNic.${identity}`,
        ),
      ];
    });
  },
  examples: {
    unsafe: [
      {
        title: 'a NIC gets the MAC address that web01 has',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2,0x66F3F84E37D5:vswitch:vmlan0:portid:2'],
      },
    ],
    safe: [
      {
        title: 'it gets one of its own',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2,0x66F3F84E37DF:vswitch:vmlan0:portid:2'],
      },
    ],
  },
};

/** Who has which address: NICs of the host, aggregates with one of their own, and the NICs of all guests, stopped ones too. */
function usersOf(
  operations: readonly Operation[],
  context: PlanningContext,
): ReadonlyMap<MacAddress | undefined, string> {
  const removed = new Set<string>();
  for (const { effect } of operations) {
    if (effect.type === 'guest-nic-remove') removed.add(`${effect.guest}:${effect.slot}`);
  }
  const users = new Map<MacAddress | undefined, string>();
  for (const nic of context.observed.guestNics) {
    const identity = `${nic.guest}:${nic.slot}`;
    if (!removed.has(identity)) users.set(nic.mac, `guest NIC ${identity}`);
  }
  for (const { mac, name } of context.observed.apaGroups)
    if (mac !== NULL_MAC) users.set(mac, `${name} of the VM host`);
  for (const { mac, name } of context.observed.lanInterfaces) users.set(mac, `${name} of the VM host`);
  return users;
}
