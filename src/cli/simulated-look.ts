import { errorDiagnostic } from '../model/diagnostic';
import { parseHostName } from '../model/names';
import type { ObservedHost } from '../model/observed-host';
import { failure, success, type Result } from '../model/result';
import { loadSnapshots } from '../workflow/observe';
import type { FileReader } from '../workflow/ports';
import type { SimulateOptions } from './command-options';
import type { SimulatedLook } from './simulated-server';

/**
 * What the simulated host is to look like. Its names stand in commands to be pasted, in an ssh_config and in the prompt of its shell: those of a
 * snapshot, which anybody may have written, are taken only when they are host names.
 */
export async function simulatedLook(
  files: FileReader,
  { snapshot, name }: Pick<SimulateOptions, 'snapshot' | 'name'>,
): Promise<Result<SimulatedLook>> {
  if (snapshot === undefined) return success({ name });
  const loaded = await loadSnapshots(files, [snapshot]);
  if (!loaded.ok) return loaded;
  const [only, ...others] = loaded.value;
  if (only === undefined || others.length > 0) return failure(notOneHost(snapshot, loaded.value));
  const wrong = [only.host, only.platform.nodeName].find((each) => parseHostName(each) === undefined);
  if (name !== undefined || wrong === undefined) return success({ snapshot: only, name });
  return failure(
    errorDiagnostic(
      'bad-host-name',
      `The host of ${snapshot} is called ${wrong}, which is not a host name`,
      'A host name is letters, digits, hyphens and dots. Say with --name what it is to be called here.',
    ),
  );
}

function notOneHost(file: string, snapshots: readonly ObservedHost[]): ReturnType<typeof errorDiagnostic> {
  const hosts = snapshots.map(({ host }) => host).join(', ');
  return errorDiagnostic(
    'not-one-host',
    `${file} does not hold the snapshot of one host`,
    `It holds: ${hosts === '' ? 'none' : hosts}. Make one with "hpvmctl discover --host NAME --out FILE".`,
  );
}
