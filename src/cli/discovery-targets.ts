import { errorDiagnostic } from '../model/diagnostic';
import { parseHostName } from '../model/names';
import { failure, success, type Result } from '../model/result';
import { targetOf } from '../workflow/host-target';
import { loadDesired } from '../workflow/load-desired';
import type { HostTarget, Ports } from '../workflow/ports';
import type { ConnectionOptions } from './command-options';
import { DEFAULT_DESIRED_FOLDER } from './host-selection';

/** Which hosts to look at, as the command line says. */
interface TargetOptions extends ConnectionOptions {
  readonly host?: readonly string[];
}

/** Hosts by name, by address alone, or all that the synthesized documents describe. */
export async function discoveryTargets(ports: Ports, options: TargetOptions): Promise<Result<readonly HostTarget[]>> {
  const named = options.host ?? [];
  const described = (await ports.files.kindOf(DEFAULT_DESIRED_FOLDER)) === 'folder';
  if (named.length === 0 && options.connect !== undefined) {
    return success([{ host: '', connection: { address: options.connect } }]);
  }
  if (named.length === 0) {
    if (described) return describedTargets(ports, false);
    const next = 'Name it with --host, give its address with --connect, or run this where cdktf.out is.';
    return failure(errorDiagnostic('no-host', 'There is no host to discover', next));
  }
  const wrong = named.filter((name) => parseHostName(name) === undefined);
  if (wrong.length > 0) {
    const next = 'A host name is letters, digits, hyphens and dots. A user and a port belong into --connect.';
    return failure(errorDiagnostic('bad-host-name', `${wrong.join(', ')} is not a host name`, next));
  }
  if (described) {
    const known = await describedTargets(ports, true);
    const byName = new Map(known.ok ? known.value.map((target) => [target.host, target] as const) : []);
    return success(named.map((name) => byName.get(name) ?? { host: name, connection: { address: name } }));
  }
  return success(named.map((name) => ({ host: name, connection: { address: name } })));
}

async function describedTargets(ports: Ports, skipsBroken: boolean): Promise<Result<readonly HostTarget[]>> {
  const documents = await loadDesired(ports.files, { paths: [DEFAULT_DESIRED_FOLDER], hosts: [], skipsBroken });
  if (!documents.ok) return documents;
  return success(
    documents.value.map(({ desired }) => targetOf(desired)),
    documents.diagnostics,
  );
}
