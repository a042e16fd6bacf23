import { LOCALNET } from '../../model/names';
import type { ImportedHost } from '../imported-host';
import { call, object, text, type Code } from '../typescript/code';
import { commentLines, fromHost } from '../typescript/comment-lines';
import { importLines } from '../typescript/import-lines';
import { constructIds } from '../typescript/names';
import { quoted } from '../typescript/quoted-text';
import { paragraphsText, type Paragraph, type Statement } from '../typescript/statement';
import { guestNicsOn } from './guest-nics';
import { networkPart } from './network-part';
import { functionScope, type FunctionScope } from './scope-of-host';
import { SHARED_MODULE, sharedPart } from './shared-networks';

/** How a file and its function are called. */
export interface HostNames {
  /** Name of the file without `.ts`. */
  readonly file: string;
  readonly functionName: string;
  /** Function of the shared file that declares the networks of this host; absent: they stand in its own file. */
  readonly shared?: string;
}

/** The file of one host. */
export function hostFileText(imported: ImportedHost, { functionName, shared }: HostNames): string {
  const { desired, observed } = imported;
  const used = new Set(['IntegrityVmHost']);
  const taken = [functionName, ...(shared === undefined ? [] : [shared])];
  const needed = new Set<string>(desired.guestNics.flatMap(({ vswitch }) => vswitch ?? []));
  const declared =
    shared === undefined
      ? ownNetworks(imported, needed, used, taken)
      : sharedNetworks(imported, needed, used, taken, shared);
  const { scope } = declared;
  const body = [...declared.paragraphs, ...undeclaredVswitches(imported, needed, scope), tunables(imported, scope)];
  const name = fromHost(desired.host);
  return [
    ...commentLines(`The virtual network of ${name}, written by hpvmctl import.`, 0).map((line) => `${line}\n`),
    importLines(used, 'cdktf-hpvm'),
    importLines(new Set(['Construct']), 'constructs', true),
    ...(shared === undefined ? [] : ['\n', importLines(new Set([shared]), `./${SHARED_MODULE}`)]),
    `\n/** Declares the virtual network of ${name} in a scope: a stack, or a construct in one. */\n`,
    `export function ${functionName}(scope: Construct): IntegrityVmHost {\n`,
    paragraphsText([[hostStatement(imported)], ...body], 2),
    ...leftOut(
      imported,
      observed.vswitches.map(({ name: vswitch }) => vswitch).filter((each) => needed.has(each)),
    ),
    '\n  return host;\n}\n',
  ].join('');
}

interface Networks {
  readonly paragraphs: readonly Paragraph[];
  readonly scope: FunctionScope;
}

function ownNetworks(
  imported: ImportedHost,
  needed: ReadonlySet<string>,
  used: Set<string>,
  taken: readonly string[],
): Networks {
  const scope = functionScope(used, taken);
  const part = networkPart(imported, needed, scope);
  const vswitches = part.vswitches.map(({ name, constant, statement }) => [
    statement,
    ...(constant === undefined ? [] : guestNicsOn(name, constant, imported, scope)),
  ]);
  return { paragraphs: [...part.beneath, ...vswitches], scope };
}

/** Constants have the names that the shared function gives back. */
function sharedNetworks(
  imported: ImportedHost,
  needed: ReadonlySet<string>,
  used: Set<string>,
  taken: readonly string[],
  shared: string,
): Networks {
  const { part, scope: inside } = sharedPart(imported);
  const constants = part.vswitches.flatMap(({ name, constant }) =>
    constant === undefined || !needed.has(name) ? [] : [{ name, constant }],
  );
  const scope = { ...functionScope(used, [...taken, ...constants.map(({ constant }) => constant)]), ids: inside.ids };
  const code = call(shared, text('host'));
  const names = constants.map(({ constant }) => constant);
  const first: Statement = names.length === 0 ? { code } : { code, constant: `{ ${names.join(', ')} }` };
  return {
    paragraphs: [[first], ...constants.map(({ name, constant }) => guestNicsOn(name, constant, imported, scope))],
    scope,
  };
}

