import type { ObservedUnfinishedRun as UnfinishedRun } from '../../model/observed-host';
import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine } from './unreadable-output';

/** The record alone does not know whether its run still goes on. */
type ObservedUnfinishedRun = Omit<UnfinishedRun, 'holdsLock'>;

/**
 * Reads the record a run of ours keeps while it is under way: `run ID`, `since TIME`, a `todo STEP COMMAND` for every step
 * before the first one runs, and a `done STEP` after each. Each time it is taken back it adds `reverting`, and in the end a
 * `left UNDO` for every undo that did not succeed. The run removes it when all is done, or taken back.
 *
 * @returns the steps without `done`; null when every step is done and nothing was to be taken back
 */
export function parseUnfinishedRun(
  text: string,
  file = '/var/opt/hpvmctl/unfinished',
): Result<ObservedUnfinishedRun | null> {
  const open = new Map<string, string>();
  const head = new Map<string, string>();
  const left = new Set<string>();
  let isBeingTakenBack = false;
  const diagnostics = [];
  for (const line of numberLines(text)) {
    if (isBlank(line)) continue;
    if (line.text === 'reverting') {
      isBeingTakenBack = true;
      left.clear();
      continue;
    }
    const [, word = '', value = '', rest = ''] = /^(run|since|todo|done|left) (\S+)(?: (.+))?$/.exec(line.text) ?? [];
    if (word === 'todo' && rest !== '') open.set(value, rest);
    else if (word === 'done' && rest === '') open.delete(value);
    else if (word === 'left' && rest === '') left.add(value);
    else if ((word === 'run' || word === 'since') && rest === '') head.set(word, value);
    else diagnostics.push(unreadableLine(file, line, 'run, since, todo, done, reverting or left'));
  }
  if (diagnostics.length > 0) return failure(...diagnostics);
  // An undo that is left says so even where the line before it found no room.
  isBeingTakenBack ||= left.size > 0;
  if (open.size === 0 && !isBeingTakenBack) return success(null);
  const remaining = [...open].map(([step, command]) => ({ step, command }));
  const runId = head.get('run') ?? 'unknown';
  const startedAt = head.get('since') ?? 'unknown';
  return success({ runId, startedAt, remaining, isBeingTakenBack, left: [...left] });
}
