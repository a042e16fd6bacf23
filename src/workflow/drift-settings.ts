import { readIgnoreRules, type IgnoreRule } from '../drift/ignore-rules';
import { success, type Result } from '../model/result';
import type { DriftSettings } from './drift';
import { loadHistory } from './load-history';
import type { Ports } from './ports';
import { readInputFile } from './read-input-file';
import { ruleUse } from './rule-use';

/** Reads what is told of drift besides the drift from the files that a person named. A history that is not there yet is empty. */
export async function driftSettings(
  { files, surroundings }: Pick<Ports, 'files' | 'surroundings'>,
  { ignore, history }: { readonly ignore?: string | undefined; readonly history?: string | undefined },
): Promise<Result<DriftSettings>> {
  const rules = ignore === undefined ? success<readonly IgnoreRule[]>([]) : await rulesIn(files, ignore);
  if (!rules.ok) return rules;
  const known = history === undefined ? success(undefined) : await loadHistory(files, history);
  if (!known.ok) return known;
  const today = surroundings.now().toISOString().slice(0, 10);
  const settings = { rules: rules.value, today, history: known.value };
  return success(rules.value.length === 0 ? settings : { ...settings, ruleUse: ruleUse(rules.value) });
}

async function rulesIn(files: Ports['files'], path: string): Promise<Result<readonly IgnoreRule[]>> {
  const next = `Correct the path. A file of rules is written by hand; schema/drift-ignore.schema.json of this package is its format.`;
  const text = await readInputFile(files, path, next);
  return text.ok ? readIgnoreRules(text.value, path) : text;
}
