import type { ObservedHost } from '../model/observed-host';
import { isSaving, type Action } from './action';
import { Configuration, KEPT_OR_LOST, UNSEEN } from './configuration';

/** A step with what takes it back. */
export interface UndoableStep {
  readonly id: string;
  readonly action: Action;
  /** Null: nothing does. */
  readonly undo: readonly Action[] | null;
}

/** Steps that cannot be taken back, and steps whose undo commands do not do what they claim. */
export interface Recovery {
  readonly pointsOfNoReturn: readonly { readonly step: string; readonly why: string }[];
  readonly wrong: readonly { readonly step: string; readonly why: string }[];
}

/**
 * Takes every beginning of the plan back, step by step from the last to the first, and compares the configuration with
 * the one before. What one step's commands leave different, those of an earlier step may still put right.
 */
export function recoveryOf(host: ObservedHost, steps: readonly UndoableStep[]): Recovery {
  const running = steps.filter(({ action }) => !isSaving(action));
  const forward = new Configuration(host);
  const pointsOfNoReturn = steps.flatMap(({ id, undo }) =>
    undo === null ? [{ step: id, why: 'no command takes it back' }] : [],
  );
  const wrong: { step: string; why: string }[] = [];
  const done: Done[] = [];
  for (const { id, action, undo } of running) {
    done.push({ undo, before: forward.apply(action) });
    const left = leftAfterUndo(forward, done);
    if (left.length > 0) wrong.push({ step: id, why: `its undo commands leave changed: ${left.join(', ')}` });
  }
  return { pointsOfNoReturn, wrong };
}

/** A step that was carried out, with the values that it changed as they were before it. */
interface Done extends Pick<UndoableStep, 'undo'> {
  readonly before: ReadonlyMap<string, unknown>;
}

/** Names of values that are not what they were before the last step when it, and if needed those before it, are undone. */
function leftAfterUndo(forward: Configuration, done: readonly Done[]): readonly string[] {
  const journal: ReadonlyMap<string, unknown>[] = [];
  let pending = new Map<string, unknown>();
  let back = 0;
  do {
    back += 1;
    const step = done.at(-back);
    if (step === undefined || step.undo === null) break;
    for (const [name, value] of step.before) pending.set(name, value);
    for (const action of step.undo) {
      const changed = forward.apply(action);
      journal.push(changed);
      for (const [name, value] of changed) if (!pending.has(name)) pending.set(name, value);
    }
    pending = new Map(
      [...pending].filter(
        ([name, value]) => value !== KEPT_OR_LOST && forward.get(name) !== (value ?? null) && hasEffect(name, forward),
      ),
    );
  } while (pending.size > 0);
  for (const changed of journal.reverse())
    for (const [name, value] of changed) forward.set(name, value as Parameters<Configuration['set']>[1]);
  return [...pending.keys()].sort();
}

/** What nobody can notice need not be as it was: how an empty group would balance, and the VLAN of a port without NIC. */
export function hasEffect(name: string, configuration: Configuration): boolean {
  if (name.startsWith(UNSEEN)) return false;
  return !name.startsWith('vlan ') || configuration.isPortUsed(name.slice('vlan '.length));
}
