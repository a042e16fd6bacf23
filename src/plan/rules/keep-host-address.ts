import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { resourceAddress } from '../../model/resource';
import { isOnlySaved } from '../../model/saved-field';
import { ADMIN_GUIDE_63, APA_GUIDE_2014, NWMGR_APA } from '../documents';
import { joinedPortsOf, releasedPortsOf } from '../group-membership';
import type { Operation } from '../operation';
import { movedAddress, takesManagementAddress } from '../management-path';
import { homeOf } from '../operations/group-address';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** The VM host keeps its own address when the group that carries it is rebuilt. */
export const keepHostAddress: SafetyRule = {
  id: 'keep-host-address',
  title: "Move the VM host's own address along with its interface, and unplumb ports before they join an aggregate",
  why: 'A failover group gives its address back to the primary port when it is cleared; left there, the aggregate comes up without the address and the host is unreachable on it.',
  citations: [
    { document: APA_GUIDE_2014, page: 82 },
    { document: ADMIN_GUIDE_63, section: '8.2.1.8', page: 118 },
    { document: NWMGR_APA, page: 9 },
    { document: 'ifconfig(1M), HP-UX 11i v3 Reference, February 2007' },
  ],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: ({ effect }) => (effect.type === 'address-remove' ? [effect.interface] : []),
      later: joinedPortsOf,
      why: () => 'a port gives up the address it got back before it joins another group',
    },
    {
      earlier: releasedPortsOf,
      later: ({ effect }) => (effect.type === 'address-add' ? [effect.interface] : []),
      why: () => 'a port gets an address only when it has left its group',
    },
  ],
  forbids: (operations, context) =>
    operations.flatMap((operation) => [
      ...unclearHome(operation, context),
      ...occupiedPort(operation, operations, context),
      ...addressedVlan(operation, context),
      ...lostRoutes(operation, context),
      ...criticalGroup(operation, context),
    ]),
  examples: {
    unsafe: [
      {
        title: 'a port joins an aggregate while it still carries the address the failover group gave back',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan900 -h', '/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force'],
        commands: ['/usr/sbin/nwmgr -a -A links=1,2 -A mode=MANUAL -c lan900 -S apa'],
      },
    ],
    safe: [
      {
        title: 'the port is unplumbed and the aggregate gets the address',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan900 -h', '/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force'],
        commands: [
          '/usr/sbin/ifconfig lan1 unplumb',
          '/usr/sbin/nwmgr -a -A links=1,2 -A mode=MANUAL -c lan900 -S apa',
          '/usr/sbin/ch_rc -a -p INTERFACE_NAME[1]=lan900 /etc/rc.config.d/netconf',
          '/usr/sbin/ifconfig lan900 inet 192.1.4.205 netmask 255.255.255.0 up',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan900',
        ],
      },
    ],
  },
};

function unclearHome(operation: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (operation.effect.type !== 'apa-clear') return [];
  const { group } = operation.effect;
  const addresses = context.observed.addresses.filter((entry) => entry.interface === group);
  const current = context.index.apaGroup.get(group);
  const first = addresses[0];
  if (first === undefined || current === undefined || current.mode === 'Not_Enabled') return [];
  if (addresses.length > 1) {
    return [
      errorDiagnostic(
        'keep-host-address',
        `${group} carries ${String(addresses.length)} addresses of the VM host`,
        'Only one address is moved along. Remove the aliases first, and put them back afterwards.',
        operation.address,
      ),
    ];
  }
  if (operation.ownership?.action === 'release' && current.mode !== 'LAN_MONITOR') {
    return [
      errorDiagnostic(
        'keep-host-address',
        `${group} is to be removed but carries address ${first.address} of the VM host`,
        'The address would be lost. Move it to another interface first.',
        operation.address,
      ),
    ];
  }
  const shape = { mode: current.mode, ports: current.ports, loadBalancing: null };
  if (homeOf(group, shape, first.address, context) !== undefined) return [];
  return [
    errorDiagnostic(
      'keep-host-address',
      `cannot tell which port ${first.address} returns to when failover group ${group} is cleared`,
      `No INTERFACE_NAME entry of /etc/rc.config.d/netconf ties ${first.address} to a port of ${group} (${current.ports.join(', ')}). Correct netconf, or remove the address first.`,
      operation.address,
    ),
  ];
}

/** nwmgr analyses critical resources before it takes a port out, and this tool does not override what it finds. */
function criticalGroup({ effect, address }: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (effect.type !== 'apa-remove-port') return [];
  const carried = context.observed.addresses.find((entry) => entry.interface === effect.group);
  if (carried === undefined) return [];
  return [
    warningDiagnostic(
      'keep-host-address',
      `taking ${effect.port} out of ${effect.group} may be refused, because the group carries ${carried.address} of the VM host`,
      `nwmgr refuses with EBUSY when the group becomes a critical resource by it (${NWMGR_APA}, p. 9); the plan would stop there, with what it has halted. ` +
        `Look beforehand with "/usr/sbin/nwmgr --cra -c ${effect.group} -S apa" (p. 11).`,
      address,
    ),
  ];
}

