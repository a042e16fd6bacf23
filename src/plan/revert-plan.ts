import { asksFirst } from '../model/asking-command';
import type { VswitchName } from '../model/names';
import { behindBoots } from './behind-boots';
import { withMeasuredDurations } from './measured-durations';
import { bootVswitch, haltVswitch } from './operations/vswitch-power';
import { BY_CHANGE, type Operation, type OperationEffect } from './operation';
import { outagesOf, type PlacedOperation } from './outage';
import { outageWindows } from './outage-windows';
import type { PlanStep, RevertPlan, RevertStep } from './plan-document';
import type { PlanningContext } from './planning-context';
import { withReadBacks } from './read-backs';
import { staleAfterTakeBack } from './stale-after-take-back';
import { stoppedVswitchesOver } from './stopped-vswitches-over';
import { switchPortsBack } from './switch-ports-back';
import { takeBackCommand } from './take-back-command';

/** A command of the way back before it has an id. */
interface Item extends Omit<RevertStep, 'id' | 'onlyBehind'> {
  readonly effect: OperationEffect;
  /** The halt without which it is not due. */
  readonly halt?: Item;
}

/**
 * The way back of a plan: the undo commands of its running steps from the last to the first, a restart of each vswitch
 * that would work with settings its uplink had only in between, then the undo commands of the saving steps. It reaches
 * to the first step that nothing takes back. Whoever takes a beginning back leaves out what belongs to steps that were
 * not begun; the commands left lead back to where the plan began.
 *
 * @param steps the steps of the plan, each with the undo commands that fit its place
 * @param placed their operations, in the same order
 */
export function revertPlan(
  steps: readonly PlanStep[],
  placed: readonly PlacedOperation[],
  context: PlanningContext,
): RevertPlan | null {
  const end = steps.findIndex(({ undo }) => undo === null);
  const guarded = end < 0 ? steps : steps.slice(0, end);
  if (guarded.length === 0) return null;
  const reached = placed.slice(0, guarded.length);
  const items = new WayBack(guarded, reached, context).items();
  const width = Math.max(2, String(items.length).length);
  const idOf = new Map(items.map((item, place) => [item, `r${String(place + 1).padStart(width, '0')}`]));
  const priced = withReadBacks(withMeasuredDurations(items, context), context).map((item, place) => {
    const id = idOf.get(items[place] ?? item) ?? '';
    const onlyBehind = item.halt === undefined ? undefined : idOf.get(item.halt);
    return { id, ...item, ...(onlyBehind === undefined ? {} : { onlyBehind }) };
  });
  const switchPorts = switchPortsBack(reached, context);
  return {
    guardedUntil: steps[guarded.length]?.id ?? null,
    steps: priced.map(({ effect: _effect, halt: _halt, ...step }) => step),
    ...(switchPorts.length === 0 ? {} : { switchPorts }),
    outages: outagesOnTheWayBack(reached, priced, context),
  };
}

/** Those of carrying out the whole way back behind all that it reaches. */
function outagesOnTheWayBack(
  reached: readonly PlacedOperation[],
  items: readonly (Item & { readonly id: string })[],
  context: PlanningContext,
): RevertPlan['outages'] {
  const back = items
    .filter(({ due }) => due !== 'after-reboot')
    .map(({ id, ...operation }) => ({ step: id, operation }));
  const all = [...reached, ...back];
  const windows = outageWindows(
    all.map(({ operation }) => operation),
    context,
    reached.length,
  );
  return outagesOf(
    all,
    windows
      .filter(({ to }) => to >= reached.length)
      .map((window) => ({ ...window, from: Math.max(window.from, reached.length) })),
  );
}

class WayBack {
  private readonly causes: ReadonlyMap<VswitchName, readonly number[]>;
  /** vswitches that each place leaves to be restarted. */
  private readonly staleBy = new Map<number, readonly VswitchName[]>();
  private readonly found: Item[] = [];
  /** Places of the steps that have left a vswitch to be restarted so far. */
  private readonly pending = new Map<VswitchName, number[]>();
  private readonly created: ReadonlySet<string>;

