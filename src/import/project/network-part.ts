import type { DesiredApaGroup, DesiredHostVlan, DesiredVswitch } from '../../model/desired-host';
import type { ImportedHost } from '../imported-host';
import { array, call, object, text, type Code } from '../typescript/code';
import { quoted } from '../typescript/quoted-text';
import type { Paragraph, Statement } from '../typescript/statement';
import { remarksOf } from './remarks-of';
import type { FunctionScope } from './scope-of-host';
import { cardOf, uplinksOf, type Uplinks } from './uplinks';

/** The part of a host that several hosts may have alike: interfaces, groups, host VLANs and vswitches. */
export interface NetworkPart {
  /** Before the vswitches. */
  readonly beneath: readonly Paragraph[];
  readonly vswitches: readonly VswitchStatement[];
}

/** A vswitch and, where one was asked for, the constant that holds it. */
export interface VswitchStatement {
  readonly name: string;
  readonly constant: string | undefined;
  readonly statement: Statement;
}

/** Writes the network part of a host. `needed` names the vswitches that something refers to. */
export function networkPart(imported: ImportedHost, needed: ReadonlySet<string>, scope: FunctionScope): NetworkPart {
  const { apaGroups, hostVlans, vswitches } = imported.desired;
  const uses = [
    ...apaGroups.flatMap(({ ports = [] }) => ports),
    ...hostVlans.flatMap(({ uplink }) => uplink ?? []),
    ...vswitches.flatMap(({ uplink }) => uplink ?? []),
  ];
  const nics = uplinksOf(imported, uses, scope);
  const groups = apaGroups.map((group) => groupStatement(group, { imported, nics, uses, scope }));
  const constants = new Map(groups.flatMap(({ constant }, at) => named(apaGroups[at]?.name, constant)));
  const uplink = (name: string): Code => {
    const constant = constants.get(name);
    return constant === undefined ? nics.refer(name) : text(constant);
  };
  const vlans = hostVlans.map((vlan) => vlanStatement(vlan, uplink, imported, scope));
  return {
    beneath: [nics.statements, ...groups.map((group) => [group]), vlans],
    vswitches: vswitches.map((vswitch) => vswitchStatement(vswitch, uplink, imported, needed, scope)),
  };
}

function named(name: string | undefined, constant: string | undefined): readonly (readonly [string, string])[] {
  return name === undefined || constant === undefined ? [] : [[name, constant]];
}

function groupStatement(
  { name, mode, ports = [], loadBalancing }: DesiredApaGroup,
  {
    imported,
    nics,
    uses,
    scope,
  }: { imported: ImportedHost; nics: Uplinks; uses: readonly string[]; scope: FunctionScope },
): Statement {
  scope.used.add('ApaGroup');
  if (mode !== undefined) scope.used.add('ApaMode');
  if (loadBalancing !== undefined) scope.used.add('LoadBalancing');
  const id = scope.ids.take(name);
  const properties = object({
    groupName: id === name ? undefined : text(quoted(name)),
    ports: array(ports.map((port) => nics.refer(port))),
    mode: mode === undefined ? undefined : text(`ApaMode.${mode}`),
    loadBalancing: loadBalancing === undefined ? undefined : text(`LoadBalancing.${loadBalancing}`),
  });
  return {
    comments: [
      ...ports.filter((port) => !isDeclared(port, imported)).flatMap((port) => cardOf(imported, port)),
      ...remarksOf(imported, `apaGroup.${name}`),
    ],
    ...(uses.includes(name) ? { constant: scope.variables.take(name) } : {}),
    code: call('new ApaGroup', text('host'), text(quoted(id)), properties),
  };
}

function vlanStatement(
  { name, uplink, vlanId }: DesiredHostVlan,
  refer: (name: string) => Code,
  imported: ImportedHost,
  scope: FunctionScope,
): Statement {
  scope.used.add('HostVlan');
  const id = scope.ids.take(name);
  const properties = object({
    hostVlanName: id === name ? undefined : text(quoted(name)),
    uplink: uplink === undefined ? undefined : refer(uplink),
    vlanId: text(String(vlanId)),
  });
  return {
    comments: remarksOf(imported, `hostVlan.${name}`),
    code: call('new HostVlan', text('host'), text(quoted(id)), properties),
  };
}

function vswitchStatement(
  { name, uplink, state }: DesiredVswitch,
  refer: (name: string) => Code,
  imported: ImportedHost,
  needed: ReadonlySet<string>,
  scope: FunctionScope,
): VswitchStatement {
  scope.used.add('VSwitch');
  if (state === 'down') scope.used.add('VSwitchState');
  const id = scope.ids.take(name);
  const constant = needed.has(name) ? scope.variables.take(name) : undefined;
  const properties = object({
    vswitchName: id === name ? undefined : text(quoted(name)),
    uplink: uplink === undefined || uplink === null ? undefined : refer(uplink),
    state: state === 'down' ? text('VSwitchState.DOWN') : undefined,
  });
  const given = properties.entries.length === 0 ? [] : [properties];
  return {
    name,
    constant,
    statement: {
      comments: [
        ...(isDeclared(uplink ?? '', imported) ? [] : cardOf(imported, uplink ?? '')),
        ...(uplink === null ? ['No uplink: only the guests of this host reach each other.'] : []),
        ...remarksOf(imported, `vswitch.${name}`),
      ],
      ...(constant === undefined ? {} : { constant }),
      code: call('new VSwitch', text('host'), text(quoted(id)), ...given),
    },
  };
}

/** A declared NIC has its comment where it is declared. */
function isDeclared(name: string, { desired }: ImportedHost): boolean {
  return desired.lanInterfaces.some((nic) => nic.name === name);
}
