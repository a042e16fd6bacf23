import type { Ports } from '../workflow/ports';
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
      const found = looks.get(key) ?? live(target);
      looks.set(key, found);
      return found;
    },
    forget: () => looks.clear(),
  };
}