  constructor(
    private readonly steps: readonly PlanStep[],
    private readonly placed: readonly PlacedOperation[],
    private readonly context: PlanningContext,
  ) {
    const operations = placed.map(({ operation }) => operation);
    this.causes = staleAfterTakeBack(operations, context);
    for (const [vswitch, places] of this.causes)
      for (const place of places) this.staleBy.set(place, [...(this.staleBy.get(place) ?? []), vswitch]);
    this.created = new Set(
      operations.flatMap(({ effect }) => (effect.type === 'vswitch-create' ? [effect.vswitch] : [])),
    );
  }

  items(): readonly Item[] {
    this.takeBack('running');
    this.restartChangedAdapters();
    const { guest } = this.context.index;
    const running = behindBoots(addressesFirst(this.found.splice(0)), (name) => guest.get(name)?.state === 'off');
    this.takeBack('persist');
    const stopped = this.stopped();
    return [...stopped.map(({ halt }) => halt), ...running, ...stopped.map(({ boot }) => boot), ...this.found];
  }

  private takeBack(phase: PlanStep['phase']): void {
    for (let place = this.placed.length - 1; place >= 0; place -= 1) {
      const step = this.steps[place];
      const placed = this.placed[place];
      if (step === undefined || placed === undefined || step.phase !== phase) continue;
      const commands = step.undo ?? [];
      const takesBack = [step.id];
      commands.forEach((command, index) => {
        const { effect, ...rest } = takeBackCommand(placed.operation, command, this.context);
        this.restartBefore(effect, place);
        // After a boot a vswitch that was created may run.
        if (effect.type === 'vswitch-delete')
          this.found.push({ ...powerItem('halt', effect.vswitch, [step.id]), due: 'after-reboot' });
        const ownership = index === commands.length - 1 ? this.inverse(step.ownership) : undefined;
        this.found.push({
          takesBack,
          command,
          ...(asksFirst(command) ? { answers: ['y'] } : {}),
          ...rest,
          ...(ownership === undefined ? {} : { ownership }),
          effect,
          phase,
          due: phase === 'persist' || this.survivesReboot(effect) ? 'always' : 'now',
        });
      });
      this.noteStale(place);
    }
  }

  /** What is claimed though it was ours already stays ours. */
  private inverse(ownership: PlanStep['ownership']): RevertStep['ownership'] {
    if (ownership === undefined) return undefined;
    const { action, address } = ownership;
    const wasOurs = this.context.observed.ownedAddresses.some((each) => each === address);
    if (wasOurs === (action === 'claim')) return undefined;
    return { action: action === 'claim' ? 'release' : 'claim', address };
  }

  /**
   * What HP-UX keeps over a boot before anything is saved. Whether a boot brings a vswitch up that was halted nobody documents: the
   * host is asked, and booting one that runs is needless.
   */
  private survivesReboot(effect: OperationEffect): boolean {
    switch (effect.type) {
      case 'vswitch-halt':
        return !this.created.has(effect.vswitch) && this.context.vswitches.get(effect.vswitch)?.isUpBefore === false;
      case 'vswitch-boot':
      case 'vswitch-create':
      case 'vswitch-delete':
      case 'port-vlan':
      case 'guest-nic-add':
      case 'guest-nic-change':
      case 'guest-nic-remove':
      case 'mac-address-frames':
        return true;
      default:
        return false;
    }
  }

  /** What was saved before a boot is taken back beneath no vswitch that the boot has brought up. */
  private stopped(): readonly Pair[] {
    const saving = this.steps.filter(({ phase }) => phase === 'persist').map(({ id }) => id);
    if (saving.length === 0) return [];
    const operations = this.placed.map(({ operation }) => operation);
    return stoppedVswitchesOver(operations, this.context).map((vswitch) => restartAfterReboot(vswitch, saving));
  }

