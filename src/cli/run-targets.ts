import { digestOf } from '../model/canonical-json';
import type { Diagnostic } from '../model/diagnostic';
import { documentKind } from '../model/document-kind';
import { failure, success, type Result } from '../model/result';
import { loadPlans } from '../workflow/load-plan';
import { narrowPlans } from '../workflow/apply-candidates';
import { targetOf } from '../workflow/host-target';
import type { HostTarget, Ports } from '../workflow/ports';
import { readJsonFile } from '../workflow/read-input-file';
import type { RunOptions } from './command-options';
import type { CliContext } from './context';
import { connectProblems, selectHosts } from './host-selection';

/** A host whose run is meant, and the plan that it must be of when one was given. */
export interface RunTarget {
  readonly target: HostTarget;
  readonly planDigest?: string;
}

/** Hosts as a plan or documents reach them; without either, by the names given with --host, which ssh_config may rewrite. */
export async function runTargets(
  context: CliContext,
  ports: Ports,
  paths: readonly string[],
  options: RunOptions,
): Promise<Result<readonly RunTarget[]>> {
  const hosts = options.host ?? [];
  const [file] = paths;
  if (file === undefined && hosts.length > 0) {
    const problems = connectProblems(options, hosts.length);
    if (problems.length > 0) return failure(...problems);
    return success(hosts.map((host) => ({ target: targetOf({ host }) })));
  }
  if (file !== undefined && paths.length === 1 && (await ports.files.kindOf(file)) === 'file') {
    const json = await readJsonFile(ports.files, file);
    if (json.ok && documentKind(json.value) === 'hpvm-plan') {
      const loaded = await loadPlans(ports.files, file);
      if (!loaded.ok) return loaded;
      const plans = narrowPlans(loaded.value, hosts);
      if (!plans.ok) return plans;
      const problems = connectProblems(options, plans.value.length);
      if (problems.length > 0) return failure(...problems);
      return success(plans.value.map((plan) => ({ target: targetOf(plan), planDigest: digestOf(plan) })));
    }
  }
  const selection = await selectHosts(context, ports, paths, options);
  if (!selection.ok)
    return failure(...selection.diagnostics.map((each) => (file === undefined ? orNamed(each) : each)));
  return success(
    selection.value.documents.map(({ desired }) => ({ target: targetOf(desired) })),
    selection.diagnostics,
  );
}

/** Where nobody named a document, none may be there: a run is found by the name of its host, too. */
function orNamed(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.code !== 'desired-not-found') return diagnostic;
  return { ...diagnostic, detail: 'Name the host whose run is meant with --host, or give the plan that was applied.' };
}
