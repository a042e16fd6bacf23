import { isSaving } from '../../src/check/action';
import { isHarm, type Memory, type Projection } from '../../src/check/clause';
import { Goals } from '../../src/check/goals';
import { obligationsOf } from '../../src/check/obligations';
import { readCommand } from '../../src/check/read-command';
import { situationOf, type CheckedStep } from '../../src/check/situation';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Plan, PlanStep } from '../../src/plan/plan-document';

/** Stands for a memory: the clause was broken. */
const HARM = -1;

/** One clause about certain objects, with its memories numbered as they come up; 0 is the one at the start. */
class Automaton {
  private readonly memories: Memory[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly moves = new Map<number, number>();

  constructor(
    readonly clause: string,
    private readonly projection: Projection,
  ) {
    this.numberOf(projection.start);
  }

  get steps(): readonly number[] {
    return this.projection.steps;
  }

  /** The memory after a step of the projection, or {@link HARM}. */
  after(memory: number, step: number): number {
    const key = memory * 1024 + step;
    const known = this.moves.get(key);
    if (known !== undefined) return known;
    const outcome = this.projection.next(this.memories[memory] ?? this.projection.start, step);
    const next = isHarm(outcome) ? HARM : this.numberOf(outcome);
    this.moves.set(key, next);
    return next;
  }

  isHarmedAtEnd(memory: number): boolean {
    return this.projection.end?.(this.memories[memory] ?? this.projection.start) !== undefined;
  }

  private numberOf(memory: Memory): number {
    const text = JSON.stringify(Object.values(memory));
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.memories.push(memory);
    this.numbers.set(text, this.memories.length - 1);
    return this.memories.length - 1;
  }
}

/** Memories of all automata at some moment. */
export type Memories = readonly number[];

/** Judges orders of steps by the clauses of the checker alone; of the plan's own order it knows nothing. */
export class OrderJudge {
  readonly steps: readonly CheckedStep[];
  readonly start: Memories;
  private readonly automata: readonly Automaton[];
  private readonly byStep: readonly (readonly number[])[];

  /** @throws Error when a command cannot be read */
  constructor(
    readonly host: ObservedHost,
    steps: readonly PlanStep[],
    changes: Plan['changes'],
  ) {
    this.steps = steps.map(({ id, command }, place) => {
      const action = readCommand(command);
      if (action === undefined) throw new Error(`cannot read ${command.join(' ')}`);
      return { place, id, action };
    });
    const obligations = obligationsOf(situationOf(host, this.steps), new Goals(changes));
    this.automata = obligations.map(({ clause, projection }) => new Automaton(clause, projection));
    const byStep: number[][] = this.steps.map(() => []);
    this.automata.forEach((automaton, index) => {
      for (const step of automaton.steps) byStep[step]?.push(index);
    });
    this.byStep = byStep;
    this.start = this.automata.map(() => 0);
  }

  /** Places of the steps that change what runs. */
  get running(): readonly number[] {
    return this.steps.filter(({ action }) => !isSaving(action)).map(({ place }) => place);
  }

  /** Places of the steps that only save. */
  get saving(): readonly number[] {
    return this.steps.filter(({ action }) => isSaving(action)).map(({ place }) => place);
  }

  /** What all clauses remember after a step, or the clause that it breaks. */
  after(memories: Memories, step: number): Memories | string {
    const next = [...memories];
    for (const index of this.byStep[step] ?? []) {
      const automaton = this.automata[index];
      const memory = automaton?.after(memories[index] ?? 0, step) ?? 0;
      if (memory === HARM) return automaton?.clause ?? '';
      next[index] = memory;
    }
    return next;
  }

  /** The clause that is broken when all is done, if any. */
  brokenAtEnd(memories: Memories): string | undefined {
    return this.automata.find((automaton, index) => automaton.isHarmedAtEnd(memories[index] ?? 0))?.clause;
  }

  /** The clause that an order breaks, on the way or at its end; undefined: it is harmless. */
  brokenBy(order: readonly number[]): string | undefined {
    let memories = this.start;
    for (const step of order) {
      const next = this.after(memories, step);
      if (typeof next === 'string') return next;
      memories = next;
    }
    return this.brokenAtEnd(memories);
  }
}