  /** Nobody enables a VLAN on or beneath a vswitch that is to be restarted. */
  private restartBefore(effect: OperationEffect, place: number): void {
    for (const vswitch of this.enabledOn(effect)) {
      const pending = this.pending.get(vswitch) ?? [];
      const isStaleByThen = (this.causes.get(vswitch)?.[0] ?? place) < place;
      if (isStaleByThen) this.restart(vswitch, [place, ...pending]);
      else if (pending.length > 0) this.restart(vswitch, pending);
    }
  }

  private enabledOn(effect: OperationEffect): readonly VswitchName[] {
    if (effect.type === 'port-vlan') return effect.vlanId === null ? [] : [effect.vswitch];
    if (effect.type !== 'host-vlan-create') return [];
    return (this.context.vswitchesOn.get(effect.uplink) ?? [])
      .filter(({ uplinkBefore }) => uplinkBefore === effect.uplink)
      .map(({ name }) => name);
  }

  private noteStale(place: number): void {
    for (const vswitch of this.staleBy.get(place) ?? []) {
      const pending = this.pending.get(vswitch) ?? [];
      pending.push(place);
      this.pending.set(vswitch, pending);
      if (place === this.causes.get(vswitch)?.[0]) this.restart(vswitch, pending);
    }
  }

  private restart(vswitch: VswitchName, places: readonly number[]): void {
    this.pending.delete(vswitch);
    const takesBack = places.flatMap((place) => this.steps[place]?.id ?? []).sort();
    this.found.push(
      { ...powerItem('halt', vswitch, takesBack), due: 'now' },
      { ...powerItem('boot', vswitch, takesBack), due: 'now' },
    );
  }

  /** The adapter type of a guest NIC changes back on a vswitch that the boot has brought up. */
  private restartChangedAdapters(): void {
    const changes = new Map<VswitchName, string[]>();
    for (const { step, operation } of this.placed) {
      const { effect } = operation;
      if (effect.type !== 'guest-nic-change' || !effect.changesAdapter) continue;
      if (this.context.vswitches.get(effect.from)?.existsBefore !== true) continue;
      const list = changes.get(effect.from);
      if (list === undefined) changes.set(effect.from, [step]);
      else list.push(step);
    }
    for (const [vswitch, takesBack] of changes) {
      const { halt, boot } = restartAfterReboot(vswitch, takesBack);
      this.found.push(halt, boot);
    }
  }
}

/**
 * The address of a group comes off before ports leave it: a group that carries one is a critical resource (CRA White Paper for
 * HP-UX 11i v3, p. 26), and nobody documents what becomes of the address of an aggregate whose last port goes.
 */
function addressesFirst(items: readonly Item[]): readonly Item[] {
  const result = [...items];
  items.forEach((item, place) => {
    const { effect } = item;
    if (effect.type !== 'address-remove') return;
    const first = result.findIndex(
      ({ effect: other }) =>
        (other.type === 'apa-remove-port' || other.type === 'apa-clear') && other.group === effect.interface,
    );
    if (first < 0 || first > place) return;
    result.splice(place, 1);
    result.splice(first, 0, item);
  });
  return result;
}

/** A halt, and the boot that is due only where it was run. */
interface Pair {
  readonly halt: Item;
  readonly boot: Item;
}

/** The boot might otherwise start a vswitch that was down before the plan, and that the boot of the host has left so. */
function restartAfterReboot(vswitch: VswitchName, takesBack: readonly string[]): Pair {
  const halt: Item = { ...powerItem('halt', vswitch, takesBack), due: 'after-reboot' };
  return { halt, boot: { ...powerItem('boot', vswitch, takesBack), due: 'after-reboot', halt } };
}

function powerItem(power: 'halt' | 'boot', vswitch: VswitchName, takesBack: readonly string[]): Omit<Item, 'due'> {
  const { title, command, answers, effect, durationSeconds, confidence }: Operation =
    power === 'halt' ? haltVswitch(vswitch, BY_CHANGE) : bootVswitch(vswitch, BY_CHANGE);
  return {
    takesBack,
    title,
    command,
    ...(answers === undefined ? {} : { answers }),
    effect,
    durationSeconds,
    confidence,
    phase: 'running',
  };
}
