import { compareText } from '../../model/canonical-json';
import type { ImportedHost } from '../imported-host';
import { variableNames, type Names } from '../typescript/names';
import { hostFileText, type HostNames } from './host-file';
import { mainFileText } from './main-file';
import { SHARED_MODULE, sharedFileText, sharedNetworksOf } from './shared-networks';

/** A file of the project; its path is a plain name. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a project, by what they are for. */
export interface ImportedProject {
  /** One for each host, in order of their names. */
  readonly hosts: readonly (ProjectFile & { readonly host: string })[];
  /** What several hosts have alike; undefined when nothing is. */
  readonly shared: ProjectFile | undefined;
  readonly main: ProjectFile;
}

/**
 * Writes hosts of different names as TypeScript: a file for each, one for what they have alike, and the program over them.
 *
 * @param present names of files without `.ts` of hosts that have one: nobody else gets it, whatever hosts come later
 */
export function importedProject(
  imported: readonly ImportedHost[],
  present: ReadonlyMap<string, string> = new Map(),
): ImportedProject {
  const sorted = [...imported].sort((left, right) => compareText(left.desired.host, right.desired.host));
  const shared = sharedNetworksOf(sorted);
  const variables = variableNames([
    ...shared.map(({ functionName }) => functionName),
    'app',
    'stackOf',
    'App',
    'LocalBackend',
    'TerraformStack',
  ]);
  const names = namesOf(
    sorted.map(({ desired }) => desired.host),
    present,
    variables,
  );
  const named = sorted.map((host) => ({
    imported: host,
    host: host.desired.host,
    ...(names.get(host.desired.host) ?? { file: '', functionName: '' }),
    shared: shared.find(({ hosts }) => hosts.includes(host))?.functionName,
  }));
  const sharedText = sharedFileText(shared);
  return {
    hosts: named.map(({ imported: host, shared: from, ...names }) => ({
      host: names.host,
      path: `${names.file}.ts`,
      text: hostFileText(host, { ...names, ...(from === undefined ? {} : { shared: from }) }),
    })),
    shared: sharedText === undefined ? undefined : { path: `${SHARED_MODULE}.ts`, text: sharedText },
    main: { path: 'main.ts', text: mainFileText(named) },
  };
}

type OwnNames = Pick<HostNames, 'file' | 'functionName'>;

/** Hosts that have a file choose first, in the order of these. */
function namesOf(
  hosts: readonly string[],
  present: ReadonlyMap<string, string>,
  variables: Names,
): ReadonlyMap<string, OwnNames> {
  const had = hosts.flatMap((host) => {
    const file = present.get(host);
    return file === undefined ? [] : [{ host, file }];
  });
  had.sort((left, right) => compareText(left.file, right.file));
  const free = fileNames(had.map(({ file }) => file));
  const fresh = hosts.filter((host) => !present.has(host)).map((host) => ({ host, file: free(host) }));
  return new Map([...had, ...fresh].map(({ host, file }) => [host, { file, functionName: variables.take(host) }]));
}

/** Names of files that no file system takes for one another. Dots would look like endings. */
function fileNames(taken: readonly string[]): (host: string) => string {
  const used = new Set(['main', SHARED_MODULE, 'index', ...taken]);
  return (host) => {
    const wanted = host.toLowerCase().replaceAll('.', '-').slice(0, 100);
    let name = wanted;
    for (let count = 2; used.has(name); count += 1) name = `${wanted}-${String(count)}`;
    used.add(name);
    return name;
  };
}