/** Static routes through an interface go with its address; they are not read, so a person has to look. */
function lostRoutes(operation: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (operation.effect.type !== 'address-remove') return [];
  const what = movedAddress(operation.effect, context)?.address ?? operation.effect.group;
  if (takesManagementAddress(operation, context)) {
    const after = context.desired.connection?.after;
    return [
      after === undefined
        ? errorDiagnostic(
            'keep-host-address',
            `${what}, through which this host is managed, would be taken off its interface`,
            'Routes through it are lost and not put back, so the host might stay unreachable. Reach the host over another interface (see "managementPath"), or make this change from the console. ' +
              'Where it can be reached afterwards all the same, say at which address in connection.after (addressAfter of the IntegrityVmHost); the change is then confirmed through that address.',
            operation.address,
          )
        : warningDiagnostic(
            'keep-host-address',
            `${what}, through which this host is managed, is taken off its interface; from then on it is reached at ${after.address}`,
            'Routes through it are lost and not put back; note "netstat -rn" beforehand. ' +
              'The change counts only when the host has been reached at that address (connection.after), so make sure that it will answer there.',
            operation.address,
          ),
    ];
  }
  return [
    warningDiagnostic(
      'keep-host-address',
      `routes through ${what} are not moved along with the address`,
      'Note "netstat -rn" before the change and put lost routes back with "route add", also when the plan was taken back; ROUTE_ entries of /etc/rc.config.d/netconf take effect at the next boot.',
      operation.address,
    ),
  ];
}

/** Host VLAN interfaces with an address, on something that is emptied, moved or removed. */
function addressedVlan(operation: Operation, context: PlanningContext): readonly Diagnostic[] {
  const { effect } = operation;
  if (effect.type !== 'apa-clear' && effect.type !== 'host-vlan-delete') return [];
  const changed = new Set<string>(
    context.changes.filter((change) => !isOnlySaved(change)).map((change) => change.address),
  );
  const touched = context.observed.hostVlans.filter((vlan) =>
    effect.type === 'apa-clear'
      ? vlan.uplink === effect.group && !changed.has(resourceAddress('hostVlan', vlan.name))
      : vlan.name === effect.interface,
  );
  return touched.flatMap((vlan) => {
    const address = context.observed.addresses.find((entry) => entry.interface === vlan.name);
    if (address === undefined && effect.type !== 'apa-clear') return [];
    const how = effect.type === 'apa-clear' ? `${effect.group} is emptied beneath it` : 'it is removed';
    const carries = address === undefined ? '' : ` with address ${address.address} of the VM host`;
    return [
      errorDiagnostic(
        'keep-host-address',
        `host VLAN interface ${vlan.name}${carries} would not survive: ${how}`,
        `Remove ${vlan.name}${address === undefined ? '' : ', or move its address,'} in a plan of its own first, and put it back afterwards.`,
        operation.address,
      ),
    ];
  });
}

/** Ports that carry an address now, or would get one at the next boot. */
function occupiedPort(
  operation: Operation,
  operations: readonly Operation[],
  context: PlanningContext,
): readonly Diagnostic[] {
  const { effect } = operation;
  if (effect.type !== 'apa-join') return [];
  const { group, ports } = effect;
  const primary = primaryOf(effect);
  return ports.flatMap((port) => {
    if (operations.some((other) => other.effect.type === 'address-remove' && other.effect.interface === port))
      return [];
    const running = context.observed.addresses.find((entry) => entry.interface === port)?.address;
    const atBoot = context.observed.netconf.find(
      (entry) => entry.interface === port && entry.address !== null,
    )?.address;
    const address = running ?? atBoot ?? undefined;
    if (address === undefined) return [];
    const incoming = incomingAddress(port, operations, context);
    if (port === primary && (incoming === undefined || incoming === address)) return [];
    const where = running === undefined ? 'gets at the next boot (/etc/rc.config.d/netconf)' : 'carries';
    return [
      errorDiagnostic(
        'keep-host-address',
        `${port} ${where} address ${address} of the VM host and cannot join ${group}`,
        effect.mode === 'LAN_MONITOR'
          ? `A failover group takes over one address, that of its primary port, when it is made (APA Administrator's Guide, 11i v3, March 2014, p. 82). Move the address away from ${port} first.`
          : `Move the address away from ${port} first; on a port of an aggregate it would be unreachable.`,
        operation.address,
      ),
    ];
  });
}

/** The port whose address a new failover group takes over; no other group does, nor one that has ports. */
function primaryOf(effect: Extract<Operation['effect'], { type: 'apa-join' }>): string | undefined {
  return effect.mode === 'LAN_MONITOR' && effect.isFirst ? effect.ports[0] : undefined;
}

/** Address of the group itself, where the plan puts it on the port from which the rebuilt group takes it over. */
function incomingAddress(port: string, operations: readonly Operation[], context: PlanningContext): string | undefined {
  for (const { effect } of operations) {
    if (effect.type !== 'address-add' || effect.interface !== port) continue;
    return context.observed.addresses.find((entry) => entry.interface === effect.group)?.address;
  }
  return undefined;
}
