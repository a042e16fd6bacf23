import { compareText } from '../../model/canonical-json';
import type { ImportedHost } from '../imported-host';
import { variableNames } from '../typescript/names';
import { hostFileText } from './host-file';
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

/** Writes hosts of different names as TypeScript: a file for each, one for what they have alike, and the program over them. */
export function importedProject(imported: readonly ImportedHost[]): ImportedProject {
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
  const files = fileNames();
  const named = sorted.map((host) => ({
    imported: host,
    host: host.desired.host,
    file: files(host.desired.host),
    functionName: variables.take(host.desired.host),
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

/** Names of files that no file system takes for one another. Dots would look like endings. */
function fileNames(): (host: string) => string {
  const used = new Set(['main', SHARED_MODULE, 'index']);
  return (host) => {
    const wanted = host.toLowerCase().replaceAll('.', '-').slice(0, 100);
    let name = wanted;
    for (let count = 2; used.has(name); count += 1) name = `${wanted}-${String(count)}`;
    used.add(name);
    return name;
  };
}
