import type { Diagnostic } from '../model/diagnostic';
import { parseResourceAddress } from '../model/resource';
import { printableLines, printableText } from '../review/printable-text';
import type { WireAttributePath, WireDiagnostic } from './protocol/messages';
import { textOf, type ObjectValue } from './protocol/value';
import { declaredAt, hostDeclaredAt } from './resource/declared-at';
import type { AttributePath } from './resource/desired-document';
import { KIND_MAPPINGS } from './resource/kinds';
import { inTerraformsWords } from './terraforms-words';

const SEVERITIES: Readonly<Record<Diagnostic['severity'], number>> = { error: 1, warning: 2, info: 2 };

/** Terraform finds the source line of an attribute and of a key in it, and prints nothing of a path that leads deeper. */
const STEPS_THAT_ARE_LOCATED = 2;

/** A path as HCL writes it: `vswitches["web"].uplink`. */
export function pathText(path: AttributePath): string {
  return path
    .map((step) => ('key' in step ? `[${JSON.stringify(step.key)}]` : `.${step.attribute}`))
    .join('')
    .replace(/^\./, '');
}

/** The attribute that a resource of the host is written as: `vswitch.web` is `vswitches["web"]`. */
export function pathOfAddress(address: string | undefined): AttributePath {
  const parsed = address === undefined ? undefined : parseResourceAddress(address);
  if (parsed === undefined) return [];
  const { attribute, key } = KIND_MAPPINGS[parsed.kind];
  return key === undefined ? [{ attribute }] : [{ attribute }, { key: parsed.identity }];
}

/**
 * A diagnostic as the protocol sends it. Terraform is pointed at the attribute as near as it can locate one; the whole
 * path stands in the text.
 *
 * @param about - the configuration or state; its host is named in every summary, because Terraform merges warnings whose
 *   summaries are the same
 */
export function wireDiagnostic(
  diagnostic: Diagnostic,
  path: AttributePath,
  about: ObjectValue | null = null,
): WireDiagnostic {
  const host = textOf(about?.['host']);
  const at = placeText(diagnostic, path, about ?? {});
  const summary =
    host === undefined || diagnostic.summary.includes(host) ? diagnostic.summary : `${host}: ${diagnostic.summary}`;
  return {
    severity: SEVERITIES[diagnostic.severity],
    summary: printableText(inTerraformsWords(summary)),
    detail: printableLines(`${at}${inTerraformsWords(diagnostic.detail)}`).join('\n'),
    ...(path.length === 0 ? {} : { attribute: wirePath(path.slice(0, STEPS_THAT_ARE_LOCATED)) }),
  };
}

/** Where the trouble is: the attribute, and what the code calls it, unless the text says that already. */
function placeText({ detail }: Diagnostic, path: AttributePath, about: ObjectValue): string {
  const declared = declaredAt(about, path) ?? hostDeclaredAt(about);
  const isSaid = declared === undefined || detail.includes(declared);
  if (path.length > 0) return `At ${pathText(path)}${isSaid ? '' : `, declared at ${declared}`}.\n`;
  return isSaid ? '' : `Declared at ${declared}.\n`;
}

/** A path as the protocol sends it. */
export function wirePath(path: AttributePath): WireAttributePath {
  return {
    steps: path.map((step) => ('key' in step ? { elementKeyString: step.key } : { attributeName: step.attribute })),
  };
}
