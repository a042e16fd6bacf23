import type { ObservedHost } from '../../model/observed-host';
import type { Action } from '../action';
import { Configuration } from '../configuration';
import { hasEffect } from '../recovery';
import { isSaving } from '../action';
import { sampledLengths, type BackStep, type WayBack } from './beginnings';

type Before = ReadonlyMap<string, ReturnType<Configuration['get']>>;

/** A beginning that the way back does not lead back from. */
export interface NotRestored {
  /** Id of the last step of the beginning. */
  readonly after: string;
  readonly why: string;
}

/**
 * Takes beginnings back at once and compares the configuration with the one before the plan; the first one that differs
 * is told. Looks for vswitches, too, that serve a guest NIC in the mode of another adapter type than it has by then.
 */
export function notRestored(host: ObservedHost, { reached, back }: WayBack): NotRestored | undefined {
  const now = new Configuration(host);
  const before = new Map<string, ReturnType<Configuration['get']>>();
  const lengths = new Set(sampledLengths(reached.length));
  let stale: ReadonlySet<string> = new Set();
  for (const [place, { id, action }] of reached.entries()) {
    stale = staleAfter(stale, action, now);
    remember(before, now.apply(action));
    if (!lengths.has(place + 1)) continue;
    const due = back.filter(({ isDueAtOnce, since }) => isDueAtOnce && since <= place);
    let left = stale;
    const { changed, undo } = carriedOut(now, due, (step) => {
      left = staleAfter(left, step.action, now);
      return undefined;
    });
    const names = changedNames(now, [before, ...changed], before).filter((name) => hasEffect(name, now));
    undo();
    if (names.length > 0) return { after: id, why: `it leaves changed: ${names.join(', ')}` };
    if (left.size > 0) return { after: id, why: `it leaves to be restarted: ${[...left].sort().join(', ')}` };
  }
  return undefined;
}

/**
 * Takes beginnings of the running steps back behind a reboot of the host: what is not saved is as before the plan. Compares what HPVM
 * and files keep over the boot. Nobody documents whether a boot brings up a vswitch that was down: the way back must fit both.
 */
export function notRestoredAfterReboot(host: ObservedHost, wayBack: WayBack): NotRestored | undefined {
  return notRestoredWhere(true, host, wayBack) ?? notRestoredWhere(false, host, wayBack);
}

function notRestoredWhere(bringsUp: boolean, host: ObservedHost, { reached, back }: WayBack): NotRestored | undefined {
  const now = new Configuration(host);
  const before = new Map<string, ReturnType<Configuration['get']>>();
  const running = reached.filter(({ action }) => !isSaving(action));
  const lengths = new Set(sampledLengths(running.length));
  const vswitches = new Set([
    ...host.vswitches.map(({ name }) => name as string),
    ...running.flatMap(({ action }) => (action.kind === 'create-vswitch' ? [action.vswitch] : [])),
  ]);
  // Whether one that the boot has brought up stays so is all the same.
  const wasDown = new Set(
    host.vswitches.flatMap(({ name, state }) => (bringsUp && state === 'down' ? [`power ${name}`] : [])),
  );
  for (const [index, { id, place, action }] of running.entries()) {
    remember(before, now.apply(action));
    if (!lengths.has(index + 1)) continue;
    const booted = boot(now, before, bringsUp ? vswitches : new Set());
    const due = back.filter(({ isDueAfterReboot, since }) => isDueAfterReboot && since <= place);
    const { changed, refused, undo } = carriedOut(now, due, (step) => refusalOf(now, step), isNeedless);
    const names = changedNames(now, [before, ...changed], before).filter(
      (name) => isKept(name) && hasEffect(name, now) && !wasDown.has(name),
    );
    undo();
    for (const [name, value] of booted) now.set(name, value);
    if (refused !== undefined) return { after: id, why: `behind a reboot ${refused}` };
    if (names.length > 0) return { after: id, why: `behind a reboot it leaves changed: ${names.join(', ')}` };
  }
  return undefined;
}

