import type { Diagnostic } from '../../src/model/diagnostic';
import type { PlanningContext } from '../../src/plan/planning-context';
import type { Alternatives, OrderClause, SafetyRule } from '../../src/plan/safety-rule';

/**
 * The rule, failing where it says or names nothing: an order by a key that no host and no wish has, or without a reason;
 * a step without key or title; a refusal without its texts. None of these changes a plan's order, so no plan shows it.
 */
export function strictRule(rule: SafetyRule): SafetyRule {
  const { supplies, precedes, prevents, forbids } = rule;
  const told = (what: string, ...texts: readonly unknown[]): void => {
    if (texts.every((text) => typeof text === 'string' && text !== '')) return;
    throw new Error(`${rule.id} gives ${what} that says nothing`);
  };
  const named =
    (side: OrderClause['earlier']): OrderClause['earlier'] =>
    (operation, context) =>
      side(operation, context).map((key: unknown) => {
        if (typeof key === 'string' && isName(key, context)) return key;
        throw new Error(`${rule.id} orders steps by "${String(key)}", which names nothing`);
      });
  const reasoned = ({ options }: Alternatives, keys: ReadonlySet<string>): void => {
    if (options.length === 0) throw new Error(`${rule.id} demands one of no orders`);
    for (const { earlier, later, why } of options.flat()) {
      told('a reason', why);
      if (!keys.has(earlier) || !keys.has(later)) throw new Error(`${rule.id} orders what is no step`);
    }
  };
  const strict: Partial<SafetyRule> = {
    ...(supplies && {
      supplies: (operations, context) => {
        const supplied = supplies(operations, context);
        for (const { key, title } of supplied) told('a step', key, title);
        return supplied;
      },
    }),
    ...(precedes && {
      precedes: precedes.map(({ earlier, later, why }) => ({
        earlier: named(earlier),
        later: named(later),
        why: (...steps) => {
          const reason = why(...steps);
          told('a reason', reason);
          return reason;
        },
      })),
    }),
    ...(prevents && {
      prevents: (operations, context) => {
        const all = prevents(operations, context);
        const keys = new Set(operations.map((operation) => operation.key));
        for (const alternatives of all) reasoned(alternatives, keys);
        return all;
      },
    }),
    ...(forbids && {
      forbids: (operations, context) => {
        const all = forbids(operations, context);
        for (const { code, summary, detail } of all as readonly Partial<Diagnostic>[]) {
          told('a diagnostic', code, summary, detail);
        }
        return all;
      },
    }),
  };
  return { ...rule, ...strict };
}

/** One lower-case word, or something with a name of the host or the desired state in it. */
function isName(key: string, context: PlanningContext): boolean {
  if (/^[a-z-]+$/.test(key)) return true;
  const known = JSON.stringify([context.observed, context.desired]);
  return key.split(/[ :,/]/).some((word) => known.includes(`"${word}"`));
}
