import { errorDiagnostic, type Diagnostic } from './diagnostic';

/** What each kind of file is called, and what it is good for. */
const KINDS = new Map<string, { readonly name: string; readonly use: (file: string) => string }>([
  ['hpvm-desired-host', { name: 'desired state', use: (file) => `To plan it: hpvmctl plan ${file}` }],
  [
    'hpvm-plan',
    { name: 'a plan', use: (file) => `To carry it out: hpvmctl apply ${file}. To read it: hpvmctl show ${file}` },
  ],
  [
    'hpvm-observed-host',
    {
      name: 'a snapshot',
      use: (file) => `To use it instead of its host: --snapshot ${file}. To read it: hpvmctl show ${file}`,
    },
  ],
  ['hpvm-drift-report', { name: 'a drift report', use: (file) => `To read it: hpvmctl show ${file}` }],
  [
    'hpvm-rehearsal',
    {
      name: 'a rehearsal',
      use: () => 'To read it: run hpvmctl rehearse again without --json; the same plan gives the same.',
    },
  ],
  ['hpvm-apply-report', { name: 'an apply report', use: (file) => `To read it: hpvmctl show ${file}` }],
]);

/** The `formatVersion` of every kind that this release reads and writes. */
const FORMAT_VERSION = '1';

/** What a JSON document says it is: its `kind`, or the kind of the list that it holds; undefined when it says nothing. */
export function documentKind(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if ('kind' in json && typeof json.kind === 'string') return json.kind;
  if ('plans' in json) return 'hpvm-plan';
  if ('snapshots' in json) return 'hpvm-observed-host';
  if ('rehearsals' in json) return 'hpvm-rehearsal';
  if ('reports' in json && Array.isArray(json.reports)) {
    // Of a part of a fleet that has no host, or none that could be compared, there is no report that says what it is.
    const isDrift = json.reports.length === 0 && ('failures' in json || 'shard' in json || 'diagnostics' in json);
    return isDrift ? 'hpvm-drift-report' : documentKind(json.reports[0]);
  }
  return undefined;
}

/**
 * Why a document is not one of the wanted kind and format at all, as one diagnostic that says what it is good for;
 * undefined when it is worth a closer look, also when it does not say what it is.
 *
 * @param file what the reader calls the document, usually its path
 */
export function wrongKind(json: unknown, wanted: string, file: string): Diagnostic | undefined {
  const kind = documentKind(json);
  const name = KINDS.get(wanted)?.name ?? wanted;
  if (kind !== undefined && kind !== wanted) return otherKind(kind, name, file);
  if (typeof json !== 'object' || json === null) return undefined;
  if (kind === undefined && ('terraform' in json || 'resource' in json)) {
    const next = 'Synthesis writes the desired state beside it: give the *.desired.json file, or the folder.';
    return errorDiagnostic('wrong-kind', `${file} is a Terraform configuration, not ${name}`, next);
  }
  const version = kind !== undefined && 'formatVersion' in json ? json.formatVersion : undefined;
  if (version === undefined || version === FORMAT_VERSION) return undefined;
  return errorDiagnostic(
    'wrong-format-version',
    `${file} has formatVersion ${JSON.stringify(version)}; this release reads ${JSON.stringify(FORMAT_VERSION)}`,
    'Make it again with this release, or use the release that made it.',
    '/formatVersion',
  );
}

/** What a file of a kind that was not wanted is good for; empty for a kind that is not ours. */
export function useOfKind(kind: string | undefined, file: string): string {
  return KINDS.get(kind ?? '')?.use(file) ?? '';
}

function otherKind(kind: string, wanted: string, file: string): Diagnostic {
  const known = KINDS.get(kind);
  return known === undefined
    ? errorDiagnostic(
        'wrong-kind',
        `${file} is not ${wanted}`,
        `Its kind is ${JSON.stringify(kind)}, which hpvmctl does not know. Give another file.`,
      )
    : errorDiagnostic('wrong-kind', `${file} is ${known.name} (${kind}), not ${wanted}`, known.use(file));
}
