import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { resourceAddress } from '../model/resource';
import type { PricedPlan } from './budget';
import type { Operation } from './operation';
import type { PlanningContext } from './planning-context';
import { addressesOf, causesOf } from './restart-causes';

/** What a step does to an object that `protect` does not allow. */
interface Harm {
  readonly address: string;
  readonly step: string;
  /** Completes "s01 ...". */
  readonly what: string;
  readonly operation: Operation;
}

/**
 * Refuses a plan that removes, makes anew, rebuilds or interrupts what the desired state protects: one `protected`
 * error for each object, with every step that harms it. What takes part in nothing of that may change.
 */
export function protectionProblems(plan: PricedPlan, context: PlanningContext): readonly Diagnostic[] {
  const declared = protectedObjects(context);
  if (declared.size === 0) return [];
  const harms = new Map<string, Harm[]>();
  for (const harm of [
    ...plan.placed.flatMap(({ step, operation }) => harmOf(step, operation, context)),
    ...cutOff(plan),
  ]) {
    if (!declared.has(harm.address)) continue;
    const list = harms.get(harm.address);
    if (list === undefined) harms.set(harm.address, [harm]);
    else list.push(harm);
  }
  return [...harms].map(([address, found]) =>
    refusal({ address, harms: found, from: declared.get(address) }, plan, context),
  );
}

/** Addresses of protected objects, with where they are declared. */
function protectedObjects({ desired }: PlanningContext): ReadonlyMap<string, string | undefined> {
  const { lanInterfaces = [], apaGroups = [], hostVlans = [], vswitches = [], guestNics = [], tunables } = desired;
  const declared = [
    ...lanInterfaces.map((item) => ({ address: resourceAddress('lanInterface', item.name), ...item })),
    ...apaGroups.map((item) => ({ address: resourceAddress('apaGroup', item.name), ...item })),
    ...hostVlans.map((item) => ({ address: resourceAddress('hostVlan', item.name), ...item })),
    ...vswitches.map((item) => ({ address: resourceAddress('vswitch', item.name), ...item })),
    ...guestNics.map((item) => ({ address: resourceAddress('guestNic', `${item.guest}:${item.slot}`), ...item })),
    ...(tunables === undefined ? [] : [{ address: resourceAddress('tunables'), ...tunables }]),
  ];
  return new Map(declared.flatMap(({ address, protect, from }) => (protect === true ? [[address, from]] : [])));
}

function harmOf(step: string, operation: Operation, context: PlanningContext): readonly Harm[] {
  const { effect, purpose } = operation;
  const to = (address: string, what: string): Harm => ({ address, step, what, operation });
  const nic = (name: string, what: string): Harm => to(resourceAddress('lanInterface', name), what);
  switch (effect.type) {
    case 'vswitch-halt':
      return [to(resourceAddress('vswitch', effect.vswitch), 'halts it')];
    case 'vswitch-delete':
      return [to(resourceAddress('vswitch', effect.vswitch), 'removes it')];
    case 'guest-nic-remove':
      return [to(resourceAddress('guestNic', `${effect.guest}:${effect.slot}`), 'removes it')];
    case 'host-vlan-delete':
      return [to(resourceAddress('hostVlan', effect.interface), 'removes it')];
    case 'apa-clear':
      return [
        to(resourceAddress('apaGroup', effect.group), 'takes all ports out of it'),
        ...effect.ports.map((port) => nic(port, `breaks up ${effect.group}, which it is a port of`)),
        ...context.observed.hostVlans
          .filter((vlan) => vlan.uplink === effect.group)
          .map((vlan) => to(resourceAddress('hostVlan', vlan.name), `breaks up ${effect.group} below it`)),
      ];
    case 'apa-join':
      return effect.ports.map((port) => nic(port, `makes it a port of ${effect.group}`));
    case 'apa-remove-port':
      return [nic(effect.port, `takes it out of ${effect.group}`)];
    case 'address-remove':
      return [
        to(resourceAddress('apaGroup', effect.group), 'takes the address of the VM host off it'),
        nic(effect.interface, 'takes the address of the VM host off it'),
      ];
    case 'mac-address-frames':
      // A rule that raises it for the time of a plan puts back what was there.
      return effect.frames === 0 && purpose.rule === 'change'
        ? [to(resourceAddress('tunables'), 'switches the check of MAC addresses off')]
        : [];
    default:
      return [];
  }
}

/** Guest NICs of running guests that are interrupted other than by being removed. */
function cutOff({ windows, placed }: PricedPlan): readonly Harm[] {
  return windows.flatMap((window): readonly Harm[] => {
    const opening = placed[window.from];
    if (opening === undefined || !window.address.startsWith('guestNic.')) return [];
    const { operation } = opening;
    if (operation.effect.type === 'guest-nic-remove') return [];
    const cause = window.parts[0]?.cause;
    const what = cause === undefined ? 'moves it while its guest runs' : `halts ${cause}, which it is on`;
    return [{ address: window.address, step: opening.step, what, operation }];
  });
}

/** A protected object and what would harm it. */
interface Refused {
  readonly address: string;
  readonly harms: readonly Harm[];
  /** Where it is declared. */
  readonly from: string | undefined;
}

function refusal({ address, harms, from }: Refused, { steps }: PricedPlan, context: PlanningContext): Diagnostic {
  const [first] = harms;
  const others = new Set(harms.map((harm) => harm.step)).size - 1;
  const more = others === 0 ? '' : ` (and ${String(others)} more ${others === 1 ? 'step' : 'steps'})`;
  const lines = harms.map(({ step: id, what, operation }) => {
    const title = steps.find((step) => step.id === id)?.title ?? '';
    return `- ${id} (${title}) ${what}; it is there because ${whyText(operation, context)}`;
  });
  const where = from === undefined ? '' : ` (${from})`;
  const causes = addressesOf(harms.flatMap(({ operation }) => causesOf(operation, context)));
  const change = causes.length === 0 ? 'the change that needs this' : `the changes of ${causes.join(', ')}`;
  return errorDiagnostic(
    'protected',
    `${address} is protected, and ${first?.step ?? ''} ${first?.what ?? ''}${more}`,
    [...lines, `Take ${change} out of the desired state, or take protect off${where} while it is made.`].join('\n'),
    address,
  );
}

/** Why an operation is there: the rule's own words, and the changes of the desired state that lead to it. */
function whyText(operation: Operation, context: PlanningContext): string {
  const { rule, why } = operation.purpose;
  if (rule === 'change') return why;
  const causes = causesOf(operation, context).map(({ because }) => because);
  return `${why} (${rule})${causes.length === 0 ? '' : `: ${causes.join('; ')}`}`;
}
