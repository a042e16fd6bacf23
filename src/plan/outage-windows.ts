import { compareText } from '../model/canonical-json';
import { resourceAddress } from '../model/resource';
import type { Operation } from './operation';
import type { PlanningContext } from './planning-context';
import { PortVlans, vlansAtEnd, type PortVlan } from './port-vlans';

/** A stretch of a plan, by the positions of its first and last operation. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One reason for which a guest NIC is out of service, and while it holds: until its port is back on its VLAN. */
export interface OutagePart extends Stretch {
  /** The vswitch that is down or was made anew; absent: the NIC itself is removed. */
  readonly cause?: string;
}

/** Something is out of service from the start of the operation at `from` to the end of the one at `to`. */
export interface OutageWindow extends Stretch {
  /** The vswitch, the guest NIC, or the group with the VM host's address. */
  readonly address: string;
  /** The plan does not end it; `to` is then the last operation. */
  readonly isPermanent: boolean;
  /** Running guests that lose traffic, sorted. */
  readonly guests: readonly string[];
  /** For a guest NIC, what takes it out of service one after the other; empty for everything else. */
  readonly parts: readonly OutagePart[];
}

interface Nic {
  readonly address: string;
  readonly guest: string;
  readonly isRunning: boolean;
  /** null while it is removed. */
  vswitch: string | null;
  port: number | null;
  /** VLANs on which it is in service: the one it had before the plan, and the one it has at the end; undefined: whichever. */
  readonly vlans: readonly PortVlan[] | undefined;
  /** Whether it had traffic before the plan, or was put on a running vswitch by it, so that it has something to lose. */
  hasBeenLive: boolean;
  /** Why it is out of service now, and since when; the parts before it. */
  down: { parts: OutagePart[]; since: number; cause: string | undefined; isLoss: boolean } | undefined;
}

/**
 * Follows the operations in their order and notes who is out of service while: halted vswitches, guest NICs that are
 * removed or moved, host addresses, and every NIC of a running guest while its vswitch is down, or while its port has lost
 * the VLAN (vPars and Integrity VM V6.3 Administrator Guide, p. 122: it reaches only those of its VLAN). A guest whose state is
 * unknown counts as running. What was out of service before the plan is no interruption by it.
 *
 * @param turn where the operations from this position on take the others back: a VLAN that a port has there is right, too
 * @returns windows by their beginning, then by address
 */
export function outageWindows(
  operations: readonly Pick<Operation, 'effect'>[],
  context: PlanningContext,
  turn = operations.length,
): readonly OutageWindow[] {
  const walk = new Walk(context, operations, turn);
  operations.forEach((operation, position) => {
    walk.take(operation.effect, position);
  });
  return walk.finish(operations.length - 1);
}

class Walk {
  private readonly nics = new Map<string, Nic>();
  private readonly nicsOn = new Map<string, Set<Nic>>();
  private readonly isDown = new Map<string, boolean>();
  private readonly halted = new Map<string, { since: number; guests: Set<string> }>();
  private readonly addressless = new Map<string, number>();
  private readonly windows: OutageWindow[] = [];
  private readonly portVlans: PortVlans;
  /** VLANs at the end, and at the turn where there is one. */
  private readonly vlansAtEnds: readonly ReadonlyMap<string, PortVlan>[];

  constructor(
    private readonly context: PlanningContext,
    operations: readonly Pick<Operation, 'effect'>[],
    turn: number,
  ) {
    this.portVlans = new PortVlans(context.observed);
    this.vlansAtEnds = [...new Set([turn, operations.length])].map((end) =>
      vlansAtEnd(operations.slice(0, end), context),
    );
    for (const vswitch of context.observed.vswitches) this.isDown.set(vswitch.name, vswitch.state === 'down');
    for (const { guest, slot, vswitch, port } of context.observed.guestNics)
      this.plug(this.nic(guest, slot), vswitch, port);
    for (const nic of this.nics.values()) nic.hasBeenLive = nic.vswitch !== null && !this.isVswitchDown(nic.vswitch);
  }

  take(effect: Operation['effect'], position: number): void {
    this.portVlans.take(effect);
    switch (effect.type) {
      case 'vswitch-halt':
        this.halt(effect.vswitch, position);
        break;
      case 'vswitch-boot':
        this.boot(effect.vswitch, position);
        break;
      case 'guest-nic-remove':
        this.remove(this.nic(effect.guest, effect.slot), position);
        break;
      case 'guest-nic-add':
        this.add(this.nic(effect.guest, effect.slot), effect, position);
        break;
      case 'guest-nic-change': {
        const nic = this.nic(effect.guest, effect.slot);
        // On a guest that is off the change is one command and touches nobody.
        if (nic.isRunning) this.remove(nic, position);
        this.add(nic, effect, position);
        break;
      }
      case 'port-vlan':
        for (const nic of this.nicsOn.get(effect.vswitch) ?? [])
          if (nic.port === effect.port && this.isInService(nic)) this.end(nic, position, false);
        break;
      case 'address-remove':
        if (!this.addressless.has(effect.group)) this.addressless.set(effect.group, position);
        break;
      case 'address-add':
        this.returnAddress(effect.group, position);
        break;
      default:
    }
  }

  /** Closes what the plan leaves open, and gives every window. */
  finish(last: number): readonly OutageWindow[] {
    const forGood = { to: last, isPermanent: true };
    for (const [vswitch, { since, guests }] of this.halted)
      this.note({ address: resourceAddress('vswitch', vswitch), from: since, ...forGood, guests: [...guests] });
    for (const [group, since] of this.addressless)
      this.note({ address: resourceAddress('apaGroup', group), from: since, ...forGood, guests: [] });
    for (const nic of this.nics.values()) this.end(nic, last, true);
    return this.windows.sort(
      (left, right) => left.from - right.from || left.to - right.to || compareText(left.address, right.address),
    );
  }