function hostStatement({ desired, observed, connection }: ImportedHost): Statement {
  const release = observed.platform.integrityVmVersion;
  const isReadable = release !== null && /^(?:[A-Z]\.)?0?[1-9]\.[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}$/.test(release);
  const id = constructIds([]).take(desired.host);
  const properties = object({
    hostName: id === desired.host ? undefined : text(quoted(desired.host)),
    address: connection === undefined ? undefined : text(quoted(connection.address)),
    port: connection?.port === undefined ? undefined : text(String(connection.port)),
    user: quotedOrNone(connection?.user),
    sudo: quotedOrNone(connection?.sudo),
    discoveryUser: quotedOrNone(connection?.discovery?.user),
    discoverySudo: quotedOrNone(connection?.discovery?.sudo),
    addressAfter: quotedOrNone(connection?.after?.address),
    portAfter: connection?.after?.port === undefined ? undefined : text(String(connection.after.port)),
    legacyAlgorithms: connection?.legacyAlgorithms === true ? text('true') : undefined,
    client: quotedOrNone(connection?.client),
    integrityVmVersion: isReadable ? text(quoted(release)) : undefined,
  });
  const given = properties.entries.length === 0 ? [] : [properties];
  return {
    constant: 'host',
    code: call('new IntegrityVmHost', text('scope'), text(quoted(id)), ...given),
  };
}

function quotedOrNone(value: string | undefined): Code | undefined {
  return value === undefined ? undefined : text(quoted(value));
}

/** vswitches that guests use and the code does not manage: localnet, and those of which a remark says why. */
function undeclaredVswitches(
  imported: ImportedHost,
  needed: ReadonlySet<string>,
  scope: FunctionScope,
): readonly Paragraph[] {
  const declared = new Set<string>(imported.desired.vswitches.map(({ name }) => name));
  return [...needed]
    .filter((name) => !declared.has(name))
    .map((name) => {
      scope.used.add('VSwitch');
      const id = scope.ids.take(name);
      const constant = scope.variables.take(name);
      const remarks = imported.remarks.filter(({ address }) => address === `vswitch.${name}`).map((each) => each.text);
      const why =
        name === LOCALNET ? ['Integrity VM makes localnet itself.'] : ['Referred to, not managed.', ...remarks];
      const code = call('VSwitch.fromVSwitchName', text('host'), text(quoted(id)), text(quoted(name)));
      return [{ comments: [why.join(' ')], constant, code }, ...guestNicsOn(name, constant, imported, scope)];
    });
}

function tunables({ desired }: ImportedHost, scope: FunctionScope): Paragraph {
  const { macAddressFrames } = desired.tunables ?? {};
  if (macAddressFrames === undefined) return [];
  scope.used.add('HostTunables');
  const properties = object({ macAddressFrames: text(String(macAddressFrames)) });
  return [{ code: call('new HostTunables', text('host'), text(quoted(scope.ids.take('tunables'))), properties) }];
}

/** Remarks about what has no statement that they could stand before. */
function leftOut({ desired, remarks }: ImportedHost, referred: readonly string[]): readonly string[] {
  const told = new Set([
    ...desired.lanInterfaces.map(({ name }) => `lanInterface.${name}`),
    ...desired.apaGroups.map(({ name }) => `apaGroup.${name}`),
    ...desired.hostVlans.map(({ name }) => `hostVlan.${name}`),
    ...desired.vswitches.map(({ name }) => `vswitch.${name}`),
    ...referred.map((name) => `vswitch.${name}`),
    ...desired.guestNics.map(({ guest, slot }) => `guestNic.${guest}:${slot}`),
  ]);
  const untold = remarks.filter(({ address }) => !told.has(address));
  if (untold.length === 0) return [];
  const lines = untold.flatMap(({ address, text: why }) => commentLines(`${address}: ${why}`, 2));
  return ['\n  // Not written down:\n', ...lines.map((line) => `${line}\n`)];
}
