import type { ImportedHost } from '../imported-host';
import { fromHost } from '../typescript/comment-lines';
import { importLines } from '../typescript/import-lines';
import { variableNames } from '../typescript/names';
import { paragraphsText } from '../typescript/statement';
import { networkPart, type NetworkPart } from './network-part';
import { functionScope, type FunctionScope } from './scope-of-host';

/** Name, without `.ts`, of the file with what several hosts have alike. */
export const SHARED_MODULE = 'networks';

/** Networks that several hosts have alike, and the function that declares them. */
export interface SharedNetworks {
  readonly functionName: string;
  readonly hosts: readonly ImportedHost[];
}

/** The network part of a host as a function declares it that gives all its vswitches back. */
export function sharedPart(imported: ImportedHost): { readonly part: NetworkPart; readonly scope: FunctionScope } {
  const scope = functionScope(new Set(['IntegrityVmHost']));
  const all = new Set<string>(imported.desired.vswitches.map(({ name }) => name));
  return { part: networkPart(imported, all, scope), scope };
}

/** Which hosts have the same networks, to the letter; hosts without vswitches share nothing. In order of the first host of each. */
export function sharedNetworksOf(hosts: readonly ImportedHost[]): readonly SharedNetworks[] {
  const alike = new Map<string, ImportedHost[]>();
  for (const host of hosts.filter(({ desired }) => desired.vswitches.length > 0)) {
    const body = bodyText(host);
    alike.set(body, [...(alike.get(body) ?? []), host]);
  }
  const groups = [...alike.values()].filter((members) => members.length > 1);
  const names = variableNames([]);
  return groups.map((members) => {
    const [first] = members;
    const wanted = groups.length === 1 ? 'sharedNetworks' : `networks-like-${first?.desired.host ?? ''}`;
    return { functionName: names.take(wanted), hosts: members };
  });
}

/** The file with the functions; undefined when no two hosts have anything alike. */
export function sharedFileText(shared: readonly SharedNetworks[]): string | undefined {
  if (shared.length === 0) return undefined;
  const used = new Set(['IntegrityVmHost']);
  const functions = shared.map(({ functionName, hosts }) => {
    const [first] = hosts;
    if (first === undefined) return '';
    const { scope } = sharedPart(first);
    for (const name of scope.used) used.add(name);
    const names = hosts.map(({ desired }) => fromHost(desired.host)).join(', ');
    return [
      `\n/** The networks that ${names} have alike. */\n`,
      `export function ${functionName}(host: IntegrityVmHost) {\n`,
      bodyText(first),
      '}\n',
    ].join('');
  });
  return [
    '// Networks that several hosts have alike, written by hpvmctl import.\n',
    importLines(used, 'cdktf-hpvm'),
    ...functions,
  ].join('');
}

function bodyText(imported: ImportedHost): string {
  const { part } = sharedPart(imported);
  const constants = part.vswitches.flatMap(({ constant }) => constant ?? []);
  return `${paragraphsText([...part.beneath, ...part.vswitches.map(({ statement }) => [statement])], 2)}\n${returned(constants)}`;
}

function returned(constants: readonly string[]): string {
  const line = `  return { ${constants.join(', ')} };\n`;
  return line.length - 1 <= 120 ? line : `  return {\n${constants.map((name) => `    ${name},\n`).join('')}  };\n`;
}