  private returnAddress(group: string, position: number): void {
    const since = this.addressless.get(group);
    this.addressless.delete(group);
    if (since === undefined) return;
    this.note({
      address: resourceAddress('apaGroup', group),
      from: since,
      to: position,
      isPermanent: false,
      guests: [],
    });
  }

  private halt(vswitch: string, position: number): void {
    if (this.isVswitchDown(vswitch)) return;
    this.isDown.set(vswitch, true);
    this.halted.set(vswitch, { since: position, guests: new Set() });
    for (const nic of this.nicsOn.get(vswitch) ?? []) this.lose(nic, position, vswitch);
  }

  private boot(vswitch: string, position: number): void {
    this.isDown.set(vswitch, false);
    const halted = this.halted.get(vswitch);
    this.halted.delete(vswitch);
    if (halted !== undefined) {
      const { since, guests } = halted;
      const address = resourceAddress('vswitch', vswitch);
      this.note({ address, from: since, to: position, isPermanent: false, guests: [...guests] });
    }
    for (const nic of this.nicsOn.get(vswitch) ?? []) if (this.isInService(nic)) this.end(nic, position, false);
  }

  private remove(nic: Nic, position: number): void {
    if (nic.vswitch !== null) this.nicsOn.get(nic.vswitch)?.delete(nic);
    nic.vswitch = null;
    if (nic.down === undefined) {
      // A guest that is off loses nothing, but the NIC is half replaced all the same.
      nic.down = { parts: [], since: position, cause: undefined, isLoss: nic.isRunning && nic.hasBeenLive };
    } else this.turn(nic.down, position, undefined);
  }

  private add(nic: Nic, place: { readonly vswitch: string; readonly port: number }, position: number): void {
    const { vswitch, port } = place;
    this.plug(nic, vswitch, port);
    if (!this.isVswitchDown(vswitch)) {
      if (this.isInService(nic)) this.end(nic, position, false);
      nic.hasBeenLive = true;
    } else if (nic.isRunning && nic.down !== undefined) {
      this.turn(nic.down, position, vswitch);
      this.count(nic, vswitch);
    } else this.end(nic, position, false);
  }

  private lose(nic: Nic, position: number, vswitch: string): void {
    if (!nic.isRunning) return;
    // One that still waits for its VLAN does not come back in between.
    if (nic.down !== undefined) this.turn(nic.down, position, vswitch);
    else nic.down = { parts: [], since: position, cause: vswitch, isLoss: true };
    this.count(nic, vswitch);
  }

  /** One reason follows another without the NIC coming back in between. */
  private turn(down: NonNullable<Nic['down']>, position: number, cause: string | undefined): void {
    down.parts.push(part(down, position));
    down.since = position;
    down.cause = cause;
  }

  private count(nic: Nic, vswitch: string): void {
    if (nic.down?.isLoss === true) this.halted.get(vswitch)?.guests.add(nic.guest);
  }

  private end(nic: Nic, position: number, isPermanent: boolean): void {
    const { down } = nic;
    if (down === undefined) return;
    nic.down = undefined;
    const parts = [...down.parts, part(down, position)];
    const from = parts[0]?.from ?? position;
    const guests = down.isLoss ? [nic.guest] : [];
    this.note({ address: nic.address, from, to: position, isPermanent, guests, parts });
  }

  private note(window: Omit<OutageWindow, 'parts'> & Partial<Pick<OutageWindow, 'parts'>>): void {
    this.windows.push({ parts: [], ...window, guests: [...window.guests].sort(compareText) });
  }

  private nic(guest: string, slot: string): Nic {
    const identity = `${guest}:${slot}`;
    const known = this.nics.get(identity);
    if (known !== undefined) return known;
    const isRunning = this.context.index.guest.get(guest)?.state !== 'off';
    const address = resourceAddress('guestNic', identity);
    const nic: Nic = {
      ...{ address, guest, isRunning, vswitch: null, port: null, hasBeenLive: false, down: undefined },
      vlans: isRunning ? this.vlansOf(identity) : undefined,
    };
    this.nics.set(identity, nic);
    return nic;
  }

  /** A NIC whose port or VLAN could not be read, and a new one, are taken to be on the right VLAN. */
  private vlansOf(identity: string): readonly PortVlan[] | undefined {
    const before = this.context.index.guestNic.get(identity);
    if (before === undefined || before.port === null || before.vlanId === 'unknown') return undefined;
    return [
      before.vlanId,
      ...this.vlansAtEnds.flatMap((ends) => ends.get(identity) ?? (ends.has(identity) ? [null] : [])),
    ];
  }

  private isInService({ vswitch, port, vlans }: Nic): boolean {
    if (vswitch === null || this.isVswitchDown(vswitch)) return false;
    return vlans === undefined || vlans.includes(this.portVlans.of(vswitch, port));
  }

  private plug(nic: Nic, vswitch: string, port: number | null): void {
    if (nic.vswitch !== null) this.nicsOn.get(nic.vswitch)?.delete(nic);
    nic.vswitch = vswitch;
    nic.port = port;
    const others = this.nicsOn.get(vswitch);
    if (others === undefined) this.nicsOn.set(vswitch, new Set([nic]));
    else others.add(nic);
  }

  /** A vswitch that does not exist yet is created down. */
  private isVswitchDown(vswitch: string): boolean {
    return this.isDown.get(vswitch) ?? true;
  }
}

function part(down: NonNullable<Nic['down']>, to: number): OutagePart {
  return {
    from: down.since,
    to,
    ...(down.cause === undefined ? {} : { cause: resourceAddress('vswitch', down.cause) }),
  };
}
