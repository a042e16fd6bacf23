/** What a JSON document says it is: its `kind`, or the kind of the list that it holds; undefined when it says nothing. */
export function jsonKind(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if ('kind' in json && typeof json.kind === 'string') return json.kind;
  if ('plans' in json) return 'hpvm-plan';
  if ('snapshots' in json) return 'hpvm-observed-host';
  if ('reports' in json && Array.isArray(json.reports)) return jsonKind(json.reports[0]);
  return undefined;
}
