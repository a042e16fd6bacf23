import type { ObservedUnfinishedRun as UnfinishedRun } from '../../model/observed-host';
import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine } from './unreadable-output';

/** The record alone does not know whether its run still goes on. */
type ObservedUnfinishedRun = Omit<UnfinishedRun, 'holdsLock'>;

/**
 * Reads the record a run of ours keeps while it is under way: `run ID`, `since TIME`, a `todo STEP COMMAND` for every step
 * before the first one runs, and a `done STEP` after each. The run removes it when all is done.
 *
 * @returns the steps without `done`; null when every step is done
 */
export function parseUnfinishedRun(
  text: string,
  file = '/var/opt/hpvmctl/unfinished',
): Result<ObservedUnfinishedRun | null> {
  const open = new Map<string, string>();
  const head = new Map<string, string>();
  const diagnostics = [];
  for (const line of numberLines(text)) {
    if (isBlank(line)) continue;
    const [, word = '', value = '', rest = ''] = /^(run|since|todo|done) (\S+)(?: (.+))?$/.exec(line.text) ?? [];
    if (word === 'todo' && rest !== '') open.set(value, rest);
    else if (word === 'done' && rest === '') open.delete(value);
    else if ((word === 'run' || word === 'since') && rest === '') head.set(word, value);
    else diagnostics.push(unreadableLine(file, line, 'run, since, todo or done'));
  }
  if (diagnostics.length > 0) return failure(...diagnostics);
  if (open.size === 0) return success(null);
  const remaining = [...open].map(([step, command]) => ({ step, command }));
  return success({ runId: head.get('run') ?? 'unknown', startedAt: head.get('since') ?? 'unknown', remaining });
}
