import { errorDiagnostic } from '../../model/diagnostic';
import { resourceAddress } from '../../model/resource';
import { ICA_42, ICA_43 } from '../documents';
import type { SafetyRule } from '../safety-rule';

/** Ports and MAC addresses belong to one guest NIC each. */
export const freePortForGuestNic: SafetyRule = {
  id: 'free-port-for-guest-nic',
  title: 'Give every guest NIC a vswitch port and a MAC address of its own',
  why: 'A second running guest on the same port does not start, and a duplicate MAC address takes traffic from the other NIC.',
  citations: [
    { document: ICA_42, page: 20 },
    { document: ICA_43, section: 'hpvmresources(5)', page: 325 },
  ],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const replaced = new Set(
      operations.flatMap((operation) =>
        operation.effect.type === 'guest-nic-remove' || operation.effect.type === 'guest-nic-change'
          ? [`${operation.effect.guest}:${operation.effect.slot}`]
          : [],
      ),
    );
    const staying = context.observed.guestNics.filter((nic) => !replaced.has(`${nic.guest}:${nic.slot}`));
    const portUser = new Map(staying.map((nic) => [`${nic.vswitch}:${String(nic.port)}`, `${nic.guest} ${nic.slot}`]));
    const macUser = new Map<string, string>([
      ...context.observed.lanInterfaces.map((nic) => [nic.mac, `${nic.name} of the VM host`] as const),
      ...staying.map((nic) => [nic.mac, `${nic.guest} ${nic.slot}`] as const),
    ]);
    return operations.flatMap((operation) => {
      const { effect } = operation;
      if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') return [];
      const identity = `${effect.guest}:${effect.slot}`;
      const taken = portUser.get(`${effect.vswitch}:${String(effect.port)}`);
      const mac = context.desiredNics.get(identity)?.mac;
      const twin = mac === undefined || effect.type === 'guest-nic-change' ? undefined : macUser.get(mac);
      const address = resourceAddress('guestNic', identity);
      return [
        ...(taken === undefined
          ? []
          : [
              errorDiagnostic(
                'free-port-for-guest-nic',
                `port ${String(effect.port)} of ${effect.vswitch} is already taken by ${taken}`,
                'Leave "port" out to let the planner choose a free one, or name another.',
                address,
              ),
            ]),
        ...(twin === undefined || mac === undefined
          ? []
          : [
              errorDiagnostic(
                'free-port-for-guest-nic',
                `MAC address ${mac} is already used by ${twin}`,
                'Leave "mac" out to let the host generate one, as HP advises, or name another.',
                address,
              ),
            ]),
      ];
    });
  },
  examples: {
    unsafe: [
      {
        title: 'a second guest gets the port that web01 uses',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan4:portid:2'],
      },
    ],
    safe: [
      {
        title: 'it gets a free port',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan4:portid:3'],
      },
    ],
  },
};
