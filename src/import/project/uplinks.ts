import type { DesiredLanInterface, OnOff } from '../../model/desired-host';
import type { ImportedHost } from '../imported-host';
import { fromHost } from '../typescript/comment-lines';
import { call, object, text, type Code } from '../typescript/code';
import { quoted } from '../typescript/quoted-text';
import type { Paragraph, Statement } from '../typescript/statement';
import { remarksOf } from './remarks-of';
import type { FunctionScope } from './scope-of-host';

/** Interfaces as expressions. */
export interface Uplinks {
  /** Constants that have to stand before everything that uses them. */
  readonly statements: Paragraph;
  /** The interface as an expression; ask once for each use. */
  refer(name: string): Code;
}

/**
 * How each interface that something stands on is spoken of: a constant where it is declared or used more than once, else a
 * reference in its place.
 *
 * @param uses - names of interfaces, once for each use; declared groups among them are the caller's
 */
export function uplinksOf(imported: ImportedHost, uses: readonly string[], scope: FunctionScope): Uplinks {
  const declared = new Map(imported.desired.lanInterfaces.map((nic) => [nic.name as string, nic]));
  const groups = new Set<string>(imported.desired.apaGroups.map(({ name }) => name));
  const constants = new Map<string, string>();
  const statements: Statement[] = [];
  for (const name of [...new Set([...declared.keys(), ...uses])].filter((each) => !groups.has(each))) {
    const count = uses.filter((use) => use === name).length;
    const nic = declared.get(name);
    if (nic === undefined && count < 2) continue;
    const comments = [...cardOf(imported, name), ...remarksOf(imported, `lanInterface.${name}`)];
    const constant = count === 0 ? undefined : scope.variables.take(name);
    if (constant !== undefined) constants.set(name, constant);
    statements.push({
      comments,
      ...(constant === undefined ? {} : { constant }),
      code: nic === undefined ? reference(name, scope) : declaration(nic, scope),
    });
  }
  return {
    statements,
    refer(name) {
      const constant = constants.get(name);
      return constant === undefined ? reference(name, scope) : text(constant);
    },
  };
}

function declaration(nic: DesiredLanInterface, scope: FunctionScope): Code {
  scope.used.add('LanInterface').add('Offload');
  const id = scope.ids.take(nic.name);
  const offload = (setting: OnOff | undefined): Code | undefined =>
    setting === undefined ? undefined : text(setting === 'on' ? 'Offload.ON' : 'Offload.OFF');
  const properties = object({
    interfaceName: id === nic.name ? undefined : text(quoted(nic.name)),
    checksumOffload: offload(nic.checksumOffload),
    segmentationOffload: offload(nic.segmentationOffload),
  });
  return call('new LanInterface', text('host'), text(quoted(id)), properties);
}

function reference(name: string, scope: FunctionScope): Code {
  const type = /^lan9[0-4]\d$/.test(name) ? 'ApaGroup' : 'LanInterface';
  scope.used.add(type);
  const method = type === 'ApaGroup' ? 'fromGroupName' : 'fromInterfaceName';
  return call(`${type}.${method}`, text('host'), text(quoted(scope.ids.take(name))), text(quoted(name)));
}

/** What card an interface is, for a person. */
export function cardOf({ observed }: ImportedHost, name: string): readonly string[] {
  const nic = observed.lanInterfaces.find((each) => each.name === name);
  if (nic === undefined) return [];
  const words = [
    ...(nic.interfaceType === null ? [] : [fromHost(nic.interfaceType)]),
    ...(nic.speedMbps === null ? [] : [`${String(nic.speedMbps)} Mbit/s`]),
    `driver ${fromHost(nic.driver)}`,
  ];
  return [`${name}: ${words.join(', ')}.`];
}
