import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import { printableText } from '../review/printable-text';
import type { BrokenDocument } from '../workflow/broken-document';
import { loadAllDesired, type LoadedDesired } from '../workflow/load-desired';
import { liveObserver, loadSnapshots, snapshotObserver, type Observer } from '../workflow/observe';
import type { Ports } from '../workflow/ports';
import type { WrittenDuration } from '../workflow/snapshot-age';
import type { HostOptions } from './command-options';
import type { CliContext } from './context';

/** Where synthesis leaves its documents unless told otherwise. */
export const DEFAULT_DESIRED_FOLDER = 'cdktf.out';

/** The documents that a command works on, and how it gets to see their hosts. */
export interface HostSelection {
  readonly documents: readonly LoadedDesired[];
  /** Documents in a folder that cannot be used; none unless they are to be skipped. */
  readonly broken: readonly BrokenDocument[];
  readonly observe: Observer;
}

/**
 * Finds the documents and the way to observe from what a command line says. With `skipsBroken`, a success carries the
 * files in a folder that cannot be used, with their errors; they may be all that there is.
 */
export async function selectHosts(
  context: CliContext,
  ports: Ports,
  paths: readonly string[],
  options: HostOptions & { readonly skipsBroken?: boolean },
): Promise<Result<HostSelection>> {
  const loaded = await loadAllDesired(ports.files, {
    paths: paths.length === 0 ? [DEFAULT_DESIRED_FOLDER] : paths,
    hosts: options.host ?? [],
    skipsBroken: options.skipsBroken === true,
  });
  if (!loaded.ok) return loaded;
  const { documents, broken } = loaded.value;
  const observe = await observerOf(ports, options);
  const diagnostics = [...loaded.diagnostics, ...observe.diagnostics];
  if (!observe.ok) return failure(...diagnostics);
  const ambiguous = connectProblems(options, documents.length);
  if (ambiguous.length > 0) return failure(...diagnostics, ...ambiguous);
  const isLive = (options.snapshot ?? []).length === 0;
  const observing = isLive ? telling(context, observe.value) : observe.value;
  return success({ documents, broken, observe: observing }, diagnostics);
}

/** One address cannot be that of several hosts. */
export function connectProblems(options: HostOptions, hostCount: number): readonly Diagnostic[] {
  if (options.connect === undefined || hostCount <= 1) return [];
  return [
    errorDiagnostic(
      'connect-is-for-one-host',
      `--connect ${options.connect} was given for ${String(hostCount)} hosts`,
      'Narrow to one of them with --host, or put the addresses into the documents or your ssh_config.',
    ),
  ];
}

/** How a command gets to see hosts: in snapshots, or over SSH. `budget` is the time for one of them. */
export async function observerOf(
  ports: Ports,
  options: HostOptions,
  budget?: WrittenDuration,
): Promise<Result<Observer>> {
  const files = options.snapshot ?? [];
  if (files.length > 0) {
    const snapshots = await loadSnapshots(ports.files, files);
    return snapshots.ok ? success(snapshotObserver(snapshots.value), snapshots.diagnostics) : snapshots;
  }
  return success(liveObserver(ports, budget));
}

/** The same, and a person who watches is told who is being read. */
export function telling(context: CliContext, observe: Observer): Observer {
  if (!context.isWatched) return observe;
  return (target, over) => {
    context.note(`Reading ${printableText(target.host)} ...\n`);
    return observe(target, over);
  };
}
