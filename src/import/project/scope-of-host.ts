import { constructIds, variableNames, type Names } from '../typescript/names';

/** What one generated function has: names of constants, ids of constructs, and what it uses of the library. */
export interface FunctionScope {
  readonly variables: Names;
  /** Ids directly below the host. */
  readonly ids: Names;
  /** Names that the file imports from `cdktf-hpvm`. */
  readonly used: Set<string>;
}

/** Everything that generated files import: no constant is called so. */
const IMPORTED =
  'AdapterType ApaGroup ApaMode App Construct HostTunables HostVlan IntegrityVmHost LanInterface LoadBalancing LocalBackend Offload TerraformStack VSwitch VSwitchState'.split(
    ' ',
  );

/** A fresh scope. `Resource` is what a host construct calls its own Terraform resource. */
export function functionScope(used: Set<string>, taken: readonly string[] = []): FunctionScope {
  return {
    variables: variableNames([...IMPORTED, 'host', 'scope', 'app', 'stackOf', ...taken]),
    ids: constructIds(['Resource']),
    used,
  };
}
