import type { IConstruct } from 'constructs';

import { findDesiredProblems } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import type { DesiredProblem } from '../../src/desired/desired-problem';
import type { DesiredDocument } from '../../src/desired/desired-schema';
import { encodeDesiredHost } from '../../src/desired/encode-desired-host';
import { AVIO_WITHOUT_UPLINK } from '../../src/desired/rules/guest-nic';
import type { DesiredHost } from '../../src/model/desired-host';
import { constructError } from './construct-error';
import { declarationsIn, type Declaration } from './declaration';
import { hostsIn } from './hosts-in';
import { hasTokens, withoutTokens } from './token-values';
import { nativeAttributes, nativeConnection, nativeDeclarations, type NativeAttributes } from './native-attributes';
import { isAtLeast, type ReleaseNumber } from './release-number';

/** What a host construct itself contributes. */
export interface HostSettings {
  readonly hostName: string;
  readonly connection: NonNullable<DesiredDocument['connection']>;
  /** Declared Integrity VM release; absent: unknown. */
  readonly release: ReleaseNumber | undefined;
}

type ElementOf<Name extends Declaration['list']> = Extract<Declaration, { readonly list: Name }>['element'];

const SETTINGS = Symbol.for('cdktf-hpvm.HostSettings');

/** AVIO works on a vswitch without uplink from here on (Integrity VM 4.2 Installation, Configuration, and Administration, p. 20). */
const AVIO_EVERYWHERE: ReleaseNumber = { major: 4, minor: 3 };

/** Keeps the settings of a host where the functions below find them. */
export function attachHostSettings(host: IConstruct, settings: HostSettings): void {
  Object.defineProperty(host, SETTINGS, { value: settings });
}

/** Digest of the desired state as it stands now. Works also on a document that validation will refuse. */
export function hostDigest(host: IConstruct): string {
  return desiredDigest(documentOf(host) as unknown as DesiredHost);
}

/** What the Terraform resource of a host says, as it stands now. */
export function hostNetwork(host: IConstruct): NativeAttributes {
  return nativeAttributes(documentOf(host));
}

/** Where everything of a host is declared, for the error messages of the Terraform provider. */
export function hostDeclarations(host: IConstruct): Readonly<Record<string, string>> {
  return nativeDeclarations(documentOf(host), host.node.path);
}

/** How a host is reached, in the words of the Terraform provider. */
export function hostConnection(host: IConstruct): object | undefined {
  return nativeConnection(documentOf(host));
}

/** Whether everything about a host is known at synthesis, so that it can be written down. */
export function isKnownAtSynthesis(host: IConstruct): boolean {
  return !hasTokens(documentOf(host));
}

/** What is wrong with a host, one message for each problem; empty when its document can be written. */
export function hostErrors(host: IConstruct): readonly string[] {
  const document = documentOf(host);
  return [
    ...nameClashes(host),
    ...problemsOf(host, document)
      .filter(({ severity }) => severity === 'error')
      .map((problem) => inTermsOfConstructs(problem, document)),
  ];
}

/** What should be said about a host, though its document can be written. */
export function hostWarnings(host: IConstruct): readonly string[] {
  const document = documentOf(host);
  return problemsOf(host, document)
    .filter(({ severity }) => severity === 'warning')
    .map((problem) => inTermsOfConstructs(problem, document));
}

/**
 * Text of the document.
 *
 * @throws Error when the document is wrong, which happens only where validation was skipped
 */
export function renderDocument(host: IConstruct): string {
  const errors = hostErrors(host);
  if (errors.length > 0) {
    throw constructError(host, `cannot write ${settingsOf(host).hostName}.desired.json:\n  ${errors.join('\n  ')}`);
  }
  return encodeDesiredHost(documentOf(host) as unknown as DesiredHost);
}

/** The document a host asks for. Every list is there: an empty one means that nothing of ours should be left. */
function documentOf(host: IConstruct): DesiredDocument {
  const { hostName, connection } = settingsOf(host);
  const declared = declarationsIn(host).map(({ construct, declaration }) => ({
    declaration,
    from: construct.node.path,
  }));
  const elements = <Name extends Declaration['list']>(list: Name): ElementOf<Name>[] =>
    declared
      .filter(({ declaration }) => declaration.list === list)
      .map(({ declaration, from }) => ({ ...declaration.element, from }) as ElementOf<Name>);
  return {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: hostName,
    connection,
    lanInterfaces: elements('lanInterfaces'),
    apaGroups: elements('apaGroups'),
    hostVlans: elements('hostVlans'),
    vswitches: elements('vswitches'),
    guestNics: elements('guestNics'),
    tunables: elements('tunables')[0],
  };
}

function settingsOf(host: IConstruct): HostSettings {
  const settings = (host as { readonly [SETTINGS]?: HostSettings })[SETTINGS];
  if (settings === undefined) throw constructError(host, 'is not an IntegrityVmHost');
  return settings;
}

/** The release decides about AVIO without uplink: unknown or old refuses it, new allows it. */
function problemsOf(host: IConstruct, document: DesiredDocument): readonly DesiredProblem[] {
  const { release } = settingsOf(host);
  return findDesiredProblems(withoutTokens(document)).flatMap((problem): readonly DesiredProblem[] => {
    if (problem.code !== AVIO_WITHOUT_UPLINK) return [problem];
    if (release !== undefined && isAtLeast(release, AVIO_EVERYWHERE)) return [];
    return [{ ...problem, severity: 'error', allowed: `${problem.allowed} (integrityVmVersion of the host)` }];
  });
}

/** Two hosts of one name would write, and later remove, the work of each other. */
function nameClashes(host: IConstruct): readonly string[] {
  const { hostName } = settingsOf(host);
  return hostsIn(host.node.root)
    .filter((other) => other !== host && settingsOf(other).hostName === hostName)
    .map((other) => `hostName is "${hostName}", which ${other.node.path} has already; each host stands once in an app`);
}

/** Readers of code know construct paths, not indices of a document. */
function inTermsOfConstructs(problem: DesiredProblem, document: DesiredDocument): string {
  const words = `${problem.at} ${problem.what}; allowed: ${problem.allowed} (source: ${problem.source})`;
  return words.replaceAll(
    /\/(lanInterfaces|apaGroups|hostVlans|vswitches|guestNics)\/([0-9]+)(\/?)|\/tunables(\/?)/g,
    (_, list: keyof DesiredDocument | undefined, index: string, slash = '', tunablesSlash = '') => {
      const elements = list === undefined ? undefined : document[list];
      const element = Array.isArray(elements) ? elements[Number(index)] : document.tunables;
      return `${element?.from ?? 'the document'}${slash === '' && tunablesSlash === '' ? '' : ': '}`;
    },
  );
}