/** Carries commands out; `undo` puts the configuration back as it was. */
function carriedOut(
  now: Configuration,
  due: readonly BackStep[],
  look: (step: BackStep) => string | undefined,
  isLeftOut: (step: BackStep, now: Configuration, leftOut: ReadonlySet<string>) => boolean = () => false,
): { readonly changed: readonly Before[]; readonly refused: string | undefined; readonly undo: () => void } {
  const changed: Before[] = [];
  let refused: string | undefined;
  const leftOut = new Set<string>();
  for (const step of due) {
    if (isLeftOut(step, now, leftOut)) {
      leftOut.add(step.id);
      continue;
    }
    refused ??= look(step);
    changed.push(now.apply(step.action));
  }
  return {
    changed,
    refused,
    undo: () => {
      for (const each of [...changed].reverse()) for (const [name, value] of each) now.set(name, value);
    },
  };
}

function remember(before: Map<string, ReturnType<Configuration['get']>>, changed: Before): void {
  for (const [name, value] of changed) if (!before.has(name)) before.set(name, value);
}

/** Names with another value than before the plan; what only the way back has changed was so before it. */
function changedNames(now: Configuration, changed: readonly Before[], before: Before): readonly string[] {
  const original = new Map(before);
  for (const each of changed.slice(1))
    for (const [name, value] of each) if (!original.has(name)) original.set(name, value);
  return [...original].flatMap(([name, value]) => (now.get(name) === (value ?? null) ? [] : [name])).sort();
}

/** Behind a reboot the host is asked first, and a boot goes with its halt. */
function isNeedless(
  { action, looksFirst, onlyBehind }: BackStep,
  now: Configuration,
  leftOut: ReadonlySet<string>,
): boolean {
  if (onlyBehind !== null && leftOut.has(onlyBehind)) return true;
  if (!looksFirst || (action.kind !== 'halt-vswitch' && action.kind !== 'boot-vswitch')) return false;
  return now.get(`power ${action.vswitch}`) === (action.kind === 'boot-vswitch' ? 'up' : 'down');
}

/** What runs and was not saved is as before; of these vswitches every one that there is comes up. */
function boot(now: Configuration, before: Before, vswitches: ReadonlySet<string>): Before {
  const changed = new Map<string, ReturnType<Configuration['get']>>();
  const set = (name: string, value: ReturnType<Configuration['get']>): void => {
    if (now.get(name) === value) return;
    changed.set(name, now.get(name));
    now.set(name, value);
  };
  for (const [name, value] of before) if (!isKept(name)) set(name, value ?? null);
  for (const name of vswitches) if (now.get(`vswitch ${name}`) !== null) set(`power ${name}`, 'up');
  return changed;
}

/** HPVM keeps vswitches, their port VLANs and guest NICs at once; frames stand in a file. */
function isKept(name: string): boolean {
  return /^(?:vswitch|power|vlan|nic) |^frames$/.test(name);
}

function refusalOf(now: Configuration, { id, action }: BackStep): string | undefined {
  if (!('vswitch' in action)) return undefined;
  const power = now.get(`power ${action.vswitch}`);
  const isFit =
    action.kind === 'create-vswitch'
      ? power === null
      : action.kind === 'set-port-vlan'
        ? power !== null
        : action.kind === 'halt-vswitch'
          ? power === 'up'
          : power === 'down';
  return isFit ? undefined : `${id} finds ${action.vswitch} ${power === null ? 'missing' : String(power)}`;
}

/** vswitches that serve a guest NIC in the mode of another adapter type, until they are halted. */
function staleAfter(stale: ReadonlySet<string>, action: Action, now: Configuration): ReadonlySet<string> {
  if (action.kind === 'change-nic') {
    const { slot, adapter, vswitch } = action.nic;
    const old = now.get(`nic ${action.guest}:${slot}`);
    const isOther = typeof old === 'string' && old.split(' ')[0] !== adapter;
    return isOther && now.get(`power ${vswitch}`) === 'up' ? new Set([...stale, vswitch]) : stale;
  }
  const isPower = action.kind === 'halt-vswitch' || action.kind === 'boot-vswitch' || action.kind === 'delete-vswitch';
  if (!isPower || !stale.has(action.vswitch)) return stale;
  return new Set([...stale].filter((name) => name !== action.vswitch));
}
