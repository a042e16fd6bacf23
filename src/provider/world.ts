import type { Ports } from '../workflow/ports';
import { targetForReading } from '../workflow/host-target';
import { liveObserver, type Observer } from '../workflow/observe';
import { canonicalJson } from '../model/canonical-json';
import type { Log } from './plugin/log';
import type { ObjectValue } from './protocol/value';

/** What the resources of a configured provider reach the world through. */
export interface World {
  readonly ports: Ports;
  /** Reads a host at most once between two changes, however many ask: one look serves a whole plan. */
  readonly observe: Observer;
  /** The host was changed, or may have been: the next look is a new one. */
  forget(): void;
  readonly connectionDefaults: ObjectValue;
  /** Destructive commands whose form is only recalled are approved, unless a host says otherwise. */
  readonly acceptsRecalled: boolean;
  /** Who changes hosts, for people: `user@machine, terraform`. */
  readonly owner: string;
  readonly log: Log;
  /** Terraform was asked to stop. */
  readonly stopSignal: AbortSignal;
}

/** A world over these ports. */
export function worldOf(parts: Omit<World, 'observe' | 'forget'>): World {
  const live = liveObserver(parts.ports);
  const looks = new Map<string, ReturnType<Observer>>();
  return {
    ...parts,
    observe: (target) => {
      const key = canonicalJson(target);
      const found = looks.get(key) ?? toldLook(live, parts.log)(target);
      looks.set(key, found);
      return found;
    },
    forget: () => looks.clear(),
  };
}

/** Looks as `live` does, and writes into the log what was looked at and what came of it. */
function toldLook(live: Observer, log: Log): Observer {
  return async (target) => {
    const { host, connection } = targetForReading(target);
    const { address, port, user, sudo } = connection;
    log('debug', 'reading a host', { host, address, port, user, sudo });
    const found = await live(target);
    if (found.ok) log('debug', 'the host was read', { host, unread: found.value.coverage.length });
    else log('debug', 'the host could not be read', { host, codes: found.diagnostics.map(({ code }) => code) });
    return found;
  };
}
